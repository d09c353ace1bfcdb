"""The repair of a text: the passes in their order, and the plan of them all."""

from govnews.model import Repaired, Step
from govnews.mojibake.diagnosis import Diagnosis, diagnose
from govnews.mojibake.glosses import strip_glosses
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
    for _ in range(_ROUNDS):
        done = repair_part(now, diagnose((now,)))
        if not done.plan:
            break
        plan = compose(text, plan, done.plan)
        now = done.text
    return Repaired(now, plan)


def repair_part(text: str, diagnosis: Diagnosis) -> Repaired:
    """One text of a page, repaired by what ``diagnose`` learned from all of them."""
    if diagnosis.clean:
        return Repaired(text)
    plan: tuple[Step, ...] = ()
    now = text
    if diagnosis.misread:
        plan = tuple(find_reversals(text, diagnosis.misread))
        now = apply(plan, text)
    if diagnosis.glossary is not None:
        # Frames first: a shift swallows brackets that the readings behind it need.
        shifts = find_shifts(now, diagnosis.glossary)
        plan, now = compose(text, plan, shifts), apply(shifts, now)
        glosses = strip_glosses(now, diagnosis.glossary)
        plan, now = compose(text, plan, glosses), apply(glosses, now)
    return Repaired(now, plan)
