"""``govnews decode``: bytes in, UTF-8 out, and what was known about the encoding on stderr."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from govnews.commands.inputs import read_input
from govnews.commands.reading import read_text
from govnews.commands.speech import CONSOLE, FAILED, say, stdout_bytes
from govnews.commands.stretches import GUESSED, NEW, OLD, visible
from govnews.errors import GovnewsError
from govnews.model import Claim, Decoded

_SURE = ((0.95, "beyond doubt"), (0.8, "likely"), (0.5, "in doubt"), (0.0, "a guess"))
_SHOWN = 10  # places where characters are lost
_CONTEXT = 16  # characters on either side of one


def decode(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file, or - for stdin.")],
    content_type: Annotated[
        str | None, typer.Option(help="The Content-Type header it was served with.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show every claim, whether it is true, and what is lost."),
    ] = False,
) -> None:
    """Decode a page and write its text as UTF-8 to stdout.

    The encoding used, and every declaration that the bytes contradict, go to stderr.
    """
    try:
        page = read_input(path, content_type=content_type)
        decoded = read_text(page)
    except GovnewsError as error:
        say(f"{path}: {error}")
        raise typer.Exit(FAILED) from None
    _report(page.name, decoded)
    if explain:
        _explain(decoded)
    with stdout_bytes() as out:
        out.write(decoded.text.encode("utf-8", "replace"))


def _report(name: str, decoded: Decoded) -> None:
    """The encoding, the claims and the findings, a line each."""
    claims = ", ".join(f"{c.label} ({c.where})" for c in decoded.claims) or "nothing"
    say(
        f"{name}: {decoded.encoding}, confidence {decoded.confidence:.2f},"
        f" {decoded.replacements} replaced; claimed: {claims}"
    )
    for sentence in (*decoded.conflicts, *(p.message for p in decoded.problems)):
        say(f"{name}: {sentence}")


def _explain(decoded: Decoded) -> None:
    """Every claim and whether the bytes bear it out; how sure the choice is; where characters are lost."""
    sure = next(word for least, word in _SURE if decoded.confidence >= least)
    CONSOLE.print(
        Text.assemble(
            "used ", (decoded.encoding, NEW), f", {sure} (confidence {decoded.confidence:.2f})"
        )
    )
    if decoded.claims:
        table = Table("where", "label", "names", "at byte", "the bytes", box=None, pad_edge=False)
        for claim in decoded.claims:
            at = "" if claim.offset is None else str(claim.offset)
            cells = (claim.where, visible(claim.label), claim.encoding or "nothing known", at)
            table.add_row(*map(Text, cells), _verdict(claim, decoded))
        CONSOLE.print(table)
    else:
        CONSOLE.print("Nothing was declared.")
    for line in islice(_losses(decoded), _SHOWN):
        CONSOLE.print(line)
    if decoded.replacements > _SHOWN:
        CONSOLE.print(f"… and more: {decoded.replacements} in all")


def _verdict(claim: Claim, decoded: Decoded) -> Text:
    """Whether the bytes bear a claim out."""
    if claim.encoding == decoded.encoding:
        return Text("agree", NEW)
    if decoded.encoding == "mixed" and claim.encoding:
        return Text("agree in part", GUESSED)
    return Text("disagree", OLD) if claim.encoding else Text("cannot say", OLD)


def _losses(decoded: Decoded) -> Iterator[Text]:
    """Every run of characters that the bytes did not give, with what stands round it."""
    if not decoded.replacements:
        return
    for run in re.finditer("\ufffd{1,1000}", decoded.text):
        line = decoded.text.count("\n", 0, run.start()) + 1
        left = decoded.text[max(0, run.start() - _CONTEXT) : run.start()].rpartition("\n")[2]
        right = decoded.text[run.end() : run.end() + _CONTEXT].partition("\n")[0]
        yield Text.assemble(
            (f"line {line}, {len(run[0])} lost: ", "dim"),
            visible(left),
            (run[0][:_CONTEXT], OLD),
            visible(right),
        )
