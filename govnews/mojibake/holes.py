"""Bytes of UTF-8 that a wrong reading lost, filled in from their neighbours."""

import re
from collections.abc import Iterator
from functools import cache

from govnews.mojibake.memory import MOST_WORTH, Memory
from govnews.plausibility import affinity, likelihood

HOLE = 0xFF
"""Stands for one lost byte; no byte of UTF-8 or GB18030 text has this value."""

_BROKEN = re.compile(
    rb"[\xc2\xc3][\xff?]|[\xe2-\xef][\x80-\xbf][\xff?]|[\xe2-\xef][\xff?][\x80-\xbf]|\xff[\x80-\xbf]{2}"  # one byte lost
    rb"|[\xe3\xef]\?\?|[\xe2-\xef]\xff{1,2}|\xff{1,2}[\x80-\xbf]"  # two bytes lost, or one of them without a mark
    rb"|[\xe2-\xef][\x80-\xbf]|[\x80-\xbf]{1,2}|[\xe2-\xef]|\xff{1,3}"  # lost without a mark
)
BROKEN = _BROKEN.pattern
"""What is left of a character that lost one byte or two, as a pattern over bytes."""

# What a lost punctuation mark is likely to have been; the model gives them all −5 (corpus counts of news text).
_MARKS = {
    "，": -3.2, "。": -3.9, "、": -4.2, "“": -5.0, "”": -5.0, "（": -5.2, "）": -5.2, "：": -5.2, "《": -5.4,
    "》": -5.4, "；": -5.8, "—": -6.5, "…": -7.5, "？": -7.0, "！": -7.5, "·": -7.0, "‘": -8.0, "’": -8.0,
    "≥": -7.0, "≤": -7.2, "～": -7.0, "＜": -8.5, "＞": -8.5, "【": -8.5, "】": -8.5, "「": -8.0, "」": -8.0, "〔": -7.5, "〕": -7.5, "　": -6.0,
}  # fmt: skip
_COUNTED = frozenset(
    "年月日号时分个元名人条万亿级次家种项届岁期章多余周天度"
)  # what follows a figure
_CLOSES = {"”": "“", "）": "（", "》": "《", "’": "‘", "】": "【", "」": "「", "〕": "〔"}
_OPENS = {opener: closer for closer, opener in _CLOSES.items()}
_ITEM = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）).、．]")
_SERIES = frozenset(
    "发發函办辦字文令规規综綜公告"
)  # what stands before the year of a document number
_ANNOUNCES = re.compile("下列|以下|如下|之一|包括|分别为|分別為|标准|標準")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}$")
_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百零〇\d]{1,6}[条條章节節]$")
_NUMBERED = frozenset("条條章节節款项項届屆次号號季年期批编編")
_HOLD = 1.2  # weight of the neighbours
_LEAST = -13.0  # rarer characters are no guess worth making


def fill(
    broken: bytes, before: str, after: str, *, edge: bool, memory: Memory | None = None
) -> str:
    """The likeliest character that left ``broken`` (matches ``BROKEN``) behind, between ``before`` and ``after``.

    U+FFFD where nothing likely fits or the patience of ``memory`` is at its end. ``before`` and ``after`` are the rest of
    the line, U+FFFD for what is not known yet; ``edge``: an ASCII byte or the end of the line follows; ``memory``: what
    the page says elsewhere.
    """
    previous, before, after = before[-1:], before[-400:], after[:40]
    edge = edge and (len(broken) < 3 or broken[-1] in b"\xff?")
    best, chosen = -99.0, "\ufffd"
    candidates = _candidates(broken)
    if memory is not None:
        memory.patience -= len(candidates)
        if memory.patience < 0:
            return chosen
    for char, bonus in candidates:
        worth = _worth(char, previous, before, after) + (0.0 if edge else bonus)
        if worth + MOST_WORTH <= best:
            continue
        if memory is not None:
            worth += memory.worth(before[-2:], char, after[:2])
        if worth > best:
            best, chosen = worth, char
    return chosen


