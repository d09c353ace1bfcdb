"""``govnews repair``: damaged text in, repaired text out; ``--explain`` shows what was wrong and what was done."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from govnews.commands.inputs import STDIN, read_input
from govnews.commands.reading import read_text
from govnews.commands.speech import CONSOLE, FAILED, say, stdout_bytes
from govnews.commands.stretches import GUESSED, NEW, OLD, find_stretches, show, visible
from govnews.errors import GovnewsError
from govnews.model import Repaired, Step
from govnews.mojibake import repair as repair_text

_SHOWN = 20  # changed stretches; the sums below them count all
_CELL = 24  # characters of an example
_PIPED = 200  # columns where no terminal sets them: a row stays on one line

MEANINGS = {
    "gloss": "a reading that was injected",
    "frame-shift": "a reading between the halves of two characters",
    "filled": "a lost character: a guess from its neighbours",
    "comma": "a comma injected in front of another mark",
    "latin1>utf-8": "UTF-8 that was read as Latin-1",
    "latin1>gbk": "GBK that was read as Latin-1",
    "latin1>big5": "Big5 that was read as Latin-1",
    "gbk>utf-8": "UTF-8 that was read as GBK",
    "gbk>big5": "Big5 that was read as GBK",
    "big5>gbk": "GBK that was read as Big5",
    "ncr>utf-8": "UTF-8, each byte as a reference",
    "ncr>gbk": "GBK, each byte as a reference",
    "ncr>big5": "Big5, each byte as a reference",
    "percent>utf-8": "UTF-8 in the escapes of addresses",
    "percent>gbk": "GBK in the escapes of addresses",
    "percent>big5": "Big5 in the escapes of addresses",
    "percent-u": "escapes of old scripts",
    "backslash-u": "escapes of JSON",
    "hz": "HZ that was read as ASCII",
}
"""Step of a plan → what had happened, for a person."""


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
        repaired = repair_text(before, bounded=False)
    except GovnewsError as error:
        say(f"{path}: {error}")
        raise typer.Exit(FAILED) from None
    if explain:
        _explain(before, repaired)
    for problem in repaired.problems:
        say(f"{page.name}: {problem.message}")
    with stdout_bytes() as out:
        out.write(repaired.text.encode("utf-8", "replace"))


def _explain(before: str, repaired: Repaired) -> None:
    """Before and after where they differ, then the plan summed by step."""
    if not repaired.plan:
        lost = any(problem.code.startswith("lossy:") for problem in repaired.problems)
        CONSOLE.print("Nothing to repair: what is lost is lost." if lost else "Nothing to repair.")
        return
    if CONSOLE.color_system:
        parts = (("as it stood", OLD), ", ", ("repaired", NEW), ", ", ("filled by guess", GUESSED))
        CONSOLE.print(Text.assemble(*parts))
    stretches = find_stretches(before, repaired.plan)
    for stretch in stretches[:_SHOWN]:
        for line in show(before, stretch):
            CONSOLE.print(line)
    if len(stretches) > _SHOWN:
        CONSOLE.print(f"… and {len(stretches) - _SHOWN} more places")
    CONSOLE.print()
    CONSOLE.print(_sums(repaired.plan), width=None if CONSOLE.is_terminal else _PIPED)


def _sums(plan: Sequence[Step]) -> Table:
    """The plan by step: what had happened, how often, an example, the mean gain."""
    title = f"plan: {len(plan)} {'step' if len(plan) == 1 else 'steps'}"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("step")
    table.add_column("times", justify="right")
    table.add_column("gain", justify="right")
    table.add_column("example")
    table.add_column("what had happened")
    by_step: defaultdict[str, list[Step]] = defaultdict(list)
    for step in plan:
        by_step[step.step].append(step)
    for name, steps in by_step.items():
        gain = sum(step.gain for step in steps) / len(steps)
        example = f"{_short(steps[0].before)} → {_short(steps[0].after) or '(nothing)'}"
        shown = f"{gain:+.1f}" if gain else "rule"
        cells = (name, str(len(steps)), shown, example, MEANINGS[name])
        table.add_row(*map(Text, cells))
    return table


def _short(text: str) -> str:
    """Text as an example in a cell."""
    shown = visible(text)
    return shown if len(shown) <= _CELL else shown[: _CELL - 1] + "…"
