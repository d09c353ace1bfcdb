"""From what a person names (files, folders, ``-``) to bytes with what is known about their origin.

A ``page.json`` beside a page gives its url, Content-Type and status. Folders are walked in the order of their
names, one file in memory at a time.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from govnews.errors import MAX_BYTES, EmptyInput, GovnewsError, SidecarError, TooLarge
from govnews.model import Failure, Fetch, Page
from govnews.saved import read_sidecar
from govnews.warc import is_archive

STDIN = "-"
_HEAD = 4096  # bytes that tell an archive, packed or not
# Files of a saved site that are never pages. Anything else is opened and judged by its content.
_PARTS = frozenset(
    {".json", ".jsonl", ".css", ".js", ".map", ".woff", ".woff2", ".ttf", ".eot", ".ico"}
)


class Unreadable(GovnewsError):
    """A path that cannot be opened: missing, a device, not permitted."""


@dataclass(frozen=True, slots=True)
class Input:
    """One page to read."""

    name: str
    """What a person calls it: the path, or ``stdin``."""
    body: bytes
    """The bytes."""
    url: str | None = None
    """Where it came from, where known."""
    content_type: str | None = None
    """The Content-Type header, where known."""
    fetch: Fetch | None = None
    """How it was fetched, where a ``page.json`` or a WARC record says so."""
    truncated: bool = False
    """Whether the connection ended before the body did."""
    rest: "tuple[Input | Failure, ...]" = ()
    """The pages that continue it, in order; a failure where one could not be had."""

    def as_page(self) -> Page:
        """The same as the library knows it."""
        return Page(
            url=self.url or "",
            body=self.body,
            content_type=self.content_type,
            fetch=self.fetch or Fetch(),
            truncated=self.truncated,
            rest=tuple(p if isinstance(p, Failure) else p.as_page() for p in self.rest),
        )


def find_paths(named: Iterable[str], leave_out: frozenset[Path] = frozenset()) -> Iterator[str]:
    """Every path to read, in the order named; folders are walked in the order of their names.

    A folder's hidden files, sidecars and style sheets are passed over, and so is ``x_files/`` beside ``x.html``,
    where a browser puts the parts of a saved page. ``leave_out`` holds the resolved paths of our own output, files and folders.
    """
    for name in named:
        path = Path(name)
        if name == STDIN or not path.is_dir():
            yield name
            continue
        found = False
        for page in _walk(path):
            whole = page.resolve()
            if leave_out.isdisjoint((whole, *whole.parents)):
                found = True
                yield str(page)
        if not found:
            yield name  # reading it will say that it holds nothing


def read_input(name: str, url: str | None = None, content_type: str | None = None) -> Input:
    """The bytes of one path. ``url`` and ``content_type`` win over the ``page.json`` beside it.

    Raises ``Unreadable``, ``EmptyInput`` or ``TooLarge`` (the size is looked up before anything is read).
    """
    if name == STDIN:
        body = _bounded(sys.stdin.buffer.read(MAX_BYTES + 1), None)
        return Input("stdin", body, url, content_type)
    path = Path(name)
    try:
        if path.is_dir():
            next(path.iterdir(), None)  # may say why it could not be walked
            raise Unreadable("there is no page in this folder")
        if path.exists() and not path.is_file() and not path.is_fifo():
            raise Unreadable("this is neither a file nor a folder")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(size)
        with path.open("rb") as stream:  # bounded again: a file can grow, a pipe has no size
            body = _bounded(stream.read(MAX_BYTES + 1), size)
    except OSError as error:
        raise Unreadable(_reason(error)) from None
    except ValueError:  # a NUL character in the name
        raise Unreadable("no file can have this name") from None
    known_url, fetch = _sidecar(path)
    header = content_type or (fetch.content_type if fetch else None)
    return Input(name, body, url or known_url, header, fetch)


@contextmanager
def opened_archive(name: str) -> Iterator[BinaryIO | None]:
    """The file or stdin, at its beginning, where it holds WARC records by its content; else ``None``."""
    if name == STDIN:
        stdin = sys.stdin.buffer
        yield stdin if is_archive(_head(stdin)) else None
        return
    with ExitStack() as stack:
        stream = None
        with suppress(OSError, ValueError):  # reading it as a page says what is wrong
            if Path(name).is_file():
                stream = stack.enter_context(Path(name).open("rb"))
        yield stream if stream is not None and is_archive(_head(stream)) else None


def _head(stream: BinaryIO) -> bytes:
    """What a stream begins with; nothing is taken from it."""
    if isinstance(stream, BufferedReader):
        return stream.peek(_HEAD)[:_HEAD]
    head = stream.read(_HEAD)
    stream.seek(0)
    return head


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and the folders below it, by name."""
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError:
        yield folder  # reading it will say what is wrong
        return
    names = {p.name for p in entries}
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink() and not _is_parts(path.name, names):
                yield from _walk(path)
        elif path.suffix.lower() not in _PARTS:
            yield path


def _is_parts(folder: str, beside: set[str]) -> bool:
    """Whether a folder holds the parts of a page saved by a browser: ``x_files`` beside ``x.html``."""
    stem, _, suffix = folder.rpartition("_")
    return suffix == "files" and any(f"{stem}.{end}" in beside for end in ("html", "htm", "shtml"))


def _bounded(body: bytes, size: int | None) -> bytes:
    """The bytes, when there are some and not too many."""
    if len(body) > MAX_BYTES:
        raise _too_large(size)
    if not body:
        raise EmptyInput("the input is empty: 0 bytes")
    return body


def _too_large(size: int | None) -> TooLarge:
    found = f"{size / 2**20:.1f} MiB" if size and size > MAX_BYTES else "too much"
    return TooLarge(f"this is {found}; a page may have up to {MAX_BYTES // 2**20} MiB")


def _reason(error: OSError) -> str:
    """What the system said, for a person."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "you may not read this file"
    return (error.strerror or str(error)).lower()


def _sidecar(path: Path) -> tuple[str | None, Fetch | None]:
    """The url and the fetch that the ``page.json`` beside a page gives.

    It describes ``page.*``, and any other file only where that is the folder's one page. Raises ``Unreadable``
    where it is there and cannot be understood: to go on without it would lose the URL silently.
    """
    beside = path.with_name("page.json")
    if path == beside or not beside.is_file() or not (path.stem == "page" or _is_only_page(path)):
        return None, None
    try:
        return read_sidecar(beside.read_bytes())
    except (OSError, SidecarError) as error:
        raise Unreadable(str(error)) from None


def _is_only_page(path: Path) -> bool:
    """Whether the ``page.json`` of its folder can only mean this file."""
    pages = (p for p in path.parent.iterdir() if p.is_file() and p.suffix.lower() not in _PARTS)
    return all(p == path for p in pages if not p.name.startswith("."))
