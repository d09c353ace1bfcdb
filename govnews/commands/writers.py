"""Where ``govnews extract`` writes its records, and in which form."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import typer

from govnews.commands.markdown import SEPARATOR, as_markdown
from govnews.commands.speech import stdout_bytes
from govnews.jsonl import dump_line
from govnews.model import Article

_TEXT_FILES = frozenset({".md", ".markdown", ".txt"})
Write = Callable[[Article], None]


class Format(StrEnum):
    """The form of the output."""

    JSONL = "jsonl"
    MD = "md"


@contextmanager
def opened_output(path: Path | None, form: Format) -> Iterator[Write]:
    """What writes one record: to stdout without a path, to a file, or for Markdown to files of a folder.

    A path is a folder where there is one, or where Markdown is asked for and nothing there or in its name says
    file. Raises ``typer.BadParameter`` where it cannot be written.
    """
    if path is not None and form is Format.MD and _is_folder(path):
        yield _Folder(path).write
        return
    with opened_file(path) if path else stdout_bytes() as out:
        yield _lines(out) if form is Format.JSONL else _documents(out)


@contextmanager
def opened_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, its folder made where it is missing. Raises ``typer.BadParameter`` where that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("wb")
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be written: {error.strerror}") from None
    with stream:
        yield stream


class _Folder:
    """A folder with one document for each record, named by date and id."""

    def __init__(self, path: Path) -> None:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise typer.BadParameter(f"{path} cannot be written: {error.strerror}") from None
        self._path = path
        self._written: dict[str, int] = {}

    def write(self, article: Article) -> None:
        """Write one record; a second of the same name in this run gets a number."""
        stem = f"{(article.date or 'undated')[:10]}-{article.id[:12]}"
        self._written[stem] = count = self._written.get(stem, 0) + 1
        name = f"{stem}.md" if count == 1 else f"{stem}-{count}.md"
        (self._path / name).write_bytes(as_markdown(article).encode())


def _is_folder(path: Path) -> bool:
    return path.is_dir() or not (path.exists() or path.suffix.lower() in _TEXT_FILES)


def _lines(out: BinaryIO) -> Write:
    def write(article: Article) -> None:
        out.write(dump_line(article).encode() + b"\n")

    return write


def _documents(out: BinaryIO) -> Write:
    between = ""

    def write(article: Article) -> None:
        nonlocal between
        out.write(f"{between}{as_markdown(article)}".encode())
        between = f"\n{SEPARATOR}"

    return write
