"""``govnews extract``: pages and text dumps in, one line of JSON each out."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from govnews.commands.inputs import STDIN, Input, Unreadable, find_paths, read_input
from govnews.commands.reading import read_page
from govnews.commands.speech import CONSOLE, FAILED, STOPPED, say, stdout_bytes
from govnews.errors import GovnewsError
from govnews.jsonl import dump_line
from govnews.model import Article, Failure
from govnews.script import to_simplified
from govnews.sites.profile import Use

_NO_ARTICLE = "not_an_article:"
_REASONS = {"binary": "not_html"}  # a kind that errors.jsonl calls by another word


class Script(StrEnum):
    """The script of the output."""

    AS_PRINTED = "as-printed"
    HANS = "hans"


class Profiles(StrEnum):
    """How much is known about sites."""

    ALL = "all"
    FAMILIES = "families"
    NONE = "none"


class Format(StrEnum):
    """The form of the output."""

    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one run was asked for."""

    url: str | None
    content_type: str | None
    script: Script
    profiles: Use


@dataclass(slots=True)
class Tally:
    """What one run has done so far."""

    records: int = 0
    failed: int = 0

    def count(self, recorded: bool) -> None:
        """One more input, with a record or without."""
        self.records += recorded
        self.failed += not recorded


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Pages, text dumps, folders, - for stdin.")
]
Url = Annotated[str | None, typer.Option(help="The page's address, where it is one page.")]
ContentType = Annotated[
    str | None, typer.Option(help="The Content-Type header it was served with.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write here instead of to stdout.")
]
Errors = Annotated[
    Path | None, typer.Option(help="Also write what gave no record here, one JSON line each.")
]
InScript = Annotated[
    Script, typer.Option(envvar="GOVNEWS_SCRIPT", help="hans: the record in Simplified script.")
]
ByProfiles = Annotated[
    Profiles,
    typer.Option(help="Use what is known of hosts and CMS families, of families, or none."),
]
InFormat = Annotated[Format, typer.Option("--format", help="Form of the output.")]


def extract(
    paths: Paths,
    *,
    url: Url = None,
    content_type: ContentType = None,
    output: Output = None,
    errors: Errors = None,
    script: InScript = Script.AS_PRINTED,
    profiles: ByProfiles = Profiles.ALL,
    form: InFormat = Format.JSONL,
) -> None:
    """Turn saved pages into records: one line of JSON for each article.

    Whether a file is HTML or text is decided by its content. A page.json beside a page gives its
    url, content_type and status. What gives no record is named on stderr, and the exit code is 1.
    """
    if url is not None and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise typer.BadParameter("--url names one page; give one file, or a page.json beside each")
    output = None if output == Path(STDIN) else output  # "-o -" is stdout, as anywhere
    own = frozenset(p.resolve() for p in (output, errors) if p)
    if any(Path(name).resolve() in own for name in paths):
        raise typer.BadParameter("an input is also the output; it would be overwritten unread")
    wanted = Wanted(url, content_type, script, profiles.value)
    tally = Tally()
    try:
        with ExitStack() as stack:
            out = stack.enter_context(_opened(output) if output else stdout_bytes())
            failures = stack.enter_context(_opened(errors)) if errors else None
            for name in stack.enter_context(_watched(paths, own, to_file=output is not None)):
                tally.count(_one(name, wanted, out, failures))
    except KeyboardInterrupt:
        say(f"Stopped. Records written: {tally.records}; the rest was not read.")
        raise typer.Exit(STOPPED) from None
    if tally.failed:
        if tally.failed + tally.records > 1:
            say(f"Records: {tally.records}. Inputs that gave none: {tally.failed}.")
        raise typer.Exit(FAILED)


def no_article(article: Article, page: Input) -> Failure | None:
    """The failure that a record stands for, when its page is none of the kinds of article."""
    for problem in article.provenance.problems:
        if problem.code.startswith(_NO_ARTICLE):
            kind = problem.code.removeprefix(_NO_ARTICLE)
            status = page.fetch.status if page.fetch else None
            reason = _REASONS.get(kind, kind)
            return Failure(page.url or page.name, reason, status, "classify", problem.message)
    return None


def _one(name: str, wanted: Wanted, out: BinaryIO, failures: BinaryIO | None) -> bool:
    """Read one input and write its record, or say why it gives none. Whether there was a record."""
    try:
        page = read_input(name, wanted.url, wanted.content_type)
    except Unreadable as error:  # no page was there, so none failed
        say(f"{name}: {error}")
        return False
    except GovnewsError as error:
        page = Input("stdin" if name == STDIN else name, b"", wanted.url)
        result: Article | Failure = _failure(page, error.reason, error.stage, str(error))
    else:
        result = _read(page, wanted)
    if isinstance(result, Failure):
        say(f"{page.name}: {result.message}")
        if failures:
            failures.write(dump_line(result).encode() + b"\n")
        return False
    out.write(dump_line(result).encode() + b"\n")
    return True


def _read(page: Input, wanted: Wanted) -> Article | Failure:
    """The record of one page, in the script asked for, or its failure."""
    try:
        article = read_page(page, wanted.profiles)
        failure = no_article(article, page)
        if failure or wanted.script is Script.AS_PRINTED:
            return failure or article
        return to_simplified(article)
    except GovnewsError as error:
        return _failure(page, error.reason, error.stage, str(error))
    except Exception as error:  # a fault of ours costs this page, not the ten thousand after it
        fault = f"{type(error).__name__}: {error}"
        message = f"this page broke the extractor, please report it ({fault})"
        return _failure(page, "extract_failed", "extract", message)


def _failure(page: Input, reason: str, stage: str, message: str) -> Failure:
    status = page.fetch.status if page.fetch else None
    return Failure(page.url or page.name, reason, status, stage, message)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file to write, its folder made where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("wb")
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be written: {error.strerror}") from None
    with stream:
        yield stream


@contextmanager
def _watched(paths: list[str], own: frozenset[Path], *, to_file: bool) -> Iterator[Iterator[str]]:
    """The paths to read, with a bar on stderr where a person watches it and nothing else fills the screen."""
    if not CONSOLE.is_terminal or not (to_file or not sys.stdout.isatty()):
        yield find_paths(paths, own)
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    total = sum(1 for _ in find_paths(paths, own))
    with Progress(
        *columns, console=CONSOLE, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        yield iter(bar.track(find_paths(paths, own), total=total))
