"""Wrong readings undone, line by line."""

import re
from collections.abc import Collection

from govnews.model import Step
from govnews.mojibake.misread import gbk_as_utf8, latin_as_utf8
from govnews.mojibake.screen import is_suspect

_LINE = re.compile(r"[^\r\n]{1,4000}")  # long lines in pieces: every step of the work stays bounded


def find_reversals(text: str, expected: Collection[str] = ()) -> list[Step]:
    """Steps that undo wrong readings of ``text``; ``expected`` are the names that its page is known to show."""
    steps: list[Step] = []
    for match in _LINE.finditer(text):
        line = match.group()
        if line.isascii() or not (expected or is_suspect(line)):
            continue
        found = latin_as_utf8(line) or gbk_as_utf8(line, expected="gbk>utf-8" in expected)
        steps += [Step(s.step, s.start + match.start(), s.before, s.after, s.gain) for s in found]
    return steps
