"""What a repair changed, for a person: the changed stretches of a text with a little of what stands round them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from govnews.model import Step

_CONTEXT = (
    16  # characters shown on either side; what lies closer together than twice that is one stretch
)
_LONG = 300  # characters of one stretch, which a misread page would otherwise fill the screen with

OLD, NEW, GUESSED = "bold red", "bold green", "bold yellow"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of one line that was changed."""

    line: int
    """Number of the line, from 1."""
    start: int
    """Offset of the first change in the whole text."""
    steps: tuple[Step, ...]
    """What was done there."""


def find_stretches(before: str, plan: Sequence[Step]) -> list[Stretch]:
    """The changes of a plan, those of one line that lie close together as one."""
    starts = [0, *(at + 1 for at, char in enumerate(before) if char == "\n")]
    groups: list[list[Step]] = []
    for step in plan:
        last = groups[-1][-1] if groups else None
        end = last.start + len(last.before) if last else 0
        near = last is not None and step.start - end <= 2 * _CONTEXT
        if near and "\n" not in before[end : step.start]:
            groups[-1].append(step)
        else:
            groups.append([step])
    return [
        Stretch(bisect_right(starts, group[0].start), group[0].start, tuple(group))
        for group in groups
    ]


def show(before: str, stretch: Stretch) -> Iterator[Text]:
    """Three lines: where it is, how it stood and what stands there now, the changes in colour."""
    first, last = stretch.steps[0], stretch.steps[-1]
    left = _line_part(before[max(0, first.start - _CONTEXT - 1) : first.start][::-1])[::-1]
    end = last.start + len(last.before)
    right = _line_part(before[end : end + _CONTEXT + 1])
    old, new = Text(f"- {left}"), Text(f"+ {left}")
    at = first.start
    for number, step in enumerate(stretch.steps):
        if len(old) > _LONG:
            rest = len(stretch.steps) - number
            right = f"… {rest} more {'change' if rest == 1 else 'changes'}"
            break
        for line in (old, new):
            line.append(visible(before[at : step.start]))
        old.append(visible(step.before)[:_LONG], OLD)
        new.append(visible(step.after)[:_LONG], GUESSED if step.step == "filled" else NEW)
        at = step.start + len(step.before)
    for line in (old, new):
        line.append(right)
    yield Text(f"line {stretch.line}, offset {stretch.start}", "dim")
    yield old
    yield new


def _line_part(text: str) -> str:
    """Context up to the end of the line, with an ellipsis where the line goes on."""
    part = text.split("\n", 1)[0]
    return visible(part) if len(part) <= _CONTEXT else visible(part[:_CONTEXT]) + "…"


def visible(text: str) -> str:
    """Text on one line, what cannot be printed shown by its code."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