def _likely_lost(lost: bytes) -> float:
    """In the middle of a run GB18030 loses the byte 80 alone, and plain GBK the leads of its empty rows too.

    Before ASCII the last byte is left without a partner, whatever it is.
    """
    if lost == b"\x80":
        return 4.0
    return 1.0 if lost and all(0xA2 <= byte <= 0xAF for byte in lost) else 0.0


def _worth(char: str, previous: str, before: str, after: str) -> float:
    hold = _HOLD * (affinity(previous or "\n", char) + affinity(char, after[:1] or "\n"))
    if char in _MARKS:
        return _MARKS[char] + hold + _mark_fits(char, previous, before, after)
    worth = likelihood(char) + hold
    if previous == "/" and char in _COUNTED:
        worth += 3.5
    if char in _NUMBERED and _ORDINAL.search(before[-8:]):
        worth += 4.0
    return worth


def _mark_fits(char: str, previous: str, before: str, after: str) -> float:
    """How well a punctuation mark stands here: brackets in pairs, document numbers, the end of a line."""
    worth = 0.0
    opener, closer = _CLOSES.get(char), _OPENS.get(char)
    if opener:
        opened = before.rfind(opener)
        near = 3.0 if len(before) - opened < 40 else 1.5
        worth += near if opened > before.rfind(char) else -8.0
    if closer:
        opened, closed = after.find(char), after.find(closer)
        worth += 3.0 if closed >= 0 and (opened < 0 or closed < opened) else -2.0
        worth -= 4.0 if before.rfind(char) > before.rfind(closer) else 0.0
    if char == "〔" and previous in _SERIES and re.match(r"(?:19|20)\d\d(?!年)", after):
        worth += 6.0
    if char == "〕" and re.search(r"〔\d{4}$", before):
        worth += 8.0
    if char == "\u3000" and _ARTICLE.search(before[-10:]):
        worth += 6.0
    if not after.strip():  # the end of a line
        item = "；" if _ITEM.match(before) else "："  # an item of a list, or what opens one
        worth += {"。": 3.0, item: 2.5, "，": -2.0, "、": -3.0}.get(char, 0.5)
        worth += 4.0 if char == "：" and _ANNOUNCES.search(before[-30:]) else 0.0
    if previous in _MARKS and not closer and previous not in _CLOSES and char != previous:
        worth -= 3.0
    return worth


@cache
def _candidates(broken: bytes) -> tuple[tuple[str, float], ...]:
    """Likely characters whose UTF-8 form has the known bytes in their order, and how likely a reader loses the rest."""
    known = broken.replace(b"?", b"\xff")
    if known[0] in b"\xc2\xc3":
        return tuple((char, 0.0) for char in _short(known[0]) if likelihood(char) > _LEAST)
    if len(known) == 3:
        shapes = [known]
    else:
        shapes = sorted(
            {known[:at] + b"\xff" * (3 - len(known)) + known[at:] for at in range(len(known) + 1)}
        )
    found: dict[str, float] = {}
    for shape in shapes:
        if sum(byte != HOLE for byte in shape) == 0:
            continue
        for lead in _span(shape[0], 0xE2, 0xEF):
            for middle in _span(shape[1], 0x80, 0xBF):
                if lead == 0xED and middle >= 0xA0:
                    continue
                for last in _span(shape[2], 0x80, 0xBF):
                    whole = bytes((lead, middle, last))
                    char = whole.decode("utf-8")
                    if likelihood(char) > _LEAST:
                        lost = bytes(w for w, k in zip(whole, shape, strict=True) if k == HOLE)
                        found[char] = max(found.get(char, 0.0), _likely_lost(lost))
    return tuple(found.items())


def _short(lead: int) -> Iterator[str]:
    """The characters of two bytes that begin with ``lead``: · ° ± § × ÷ among them."""
    for last in range(0x80, 0xC0):
        yield bytes((lead, last)).decode("utf-8")


def _span(byte: int, low: int, high: int) -> range:
    """The values an unknown byte may have; the known one alone."""
    if byte == HOLE:
        return range(low, high + 1)
    return range(byte, byte + 1) if low <= byte <= high else range(0)
