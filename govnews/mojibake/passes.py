"""The repair of a text: the passes in their order, and the plan of them all."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from govnews.model import Problem, Repaired, Step
from govnews.mojibake.commas import strip_commas
from govnews.mojibake.diagnosis import Diagnosis, diagnose, diagnose_seen
from govnews.mojibake.escapes import unescape
from govnews.mojibake.glosses import strip_glosses
from govnews.mojibake.losses import filled, find_losses
from govnews.mojibake.plan import apply, compose
from govnews.mojibake.reversals import find_reversals
from govnews.mojibake.screen import Look, look
from govnews.mojibake.shifts import find_shifts

_ROUNDS = 4  # encoded twice, glossed and then misread
_BLOCK = 40_000  # characters repaired at a time
_ESCAPED = 1_000_000  # characters up to which a text is looked through for escapes as a whole
_PATIENCE = 80_000  # characters in blocks that look damaged which one call repairs: about a second


def repair(text: str, *, bounded: bool = True) -> Repaired:
    """The text with its damage undone, and the plan that leads there: plain text in and out.

    Acts on a clear gain only and is idempotent; a clean text of any language comes back as it was. What cannot be
    undone is named in ``problems``. Takes any string; never raises. A long text is repaired block by block; after
    80,000 characters in blocks that take a search the rest is left as it is, with the problem ``repair_limited``.
    ``bounded=False`` goes on to the end of any text, however long it takes.
    """
    seen = look(text.encode("utf-8", "surrogatepass"))
    if not any(seen):
        return Repaired(text)
    escapes = unescape(text) if seen.escaped and len(text) <= _ESCAPED else []
    now = apply(escapes, text)
    patience = _PATIENCE if bounded else len(now) + _BLOCK
    steps, left = _repair_blocks(now, None if escapes else seen, patience)
    plan = compose(text, escapes, steps)
    now = apply(steps, now)
    limited = _limited(left) if left and plan else ()
    losses = find_losses(now) if plan or seen.lost else ()
    return Repaired(now, plan, (*losses, *filled(plan), *limited))


def _repair_blocks(text: str, seen: Look | None, patience: int) -> tuple[list[Step], int]:
    """The steps for every block, and how many characters look damaged but came too late.

    ``seen``: what a look at the whole text showed, where one was taken; ``patience``: characters to work on.
    """
    if seen is not None and len(text) <= _BLOCK:
        return list(_repair_block(text, seen._replace(escaped=False))), 0
    steps: list[Step] = []
    left = 0
    for start, block in _blocks(text):
        here = look(block.encode("utf-8", "surrogatepass"))
        if len(text) <= _ESCAPED:  # a block may lack the markup that shows its escapes to be code
            here = here._replace(escaped=False)
        if not any(here):
            continue
        if patience > _BLOCK // 2:
            found = _repair_block(block, here)
            steps += (replace(step, start=step.start + start) for step in found)
            patience -= len(block) // _ease(found, block)
        else:
            left += len(block)
    return steps, left


def _ease(steps: tuple[Step, ...], block: str) -> int:
    """How many times easier than a search a block was: readings alone, or lines that were misread as a whole."""
    names = {step.step for step in steps}
    if not steps or len(steps) > len(block) // 20:
        return 1
    if names <= {"gloss", "comma"}:
        return 5
    whole = 2 * sum(len(step.before) for step in steps) > len(block)
    return 20 if whole and names == {"latin1>utf-8"} else 1


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text in blocks that end with a line where they can, each with its offset; a short text is one block."""
    start = 0
    while len(text) - start > _BLOCK:
        line_end = text.rfind("\n", start + _BLOCK // 2, start + _BLOCK) + 1
        end = line_end or start + _BLOCK
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _repair_block(text: str, seen: Look) -> tuple[Step, ...]:
    """Round after round, until nothing more is to be done: damage hides under damage."""
    plan: tuple[Step, ...] = ()
    now, diagnosis = text, diagnose_seen(text, seen)
    for _ in range(_ROUNDS):
        done = repair_part(now, diagnosis)
        if not done.plan:
            break
        plan = compose(text, plan, done.plan)
        now, diagnosis = done.text, diagnose((done.text,))
    return plan


def _limited(left: int) -> tuple[Problem]:
    message = f"{left} characters more look damaged and were left as they are (bounded=False repairs all)."
    return (Problem("repair_limited", None, message),)


def repair_part(text: str, diagnosis: Diagnosis) -> Repaired:
    """One text of a page, repaired by what ``diagnose`` learned from all of them."""
    if diagnosis.clean:
        return Repaired(text)
    plan: tuple[Step, ...] = ()
    now = text
    for steps_of in _passes(diagnosis):
        steps = steps_of(now)
        if steps:
            plan, now = compose(text, plan, steps), apply(steps, now)
    lossy = find_losses(now) if diagnosis.lossy else ()
    return Repaired(now, plan, (*lossy, *filled(plan)))


def _passes(diagnosis: Diagnosis) -> Iterator[Callable[[str], list[Step]]]:
    """What the diagnosis calls for, outermost damage first."""
    glossary = diagnosis.glossary
    if diagnosis.escaped:
        yield unescape
    if diagnosis.misread:
        yield partial(find_reversals, expected=diagnosis.misread, memory=diagnosis.memory)
    if glossary is not None:
        # Frames first: a shift swallows brackets that the readings behind it need.
        yield partial(find_shifts, glossary=glossary, patience=diagnosis.patience)
        yield partial(strip_glosses, glossary=glossary)
    if diagnosis.commas:
        yield strip_commas
