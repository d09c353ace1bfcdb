"""Saved pages to test a profile on: fixture folders with their gold, single files, archives.

A fixture is a folder with ``page.json`` and the bytes beside it, or where ``body`` says (relative to the checkout);
``pages`` in it names the pages of one article.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from govnews.commands.archives import Archives
from govnews.commands.inputs import Input, Unreadable, find_paths, opened_archive, read_input
from govnews.errors import GovnewsError
from govnews.warc import Damage

CHECKOUT = Path(__file__).parents[2]
_BYTES = ("page.html", "page.txt")
GOLD, UNREAD = "gold.json", "gold.new.json"


@dataclass(frozen=True, slots=True)
class Case:
    """One article to test a profile on."""

    name: str
    """What a person calls it."""
    pages: tuple[Input, ...] = ()
    """Its pages; none where it cannot be read."""
    gold: dict[str, Any] = field(default_factory=dict)
    """The reviewed record; empty where there is none."""
    unread: bool = False
    """Whether its gold is a draft that nobody has read."""
    reasons: tuple[str, ...] = ()
    """Why it cannot be read, in sentences."""
    archived: bool = False
    """Whether it lies in an archive among pages of any kind."""


def find_cases(names: Iterable[str]) -> Iterator[Case]:
    """The articles in what a person named: fixture folders, folders of pages, files, WARC archives."""
    for name in names:
        path = Path(name)
        sidecars = sorted(path.rglob("page.json")) if path.is_dir() else []
        folders = [p.parent for p in sidecars if is_fixture(p.parent)]
        for folder in folders:
            if not (folder / "page.txt").exists():  # a text dump has no markup to select from
                yield _tried(str(folder), partial(read_fixture, folder))
        loose = [p for p in find_paths([name]) if Path(p).parent not in folders]
        for page in loose if loose != [name] or not folders else []:
            yield from _of_file(page)


def is_fixture(folder: Path) -> bool:
    """Whether a folder is one article with its ``page.json``: the bytes beside it under a name of ours, or where it says."""
    if not (folder / "page.json").is_file():
        return False
    if any((folder / name).exists() for name in _BYTES):
        return True
    try:
        return not {"body", "pages"}.isdisjoint(_json(folder / "page.json"))
    except Unreadable:
        return False


def fixtures_of(profile: Path, hosts: Iterable[str]) -> list[str]:
    """The folders of fixtures that stand for the hosts: beside the profile, and in the checkout's tests."""
    tests = CHECKOUT / "tests" / "fixtures"
    if tests.is_relative_to(Path.cwd()):
        tests = tests.relative_to(Path.cwd())
    places = [root / host for root in (profile.parent, tests) for host in hosts]
    return [str(p) for p in places if any(p.rglob("page.json"))] if hosts else [str(tests)]


def read_fixture(folder: Path) -> Case:
    """One fixture folder. Raises ``Unreadable`` or another GovnewsError where it is not whole."""
    meta = _json(folder / "page.json")
    parts = meta.get("pages", [meta])
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise Unreadable("'pages' in page.json is not a list of objects")
    pages = tuple(_part(folder, {**meta, **part}) for part in parts)
    gold = _json(folder / GOLD) if (folder / GOLD).exists() else {}
    known = meta.get("known_failures", {})
    return Case(
        str(folder),
        pages,
        {key: value for key, value in gold.items() if key not in known},
        unread=not gold and (folder / UNREAD).exists(),
    )


def _part(folder: Path, meta: dict[str, Any]) -> Input:
    body = meta.get("body")
    path = next((folder / name for name in _BYTES if (folder / name).exists()), folder / _BYTES[0])
    if isinstance(body, str):
        found = (root / body for root in (folder, *folder.resolve().parents))
        path = next((p for p in found if p.is_file()), folder / body)
    page = read_input(str(path), meta.get("url"), meta.get("content_type"))
    return Input(str(folder), page.body, page.url, page.content_type, page.fetch)


def _of_file(name: str) -> Iterator[Case]:
    path = Path(name)
    if path.name == "page.html" and path.with_name("page.json").is_file():
        yield _tried(name, partial(read_fixture, path.parent))
        return
    with opened_archive(name) as stream:
        if stream is None:
            yield _tried(name, lambda: Case(name, (read_input(name),)))
            return
        archives = Archives()
        for found in chain(archives.pages(stream, name, name), archives.unfinished()):
            if isinstance(found, Damage):
                yield Case(name, reasons=(f"{found.message} (at byte {found.place:,})",))
            elif isinstance(found, Input):
                yield Case(found.url or name, (found,), archived=True)


def _tried(name: str, read: Callable[[], Case]) -> Case:
    try:
        return read()
    except GovnewsError as error:
        return Case(name, reasons=(str(error),))


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise Unreadable(f"{path.name} cannot be read: {error}") from None
    if not isinstance(value, dict):
        raise Unreadable(f"{path.name} is not a JSON object")
    return value
