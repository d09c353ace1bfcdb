"""Append-only files that are never longer, once opened, than what was committed."""

import os
from pathlib import Path
from typing import BinaryIO


class AppendFile:
    """One file of the journal. Writes are kept in memory until ``sync``; the tail beyond ``size`` is cut on opening."""

    def __init__(self, path: Path, size: int) -> None:
        """Open ``path``, create it where it is missing, cut it to ``size`` bytes.

        Raises ``LostBytes`` where the file is shorter than what was committed: somebody else changed it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file: BinaryIO = path.open("ab")
        actual = self._file.tell()
        if actual < size:
            self._file.close()
            raise LostBytes(f"{path} has {actual} bytes, the crawl had written {size}")
        if actual > size:
            self._file.truncate(size)
            self._file.seek(size)
        self.size = size
        self._dirty = actual > size

    def append(self, data: bytes) -> int:
        """Add ``data`` at the end; gives the offset it starts at."""
        start = self.size
        self._file.write(data)
        self.size += len(data)
        self._dirty = True
        return start

    def sync(self) -> None:
        """Make everything appended durable."""
        if self._dirty:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._dirty = False

    def close(self) -> None:
        """Close without making anything durable beyond the last ``sync``."""
        self._file.close()


class LostBytes(Exception):
    """A file of the journal is shorter than the committed offset."""


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable (POSIX: a new file exists after a crash only if its folder was synced)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
