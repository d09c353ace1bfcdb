"""Asking chardet, in doubt only; telling UTF-16 without a byte order mark by its zero bytes."""

from govnews.charset.labels import find_encoding

# Without such a list chardet answers ISO-8859-15 for markup-heavy GB18030 pages, and exotic code pages for short ones.
_ASKED = [
    *("utf-8", "gb18030", "big5hkscs", "big5", "shift_jis", "cp932", "euc-jp", "euc-kr", "cp949"),
    *("ascii", "koi8-r", "windows-1251", "windows-1252", "windows-1250", "windows-1253"),
]
_LOOKED = 1 << 12  # bytes in which the NULs of UTF-16 would show
_SURE = 0.3


def ask_detector(seen: bytes) -> str | None:
    """The WHATWG name of what chardet takes a sample of text for, None where it does not know."""
    if not seen:
        return None
    import chardet  # noqa: PLC0415 - loaded in doubt only, most pages never need it

    found = chardet.detect(seen, include_encodings=_ASKED, no_match_encoding="ascii")
    name, sure = found.get("encoding"), found.get("confidence") or 0.0
    if not name or sure < _SURE or name.lower() == "ascii":
        return None
    return find_encoding(name)


def find_wide(body: bytes) -> str | None:
    """``utf-16le`` or ``utf-16be`` for UTF-16 without a byte order mark, by where its zero bytes stand."""
    head = body[:_LOOKED]
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd >= 0.15 * half and even <= 0.02 * half:
        return "utf-16le"
    if even >= 0.15 * half and odd <= 0.02 * half:
        return "utf-16be"
    return None
