"""Saved files as pages: what ``-a saved=FOLDER`` reads."""

from collections.abc import Iterator
from pathlib import Path

from govnews import MAX_BYTES, Failure, Fetch, Page, SidecarError, read_sidecar

_NO_PAGES = frozenset({".json", ".jsonl", ".css", ".js", ".map", ".woff", ".woff2", ".ttf", ".ico"})


def read_saved(path: Path) -> Iterator[Page | Failure]:
    """Every file under ``path`` in the order of names, one in memory at a time.

    A ``page.json`` beside ``page.*``, or beside the one page of a folder, gives url, Content-Type (``content_type`` or in ``headers``), status and time.
    A file that cannot be read, is empty or is too large gives a failure that names it.
    """
    paths = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in paths:
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.is_file() and not hidden and file.suffix.lower() not in _NO_PAGES:
            yield _read(file)


def _read(file: Path) -> Page | Failure:
    try:
        if file.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES >> 20
            return Failure(
                file.resolve().as_uri(), "too_large", None, "fetch", f"the file is over {limit} MiB"
            )
        body = file.read_bytes()
        url, fetch = _sidecar(file)
    except (OSError, SidecarError) as error:
        return Failure(file.resolve().as_uri(), "extract_failed", None, "fetch", str(error))
    return Page(url or file.resolve().as_uri(), body, fetch.content_type, fetch)


def _sidecar(file: Path) -> tuple[str | None, Fetch]:
    beside = file.with_name("page.json")
    if not beside.is_file() or not (file.stem == "page" or _is_only_page(file)):
        return None, Fetch()
    return read_sidecar(beside.read_bytes())


def _is_only_page(file: Path) -> bool:
    """Whether the ``page.json`` of its folder can only mean this file."""
    others = (p for p in file.parent.iterdir() if p.is_file() and p.suffix.lower() not in _NO_PAGES)
    return all(p == file for p in others)
