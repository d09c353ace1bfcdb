"""``govnews decode``: bytes in, UTF-8 out, and what was known about the encoding on stderr."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from govnews.commands.inputs import read_input
from govnews.commands.reading import read_text
from govnews.commands.speech import CONSOLE, FAILED, say, stdout_bytes
from govnews.errors import GovnewsError
from govnews.model import Decoded


def decode(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file, or - for stdin.")],
    content_type: Annotated[
        str | None, typer.Option(help="The Content-Type header it was served with.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show every claim and where it stood.")
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
    """Every claim as a table."""
    table = Table("where", "label", "names", "at byte", "used", title="claims")
    for claim in decoded.claims:
        at = "" if claim.offset is None else str(claim.offset)
        used = "yes" if claim.encoding == decoded.encoding else "no"
        cells = (claim.where, claim.label, claim.encoding or "no encoding known", at, used)
        table.add_row(*map(Text, cells))
    CONSOLE.print(table)
