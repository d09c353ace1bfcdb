import lzma
import struct
from pathlib import Path

import pytest

from govnews.charset.codecs import decode_as, decode_big5
from govnews.charset.gb18030 import decode_gb18030

# tools/build_whatwg.py describes the file and its source.
DATA = lzma.decompress((Path(__file__).parent / "whatwg.bin").read_bytes())
BIG5 = struct.unpack_from(f"<{126 * 157}I", DATA)
GB18030 = struct.unpack_from(f"<{126 * 190}I", DATA, 126 * 157 * 4)
RANGES_AT = (126 * 157 + 126 * 190) * 4
RANGES = list(struct.iter_unpack("<II", DATA[RANGES_AT + 4 :]))
DOUBLE = {1133: "Ê̄", 1135: "Ê̌", 1164: "ê̄", 1166: "ê̌"}


def test_big5_every_pointer():
    wrong = {}
    for pointer, code in enumerate(BIG5):
        lead, trail = divmod(pointer, 157)
        pair = bytes((0x81 + lead, trail + (0x40 if trail < 0x3F else 0x62)))
        expected = DOUBLE.get(pointer) or (chr(code) if code else None)
        if expected is None:
            expected = "\ufffd" + chr(pair[1]) if pair[1] < 0x80 else "\ufffd"
        if decode_big5(pair) != expected:
            wrong[pair.hex()] = decode_big5(pair)
    assert sum(map(bool, BIG5)) == 18_590
    assert not wrong


def test_gb18030_every_two_byte_pointer():
    wrong = {}
    for pointer, code in enumerate(GB18030):
        lead, trail = divmod(pointer, 190)
        pair = bytes((0x81 + lead, trail + (0x40 if trail < 0x3F else 0x41)))
        if decode_gb18030(pair) != chr(code):
            wrong[pair.hex()] = decode_gb18030(pair)
    assert all(GB18030)
    assert not wrong


def four_bytes(pointer):
    rest, fourth = divmod(pointer, 10)
    rest, third = divmod(rest, 126)
    first, second = divmod(rest, 10)
    return bytes((0x81 + first, 0x30 + second, 0x81 + third, 0x30 + fourth))


def ranges_code(pointer):
    """Index gb18030 ranges code point, Encoding Standard §5."""
    if 39419 < pointer < 189000 or pointer > 1237575:
        return None
    if pointer == 7457:
        return 0xE7C7
    offset, code = max(entry for entry in RANGES if entry[0] <= pointer)
    return code + pointer - offset


def test_gb18030_every_four_byte_pointer_of_the_bmp():
    # One string, so that a million code points take no million calls; each is followed by an ASCII letter.
    pointers = [pointer for pointer in range(39420) if ranges_code(pointer) is not None]
    text = decode_gb18030(b"".join(four_bytes(pointer) for pointer in pointers))
    assert [ord(char) for char in text] == [ranges_code(pointer) for pointer in pointers]


def test_gb18030_every_four_byte_pointer_beyond_the_bmp():
    text = decode_gb18030(b"".join(map(four_bytes, range(189000, 1237576))))
    assert text == "".join(map(chr, range(0x10000, 0x110000)))


@pytest.mark.parametrize("pointer", [39420, 100000, 188999, 1237576, 1259999 - 1])
def test_gb18030_four_bytes_outside_the_ranges_are_one_error(pointer):
    assert ranges_code(pointer) is None
    assert decode_gb18030(b"a" + four_bytes(pointer) + b"b") == "a\ufffdb"


# Error handling: Encoding Standard, gb18030 decoder and Big5 decoder.
GB_ERRORS = {
    b"\x80": "€",
    b"a\x80b\xd6\xd0": "a€b中",
    b"\xff": "\ufffd",
    b"\xd6\xff\xd0\xd0": "\ufffd行",
    b"\xd6": "\ufffd",
    b"\xd6 \xd6\xd0": "\ufffd 中",
    b"\xd6\x7fa": "\ufffd\x7fa",
    b"\x81\x30": "\ufffd",
    b"\x81\x30\x81": "\ufffd",
    b"\x81\x30a": "\ufffd0a",
    b"\x81\x30\x81a": "\ufffd0乤",
    b"\x81\x30\xff\x30": "\ufffd0\ufffd0",
}
BIG5_ERRORS = {
    b"\x80": "\ufffd",
    b"\xff": "\ufffd",
    b"\xa4": "\ufffd",
    b"\xa4\xa4\xa4 ": "中\ufffd ",
    b"\xa4\x80a": "\ufffda",
    b"\xa4\xff\xa4\xa4": "\ufffd中",
    b"\x87\x7bA": "\ufffdA" if not BIG5[6 * 157 + 0x3B] else chr(BIG5[6 * 157 + 0x3B]) + "A",
    b"\x88\x62": "Ê̄",
}


@pytest.mark.parametrize(("body", "text"), GB_ERRORS.items(), ids=[k.hex() for k in GB_ERRORS])
def test_gb18030_errors(body, text):
    assert decode_gb18030(body) == text


@pytest.mark.parametrize(("body", "text"), BIG5_ERRORS.items(), ids=[k.hex() for k in BIG5_ERRORS])
def test_big5_errors(body, text):
    assert decode_big5(body) == text


@pytest.mark.parametrize("shift", [0, 1])
def test_big5_across_the_edge_of_a_chunk(shift):
    text = "a" * shift + "中文" * 70_000
    assert decode_big5(text.encode("big5")) == text


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("windows-1252", b"\x80\x81\x8d\xe9", "€\x81\x8dé"),
        ("windows-1253", b"\x81\xaa", "\x81\ufffd"),
        ("shift_jis", "日本語".encode("cp932"), "日本語"),
        ("hz-gb-2312", b"~{VPND~}", "中文"),
        ("koi8-r", "Россия".encode("koi8-r"), "Россия"),
        ("no-such-name", b"\xe9", "é"),
        ("utf-16le", b"\x2d\x4e\x00\xd8", "中\ufffd"),
    ],
)
def test_other_encodings(encoding, body, text):
    assert decode_as(encoding, body) == text
