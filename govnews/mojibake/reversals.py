"""Wrong readings undone, line by line."""

import re
from collections.abc import Collection

from govnews.model import Step
from govnews.mojibake.latin import BYTES
from govnews.mojibake.misread import gbk_as_utf8, latin_as_utf8
from govnews.mojibake.screen import is_suspect
from govnews.mojibake.twobyte import latin_as_twobyte, sisters

_LINE = re.compile(r"[^\r\n]{1,4000}")  # long lines in pieces: every step of the work stays bounded
_HIGH = re.compile(f"[{BYTES}]")
_DETAILED = 60_000  # characters of one text that are searched for misread stretches inside lines


def find_reversals(text: str, expected: Collection[str] = ()) -> list[Step]:
    """Steps that undo wrong readings of ``text``; ``expected`` are the names that its page is known to show."""
    steps: list[Step] = []
    patience = _DETAILED
    for match in _LINE.finditer(text):
        line = match.group()
        if line.isascii() or not (expected or is_suspect(line)):
            continue
        patience -= len(line)
        found = _of_line(line, expected, detailed=patience > 0)
        steps += [Step(s.step, s.start + match.start(), s.before, s.after, s.gain) for s in found]
    return steps


def _of_line(line: str, expected: Collection[str], *, detailed: bool) -> list[Step]:
    """The first reading that explains the line; the ones whose bytes prove something come first."""
    latin = next((name for name in expected if name in ("latin1>gbk", "latin1>big5")), "")
    sister = next((name for name in expected if name in ("gbk>big5", "big5>gbk")), "")
    utf8 = latin_as_utf8(line, expected="latin1>utf-8" in expected)
    high = len(_HIGH.findall(line))
    if utf8 and sum(len(_HIGH.findall(step.before)) for step in utf8) == high:
        return utf8
    # GBK in Latin-1 clothes has pairs of UTF-8's shape by chance; where it reads as Chinese, it is.
    return (
        (high and latin_as_twobyte(line, expected=latin))
        or utf8
        or gbk_as_utf8(line, expected="gbk>utf-8" in expected)
        or sisters(line, expected=sister, detailed=detailed)
    )
