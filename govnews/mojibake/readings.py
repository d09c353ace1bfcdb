"""The readings of Chinese characters, and their Simplified forms: a table made by ``tools/build_readings.py``."""

import unicodedata
from functools import cache
from pathlib import Path

_TONES = dict.fromkeys(
    (0x300, 0x301, 0x304, 0x30C)
)  # grave, acute, macron, caron; the diaeresis of ü stays


def fold_reading(raw: str) -> str:
    """A printed reading in the table's spelling: composed, Latin ``ɡ`` (U+0261) as ``g``, no blanks."""
    return unicodedata.normalize("NFC", raw.strip().replace("ɡ", "g"))


def is_toned(reading: str) -> bool:
    """Whether a folded reading carries a tone mark."""
    return toneless(reading) != reading


def toneless(reading: str) -> str:
    """The reading without its tone mark: ``lǜ`` → ``lü``."""
    if reading.isascii():
        return reading
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", reading).translate(_TONES))


def is_reading(char: str, reading: str) -> bool:
    """Whether ``reading`` (folded) is any reading of ``char`` or of its Simplified form, toned or toneless.

    Not the reading in context: the pages gloss 調解 as 調(diào)解. Toneless ü may be spelt v or u.
    """
    toned, plain, forms = _table()
    carriers = toned.get(reading, "") if is_toned(reading) else plain.get(reading, "")
    return char in carriers or forms.get(ord(char), char) in carriers


def characters_read(reading: str) -> str:
    """All characters that carry a folded reading, toned or toneless; an unknown reading gives none."""
    toned, plain, _ = _table()
    return toned.get(reading, "") if is_toned(reading) else plain.get(reading, "")


def simple_form(text: str) -> str:
    """Every character's Simplified form, one to one, blind to context (``script.to_simplified`` knows words)."""
    return text.translate(_table()[2])


@cache
def _table() -> tuple[dict[str, str], dict[str, str], dict[int, str]]:
    """Characters by toned and by toneless reading; Traditional → Simplified."""
    path = Path(__file__).parent / "data" / "readings.txt"
    _, traditional, simplified, *lines = path.read_text("utf-8").splitlines()
    toned: dict[str, str] = {}
    plain: dict[str, str] = {}
    for line in lines:
        reading, chars = line.split("\t")
        toned[reading] = chars
        base = toneless(reading)
        spellings = {base, base.replace("ü", "v"), base.replace("ü", "u")}
        for spelling in spellings:
            plain[spelling] = plain.get(spelling, "") + chars
    forms = dict(zip(map(ord, traditional), simplified, strict=True))
    return toned, plain, forms
