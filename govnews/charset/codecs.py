"""Encodings as the WHATWG Encoding Standard decodes them, where Python's codecs leave it.

https://encoding.spec.whatwg.org/ (gb18030 §10.2, Big5 §12.1). Everything here is linear in the input.
"""

import codecs
import re
import zlib
from array import array
from functools import cache
from pathlib import Path
from sys import byteorder

from govnews.charset.gb18030 import decode_gb18030

_PYTHON = {
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "windows-874": "cp874",
    "ibm866": "cp866",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "iso-8859-8-i": "iso8859_8",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "hz-gb-2312": "hz",
    "x-user-defined": "cp1252",
} | {f"windows-{number}": f"cp{number}" for number in range(1250, 1259)}

_BIG5_TOKEN = re.compile(rb"[\x00-\x7f]+|[\x81-\xfe][\x40-\x7e\x80-\xff]|.", re.DOTALL)
_CHUNK = 1 << 16

# Pointers that stand for two code points: Encoding Standard, Big5 decoder, step 3.3.
_BIG5_DOUBLE = {
    1133: "\u00ca\u0304",
    1135: "\u00ca\u030c",
    1164: "\u00ea\u0304",
    1166: "\u00ea\u030c",
}


def decode_as(encoding: str, body: bytes) -> str:
    """Decode ``body`` by a lower-case WHATWG encoding name; undecodable bytes become U+FFFD. Raises nothing.

    ``replacement`` and names nobody knows are read as windows-1252. A byte order mark is kept as U+FEFF.
    """
    if encoding == "gb18030":
        return decode_gb18030(body)
    if encoding == "big5":
        return decode_big5(body)
    codec = _PYTHON.get(encoding, encoding)
    try:
        return body.decode(codec, "govnews.holes" if codec.startswith("cp") else "replace")
    except (LookupError, UnicodeError):
        return body.decode("cp1252", "govnews.holes")


def decode_big5(body: bytes) -> str:
    """Big5 with HKSCS by the WHATWG index; one U+FFFD for each error, as the standard's decoder gives them."""
    if body.isascii():
        return body.decode("ascii")
    table = _big5()
    out: list[str] = []
    start = 0
    while start < len(body):
        tokens = _BIG5_TOKEN.findall(body, start, start + _CHUNK)
        size = min(_CHUNK, len(body) - start)
        if start + size < len(body) and len(tokens[-1]) == 1 and tokens[-1] > b"\x80":
            tokens.pop()  # a lead byte at the edge: read it again with its trail byte
            size -= 1
        out.append("".join(map(table.__getitem__, tokens)))
        start += size
    return "".join(out)


class _Big5(dict[bytes, str]):
    """Byte pair → text; computes what is not a pair of the index."""

    def __missing__(self, token: bytes) -> str:
        if token[0] < 0x80:
            return token.decode("ascii")
        return "\ufffd" + chr(token[1]) if len(token) == 2 and token[1] < 0x80 else "\ufffd"


@cache
def _big5() -> _Big5:
    codes = array("I", zlib.decompress((Path(__file__).parent / "big5.bin").read_bytes()))
    if byteorder == "big":
        codes.byteswap()
    table = _Big5()
    for pointer, code in enumerate(codes):
        if code or pointer in _BIG5_DOUBLE:
            lead, trail = divmod(pointer, 157)
            pair = bytes((0x81 + lead, trail + (0x40 if trail < 0x3F else 0x62)))
            table[pair] = _BIG5_DOUBLE.get(pointer) or chr(code)
    return table


def _fill_holes(error: UnicodeError) -> tuple[str, int]:
    """The C1 bytes that Python's Windows code pages leave undefined are C1 controls in the standard's indexes."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start]
    single = error.encoding == "charmap"
    return (chr(byte) if single and byte < 0xA0 else "\ufffd"), error.end


codecs.register_error("govnews.holes", _fill_holes)
