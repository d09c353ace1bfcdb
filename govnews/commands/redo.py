"""``govnews redo``: read a crawl's archive again with the profiles and rules of today, and show what would change.

A line is compared with what its own page gives now: the record in the archive that ``provenance.fetch`` names. How it
was fetched, the version, the digests of attachments and the program's version are no differences.
"""

import difflib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from govnews.commands.archives import Archives
from govnews.commands.extract import ByProfiles, InScript, Profiles, Script
from govnews.commands.folder import Folder, Journal, Line, NoCrawl
from govnews.commands.inputs import Input
from govnews.commands.reading import read_page
from govnews.commands.speech import FAILED, STOPPED, say, stdout_bytes
from govnews.errors import LineError
from govnews.jsonl import dump_line
from govnews.model import Article, Failure
from govnews.sites.profile import Use
from govnews.values.urls import article_id, canonical_url
from govnews.warc import Damage

_LONG = 160  # characters of a value shown to a person
_DIFF = 40  # lines of a text's difference shown to a person

InFolder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="The folder of a crawl, such as output/sample.")
]
Write = Annotated[
    bool, typer.Option("--write", help="Append what has changed as the next version of its line.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object for each changed record.")]


@dataclass(frozen=True, slots=True)
class Change:
    """What reading a page again makes of a record."""

    what: str
    """``changed``, ``new`` (the page gave no record before) or ``gone`` (it gives none now)."""
    url: str
    """Of the page."""
    id: str
    """Of the article."""
    fields: tuple[tuple[str, Any, Any], ...]
    """``(key, before, after)``, members of objects dotted."""
    article: Article | None = None
    """The record to write."""


def redo(
    folder: InFolder,
    *,
    write: Write = False,
    as_json: AsJson = False,
    script: InScript = Script.AS_PRINTED,
    profiles: ByProfiles = Profiles.ALL,
) -> None:
    """Extract a crawl's pages again from its archive and show the difference, record by record.

    Nothing is written without --write. With it, a changed record becomes a new line, same id,
    version + 1, and a page that gives a record for the first time its first one.
    """
    counts = dict.fromkeys(("changed", "new", "gone"), 0)
    try:
        with ExitStack() as stack:
            out = stack.enter_context(stdout_bytes())
            opened = stack.enter_context(Folder(folder, write=write))
            journal = stack.enter_context(opened.journal()) if write else None
            redone = Redone(opened, journal, profiles.value, simplify=script is Script.HANS)
            for change in redone.changes():
                counts[change.what] += 1
                text = _as_json(change) if as_json else _for_a_person(change)
                out.write(text.encode("utf-8", "replace") + b"\n")
                if journal is not None and change.article is not None:
                    journal.append(change.article)
    except (NoCrawl, LineError) as error:
        say(str(error))
        raise typer.Exit(FAILED) from None
    except sqlite3.Error as error:
        say(f"{folder}: state.sqlite cannot be used: {error}")
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        say("Stopped. Nothing was written.")
        raise typer.Exit(STOPPED) from None
    written = counts["changed"] + counts["new"]
    end = f"{written} lines appended" if write else "nothing was written"
    if written and not write:
        end += "; --write appends them"
    said = ", ".join(f"{count} {what}" for what, count in counts.items())
    say(f"{folder}: {redone.read} pages read again, {said}; {end}")
    if redone.damaged:
        raise typer.Exit(FAILED)


