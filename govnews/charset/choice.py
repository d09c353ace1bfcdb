"""Which encoding the bytes of a page are in, once they are known to be no plain UTF-8: declared and undeclared candidates, compared."""

import math
from dataclasses import dataclass

from govnews.charset.detect import ask_detector
from govnews.charset.reading import CHINESE, Reading, read_as
from govnews.charset.sample import sample
from govnews.charset.stitched import utf8_share
from govnews.model import Claim

_CLEARLY = 2.0  # nats per character by which a candidate must read better than a declared encoding
_FOREIGN = ("shift_jis", "euc-jp", "euc-kr")  # tried where nothing else fits
_MODERN = 0.3  # share of the sample in runs of plain UTF-8 from which a page is UTF-8 with something else in it
_ENOUGH = 12  # characters by which a text is told without looking at its rivals
_FEW = 0.02  # share of undecodable characters that a page may have and still be in an encoding


@dataclass(frozen=True, slots=True)
class Choice:
    """The encoding chosen, how sure that is (0 to 1), and what the detector said where it was asked."""

    encoding: str
    confidence: float
    detected: str | None = None


def choose(body: bytes, claims: tuple[Claim, ...]) -> Choice:
    """The encoding of bytes that are not valid UTF-8."""
    seen = sample(body)
    modern = utf8_share(seen)
    if modern > _MODERN:
        return Choice("utf-8", round(0.5 + modern / 2, 3))
    declared = _declared(claims)
    for name in dict.fromkeys((*(name for name in declared if name in CHINESE), "gb18030", "big5")):
        one = read_as(name, seen)
        if one.is_chinese and one.errors <= _FEW and one.count >= _ENOUGH:
            return Choice(
                name, 0.98 if name in declared else 0.95
            )  # no wrong decode reads like this
    rivals = {name: read_as(name, seen) for name in ("utf-8", "gb18030", "big5")}
    best = max(rivals.values(), key=lambda one: one.value)
    others = [one.value for one in rivals.values() if one is not best]
    for name in declared:
        one = rivals.get(name) or read_as(name, seen)
        if name in CHINESE:
            if one.errors <= _FEW and one.is_credible and one.value > best.value - _CLEARLY:
                return Choice(name, 0.98)
        elif one.native and not best.is_chinese:
            return Choice(name, 0.95)
    if best.is_chinese:
        return Choice(best.encoding, _sure(best.value - max(others)))
    return _in_doubt(body, seen, declared, best)


def choose_short(body: bytes, claims: tuple[Claim, ...]) -> Choice:
    """The encoding of bytes that are valid UTF-8, but with so few characters that this may be an accident.

    Two Han of GBK are valid UTF-8 in 2.9 %, four in 0.08 % (reference: encoding.md §2).
    """
    seen = sample(body)
    modern = read_as("utf-8", seen)
    declared = _declared(claims)
    for name in declared:
        if name == "utf-8" or name not in CHINESE:
            continue
        one = read_as(name, seen)
        if not one.errors and one.value > modern.value:
            return Choice(name, 0.9)
    if modern.value < -15 and "utf-8" not in declared:
        legacy = max(
            (read_as(name, seen) for name in ("gb18030", "big5")), key=lambda one: one.value
        )
        if legacy.is_chinese and not legacy.errors:
            return Choice(legacy.encoding, 0.7)
    return Choice("utf-8", 0.95)


def _declared(claims: tuple[Claim, ...]) -> list[str]:
    names = (claim.encoding for claim in claims)
    return list(dict.fromkeys(name for name in names if name and name != "replacement"))


def _in_doubt(body: bytes, seen: bytes, declared: list[str], best: Reading) -> Choice:
    """No candidate is Chinese beyond doubt: other languages, UTF-16 without a mark, rare characters, rubbish."""
    wide = max(
        (read_as(name, body[:8000]) for name in ("utf-16le", "utf-16be")), key=lambda one: one.value
    )
    if wide.is_chinese and not wide.errors and wide.value > best.value + _CLEARLY:
        return Choice(wide.encoding, 0.8)
    western = read_as("windows-1252", seen)
    if western.native and not best.is_credible:
        single = [name for name in declared if name.startswith(("iso-8859", "windows", "mac"))]
        return Choice((*single, "windows-1252")[0], 0.7)
    detected = ask_detector(seen)
    if detected:
        one = read_as(detected, seen)
        if one.native or (
            detected in CHINESE and one.errors <= _FEW and one.value > best.value - 1
        ):
            return Choice(detected, 0.7, detected)
    if best.is_credible:
        return Choice(best.encoding, 0.6, detected)
    rest = [read_as(name, seen) for name in (*declared, "gb18030", "big5", "utf-8")]
    whole = [one for one in rest if one.errors <= _FEW]
    for name in _FOREIGN if not any(one.encoding in declared for one in whole) else ():
        one = read_as(name, seen)
        if one.native and one.errors == 0:
            return Choice(name, 0.5, detected)
    if whole:  # rare characters, or a declaration that nothing contradicts
        chinese = [one for one in whole if one.encoding in CHINESE]
        top = max(chinese or whole, key=lambda one: one.value)
        return Choice(top.encoding, 0.4, detected)
    return Choice(min(rest, key=lambda one: one.errors).encoding, 0.2, detected)


def _sure(margin: float) -> float:
    return round(max(0.5, min(0.97, 1 - math.exp(-margin))), 3)
