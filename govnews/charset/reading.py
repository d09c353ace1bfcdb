"""How well bytes read under an encoding: as Chinese, or as the language a legacy encoding was made for."""

import re
from dataclasses import dataclass

from govnews.charset.codecs import decode_as
from govnews.plausibility import cohesion, score

CHINESE = frozenset({"utf-8", "gb18030", "big5", "hz-gb-2312", "utf-16le", "utf-16be"})
_HOPELESS = -13.0  # nats per character: no cohesion makes this Chinese
_JUDGED = 8_000  # characters of the sample whose script is looked at

_CYRILLIC = re.compile("[\u0400-\u04ff]"), 0.8
_GREEK = re.compile("[\u0370-\u03ff]"), 0.8
_HEBREW = re.compile("[\u0590-\u05ff]"), 0.8
_ARABIC = re.compile("[\u0600-\u06ff]"), 0.8
_KANA = re.compile("[\u3041-\u30fe]"), 0.2  # the rest of a Japanese text is Han
# Letters an encoding exists for, and their least share of the non-ASCII characters of a text in it.
_SCRIPTS = {
    "euc-kr": (re.compile("[\uac00-\ud7a3]"), 0.6),
    "windows-874": (re.compile("[\u0e00-\u0e7f]"), 0.8),
    **dict.fromkeys(("shift_jis", "euc-jp", "iso-2022-jp"), _KANA),
    **dict.fromkeys(("windows-1251", "koi8-r", "koi8-u", "ibm866"), _CYRILLIC),
    **dict.fromkeys(("iso-8859-5", "x-mac-cyrillic"), _CYRILLIC),
    **dict.fromkeys(("windows-1253", "iso-8859-7"), _GREEK),
    **dict.fromkeys(("windows-1255", "iso-8859-8", "iso-8859-8-i"), _HEBREW),
    **dict.fromkeys(("windows-1256", "iso-8859-6"), _ARABIC),
}
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_LONE = re.compile("(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])")
_MIXED_CASE = re.compile("[а-яё][А-ЯЁ]")  # GBK read as windows-1251 is full of it, Russian has none
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sample of a page gives under one encoding."""

    encoding: str
    value: float
    """Plausibility as Chinese plus cohesion, nats per character: running text has −6 to −3, a wrong decode under −9."""
    errors: float
    """Share of U+FFFD among the non-ASCII characters."""
    count: int
    """Non-ASCII characters in the sample, at most 8,000."""
    native: bool
    """The text is in the letters that a foreign encoding was made for; never true of the Chinese ones."""

    @property
    def is_chinese(self) -> bool:
        """Chinese beyond doubt: random common characters have −9, names and tables still −7."""
        return self.value > -7.8 and self.errors < 0.1 and self.encoding in CHINESE

    @property
    def is_credible(self) -> bool:
        """Chinese, if nothing better is known."""
        return self.value > -10.5 and self.errors < 0.1 and self.encoding in CHINESE


def read_as(encoding: str, seen: bytes) -> Reading:
    """Decode a sample of a page (see ``sample``) and judge it."""
    text = decode_as(encoding, seen).removesuffix("\ufffd")  # a sample may end inside a character
    judged = text[:_JUDGED]
    plain = score(text)
    count = len(_NOT_ASCII.findall(judged))
    return Reading(
        encoding=encoding,
        value=plain + (cohesion(text) if plain > _HOPELESS else 0.0),
        errors=judged.count("\ufffd") / max(count, 1),
        count=count,
        native=encoding not in CHINESE and _is_native(encoding, judged, count),
    )


def _is_native(encoding: str, text: str, count: int) -> bool:
    if not count or len(_ODD.findall(text)) > count / 50:
        return False
    if encoding in _SCRIPTS:
        script, share = _SCRIPTS[encoding]
        return len(script.findall(text)) >= share * count > 20 * len(_MIXED_CASE.findall(text))
    return len(_LONE.findall(text)) >= 0.6 * count  # accents stand one by one between ASCII letters
