"""Bytes of UTF-8 that a wrong reading lost, filled in from their neighbours."""

import re
from functools import cache

from govnews.plausibility import affinity, likelihood

HOLE = 0xFF
"""Stands for one lost byte; no byte of UTF-8 or GB18030 text has this value."""

_BROKEN = re.compile(
    rb"[\xe2-\xef][\x80-\xbf][\xff?]|[\xe2-\xef]\xff[\x80-\xbf]|\xff[\x80-\xbf]{2}"  # one byte lost
    rb"|[\xe2-\xef]\xff{1,2}|\xff{1,2}[\x80-\xbf]"  # two bytes lost, or one of them without a mark
    rb"|[\xe2-\xef][\x80-\xbf]|[\x80-\xbf]{1,2}|[\xe2-\xef]|\xff{1,3}"  # lost without a mark
)
BROKEN = _BROKEN.pattern
"""What is left of a character that lost one byte or two, as a pattern over bytes."""

# What a lost punctuation mark is likely to have been; the model gives them all −5 (corpus counts of news text).
_MARKS = {
    "，": -3.2, "。": -3.9, "、": -4.2, "“": -5.0, "”": -5.0, "（": -5.2, "）": -5.2, "：": -5.2, "《": -5.4,
    "》": -5.4, "；": -5.8, "—": -6.5, "…": -7.5, "？": -7.0, "！": -7.5, "·": -7.0, "‘": -8.0, "’": -8.0,
    "【": -8.5, "】": -8.5, "「": -8.0, "」": -8.0, "〔": -7.5, "〕": -7.5, "　": -6.0,
}  # fmt: skip
_CLOSES = {"”": "“", "）": "（", "》": "《", "’": "‘", "】": "【", "」": "「", "〕": "〔"}
_OPENS = frozenset(_CLOSES.values())
_LEAST = -13.0  # rarer characters are no guess worth making


def fill(broken: bytes, before: str, after: str) -> str:
    """The likeliest character that left ``broken`` (matches ``BROKEN``) behind, between ``before`` and ``after``.

    U+FFFD where nothing likely fits. ``before`` and ``after`` are the text of the line as far as it is known.
    """
    previous, following = before[-1:], after[:1]
    best, chosen = -99.0, "\ufffd"
    for char in _candidates(broken):
        worth = _worth(char, previous, following, before)
        if worth > best:
            best, chosen = worth, char
    return chosen


def _worth(char: str, previous: str, following: str, before: str) -> float:
    if char not in _MARKS:
        worth = likelihood(char)
        if previous and not previous.isascii():
            worth += affinity(previous, char)
        if following and not following.isascii():
            worth += affinity(char, following)
        return worth
    worth = _MARKS[char]
    opener = _CLOSES.get(char)
    line = before[-400:]
    if opener:
        worth += 1.5 if line.rfind(opener) > line.rfind(char) else -8.0
    elif char in _OPENS:
        worth -= 3.0 if not following else 0.0
        closer = next(c for c, o in _CLOSES.items() if o == char)
        worth -= 4.0 if line.rfind(char) > line.rfind(closer) else 0.0
    if not following.strip():  # the end of a line
        worth += {"。": 3.0, "，": -2.0, "、": -3.0, "：": 1.0, "；": 1.0}.get(char, 0.0)
    if previous in _MARKS and char not in _OPENS and previous not in _CLOSES and char != previous:
        worth -= 3.0
    return worth


@cache
def _candidates(broken: bytes) -> tuple[str, ...]:
    """Likely characters whose UTF-8 form has the known bytes in their order."""
    known = broken.replace(b"?", b"\xff")
    if len(known) == 3:
        shapes = [known]
    else:
        shapes = sorted(
            {known[:at] + b"\xff" * (3 - len(known)) + known[at:] for at in range(len(known) + 1)}
        )
    found: dict[str, None] = {}
    for shape in shapes:
        if sum(byte != HOLE for byte in shape) == 0:
            continue
        for lead in _span(shape[0], 0xE2, 0xEF):
            for middle in _span(shape[1], 0x80, 0xBF):
                if lead == 0xED and middle >= 0xA0:
                    continue
                for last in _span(shape[2], 0x80, 0xBF):
                    char = bytes((lead, middle, last)).decode("utf-8")
                    if likelihood(char) > _LEAST:
                        found[char] = None
    return tuple(found)


def _span(byte: int, low: int, high: int) -> range:
    """The values an unknown byte may have; the known one alone."""
    if byte == HOLE:
        return range(low, high + 1)
    return range(byte, byte + 1) if low <= byte <= high else range(0)
