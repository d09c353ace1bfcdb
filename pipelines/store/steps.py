"""Every step that changes the disk passes here, so that a test can let the process die at any of them."""

import os
import signal


class Steps:
    """Counts steps. ``crash_at``: kill this process, without warning, at the n-th."""

    def __init__(self, crash_at: int | None = None) -> None:
        self.count = 0
        self._crash_at = crash_at

    def __call__(self, name: str) -> None:
        """``name`` says what is about to happen or has just happened: ``write``, ``torn``, ``fsync``, ``commit`` …"""
        self.count += 1
        if self.count == self._crash_at:
            os.kill(os.getpid(), signal.SIGKILL)
