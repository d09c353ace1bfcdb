"""Mojibake on purpose: lines that speak of encodings and show what goes wrong."""

import re

from govnews.model import Step

_SPEAKS = re.compile(
    r"[乱亂][码碼]|[编編][码碼]|字符集|字元集|内码|內碼|UTF-?8|GB-?(?:K|2312|18030)|Big-?5|Latin-?1|ISO-?8859|Unicode"
    r"|charset|encod|mojibake|HZ",
    re.IGNORECASE,
)
_MOST = 1000  # steps of a line looked at together


def unquoted(line: str, steps: list[Step]) -> list[Step]:
    """The steps of one line; none where it speaks of encodings and only quotes what they would undo.

    A line that was damaged itself is damaged for the most part, and so are the words that speak of it.
    """
    if not steps or 2 * sum(len(step.before) for step in steps) > len(line):
        return steps
    return [] if _SPEAKS.search(line) else steps


def unquoted_in(text: str, steps: list[Step]) -> list[Step]:
    """The same for the steps of a whole text, line by line."""
    if not steps or _SPEAKS.search(text) is None:
        return steps
    kept: list[Step] = []
    at = 0
    while at < len(steps):
        start = text.rfind("\n", 0, steps[at].start) + 1
        end = text.find("\n", steps[at].start)
        end = len(text) if end < 0 else end
        here = [step for step in steps[at : at + _MOST] if step.start < end]
        kept += unquoted(text[start:end], here)
        at += len(here)
    return kept
