"""The pages in WARC files: what a crawl, ours or anybody's, would have read as an article.

robots.txt, redirects, requests and, where the crawl noted it, lists and attachments are no such pages. A revisit record
of an address refers to what was there before, and so says nothing new; one of another address has that page's body.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from govnews.api import classify
from govnews.commands.inputs import Input
from govnews.model import Article, Failure, Fetch, PageKind
from govnews.parts import next_part
from govnews.values.urls import fingerprint
from govnews.warc import Damage, Message, Record, read_message, read_records

WANTED = "govnews-wanted"  # the field in which our crawl notes what it asked for a page as
MOST_PARTS = 60  # pages of one article
_MOST_WAITING = 64  # articles whose next page has not come yet
_KNOWN_ORIGINALS = 200_000  # records that a later revisit may refer to
_KNOWN_ARTICLES = 500_000  # articles whose next version is told from a repetition


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an original lies."""

    path: str | None
    """The file; null for what cannot be read twice."""
    offset: int
    """Of its record."""
    page: str
    """Fingerprint of its address."""


class Archives:
    """Reads WARC files one after the other, one page in memory at a time."""

    def __init__(self) -> None:
        self._originals: OrderedDict[int, _Place] = OrderedDict()
        self._waiting: OrderedDict[str, tuple[str, tuple[Input, ...]]] = OrderedDict()
        self.lost = 0
        """Revisit records whose original is in none of the files read before."""

    def pages(
        self, stream: BinaryIO, name: str, path: str | None
    ) -> Iterator[Input | Failure | Damage]:
        """The pages of a file, what the servers answered instead of one, and what is damaged, in order.

        ``name`` is what a person calls the file; ``path`` where it can be opened again, null for stdin. An article of
        several pages comes with its last page, which may lie in a later file: ``unfinished`` gives what still waits.
        """
        for record in read_records(stream):
            if isinstance(record, Damage):
                yield record
            elif record.kind in ("response", "resource", "conversion"):
                self._keep_place(record, path)
                if _is_page(record):
                    yield from self._gather(_page(record, name), record)
            elif record.kind == "revisit" and _is_page(record):
                yield from self._gather(self._revisited(record, name), record)

    def unfinished(self) -> Iterator[Input]:
        """The articles whose next page is in none of the files."""
        while self._waiting:
            yield _joined(*self._waiting.popitem(last=False)[1])

    def _gather(
        self, found: Iterator[Input | Failure], record: Record
    ) -> Iterator[Input | Failure]:
        """Pages with the pages that continue them; a page that continues another waits for nobody else."""
        for page in found:
            _, waiting = self._waiting.pop(_fingerprint(page.url), ("", ()))
            if isinstance(page, Failure):
                yield replace(waiting[0], rest=(*waiting[1:], page)) if waiting else page
                continue
            if not waiting and record.fields.get(WANTED) == "part":
                continue  # its first page is as it was, or in no file
            parts = (*waiting, page)
            following = next_part(page.body, page.url or "", parts[0].url)
            if following is None or len(parts) >= MOST_PARTS:
                yield replace(parts[0], rest=parts[1:])
                continue
            self._waiting[_fingerprint(following)] = following, parts
            if len(self._waiting) > _MOST_WAITING:
                yield _joined(*self._waiting.popitem(last=False)[1])

    def _keep_place(self, record: Record, path: str | None) -> None:
        place = _Place(path, record.place, fingerprint(_url(record)))
        for key in _keys(record, "warc-target-uri", "warc-date"):
            self._originals[key] = place
        while len(self._originals) > _KNOWN_ORIGINALS:
            self._originals.popitem(last=False)

    def _revisited(self, record: Record, name: str) -> Iterator[Input | Failure]:
        keys = _keys(record, "warc-refers-to-target-uri", "warc-refers-to-date")
        place = next((self._originals[k] for k in keys if k in self._originals), None)
        if place is None:
            self.lost += 1
        elif place.page != fingerprint(_url(record)):
            original = record_at(place.path, place.offset)
            if original is None:
                self.lost += 1
                return
            fields = {**record.fields, "content-type": original.fields.get("content-type", "")}
            yield from _page(replace(original, fields=fields, place=record.place), name)


