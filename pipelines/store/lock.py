"""One crawl a folder: an advisory lock that ends with the process, however it ends."""

import os
import time
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no flock; state.sqlite's own lock still keeps a second writer out
    fcntl = None  # type: ignore[assignment]


# `govnews status` finds out whether the lock is held by taking it for a moment.
_LOOKS, _BETWEEN = 4, 0.05


class InUse(OSError):
    """Another crawl writes to the folder."""


class FolderLock:
    """Holds ``folder`` until ``release``. The lock is on the folder itself: no file is left behind."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises ``InUse`` at once where another process has it."""
        self._handle: int | None = None
        if fcntl is None:
            return
        handle = os.open(folder, os.O_RDONLY)
        for _ in range(_LOOKS):
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._handle = handle
                return
            time.sleep(_BETWEEN)
        os.close(handle)
        raise InUse(0, "another crawl is writing to this folder; wait for it or stop it first")

    def release(self) -> None:
        """Let go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
