"""The store of one portal: frontier, duplicate filter and journal, made durable together.

A request is DONE only in the commit that records how long articles.jsonl and errors.jsonl were after its lines, and
those bytes were synced before. Whatever lies beyond when the store is opened again was never committed and is cut;
its requests are still pending and are fetched again. So each page is written once, whenever the process dies.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from govnews import Article, Failure, dump_line, load_line
from pipelines.store.disk import AppendFile, LostBytes, sync_folder, write_whole
from pipelines.store.lock import FolderLock
from pipelines.store.steps import Steps
from pipelines.store.tables import DONE, FORMAT, GIVEN_UP, Known, KnownPage, Tables

_PROBATION = 64  # more than are ever in flight together
ARTICLES, ERRORS, STATE = "articles.jsonl", "errors.jsonl", "state.sqlite"


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do."""


class Outcome(StrEnum):
    """What became of an article."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    AGAIN = "again"


@dataclass(slots=True)
class Counts:
    """What a run did."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    again: int = 0
    failed: int = 0
    failed_new: int = 0


class Store:
    """One folder under ``output/``: articles.jsonl, errors.jsonl, warc/, state.sqlite."""

    def __init__(
        self,
        folder: Path,
        *,
        seconds: float = 1.0,
        requests: int = 200,
        steps: Steps | None = None,
    ) -> None:
        """Open ``folder``, create it where it is missing, cut uncommitted tails.

        ``seconds`` and ``requests`` bound what may be lost to a crash and fetched again. Raises ``StoreError``.
        """
        self._steps = steps or Steps()
        self.folder = folder
        self.created = not (folder / STATE).exists()
        self._seconds, self._requests = seconds, requests
        self._unsaved, self._last_commit = 0, time.monotonic()
        self.counts = Counts()
        self.proven = False
        self.in_run = 0
        self.broken: str | None = None
        self.closed = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = FolderLock(folder)
        except OSError as error:
            raise StoreError(f"cannot write to {folder}: {error.strerror}") from None
        try:
            self.tables = Tables(folder / STATE)
            self._check_format()
            sizes = self.tables.sizes()
            self._files = {
                name: AppendFile(folder / name, sizes.get(name, 0), self._steps)
                for name in (ARTICLES, ERRORS)
            }
            self._warc = self._open_archive(sizes)
            sync_folder(folder)
        except (sqlite3.Error, LostBytes, OSError) as error:
            self._lock.release()
            raise StoreError(_explain(folder, error)) from None
        self.continued = self.tables.get("run_state") == "running"
        died = self.continued and self.tables.get("closed") == "0"
        self._probation = _PROBATION if died else 0
        self.run = int(self.tables.get("run") or 0)

    def begin_run(self, *, anew: bool = False) -> None:
        """Go on with an unfinished run, or begin the next one (``anew``: in any case)."""
        self.tables.put("closed", "0")
        if self.continued and not anew:
            return
        self.continued = False
        self.run += 1
        self.tables.forget_run()
        self.tables.put("run", str(self.run))
        self.tables.put("run_state", "running")

    def known_article(self, article: Article) -> tuple[Outcome, int]:
        """What ``article`` is compared with the journal, and its version."""
        known = self.tables.article(article.id)
        if known is None:
            return Outcome.NEW, 1
        if known.content_hash != article.content_hash:
            return Outcome.CHANGED, known.version + 1
        return (Outcome.AGAIN if known.run == self.run else Outcome.UNCHANGED), known.version

    def recall(self, key: str) -> Article | None:
        """The article as it was last written; ``None`` where the journal has none of this id."""
        known = self.tables.article(key)
        if known is None:
            return None
        with (self.folder / ARTICLES).open("rb") as lines:
            lines.seek(known.start)
            return load_line(lines.read(known.length).decode())

    def write_article(self, article: Article) -> Outcome:
        """Append the article's line unless its text is what was last written. Durable after the next commit."""
        outcome, version = self.known_article(article)
        if outcome in (Outcome.NEW, Outcome.CHANGED):
            line = dump_line(article).encode() + b"\n"
            start = self._files[ARTICLES].append(line)
            known = Known(version, article.content_hash, self.run, start, len(line))
            self.tables.set_article(article.id, known)
        elif outcome is Outcome.UNCHANGED:
            old = self.tables.article(article.id)
            assert old is not None
            seen = Known(old.version, old.content_hash, self.run, old.start, old.length)
            self.tables.set_article(article.id, seen)
        if article.url:
            self.tables.drop_failure(article.url)
        setattr(self.counts, outcome, getattr(self.counts, outcome) + 1)
        return outcome

    def write_failure(self, failure: Failure) -> None:
        """Append the failure's line unless the same was last written for its URL."""
        before = self.tables.failure(failure.url)
        if before is not None and before[2] == self.run:
            return
        if before is None or before[:2] != (failure.reason, failure.status):
            self._files[ERRORS].append(dump_line(failure).encode() + b"\n")
            self.counts.failed_new += 1
        self.tables.set_failure(failure.url, failure.reason, failure.status, self.run)
        self.counts.failed += 1

    def begin_request(self, row: int) -> int:
        """Count an attempt at a row; gives how many there were.

        After a run that died the first attempts are committed at once: if one of these pages kills the process
        every time, that is how it is found out.
        """
        tries = self.tables.begin_request(row)
        if self._probation:
            self._probation -= 1
            with suppress(StoreError):  # the timer meets it again and ends the crawl
                self.commit()
        return tries

    def archive(
        self, member: bytes, maxsize: int | None, opening: Callable[[str], bytes]
    ) -> tuple[str, int]:
        """Append a WARC record; gives the file's name and the record's offset.

        A file that has reached ``maxsize`` is followed by the next one, which begins with ``opening(name)``.
        """
        name = self._warc
        full = maxsize is not None and name is not None and self._files[name].size >= maxsize
        if name is None or full:
            number = int(name[5:10]) + 1 if name else 1
            name = self._warc = f"warc/{number:05}.warc.gz"
            self._files[name] = AppendFile(self.folder / name, 0, self._steps)
            sync_folder(self.folder / "warc")
            self._files[name].append(opening(name.partition("/")[2]))
        return name, self._files[name].append(member)

    def keep(self, name: str, body: bytes) -> None:
        """Write a file of the folder, durable at once: a line may name it only when it is there. Raises ``OSError``."""
        write_whole(self.folder / name, body, self._steps)

    def remember(self, fingerprint: bytes, page: KnownPage) -> None:
        """Record what an answer left behind for the next run."""
        self.tables.set_page(fingerprint, page)

    def end_request(self, row: int, *, given_up: bool = False) -> None:
        """The row's lines are appended: let the next commit take it out of the frontier."""
        self.tables.end_request(row, GIVEN_UP if given_up else DONE)
        self._unsaved += 1

    def commit_if_due(self) -> None:
        """Commit when enough work or time has passed, and when the run has reached anybody at all."""
        due = time.monotonic() - self._last_commit >= self._seconds
        if self.broken or (self.proven and (due or self._unsaved >= self._requests)):
            self.commit()

    def commit(self) -> None:
        """Sync the files, then commit their lengths together with the frontier.

        Raises ``StoreError`` where the disk refuses; from then on nothing is committed any more, and the next run
        begins where the last commit left off.
        """
        try:
            if self.broken is None:
                for name, file in self._files.items():
                    file.sync()
                    self.tables.set_size(name, file.size)
                self._steps("commit")
                self.tables.commit()
                self._steps("committed")
        except (OSError, sqlite3.Error) as error:
            self.fail(error)
        if self.broken is not None:
            raise StoreError(self.broken)
        self._unsaved, self._last_commit = 0, time.monotonic()

    def fail(self, error: OSError | sqlite3.Error) -> None:
        """The disk refuses: remember it, commit nothing any more."""
        if self.broken is None:
            said = error.strerror if isinstance(error, OSError) else str(error)
            self.broken = f"cannot write to {self.folder}: {said}"

    def close(self) -> int:
        """Commit, note whether the run is finished, let go of the folder. Gives the number of requests left.

        A run that reached nobody leaves nothing behind: what it had begun is forgotten.
        """
        left = 0
        try:
            left = self.tables.count_pending()
            self.in_run = self.tables.count_articles(self.run)
            if self.proven and self.broken is None:
                self.tables.put("closed", "1")
                if left == 0:
                    self.tables.put("run_state", "finished")
                self.commit()
        except sqlite3.Error as error:
            self.fail(error)
        except StoreError:
            pass  # ``broken`` says it
        self._shut()
        if not self.proven and self.created:
            for name in (ARTICLES, ERRORS, STATE, f"{STATE}-wal", f"{STATE}-shm"):
                (self.folder / name).unlink(missing_ok=True)
            shutil.rmtree(self.folder / "warc", ignore_errors=True)
            if not any(self.folder.iterdir()):
                self.folder.rmdir()
        return left

    def _shut(self) -> None:
        self.closed = True
        self.tables.close()
        for file in self._files.values():
            file.close()
        self._lock.release()

    def _open_archive(self, sizes: dict[str, int]) -> str | None:
        """Cut the last WARC file, remove those begun after the last commit."""
        names = sorted(name for name in sizes if name.startswith("warc/"))
        for path in (self.folder / "warc").glob("*.warc.gz"):
            if f"warc/{path.name}" not in sizes:
                path.unlink()
        if not names:
            return None
        last = names[-1]
        self._files[last] = AppendFile(self.folder / last, sizes[last], self._steps)
        return last

    def _check_format(self) -> None:
        found = self.tables.get("format")
        if found is None:
            self.tables.put("format", FORMAT)
        elif found != FORMAT:
            raise StoreError(
                f"{self.folder / STATE} was written by another version of govnews (format {found}); "
                "use -a fresh=1 to write beside it"
            )


def _explain(folder: Path, error: Exception) -> str:
    if isinstance(error, LostBytes):
        return f"{error}; use -a fresh=1 to write beside it, or put the file back"
    if isinstance(error, OSError):
        return f"cannot write to {folder}: {error.strerror}"
    if "locked" in str(error):
        return f"{folder / STATE} is in use by another program"
    if "readonly" in str(error) or "unable to open" in str(error):
        return f"cannot write to {folder / STATE}: {error}"
    return f"{folder / STATE} cannot be read ({error}); use -a fresh=1 to write beside it"
