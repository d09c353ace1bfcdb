"""The bytes of a WARC file, unpacked member by member, with the place each member has in the file."""

import zlib
from typing import BinaryIO

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"
_MEMBER = b"\x1f\x8b\x08"


class Members:
    """Reads a file of gzip members, or a plain one, forward only; never more than a few chunks in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._raw = stream.read(_CHUNK)
        self._at = 0  # offset of _raw in the file
        self._packed = self._raw.startswith(_GZIP)
        self._inflate: zlib._Decompress | None = None
        self._out = b""
        self._member = 0
        self.broken = False
        """Whether the file ended inside a member, or a member cannot be unpacked."""

    @property
    def place(self) -> int:
        """Offset of what is read next: of its byte, or of its member where the file is packed."""
        if not self._packed:
            return self._at - len(self._out)
        return self._member if self._out or self._inflate is not None else self._at

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes; fewer only at the end, or where a member breaks."""
        parts: list[bytes] = []
        while size > 0 and (self._out or self._fill()):
            part, self._out = self._out[:size], self._out[size:]
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Pass over bytes; gives how many were there."""
        left = size
        while left > 0 and (self._out or self._fill()):
            step = min(left, len(self._out))
            self._out = self._out[step:]
            left -= step
        return size - left

    def line(self, longest: int) -> bytes:
        """Up to and with the next line feed, at most ``longest`` bytes; empty at the end."""
        while b"\n" not in self._out and len(self._out) < longest:
            before = self._out
            self._out = b""
            more = self._fill()
            self._out = before + self._out
            if not more:
                break
        end = self._out.find(b"\n", 0, longest) + 1 or min(len(self._out), longest)
        part, self._out = self._out[:end], self._out[end:]
        return part

    def next_member(self, start: bytes) -> bool:
        """After damage: go to the next place where something begins with ``start``. Whether there is one."""
        self.broken = False
        if not self._packed:
            return self._next_line(start)
        self._inflate, self._out = None, b""
        self._raw, self._at = (
            self._raw[1:],
            self._at + 1,
        )  # the member that broke is not tried again
        while True:
            found = self._raw.find(_MEMBER)
            if found < 0:
                kept = self._raw[-2:]  # the magic may lie across two chunks
                self._at += len(self._raw) - len(kept)
                more = self._stream.read(_CHUNK)
                if not more:
                    self._raw, self._at = b"", self._at + len(kept)
                    return False
                self._raw = kept + more
                continue
            self._raw, self._at = self._raw[found:], self._at + found
            if len(self._raw) < _CHUNK:
                self._raw += self._stream.read(_CHUNK)
            if _begins(self._raw, start):
                return True
            self._raw, self._at = self._raw[1:], self._at + 1

    def _next_line(self, start: bytes) -> bool:
        while True:
            found = self._out.find(b"\n" + start)
            if found >= 0:
                self._out = self._out[found + 1 :]
                return True
            kept = self._out[-len(start) :]
            self._out = b""
            if not self._fill():
                return False
            self._out = kept + self._out

    def _fill(self) -> bool:
        """More bytes into ``_out``; False at the end."""
        while not self._out:
            if not self._raw:
                self._raw = self._stream.read(_CHUNK)
            if not self._packed:
                self._out, self._at, self._raw = self._raw, self._at + len(self._raw), b""
                return bool(self._out)
            if self._inflate is None:
                if not self._raw.strip(b"\0") or self.broken:  # padding is no member
                    return False
                self._member, self._inflate = self._at, zlib.decompressobj(31)
            if not self._unpack(self._inflate):
                return False
        return True

    def _unpack(self, inflate: "zlib._Decompress") -> bool:
        ended = not self._raw
        try:
            self._out = inflate.decompress(self._raw, _CHUNK)
        except zlib.error:
            self.broken = True
            return False
        rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
        self._at += len(self._raw) - len(rest)
        self._raw = rest
        if inflate.eof:
            self._inflate = None
        elif ended and not self._out:
            self.broken = True
            return False
        return True


def _begins(raw: bytes, start: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(raw, len(start)) == start
    except zlib.error:
        return False