class Versions:
    """What was written of each article: a text that comes again is no new line, a changed one is the next version."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, tuple[int, int]] = OrderedDict()

    def number(self, article: Article) -> Article | None:
        """The article with its version; ``None`` for the same text again."""
        key, text = int(article.id[:16], 16), int((article.content_hash or "0")[:16], 16)
        before, version = self._known.get(key, (None, 0))
        if before == text:
            return None
        self._known[key] = text, version + 1
        if len(self._known) > _KNOWN_ARTICLES:
            self._known.popitem(last=False)
        return replace(article, version=version + 1)


def record_at(path: str | None, offset: int) -> Record | None:
    """The record at an offset of a file; ``None`` where there is none any more."""
    if path is None:
        return None
    with Path(path).open("rb") as stream:
        stream.seek(offset)
        found = next(read_records(stream), None)
    return found if isinstance(found, Record) else None


def page_of(record: Record, name: str) -> Input | Failure:
    """The page in a record, or what the server answered instead of one."""
    url = _url(record)
    date = record.fields.get("warc-date")
    fetch = Fetch(fetched_at=date, warc_file=_file_name(name), warc_offset=record.place)
    kind = record.fields.get("content-type")
    message = read_message(record.block)
    if message is None:
        return Input(
            url or name, record.block, url or None, kind, replace(fetch, content_type=kind)
        )
    headers = message.headers
    fetch = replace(
        fetch,
        status=message.status,
        content_type=headers.get("content-type"),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        body_sha256=hashlib.sha256(message.body).hexdigest(),
    )
    if message.status != 200:
        return _answer(url, message)
    cut = record.fields.get("warc-truncated") == "disconnect"
    return Input(url or name, message.body, url or None, fetch.content_type, fetch, truncated=cut)


def _page(record: Record, name: str) -> Iterator[Input | Failure]:
    message = read_message(record.block[:1000]) if record.kind != "conversion" else None
    if (
        message is None or not 300 <= (message.status or 0) < 400
    ):  # a redirect leads to a record of its own
        yield page_of(record, name)


def _answer(url: str, message: Message) -> Failure:
    status = message.status
    kind = classify(
        message.body, url, content_type=message.headers.get("content-type"), status=status or 0
    )
    if kind is PageKind.BLOCKED:
        sentence = f"status {status}: the server answered with a challenge"
        return Failure(url, "blocked", status, "classify", sentence)
    sentence = f"the server answered with status {status}"
    return Failure(url, "http_status", status, "fetch", sentence)


def _joined(following: str, parts: tuple[Input, ...]) -> Input:
    """An article whose next page is missing."""
    missing = Failure(following, "connection", None, "fetch", "this page is not in the archive")
    return replace(parts[0], rest=(*parts[1:], missing))


def _fingerprint(url: str | None) -> str:
    return fingerprint(url or "")


def _is_page(record: Record) -> bool:
    wanted = record.fields.get(WANTED, "article")
    return wanted in ("article", "part") and urlsplit(_url(record)).path != "/robots.txt"


def _url(record: Record) -> str:
    return record.fields.get("warc-target-uri", "").strip("<>")  # WARC 1.0 put it in brackets


def _keys(record: Record, uri: str, date: str) -> list[int]:
    """Under what an original is known: the digest of its payload, and its address and date."""
    fields = record.fields
    found = [hash(fields["warc-payload-digest"])] if "warc-payload-digest" in fields else []
    if uri in fields and date in fields:
        found.append(hash((fields[uri].strip("<>"), fields[date])))
    return found


def _file_name(name: str) -> str:
    """The file relative to the crawl's folder, whose archive is ``warc/``."""
    path = Path(name)
    return f"warc/{path.name}" if path.parent.name == "warc" else path.name
