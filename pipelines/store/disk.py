"""Append-only files that are never longer, once opened, than what was committed."""

import os
from pathlib import Path

from pipelines.store.steps import Steps

_BUFFER = 1 << 20  # bytes kept in memory at most before they are handed to the system


class AppendFile:
    """One file of the journal. Bytes are durable after ``sync``; the tail beyond ``size`` is cut on opening."""

    def __init__(self, path: Path, size: int, steps: Steps) -> None:
        """Open ``path``, create it where it is missing, cut it to ``size`` bytes.

        Raises ``LostBytes`` where the file is shorter than what was committed: somebody else changed it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.size = size
        self._steps = steps
        self._waiting: list[bytes] = []
        self._waiting_size = 0
        self._broken: OSError | None = None
        self._file = path.open("ab", buffering=0)
        actual = self._file.tell()
        if actual < size:
            self._file.close()
            raise LostBytes(f"{path} has {actual} bytes, the crawl had written {size}")
        if actual > size:
            self._file.truncate(size)
        self._dirty = actual > size

    def append(self, data: bytes) -> int:
        """Add ``data`` at the end; gives the offset it starts at."""
        start = self.size
        self._waiting.append(data)
        self._waiting_size += len(data)
        self.size += len(data)
        if self._waiting_size > _BUFFER:
            self._write()
        return start

    def sync(self) -> None:
        """Make everything appended durable. Raises ``OSError`` (disk full), and then always: ``size`` is not true."""
        if self._broken is not None:
            raise self._broken
        self._write()
        if self._dirty:
            self._steps("fsync")
            os.fsync(self._file.fileno())
            self._steps("fsynced")
            self._dirty = False

    def close(self) -> None:
        """Close without making anything durable beyond the last ``sync``."""
        self._file.close()

    def _write(self) -> None:
        if not self._waiting:
            return
        data = b"".join(self._waiting)
        self._waiting, self._waiting_size, self._dirty = [], 0, True
        self._steps("write")
        half = len(data) // 2
        try:
            for part in (data[:half], data[half:]):
                left = memoryview(part)
                while left:
                    left = left[self._file.write(left) :]
                self._steps("torn")
        except OSError as error:
            self._broken = error
            raise


def write_whole(path: Path, body: bytes, steps: Steps) -> None:
    """Write a file that is there whole and durably, its name too, or not at all. Raises ``OSError``."""
    if path.exists():
        return
    missing = [p for p in (path.parent, *path.parents[1:]) if not p.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    with part.open("wb", buffering=0) as file:
        half = len(body) // 2
        for data in (body[:half], body[half:]):
            left = memoryview(data)
            while left:
                left = left[file.write(left) :]
            steps("torn")
        os.fsync(file.fileno())
    steps("fsynced")
    part.replace(path)
    steps("named")
    for folder in (path.parent, *(p.parent for p in missing)):
        sync_folder(folder)


class LostBytes(Exception):
    """A file of the journal is shorter than the committed offset."""


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable (POSIX: a new file exists after a crash only if its folder was synced)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
