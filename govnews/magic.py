"""What bytes and texts are before anybody reads them: files of another kind, markup, text, or noise."""

import json
import re
import zlib
from contextlib import suppress
from unicodedata import category

from govnews.errors import MAX_BYTES, EmptyInput, NotText, TooLarge
from govnews.model import Decoded

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"SQLite format 3\x00", "a database"),
)
_SIGNATURES = tuple(magic for magic, _ in _MAGIC)
_SAMPLE = 4096  # bytes or characters
_UTF16_SHARE = 0.2  # UTF-16 of markup has a NUL in every second byte, on one side only
_CONTROL_SHARE = 0.05
_CONTROLS = bytes({*range(1, 32)} - {9, 10, 11, 12, 13, 27})
_HEAD = 64 * 1024  # markup shows itself early; a dump of 20 MiB is not searched to its end
_ODD = {"Cc", "Cn", "Co"}
_ODD_SHARE = 0.05
_FORMER = re.compile("[\x80-\x9f\ue000-\uf8ff\ufffd]")  # what wrong decodes leave in a text
_ROOT = re.compile(rb"<(?:!doctype|html|head|body|frameset|\?xml|rss)\b", re.I)
_TAG = re.compile(
    rb"</?(?:p|div|br|table|tbody|tr|td|th|ul|ol|li|span|font|center|a|h[1-6]|meta|title|script|style|section|article)"
    rb"(?=[\s/>])[^<>]{0,2000}>",
    re.I,
)


def binary_kind(body: bytes) -> str | None:
    """What the bytes are, said to a person, where they are no text; ``None`` for text in any encoding."""
    head = body[:_SAMPLE]
    if head.startswith(_SIGNATURES):
        return next(name for magic, name in _MAGIC if head.startswith(magic))
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image, audio or video file"
    if head[4:8] == b"ftyp":
        return "a video file"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    nul = head.count(0)
    if nul:
        even, odd = head[::2].count(0), head[1::2].count(0)
        one_sided = min(even, odd) * 8 <= max(even, odd)
        if not (one_sided and nul >= len(head) * _UTF16_SHARE) and nul > 8 + len(head) // 200:
            return "binary data"
    control = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data" if control > len(head) * _CONTROL_SHARE + 8 else None


def unpacked(body: bytes) -> bytes:
    """What a gzip file holds, as far as it can be read and a page may go. Raises TooLarge for more."""
    inflate = zlib.decompressobj(31)
    with suppress(zlib.error):
        body = inflate.decompress(body, MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise TooLarge(f"this unpacks to over {MAX_BYTES:,} bytes")
    return body


def guard(body: bytes) -> None:
    """Raise TooLarge, EmptyInput or NotText for bytes that no page can be read from."""
    if len(body) > MAX_BYTES:
        raise TooLarge(f"{len(body):,} bytes; at most {MAX_BYTES:,} are read")
    if not body or body.isspace():
        raise EmptyInput("the page holds nothing but white space")
    if kind := binary_kind(body):
        raise NotText(f"this is {kind}, not a page")


def is_markup(body: bytes) -> bool:
    """Whether the bytes are HTML: a root element, or two tags, in the first 64 KiB.

    Tags are ASCII in every encoding met on the web; of UTF-16 the zero bytes are left out.
    """
    head = body[:_HEAD].replace(b"\0", b"")
    return (
        bool(_ROOT.search(head))
        or sum(1 for _ in zip(range(2), _TAG.finditer(head), strict=False)) == 2
    )


def is_data(text: str) -> bool:
    """Whether text is a JSON value, as the programs behind lists answer, and so no page."""
    ends = text[:1] + text[-1:] if text else ""
    if ends not in ("{}", "[]"):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def is_readable(decoded: Decoded) -> bool:
    """Whether decoded text is text: random bytes decode too, and leave controls and unassigned code points.

    They are never UTF-8 throughout, so there U+FFFD and C1 controls are what the text says: a former wrong decode leaves
    them behind.
    """
    head = decoded.text[:_SAMPLE]
    if decoded.encoding == "utf-8" and not decoded.replacements:
        head = _FORMER.sub("", head)
    odd = sum(category(char) in _ODD and char not in "\t\n\r\f\v" for char in head)
    odd += head.count("\ufffd")
    return odd <= len(head) * _ODD_SHARE
