"""Wrong readings undone, line by line."""

import re
from collections.abc import Collection, Iterator

from govnews.model import Step
from govnews.mojibake.latin import BYTES
from govnews.mojibake.memory import Memory
from govnews.mojibake.misread import gbk_as_utf8, latin_as_utf8
from govnews.mojibake.quoted import unquoted
from govnews.mojibake.screen import suspects
from govnews.mojibake.twobyte import latin_as_twobyte, sisters
from govnews.plausibility import CREDIBLE, score

_PIECE = 4000  # characters of a line taken at a time: every step of the work stays bounded
_LINE = re.compile(rf"[^\r\n]{{1,{_PIECE}}}")
_FOREIGN = re.compile("[\u0400-\u1fff\uac00-\ud7a3]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_PAIRED = re.compile(
    "[\u3041-\u3129\u3400-\u9fff\ue000-\uf8ff]"
)  # what Chinese bytes are misread as
_HIGH = re.compile(f"[{BYTES}]")
_DETAILED = 12_000  # characters of one text that are searched for misread stretches inside lines


def find_reversals(
    text: str, expected: Collection[str] = (), memory: Memory | None = None
) -> list[Step]:
    """Steps that undo wrong readings of ``text``; ``expected`` are the names that its page is known to show.

    ``memory``: what the intact parts of the page say, for characters that a wrong reading lost.
    """
    steps: list[Step] = []
    patience = _DETAILED
    for start, line in _lines(text, everything=bool(expected)):
        patience -= len(line)
        found = unquoted(line, _of_line(line, expected, memory, detailed=patience > 0))
        steps += [Step(s.step, s.start + start, s.before, s.after, s.gain) for s in found]
    return steps


def _lines(text: str, *, everything: bool) -> Iterator[tuple[int, str]]:
    """The lines to look at, with their offsets: all, or those that the screen stops at. Long ones in pieces."""
    if everything:
        for match in _LINE.finditer(text):
            if not match.group().isascii():
                yield match.start(), match.group()
        return
    end = 0
    for at in suspects(text):
        if at < end:
            continue
        start = max(end, text.rfind("\n", end, at) + 1, text.rfind("\r", end, at) + 1)
        while start + _PIECE <= at:
            start += _PIECE
        piece = _LINE.match(text, start)
        if piece:
            end = piece.end()
            yield start, piece.group()


def _reads_well(text: str) -> bool:
    return score(text) > CREDIBLE or len(text) >= 4


def _of_line(
    line: str, expected: Collection[str], memory: Memory | None, *, detailed: bool
) -> list[Step]:
    """The first reading that explains the line; the ones whose bytes prove something come first."""
    latin = next((name for name in expected if name in ("latin1>gbk", "latin1>big5")), "")
    sister = next((name for name in expected if name in ("gbk>big5", "big5>gbk")), "")
    utf8 = latin_as_utf8(line, expected="latin1>utf-8" in expected)
    high = len(_HIGH.findall(line))
    if utf8 and sum(len(_HIGH.findall(step.before)) for step in utf8) == high:
        return utf8
    # GBK in Latin-1 clothes has pairs of UTF-8's shape by chance; where it reads as Chinese, it is.
    if 5 * len(_FOREIGN.findall(line)) > 4 * len(_NOT_ASCII.findall(line)):
        return []  # Russian, Korean, Arabic: no reading of Chinese bytes is all of that
    found = utf8
    if high:  # what leaves bytes over must read well, or it has the shape by chance: 自行車 in Big5 holds DB A6
        found = latin_as_twobyte(line, expected=latin) or [s for s in utf8 if _reads_well(s.after)]
    if found or not _PAIRED.search(line):
        return found
    return gbk_as_utf8(line, expected="gbk>utf-8" in expected, memory=memory) or sisters(
        line, expected=sister, detailed=detailed
    )
