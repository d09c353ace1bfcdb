"""``govnews extract``: pages, text dumps and WARC files in, a line of JSON or a Markdown document for each article out."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from govnews.commands.archives import Archives, Versions
from govnews.commands.cascade import show_cascade
from govnews.commands.inputs import (
    STDIN,
    Input,
    Unreadable,
    find_paths,
    opened_archive,
    read_input,
)
from govnews.commands.reading import failure, read_page
from govnews.commands.speech import CONSOLE, FAILED, STOPPED, say
from govnews.commands.writers import Format, Write, opened_file, opened_output
from govnews.errors import GovnewsError
from govnews.jsonl import dump_line
from govnews.model import Article, Candidate, Failure
from govnews.sites.profile import Use
from govnews.warc import Damage


class Script(StrEnum):
    """The script of the output."""

    AS_PRINTED = "as-printed"
    HANS = "hans"


class Profiles(StrEnum):
    """How much is known about sites."""

    ALL = "all"
    FAMILIES = "families"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one run was asked for."""

    url: str | None
    content_type: str | None
    script: Script
    profiles: Use
    explain: bool


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Pages, text dumps, WARC files, folders, - for stdin."),
]
Url = Annotated[str | None, typer.Option(help="The page's address, where it is one page.")]
ContentType = Annotated[
    str | None, typer.Option(help="The Content-Type header it was served with.")
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="Write here instead of to stdout; md: a file, or a folder of files."
    ),
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
Explained = Annotated[
    bool,
    typer.Option("--explain", help="Show on stderr each candidate of each field, and why it lost."),
]
InFormat = Annotated[Format, typer.Option("--format", help="Lines of JSON, or Markdown documents.")]


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
    explain: Explained = False,
) -> None:
    """Turn saved pages into records: one line of JSON, or one Markdown document, for each article.

    Whether a file is HTML, text or a WARC archive is decided by its content. A page.json beside a
    page gives its url, content_type and status. What gives no record is named on stderr, and the exit code is 1.
    """
    if url is not None and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise typer.BadParameter("--url names one page; give one file, or a page.json beside each")
    output = None if output == Path(STDIN) else output  # "-o -" is stdout, as anywhere
    own = frozenset(p.resolve() for p in (output, errors) if p)
    if any(Path(name).resolve() in own for name in paths):
        raise typer.BadParameter("an input is also the output; it would be overwritten unread")
    wanted = Wanted(url, content_type, script, profiles.value, explain)
    with ExitStack() as stack:
        write = stack.enter_context(opened_output(output, form))
        failures = stack.enter_context(opened_file(errors)) if errors else None
        run = _Run(wanted, write, failures)
        try:
            for name in stack.enter_context(_watched(paths, own, to_file=output is not None)):
                run.read(name)
            run.finish()
        except KeyboardInterrupt:
            say(f"Stopped. Records written: {run.records}; the rest was not read.")
            raise typer.Exit(STOPPED) from None
    if run.failed:
        if run.failed + run.records > 1:
            say(f"Records: {run.records}. Inputs that gave none: {run.failed}.")
        raise typer.Exit(FAILED)


class _Run:
    """One run of the command: what was asked for, where it goes, and what was done so far."""

    def __init__(self, wanted: Wanted, write: Write, failures: BinaryIO | None) -> None:
        self._wanted, self._put, self._failures = wanted, write, failures
        self._archives, self._versions = Archives(), Versions()
        self.records = self.failed = 0

    def read(self, name: str) -> None:
        """Read one input, a page or an archive of pages, and write what it gives."""
        with opened_archive(name) as stream:
            if stream is None:
                self._one(name)
            else:
                self._many(name, stream)

    def _one(self, name: str) -> None:
        try:
            page = read_input(name, self._wanted.url, self._wanted.content_type)
        except Unreadable as error:  # no page was there, so none failed
            self._fail(name, None, str(error))
        except GovnewsError as error:
            page = Input("stdin" if name == STDIN else name, b"", self._wanted.url)
            self._write(page.name, failure(page, error.reason, error.stage, str(error)))
        else:
            self._write(page.name, self._read(page))

    def _many(self, name: str, stream: BinaryIO) -> None:
        """The pages of a WARC file: each text of an article once, with its version."""
        lost = self._archives.lost
        self._write_all(name, self._archives.pages(stream, name, None if name == STDIN else name))
        if lost := self._archives.lost - lost:
            pages = "a page" if lost == 1 else f"{lost} pages"
            self._fail(name, None, f"revisits {pages} of another file: name that file before it")

    def finish(self) -> None:
        """Write the articles whose last page never came."""
        self._write_all("archives", self._archives.unfinished())

    def _write_all(self, name: str, pages: Iterable[Input | Failure | Damage]) -> None:
        for page in pages:
            if isinstance(page, Damage):
                self._fail(name, None, f"{page.message} (at byte {page.place:,})")
                continue
            result = page if isinstance(page, Failure) else self._read(page)
            numbered = self._versions.number(result) if isinstance(result, Article) else result
            if numbered is not None:
                where = page.url if isinstance(page, Failure) else page.name
                self._write(where, numbered)

    def _read(self, page: Input) -> Article | Failure:
        simplify = self._wanted.script is Script.HANS
        trace: list[Candidate] | None = [] if self._wanted.explain else None
        result = read_page(page, self._wanted.profiles, simplify=simplify, trace=trace)
        if trace is not None:
            show_cascade(page.name, result, trace)
        return result

    def _write(self, name: str, result: Article | Failure) -> None:
        if isinstance(result, Failure):
            self._fail(name, result, result.message)
            return
        self.records += 1
        self._put(result)

    def _fail(self, name: str, line: Failure | None, sentence: str) -> None:
        self.failed += 1
        say(f"{name}: {sentence}")
        if line is not None and self._failures is not None:
            self._failures.write(dump_line(line).encode() + b"\n")


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
