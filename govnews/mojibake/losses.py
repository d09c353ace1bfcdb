"""Damage that no program can undo, named with its extent."""

import re

from govnews.model import Problem, Step

_ADVICE = "the text is lost here, decode the original bytes again"
_KUN_JIN_KAO = re.compile("(?:锟斤拷|锟斤|斤拷|拷锟){1,4000}")
_FILL = re.compile("烫{4,4000}|屯{4,4000}")  # uninitialised memory, CC and CD, read as GBK
_REPLACED = re.compile("\ufffd{1,4000}")
_QUESTIONS = re.compile(r"(?<![?!])\?{4,4000}(?![?!])")


def find_losses(text: str) -> tuple[Problem, ...]:
    """What is lost for good in ``text``: one problem a class, with how much and where it begins.

    ``lossy:kun-jin-kao`` U+FFFD that was read as GBK (锟斤拷) · ``lossy:memory-fill`` 烫烫烫, 屯屯屯 ·
    ``lossy:gbk-as-utf8`` rows of U+FFFD · ``lossy:replacement`` single ones · ``lossy:question-marks`` rows of ?.
    """
    problems = []
    if "锟斤拷" in text or "斤拷锟" in text:
        problems.append(_named("kun-jin-kao", _KUN_JIN_KAO, text, "U+FFFD read as GBK"))
    if "烫烫烫烫" in text or "屯屯屯屯" in text:
        problems.append(_named("memory-fill", _FILL, text, "uninitialised memory read as GBK"))
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        ascii_count = len(text.encode("ascii", "ignore"))
        dense = lost >= 4 and 3 * lost >= len(text) - ascii_count
        code = "gbk-as-utf8" if dense else "replacement"
        what = "GBK or Big5 read as UTF-8" if dense else "undecodable bytes"
        problems.append(_named(code, _REPLACED, text, what))
    if "????" in text:
        problems.append(_named("question-marks", _QUESTIONS, text, "encoded with replacement by ?"))
    return tuple(problem for problem in problems if problem)


def _named(code: str, pattern: re.Pattern[str], text: str, what: str) -> Problem | None:
    spans = [match.span() for match in pattern.finditer(text)]
    if not spans:
        return None
    size = sum(end - start for start, end in spans)
    places = "1 place" if len(spans) == 1 else f"{len(spans)} places"
    message = f"{what}: {size} characters in {places}, from offset {spans[0][0]}; {_ADVICE}"
    return Problem(f"lossy:{code}", None, message)


def filled(plan: tuple[Step, ...]) -> tuple[Problem, ...]:
    """One problem that says how many places of the plan were filled from context, with the first of them."""
    steps = [step for step in plan if step.step == "filled"]
    if not steps:
        return ()
    first = steps[0]
    message = (
        f"{len(steps)} lost characters were filled from their neighbours, "
        f"the first at offset {first.start}: {first.before!r} as {first.after!r}"
    )
    return (Problem("filled", None, message),)
