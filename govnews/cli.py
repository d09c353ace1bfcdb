"""The command line: ``govnews extract``, ``decode``, ``repair``, ``check``; for crawls ``portals``, ``status``, ``redo``; for sites
``new-site``, ``check-site``.

Exit codes: 0 done, 1 some inputs failed, 2 usage, 5 stopped with work left.
"""

from typing import Annotated

import typer

from govnews.commands.check import check
from govnews.commands.check_site import check_site
from govnews.commands.decode import decode
from govnews.commands.extract import extract
from govnews.commands.new_site import new_site
from govnews.commands.portals import portals
from govnews.commands.redo import redo
from govnews.commands.repair import repair
from govnews.commands.speech import FAILED, say
from govnews.commands.status import status
from govnews.model import VERSION

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (extract, decode, repair, check, portals, status, redo, new_site, check_site):
    app.command()(command)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"govnews {VERSION}")
        raise typer.Exit


@app.callback()
def govnews(
    _: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and stop.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """What governments publish, as records a person can trust."""


def main() -> None:
    """Entry of the command ``govnews``. A fault of the disk or the terminal is a sentence, not a traceback."""
    try:
        app(prog_name="govnews")
    except OSError as error:
        say(f"govnews: {error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        raise SystemExit(FAILED) from None


if __name__ == "__main__":
    main()
