"""Characters: cleaning what is kept, folding what is only matched, counting Han."""

import re
import unicodedata

# Soft hyphen, zero-width space, word joiner, BOM and control characters carry nothing a reader sees
# (reference: formats.md §8, Word residue). U+200C/U+200D stay: other scripts and emoji need them.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_BLANKS = re.compile(r"[\s:：\u200b\ufeff]+")
_WIDE = str.maketrans(
    {
        **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
        0x3000: 0x20,
        0xA0: 0x20,
        0x2236: 0x3A,  # RATIO ∶ stands for the colon of a time on shanghai.gov.cn
        0xFE55: 0x3A,
        0x2010: 0x2D,
        0x2011: 0x2D,
        0x2012: 0x2D,
        0x2013: 0x2D,
        0x2212: 0x2D,
    }
)


def clean(text: str) -> str:
    r"""Text as the record keeps it: NFC, each run of white space one blank, no invisible characters, trimmed.

    White space includes U+3000 and U+00A0. Full-width forms and punctuation are content and stay.

    >>> clean("　　国务院\xa0\xa0 办公厅\u200b ")
    '国务院 办公厅'
    """
    text = " ".join(text.split())
    if text.isascii():
        return _INVISIBLE.sub("", text).strip() if not text.isprintable() else text
    if not text.isprintable():
        text = " ".join(_INVISIBLE.sub("", text).split())
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """A copy for matching, of the same length: full-width ASCII, U+3000 and odd colons become plain ASCII.

    Offsets in the result are offsets in the argument. The kept text is never folded.

    >>> fold("２０２４年　１０∶０８")
    '2024年 10:08'
    """
    return text.translate(_WIDE)


def squeeze(label: str) -> str:
    """A label without blanks and colons, as metadata tables pad them: ``索 引 号：`` → ``索引号``."""
    return _BLANKS.sub("", label)


def han_count(text: str) -> int:
    """How many Han characters the text has. Thresholds count these, never words."""
    return len(text) - len(_HAN.sub("", text))
