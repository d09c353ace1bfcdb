"""Plans of repair: applied, merged, and proved to fit the text."""

from collections.abc import Sequence

from govnews.errors import PlanError
from govnews.model import Step


def apply(plan: Sequence[Step], before: str) -> str:
    """The text that ``plan`` makes of ``before``.

    ``repair(text)`` promises ``apply(repair(text).plan, text) == repair(text).text``. Raises ``PlanError`` when a
    step is out of order, overlaps its neighbour or does not find the characters it replaces.
    """
    parts: list[str] = []
    done = 0
    for number, step in enumerate(plan, 1):
        end = step.start + len(step.before)
        if step.start < done:
            raise PlanError(
                f"step {number} ({step.step}) starts at {step.start}, inside the step before it"
            )
        if before[step.start : end] != step.before or end > len(before):
            found = before[step.start : end]
            raise PlanError(
                f"step {number} ({step.step}) expects {step.before!r} at {step.start}, the text has {found!r}: "
                "is this the text the plan was made for?"
            )
        parts += (before[done : step.start], step.after)
        done = end
    parts.append(before[done:])
    return "".join(parts)


def compose(before: str, first: Sequence[Step], second: Sequence[Step]) -> tuple[Step, ...]:
    """One plan over ``before`` that does ``first`` and then ``second`` (whose offsets count in the text between).

    Steps that touch the same characters become one step under the name of the earlier one.
    """
    if not first or not second:
        return tuple(first or second)
    between = apply(first, before)
    # Every step as (start, end) in the text between; shift = how far that text lies from ``before`` there.
    spans: list[tuple[int, int, Step, bool]] = []
    moved = 0
    for step in first:
        start = step.start + moved
        spans.append((start, start + len(step.after), step, True))
        moved += len(step.after) - len(step.before)
    spans += [(s.start, s.start + len(s.before), s, False) for s in second]
    spans.sort(key=lambda span: (span[0], span[1]))
    merged: list[Step] = []
    shift = 0
    cluster: list[tuple[int, int, Step, bool]] = []
    high = -1
    for span in spans:
        if cluster and span[0] < high:
            cluster.append(span)
            high = max(high, span[1])
            continue
        if cluster:
            shift += _merge(merged, before, between, cluster, shift)
        cluster, high = [span], span[1]
    shift += _merge(merged, before, between, cluster, shift)
    return tuple(merged)


def _merge(
    merged: list[Step],
    before: str,
    between: str,
    cluster: list[tuple[int, int, Step, bool]],
    shift: int,
) -> int:
    """Adds the one step that does all of ``cluster``; gives by how much the cluster moves what follows it."""
    low = min(span[0] for span in cluster)
    high = max(span[1] for span in cluster)
    grown = sum(len(s.after) - len(s.before) for _, _, s, is_first in cluster if is_first)
    start, end = low - shift, high - shift - grown
    if len(cluster) == 1 and cluster[0][3]:
        merged.append(cluster[0][2])
        return grown
    later = [
        Step(s.step, at - low, s.before, s.after) for at, _, s, is_first in cluster if not is_first
    ]
    name = next((s.step for _, _, s, is_first in cluster if is_first), cluster[0][2].step)
    gain = sum(s.gain for _, _, s, _ in cluster)
    after = apply(later, between[low:high])
    if before[start:end] != after:
        merged.append(Step(name, start, before[start:end], after, gain))
    return grown
