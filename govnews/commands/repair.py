"""``govnews repair``: damaged text in, repaired text out; ``--explain`` shows the plan."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from govnews.charset import decode
from govnews.commands.inputs import STDIN, read_input
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
        before = decode(page.body, page.content_type).text
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
    shown = _lines(before, repaired.plan)
    for line in shown[:_LINES]:
        CONSOLE.print(line)
    if len(shown) > _LINES:
        CONSOLE.print(f"… and {len(shown) - _LINES} more lines")
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


def _lines(before: str, plan: Sequence[Step]) -> list[Text]:
    """Each line that a step touches: what goes struck out in red, what comes in green."""
    starts = [0]
    starts.extend(i + 1 for i, char in enumerate(before) if char == "\n")
    by_line: dict[int, list[Step]] = {}
    for step in plan:
        by_line.setdefault(bisect_right(starts, step.start) - 1, []).append(step)
    return [_line(before, starts[number], steps) for number, steps in by_line.items()]


def _line(before: str, start: int, steps: list[Step]) -> Text:
    """One line with its repairs, cut to the part round them."""
    shown, at = Text(), max(start, steps[0].start - _WIDTH // 4)
    if at > start:
        shown.append("…")
    for step in steps:
        if step.start - at > _WIDTH:
            break
        shown.append(before[at : step.start])
        shown.append(step.before.replace("\n", "⏎"), "red strike")
        shown.append(step.after.replace("\n", "⏎"), "bold green")
        at = step.start + len(step.before)
    end = before.find("\n", at)
    rest = before[at : len(before) if end < 0 else end]
    shown.append(rest[: _WIDTH // 4] + ("…" if len(rest) > _WIDTH // 4 else ""))
    return shown


def _short(text: str) -> str:
    """Text as a table cell."""
    folded = text.replace("\n", "⏎")
    return folded if len(folded) <= 40 else folded[:39] + "…"