class Redone:
    """The pages of a folder's archive, read again."""

    def __init__(
        self, folder: Folder, journal: Journal | None, profiles: Use, *, simplify: bool
    ) -> None:
        self._folder, self._journal = folder, journal
        self._profiles, self._simplify = profiles, simplify
        self._new: set[str] = set()
        self.read = 0
        self.damaged = False

    def changes(self) -> Iterator[Change]:
        """Every record that comes out otherwise than it stands."""
        archives = Archives()
        for name, size in self._folder.sizes().items():
            if not name.startswith("warc/"):
                continue
            path = self._folder.path / name
            if not path.is_file():
                say(f"{path}: this file of the archive is missing")
                self.damaged = True
                continue
            with path.open("rb") as stream:
                committed = _Committed(stream, size)
                for page in archives.pages(committed, str(path), str(path)):  # type: ignore[arg-type]
                    if isinstance(page, Damage):
                        say(f"{path}: {page.message} (at byte {page.place:,})")
                        self.damaged = True
                    elif isinstance(page, Input):
                        yield from self._again(page)
        for page in archives.unfinished():
            yield from self._again(page)

    def _again(self, page: Input) -> Iterator[Change]:
        self.read += 1
        result = read_page(page, self._profiles, simplify=self._simplify)
        if isinstance(result, Failure):
            key = article_id(canonical_url(page.url), None, page.body)
            if self._own(page, key) is not None:
                yield Change("gone", result.url, key, (("reason", None, result.message),))
            return
        if self._folder.last_line(result.id) is None:
            if result.id not in self._new:
                self._new.add(result.id)
                shown = (("title", None, result.title), ("date", None, result.date))
                yield Change("new", result.url or page.name, result.id, shown, result)
            return
        own = self._own(page, result.id)
        if own is None:
            return
        line, before = own
        after = _kept(result, before, line)
        fields = tuple(differences(before, after))
        if fields:
            yield Change("changed", result.url or page.name, result.id, fields, after)

    def _own(self, page: Input, key: str) -> tuple[Line, Article] | None:
        """The last line of an article, where it was made from this very page."""
        line = self._folder.last_line(key)
        if line is None or page.fetch is None:
            return None
        before = self._folder.read(line)
        then, now = before.provenance.fetch, page.fetch
        same = (then.warc_file, then.warc_offset) == (now.warc_file, now.warc_offset)
        return (line, before) if same else None


class _Committed:
    """A file as far as it was committed: a crawl may be writing beyond that."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._left = stream, size

    def read(self, size: int) -> bytes:
        """As of any file."""
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        return data


def differences(before: Article, after: Article) -> Iterator[tuple[str, Any, Any]]:
    """``(key, before, after)`` of every key that differs; members of objects are keys of their own."""
    old, new = json.loads(dump_line(before)), json.loads(dump_line(after))
    for record in (old, new):
        del record["version"], record["provenance"]["fetch"]
        del record["provenance"]["extractor"]["version"]
    yield from _differences(old, new, "")


def _differences(old: dict[str, Any], new: dict[str, Any], above: str) -> Iterator[Any]:
    for key, value in old.items():
        if isinstance(value, dict):
            yield from _differences(value, new[key], f"{above}{key}.")
        elif value != new[key]:
            yield f"{above}{key}", value, new[key]


def _kept(article: Article, before: Article, line: Line) -> Article:
    """The next version of a line: what only the crawl could know is kept."""
    known = {a.url: a for a in before.attachments if a.sha256}
    attachments = tuple(
        replace(a, sha256=k.sha256, size=k.size, media_type=a.media_type or k.media_type)
        if (k := known.get(a.url))
        else a
        for a in article.attachments
    )
    own = {p.code for p in article.provenance.problems}
    failed = [p for p in before.provenance.problems if p.code == "attachment_failed"]
    kept = () if "attachment_failed" in own else tuple(failed)
    provenance = replace(
        article.provenance,
        fetch=before.provenance.fetch,
        problems=(*article.provenance.problems, *kept),
    )
    version = line.version + 1
    return replace(article, version=version, attachments=attachments, provenance=provenance)


def _as_json(change: Change) -> str:
    fields = [{"field": f, "before": b, "after": a} for f, b, a in change.fields]
    known = {"change": change.what, "url": change.url, "id": change.id, "fields": fields}
    return json.dumps(known, ensure_ascii=False)


def _for_a_person(change: Change) -> str:
    lines = [f"{change.what}: {change.url}"]
    for field, before, after in change.fields:
        if isinstance(before, str) and isinstance(after, str) and "\n" in before + after:
            lines.append(f"  {field}:")
            found = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
            shown = [line for line in found if line[:2] not in ("--", "++", "@@")]
            lines += [f"    {_short(line)}" for line in shown[:_DIFF]]
            if len(shown) > _DIFF:
                lines.append(f"    … {len(shown) - _DIFF} more lines")
        elif change.what == "changed":
            lines += [
                f"  {field}:",
                f"    -{_short(_shown(before))}",
                f"    +{_short(_shown(after))}",
            ]
        else:
            lines.append(f"  {field}: {_short(_shown(after))}")
    return "\n".join(lines)


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG] + "…"
