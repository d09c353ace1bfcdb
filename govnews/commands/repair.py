"""``govnews repair``: damaged text in, repaired text out; ``--explain`` shows the plan."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from govnews.commands.inputs import STDIN, read_input
from govnews.commands.reading import read_text
from govnews.commands.speech import CONSOLE, FAILED, say, stdout_bytes
from govnews.errors import GovnewsError
from govnews.model import Repaired, Step
from govnews.mojibake import repair as repair_text

_LINES = 12  # lines shown before and after; the plan below them is complete up to _STEPS
_STEPS = 200
_WIDTH = 400  # characters of a line shown round its repairs


def repair(
    path: Annotated[
        str, typer.Argument(metavar="[PATH|-]", help="A text file; stdin without one.")
    ] = STDIN,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show before, after and the plan on stderr.")
    ] = False,
) -> None:
    """Repair text that was decoded wrongly or carries injected readings, and write it to stdout.

    Plain text in, plain text out: for a page of HTML use govnews extract, which repairs its text and
    leaves markup and scripts alone.
    """
    try:
        page = read_input(path)
        before = read_text(page).text
        repaired = repair_text(before)
    except GovnewsError as error:
        say(f"{path}: {error}")
        raise typer.Exit(FAILED) from None
    for problem in repaired.problems:
        say(f"{page.name}: {problem.message}")
    if explain:
        _explain(before, repaired)
    with stdout_bytes() as out:
        out.write(repaired.text.encode("utf-8", "replace"))


def _explain(before: str, repaired: Repaired) -> None:
    """Before and after, coloured, then the plan."""
    if not repaired.plan:
        CONSOLE.print("Nothing to repair.")
        return
    pairs = _pairs(before, repaired.plan)
    for pair in pairs[:_LINES]:
        CONSOLE.print(*pair, sep="\n")
    if len(pairs) > _LINES:
        CONSOLE.print(f"… and {len(pairs) - _LINES} more lines")
    table = Table(
        "at", "step", "before", "after", "gain", title=f"plan: {len(repaired.plan)} steps"
    )
    for step in repaired.plan[:_STEPS]:
        gain = f"{step.gain:+.2f}" if step.gain else "rule"
        cells = (str(step.start), step.step, _short(step.before), _short(step.after), gain)
        table.add_row(*(Text(cell) for cell in cells))
    if len(repaired.plan) > _STEPS:
        table.caption = f"the first {_STEPS} of {len(repaired.plan)}"
    CONSOLE.print(table)


def _pairs(before: str, plan: Sequence[Step]) -> list[tuple[Text, Text]]:
    """Each line that a step touches, before and after, what differs in red and in green."""
    starts = [0]
    starts.extend(i + 1 for i, char in enumerate(before) if char == "\n")
    by_line: dict[int, list[Step]] = {}
    for step in plan:
        by_line.setdefault(bisect_right(starts, step.start) - 1, []).append(step)
    return [_pair(before, starts[number], steps) for number, steps in by_line.items()]


def _pair(before: str, start: int, steps: list[Step]) -> tuple[Text, Text]:
    """One line before and after its repairs, cut to the part round them."""
    at = max(start, steps[0].start - _WIDTH // 4)
    cut = "…" if at > start else ""
    old, new = Text(f"- {cut}"), Text(f"+ {cut}")
    for step in steps:
        if step.start - at > _WIDTH:
            break
        for line in (old, new):
            line.append(before[at : step.start])
        old.append(_visible(step.before), "bold red")
        new.append(_visible(step.after), "bold green")
        at = step.start + len(step.before)
    end = before.find("\n", at)
    rest = before[at : len(before) if end < 0 else end]
    for line in (old, new):
        line.append(rest[: _WIDTH // 4] + ("…" if len(rest) > _WIDTH // 4 else ""))
    return old, new


def _visible(text: str) -> str:
    """Text on one line, what cannot be printed shown by its code."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _short(text: str) -> str:
    """Text as a table cell."""
    shown = _visible(text)
    return shown if len(shown) <= 40 else shown[:39] + "…"
