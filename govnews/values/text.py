"""Characters: cleaning what is kept, folding what is only matched, counting Han."""

import re
import unicodedata

# Soft hyphen, zero-width space, word joiner, BOM and control characters carry nothing a reader sees
# (reference: formats.md §8, Word residue). U+200C/U+200D stay: other scripts and emoji need them.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_WIDE = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("\u3000\xa0", " "),
    **dict.fromkeys(
        "\u2236\ufe55", ":"
    ),  # RATIO ∶ stands for the colon of a time on shanghai.gov.cn
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
}
# Few characters of a line fold: to look for them takes a tenth of the time that translate() takes.
_FOLDS = re.compile(f"[{''.join(sorted(_WIDE))}]")


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
    return text if text.isascii() else _FOLDS.sub(lambda match: _WIDE[match[0]], text)


def squeeze(label: str) -> str:
    """A label without blanks and colons, as metadata tables pad them: ``索 引 号：`` → ``索引号``."""
    label = "".join(label.split())
    for blank in ":：\u200b\ufeff":
        label = label.replace(blank, "")
    return label


def han_count(text: str) -> int:
    """How many Han characters the text has. Thresholds count these, never words."""
    return len(text) - len(_HAN.sub("", text))
