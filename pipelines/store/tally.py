"""Counts a page's output home: a request is finished when every line and every child request of it is stored.

Outermost spider middleware: it sees what a callback yields after every other one. What an errback yields passes no
spider middleware: there the errback itself is wrapped. Scrapy handles output in several tasks, so that a callback can
be exhausted while its last link is still on the way to the scheduler; items and requests are therefore both counted.
"""

import asyncio
import logging
import sqlite3
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.asyncio import create_looping_call
from twisted.python.failure import Failure as TwistedFailure

from govnews import Article, Failure
from pipelines.store.archive import DIGEST
from pipelines.store.failed import Failed
from pipelines.store.revisit import Visit
from pipelines.store.store import Store, StoreError
from pipelines.store.tables import KnownPage

ROW, PARENT = "govnews_row", "govnews_parent"
_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Open:
    """A leased row."""

    waiting: int = 0
    exhausted: bool = False
    records: list[Article | Failure] = field(default_factory=list)
    visit: Visit | None = None


class Tally:
    """Spider middleware and listener; the only writer of the journal."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._open: dict[int, _Open] = {}
        self._closing: asyncio.Future[None] | None = None
        connect = crawler.signals.connect
        connect(self._proven, signal=signals.response_received)
        connect(self._scraped, signal=signals.item_scraped)
        connect(self._dropped, signal=signals.item_dropped)
        connect(self._erred, signal=signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Tally":
        """As Scrapy builds it."""
        return cls(crawler)

    def open(self, store: Store, on_end: Callable[[int], None]) -> None:
        """Begin to write to ``store``; ``on_end`` hears of every row that is finished."""
        self._store, self._on_end = store, on_end
        self._timer = create_looping_call(self._commit_if_due)
        self._timer.start(self._crawler.settings.getfloat("GOVNEWS_COMMIT_SECONDS"), now=False)

    def begin(self, row: int) -> None:
        """A request was leased."""
        self._open[row] = _Open()

    def settled(self, row: int) -> None:
        """One of the row's outputs is stored."""
        lease = self._open.get(row)
        if lease is not None:
            lease.waiting -= 1
            self._end_if_whole(row, lease)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Count what leaves for the pipelines and the scheduler."""
        row = response.meta.get(ROW)
        lease = self._open.get(row) if row is not None else None
        if lease is not None and response.status == 200 and "unchanged" not in response.flags:
            lease.visit = self._visit(response)
        try:
            async for output in result:
                yield self._counted(row, lease, output)
        except Exception:
            self._unreadable(response.url, response.status, lease)
        self._exhausted(row, lease)

    def counting(self, errback: Callable[[TwistedFailure], Iterable[Any]]) -> Callable[..., Any]:
        """``errback`` of a leased request, what it yields counted as a callback's is."""

        def counted(failure: TwistedFailure) -> Iterator[Any]:
            request: Request = failure.request  # type: ignore[attr-defined]
            row = request.meta.get(ROW)
            lease = self._open.get(row) if row is not None else None
            try:
                for output in errback(failure):
                    yield self._counted(row, lease, output)
            except Exception:
                self._unreadable(request.url, None, lease)
            self._exhausted(row, lease)

        return counted

    def _counted(self, row: int | None, lease: _Open | None, output: Any) -> Any:
        if lease is not None:
            lease.waiting += 1
            if isinstance(output, Request):
                output.meta.pop(ROW, None)
                output.meta[PARENT] = row
        return output

    def _unreadable(self, url: str, status: int | None, lease: _Open | None) -> None:
        _logger.exception("%s: the page cannot be read", url)
        self._crawler.stats.inc_value("spider_exceptions/count")
        if lease is not None:
            message = "reading this page failed; the log says where"
            lease.records.append(Failure(url, "extract_failed", status, "list", message))

    def _exhausted(self, row: int | None, lease: _Open | None) -> None:
        if lease is not None and row is not None:
            lease.exhausted = True
            self._end_if_whole(row, lease)

    def _commit_if_due(self) -> None:
        """Commit from time to time; a disk that refuses ends the crawl, with nothing lost."""
        try:
            if self._closing is None:
                self._store.commit_if_due()
        except StoreError as error:
            _logger.error("%s", error)
            engine = self._crawler.engine
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason="disk"))

    def close(self) -> None:
        """Commit, and report what the run did."""
        self._timer.stop()
        store, stats = self._store, self._crawler.stats
        left = store.close()
        for name in store.counts.__slots__:
            stats.set_value(f"govnews/{name}", getattr(store.counts, name))
        if store.broken:
            stats.set_value("govnews/broken", store.broken)
        stats.set_value("govnews/left", left)
        stats.set_value("govnews/in_run", store.in_run)
        stats.set_value("govnews/reached", store.proven)

    def _proven(self) -> None:
        self._store.proven = True

    def _scraped(self, item: Any, response: Response | TwistedFailure | None) -> None:
        self._keep(response, item if isinstance(item, Article) else None)

    def _dropped(
        self, item: Any, response: Response | TwistedFailure | None, exception: Exception
    ) -> None:
        self._keep(response, exception.failure if isinstance(exception, Failed) else None)

    def _erred(
        self, item: Any, response: Response | TwistedFailure | None, failure: TwistedFailure
    ) -> None:
        url = getattr(item, "url", "")
        message = f"a bug: {type(failure.value).__name__}: {failure.getErrorMessage()}"[:500]
        status = getattr(response, "status", None)
        self._keep(response, Failure(url, "extract_failed", status, "extract", message))

    def _keep(
        self, response: Response | TwistedFailure | None, record: Article | Failure | None
    ) -> None:
        if response is None:  # a saved page: no request stands behind it
            self._store.proven = True
            self._write(record)
            return
        request: Request | None = getattr(response, "request", None)  # set on failures as well
        row = request.meta.get(ROW) if request is not None else None
        lease = self._open.get(row) if row is not None else None
        if lease is None or row is None:
            return
        if record is not None:
            lease.records.append(record)
        self.settled(row)

    def _end_if_whole(self, row: int, lease: _Open) -> None:
        if not lease.exhausted or lease.waiting > 0 or row not in self._open:
            return
        del self._open[row]
        try:
            if self._store.broken is None:
                for record in lease.records:
                    self._write(record)
                self._remember(lease)
                self._store.end_request(row)
        except (OSError, sqlite3.Error) as error:
            self._store.fail(error)
        self._on_end(row)
        self._commit_if_due()

    def _visit(self, response: Response) -> Visit:
        assert response.request is not None
        headers = response.headers
        digest, fetched_at = response.meta.get(DIGEST) or (None, None)
        return Visit(
            self._crawler.request_fingerprinter.fingerprint(response.request),
            _text(headers.get("ETag")),
            _text(headers.get("Last-Modified")),
            _text(headers.get("Content-Type")),
            digest,
            fetched_at,
            response.body,
        )

    def _remember(self, lease: _Open) -> None:
        """Keep what lets the next run ask whether the page has changed: never for a page that failed."""
        visit = lease.visit
        if visit is None or any(isinstance(record, Failure) for record in lease.records):
            return
        article = next((r.id for r in lease.records if isinstance(r, Article)), None)
        conditional = visit.etag or visit.last_modified
        kept = zlib.compress(visit.body) if article is None and conditional else None
        page = KnownPage(
            visit.etag,
            visit.last_modified,
            visit.content_type,
            visit.digest,
            visit.fetched_at,
            article,
            kept,
        )
        self._store.remember(visit.fingerprint, page)

    def _write(self, record: Article | Failure | None) -> None:
        if isinstance(record, Article):
            self._store.write_article(record)
        elif record is not None:
            self._store.write_failure(record)


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value else None
