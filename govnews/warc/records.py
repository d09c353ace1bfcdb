"""WARC records (ISO 28500:2017, section 4), read forward: headers, block, and where each lies."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from govnews.errors import MAX_BYTES
from govnews.warc.members import Members

_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\s{0,9}$")
_START = b"WARC/"
_LONGEST = 1 << 16  # bytes of one header line, and of all of them
_KEPT = MAX_BYTES + _LONGEST  # of a block; what lies beyond is passed over


@dataclass(frozen=True, slots=True)
class Record:
    """One record."""

    kind: str
    """WARC-Type: ``response``, ``request``, ``revisit``, ``conversion``, ``resource`` …"""
    fields: dict[str, str]
    """Its named fields, names in lower case."""
    block: bytes
    """The content block; cut off where it is longer than a page may be."""
    place: int
    """Offset of the record in the file, of its gzip member where it is packed."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where the file holds no whole record."""

    place: int
    """Offset where the damage begins."""
    message: str
    """What is wrong, for a person."""


def is_archive(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (4 KiB are enough) holds WARC records, packed or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, len(_START))
        except zlib.error:
            return False
    return head.startswith(_START)


def read_records(stream: BinaryIO) -> Iterator[Record | Damage]:
    """Every record of a file, in order; damage in between, after which reading goes on at the next record."""
    members = Members(stream)
    while True:
        place = members.place
        line = members.line(_LONGEST)
        while line and not line.strip():  # records are parted by empty lines
            place = members.place
            line = members.line(_LONGEST)
        if not line and not members.broken:
            return
        record = _record(members, line, place) if _VERSION.match(line) else None
        if record is not None and not members.broken:
            yield record
            continue
        more = members.next_member(_START)
        yield Damage(place, "a record is damaged" if more else "the last record is not whole")
        if not more:
            return


def _record(members: Members, line: bytes, place: int) -> Record | None:
    """The record that a version line begins; ``None`` where it is not whole."""
    fields: dict[str, str] = {}
    name, read = "", 0
    while line := members.line(_LONGEST):
        read += len(line)
        if read > _LONGEST or not line.endswith(b"\n"):
            return None
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            break
        if text[0] in " \t" and name:
            fields[name] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        fields[name] = value.strip()
    size = fields.get("content-length", "")
    if not line or not (size.isdecimal() and len(size) < 16):
        return None
    length = int(size)
    block = members.read(min(length, _KEPT))
    rest = members.skip(length - len(block)) if len(block) == _KEPT else 0
    if len(block) + rest < length:
        return None
    return Record(fields.get("warc-type", "").lower(), fields, block, place)
