"""The tables of state.sqlite and the statements on them. One connection, one transaction at a time.

requests: the frontier. A row is PENDING until the commit that also records where its lines end (DONE).
seen:     every page asked for in this run, and the row that asks for it: the duplicate filter.
files:    how long each file of the journal was at the last commit.
articles, pages, failures: what is known from earlier runs, so that a revisit writes changes only.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from govnews import VERSION

PENDING, DONE, GIVEN_UP = 0, 1, 2
FORMAT = "1"

_SCHEMA = """
create table if not exists meta (key text primary key, value text not null) without rowid;
create table if not exists requests (
    id integer primary key, slot text not null, priority integer not null, state integer not null default 0,
    tries integer not null default 0, request text);
create index if not exists pending on requests (slot, priority desc, id) where state = 0;
create table if not exists seen (fingerprint blob primary key, row integer not null) without rowid;
create table if not exists files (name text primary key, size integer not null) without rowid;
create table if not exists articles (
    id text primary key, version integer not null, content_hash text, run integer not null,
    start integer not null, length integer not null) without rowid;
create table if not exists failures (url text primary key, reason text not null, status integer, run integer not null)
    without rowid;
create table if not exists pages (
    fingerprint blob primary key, etag text, last_modified text, content_type text, digest text, fetched_at text,
    article text, kept blob, made_by text) without rowid;
"""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What the last 200 answer for an address left behind."""

    etag: str | None
    """The raw ETag header."""
    last_modified: str | None
    """The raw Last-Modified header."""
    content_type: str | None
    """The raw Content-Type header."""
    digest: str | None
    """WARC payload digest."""
    fetched_at: str | None
    """WARC-Date of the record that has the body."""
    article: str | None
    """Id of the article it gave, by the extractor that runs now; null for a list."""
    kept: bytes | None
    """The body of a list, compressed."""

    def body(self) -> bytes:
        """The body of a list as it was."""
        return zlib.decompress(self.kept or b"")


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of an article."""

    version: int
    """The version last written."""
    content_hash: str | None
    """Its text."""
    run: int
    """The run that last saw it."""
    start: int
    """Where its line starts in articles.jsonl."""
    length: int
    """How long the line is, line feed included."""


class Tables:
    """state.sqlite, opened. Every method works inside the open transaction; ``commit`` ends it and begins the next."""

    def __init__(self, path: Path) -> None:
        """Open or create. Raises ``sqlite3.DatabaseError`` for a file that is no database."""
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.executescript(_SCHEMA)
        self._db.execute("begin immediate")

    def commit(self) -> None:
        """Make every change since the last commit durable."""
        self._db.execute("commit")
        self._db.execute("begin immediate")

    def close(self) -> None:
        """Forget every change since the last commit and close."""
        with suppress(
            sqlite3.Error
        ):  # a disk that refuses: the journal of SQLite undoes it on opening
            if self._db.in_transaction:
                self._db.execute("rollback")
        self._db.close()

    def get(self, key: str) -> str | None:
        """A value of the table ``meta``."""
        row = self._db.execute("select value from meta where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def put(self, key: str, value: str) -> None:
        """Set a value of the table ``meta``."""
        self._db.execute("insert or replace into meta values (?, ?)", (key, value))

    def sizes(self) -> dict[str, int]:
        """Committed length of every file of the journal, by name."""
        return dict(self._db.execute("select name, size from files"))

    def set_size(self, name: str, size: int) -> None:
        """Record how long a file is."""
        self._db.execute("insert or replace into files values (?, ?)", (name, size))

    def forget_run(self) -> None:
        """Empty the frontier and the duplicate filter for a new run; what was written stays known."""
        self._db.execute("delete from requests")
        self._db.execute("delete from seen")

    def has_seen(self, fingerprint: bytes) -> bool:
        """Whether the page was asked for in this run."""
        found = self._db.execute("select 1 from seen where fingerprint = ?", (fingerprint,))
        return found.fetchone() is not None

    def add_request(self, fingerprint: bytes, slot: str, priority: int, request: str) -> int:
        """A new row of the frontier, for a page that was not asked for before."""
        row = self._db.execute(
            "insert into requests (slot, priority, request) values (?, ?, ?)",
            (slot, priority, request),
        ).lastrowid
        assert row is not None
        self._db.execute("insert into seen values (?, ?)", (fingerprint, row))
        return row

    def begin_request(self, row: int) -> int:
        """Count an attempt; gives how many there were, this one included."""
        found = self._db.execute(
            "update requests set tries = tries + 1 where id = ? returning tries", (row,)
        ).fetchone()
        return int(found[0])

    def end_request(self, row: int, state: int = DONE) -> None:
        """Take a row out of the frontier."""
        self._db.execute("update requests set state = ?, request = null where id = ?", (state, row))

    def slots(self) -> list[str]:
        """Hosts with pending rows."""
        found = self._db.execute("select distinct slot from requests where state = 0 order by slot")
        return [slot for (slot,) in found]

    def pending(self, slot: str, limit: int) -> Iterator[tuple[int, int, str]]:
        """``(id, priority, request)`` of pending rows of a host, best first."""
        yield from self._db.execute(
            "select id, priority, request from requests where state = 0 and slot = ?"
            " order by priority desc, id limit ?",
            (slot, limit),
        )

    def count_pending(self) -> int:
        """How many rows are left."""
        found = self._db.execute("select count(*) from requests where state = 0").fetchone()
        return int(found[0])

    def article(self, key: str) -> Known | None:
        """What is known of an article."""
        row = self._db.execute(
            "select version, content_hash, run, start, length from articles where id = ?", (key,)
        ).fetchone()
        return Known(*row) if row else None

    def count_articles(self, run: int) -> int:
        """How many articles a run saw."""
        found = self._db.execute("select count(*) from articles where run = ?", (run,)).fetchone()
        return int(found[0])

    def set_article(self, key: str, known: Known) -> None:
        """Record what was written, or seen again."""
        self._db.execute(
            "insert or replace into articles values (?, ?, ?, ?, ?, ?)",
            (key, known.version, known.content_hash, known.run, known.start, known.length),
        )

    def page(self, fingerprint: bytes) -> KnownPage | None:
        """What is known of an address from an earlier answer."""
        row = self._db.execute(
            "select etag, last_modified, content_type, digest, fetched_at,"
            " case when made_by = ? then article end, kept from pages where fingerprint = ?",
            (VERSION, fingerprint),
        ).fetchone()
        return KnownPage(*row) if row else None

    def set_page(self, fingerprint: bytes, page: KnownPage) -> None:
        """Record an answer."""
        self._db.execute(
            "insert or replace into pages values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                fingerprint, page.etag, page.last_modified, page.content_type, page.digest,
                page.fetched_at, page.article, page.kept, VERSION,
            ),
        )  # fmt: skip

    def failure(self, url: str) -> tuple[str, int | None, int] | None:
        """``(reason, status, run)`` of the failure last written for a URL."""
        row = self._db.execute(
            "select reason, status, run from failures where url = ?", (url,)
        ).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def set_failure(self, url: str, reason: str, status: int | None, run: int) -> None:
        """Record a failure that was written, or seen again."""
        self._db.execute(
            "insert or replace into failures values (?, ?, ?, ?)", (url, reason, status, run)
        )

    def drop_failure(self, url: str) -> None:
        """The URL works again."""
        self._db.execute("delete from failures where url = ?", (url,))
