"""The repair of a text: the passes in their order, and the plan of them all."""

from collections.abc import Callable, Iterator
from functools import partial

from govnews.model import Problem, Repaired, Step
from govnews.mojibake.commas import strip_commas
from govnews.mojibake.diagnosis import Diagnosis, diagnose
from govnews.mojibake.escapes import unescape
from govnews.mojibake.glosses import strip_glosses
from govnews.mojibake.losses import filled, find_losses
from govnews.mojibake.plan import apply, compose
from govnews.mojibake.reversals import find_reversals
from govnews.mojibake.shifts import find_shifts

_ROUNDS = 4  # damage hides under damage: encoded twice, glossed and then misread


def repair(text: str) -> Repaired:
    """The text with its damage undone, and the plan that leads there: plain text in and out.

    Acts on a clear gain only and is idempotent; a clean text of any language comes back as it was. What cannot be
    undone is named in ``problems``. Takes any string; never raises.
    """
    plan: tuple[Step, ...] = ()
    now = text
    problems: tuple[Problem, ...] = ()
    for _ in range(_ROUNDS):
        done = repair_part(now, diagnose((now,)))
        problems = done.problems
        if not done.plan:
            break
        plan = compose(text, plan, done.plan)
        now = done.text
    lossy = tuple(problem for problem in problems if problem.code != "filled")
    return Repaired(now, plan, (*lossy, *filled(plan)))


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
        yield partial(find_shifts, glossary=glossary)
        yield partial(strip_glosses, glossary=glossary)
    if diagnosis.commas:
        yield strip_commas
