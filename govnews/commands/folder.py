"""The folder of a crawl (articles.jsonl, errors.jsonl, warc/, state.sqlite) as the command line sees it.

It may be read while a crawl writes: SQLite's write-ahead log shows the last commit, and what the files hold beyond that
is not looked at. Added to it is only by ``redo``, under the crawl's own lock and in its own order: the lines are
synced first, then their length is committed.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from govnews.errors import GovnewsError
from govnews.jsonl import dump_line, load_line
from govnews.model import Article

try:
    import fcntl
except ImportError:  # Windows: state.sqlite's own lock keeps a second writer out
    fcntl = None  # type: ignore[assignment]

ARTICLES, STATE = "articles.jsonl", "state.sqlite"
FORMAT = "1"  # of state.sqlite, as the crawl writes it


class NoCrawl(GovnewsError):
    """A folder that holds no crawl, or one that cannot be used now; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where the last line of an article stands."""

    version: int
    """Its version."""
    start: int
    """Offset in articles.jsonl."""
    length: int
    """Bytes, line feed included."""


class Folder:
    """A crawl's folder, open for reading, or with ``write`` for one writer."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        """Open it. Raises ``NoCrawl``."""
        self.path = path
        self._lock: int | None = None
        if not (path / STATE).is_file():
            raise NoCrawl(f"{path}: there is no crawl in this folder ({STATE} is missing)")
        try:
            if write:
                self._lock = _lock(path)
            self._db = _connect(path / STATE, write=write)
            found = self.meta().get("format")
        except sqlite3.Error as error:
            self._unlock()
            raise NoCrawl(f"{path / STATE} cannot be read: {error}") from None
        if found != FORMAT:
            self.close()
            raise NoCrawl(
                f"{path / STATE} is of another version of govnews (format {found or 'unknown'})"
            )

    def __enter__(self) -> "Folder":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self._db.close()
        self._unlock()

    def meta(self) -> dict[str, str]:
        """``run``, ``run_state``, ``closed``, ``command`` …"""
        return dict(self._db.execute("select key, value from meta"))

    def sizes(self) -> dict[str, int]:
        """Committed length of every file of the journal."""
        return dict(self._db.execute("select name, size from files order by name"))

    def requests(self) -> dict[int, int]:
        """Number of pages by state: 0 waiting, 1 done, 2 given up."""
        return dict(self._db.execute("select state, count(*) from requests group by state"))

    def waiting(self) -> list[tuple[str, int]]:
        """Waiting pages by host, most first."""
        rows = self._db.execute(
            "select slot, count(*) from requests where state = 0 group by slot order by 2 desc, 1"
        )
        return [(str(slot), int(count)) for slot, count in rows]

    def articles(self) -> tuple[int, int, int]:
        """How many articles there are, in how many versions, and how many have more than one."""
        row = self._db.execute(
            "select count(*), coalesce(sum(version), 0), coalesce(sum(version > 1), 0) from articles"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def failures(self) -> Iterator[tuple[str, str]]:
        """``(url, reason)`` of every page that last gave no record."""
        yield from self._db.execute("select url, reason from failures")

    def last_line(self, key: str) -> Line | None:
        """Where the article of this id was last written."""
        row = self._db.execute(
            "select version, start, length from articles where id = ?", (key,)
        ).fetchone()
        return Line(*row) if row else None

    def read(self, line: Line) -> Article:
        """The record of a line. Raises ``LineError`` where the file is not what was committed."""
        with (self.path / ARTICLES).open("rb") as lines:
            lines.seek(line.start)
            return load_line(lines.read(line.length).decode("utf-8", "replace"))

    @contextmanager
    def journal(self) -> Iterator["Journal"]:
        """What adds lines; committed where the block ends well, as if it had never begun otherwise."""
        with closing(Journal(self.path / ARTICLES, self._db)) as journal:
            yield journal
            journal.commit()

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


class Journal:
    """Appends to articles.jsonl."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._db = db
        self._db.execute("begin immediate")
        row = db.execute("select size from files where name = ?", (ARTICLES,)).fetchone()
        self._size = int(row[0]) if row else 0
        self._file = path.open("ab", buffering=0)
        if self._file.tell() < self._size:
            self._file.close()
            raise NoCrawl(f"{path} is shorter than what the crawl had written")
        self._file.truncate(self._size)  # what no commit names was never written

    def append(self, article: Article) -> None:
        """Add a line; the article's own row says from now on that this is its last one."""
        line = dump_line(article).encode() + b"\n"
        self._db.execute(
            "insert into articles values (?1, ?2, ?3, coalesce((select value from meta where key = 'run'), 0), ?4, ?5)"
            " on conflict (id) do update set version = ?2, content_hash = ?3, start = ?4, length = ?5",
            (article.id, article.version, article.content_hash, self._size, len(line)),
        )
        self._db.execute("delete from failures where url = ?", (article.url,))
        left = memoryview(line)
        while left:
            left = left[self._file.write(left) :]
        self._size += len(line)

    def commit(self) -> None:
        """Make it durable: the lines, then what says where they end."""
        os.fsync(self._file.fileno())
        self._db.execute("insert or replace into files values (?, ?)", (ARTICLES, self._size))
        self._db.execute("commit")

    def close(self) -> None:
        """Forget what was not committed."""
        if self._db.in_transaction:
            self._db.execute("rollback")
            row = self._db.execute("select size from files where name = ?", (ARTICLES,)).fetchone()
            self._file.truncate(int(row[0]) if row else 0)
        self._file.close()


def is_in_use(path: Path) -> bool:
    """Whether a crawl (or a redo) is writing to the folder at this moment."""
    if fcntl is None:
        return False
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _lock(path: Path) -> int | None:
    """The lock that a crawl takes: on the folder itself, gone with the process."""
    if fcntl is None:
        return None
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise NoCrawl(
            f"{path}: a crawl is writing to this folder; wait for it or stop it first"
        ) from None
    return handle


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    if write:
        db = sqlite3.connect(path.resolve().as_uri() + "?mode=rw", uri=True, isolation_level=None)
        db.execute("pragma synchronous = full")
        return db
    # A database that nobody has open is read as it lies, so that no file is left beside it.
    way = "mode=ro" if path.with_name(f"{STATE}-wal").exists() else "immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{way}", uri=True, isolation_level=None)
