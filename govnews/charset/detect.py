"""Asking chardet, in doubt only; telling UTF-16 without a byte order mark."""

import re

import chardet

from govnews.charset.labels import find_encoding

# Without this list chardet answers ISO-8859-15 for markup-heavy GB18030 pages (reference: peers.md, Charset detection).
_CHINESE = ["utf-8", "gb18030", "big5", "ascii", "utf-16-le", "utf-16-be"]
_ASKED = 1 << 16  # bytes of text that chardet is shown
_TEXT = re.compile(rb"[^\x00-\x7f][^<>]{0,400}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_LOOKED = 1 << 12  # bytes in which the NULs of UTF-16 would show
_SURE = 0.6


def ask_detector(body: bytes) -> str | None:
    """The WHATWG name of what chardet takes the text between the tags for, ``None`` where it does not know.

    First among the Chinese encodings; where it is not sure of any of them, among all it knows.
    """
    sample = b" ".join(match[0] for match in _TEXT.finditer(body, 0, 8 * _ASKED))[:_ASKED]
    if not sample:
        return None
    for names in (_CHINESE, None):
        found = (
            chardet.detect(sample, include_encodings=names, no_match_encoding="utf-8")
            if names
            else chardet.detect(sample)
        )
        name, sure = found.get("encoding"), found.get("confidence") or 0.0
        if name and sure >= _SURE and name.lower() != "ascii":
            return find_encoding(name)
    return None


def is_sparse(body: bytes) -> bool:
    """Whether bytes over 0x7F stand alone between ASCII letters, as accented letters do and Chinese never does."""
    runs = _HIGH.findall(body[:_ASKED])
    alone = sum(len(run) == 1 for run in runs)
    return bool(runs) and alone > 0.6 * len(runs)


def find_wide(body: bytes) -> str | None:
    """``utf-16le`` or ``utf-16be`` for UTF-16 without a byte order mark, by where its zero bytes stand."""
    head = body[:_LOOKED]
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd >= 0.2 * half and even <= 0.02 * half:
        return "utf-16le"
    if even >= 0.2 * half and odd <= 0.02 * half:
        return "utf-16be"
    return None
