"""The repair of a text: the passes in their order, and the plan of them all."""

from govnews.model import Repaired, Step
from govnews.mojibake.diagnosis import Diagnosis, diagnose
from govnews.mojibake.glosses import strip_glosses
from govnews.mojibake.plan import apply, compose

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
    if diagnosis.clean or diagnosis.glossary is None:
        return Repaired(text)
    plan = tuple(strip_glosses(text, diagnosis.glossary))
    return Repaired(apply(plan, text), plan)
