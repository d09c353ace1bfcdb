"""Scrapy's scheduler on the store: every request has a row until its lines are committed.

Requests in flight are leased in memory only: when the process dies they are pending again. A retry or redirect keeps
its row. Each host has its own queue, read ahead from the table, and the host with the fewest requests in flight is
served first.
"""

import heapq
import json
import sqlite3
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.utils.request import request_from_dict

from govnews import Failure
from pipelines.store import StoreError, store_of
from pipelines.store.tally import PARENT, ROW, Tally

READ_AHEAD = 256


@dataclass(slots=True)
class _Queue:
    """What is known in memory of one host's pending rows."""

    heap: list[tuple[int, int, Request | str]] = field(default_factory=list)
    """``(-priority, row, request)``."""
    complete: bool = True
    """Whether every pending row that is not leased is in the heap."""
    leased: set[int] = field(default_factory=set)
    """Rows being fetched."""


class Frontier(BaseScheduler):
    """``SCHEDULER`` of the project. Opens the store; a store that cannot be opened ends the crawl with a sentence."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._queues: dict[str, _Queue] = {}
        self._again: deque[Request] = deque()
        self._attempts = crawler.settings.getint("GOVNEWS_MAX_ATTEMPTS")
        budget = crawler.settings.get("GOVNEWS_MAX_PAGES")
        self._tally: Tally | None = None
        self._budget: int | None = int(budget) if budget is not None else None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Frontier":
        """As Scrapy builds it."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Open the store and find out what is left of an unfinished run."""
        try:
            self._store = store_of(self._crawler)
        except StoreError as error:
            self._crawler.stats.set_value("govnews/store_error", str(error))
            # Scrapy closes without complaint only after everything was opened.
            self._crawler.signals.connect(self._refuse, signal=signals.spider_opened)
            return
        self._store.begin_run(anew=bool(getattr(spider, "begins_anew", False)))
        self._spider = spider
        if command := getattr(getattr(spider, "plan", None), "command", None):
            self._store.tables.put("command", command)  # for `govnews status`
        for slot in self._store.tables.slots():
            self._queues[slot] = _Queue(complete=False)
        tally = self._crawler.get_spider_middleware(Tally)
        assert tally is not None
        tally.open(self._store, self._release)
        self._tally = tally

    def _refuse(self) -> None:
        raise CloseSpider("store_error")

    def close(self, reason: str) -> None:
        """Commit what is finished and let go of the folder."""
        if self._tally is not None:
            self._tally.close()

    def has_pending_requests(self) -> bool:
        """Whether anything is left, not in flight, that this run may still fetch."""
        if self._store.broken is not None:
            return False
        if self._again:
            return True
        return self._budget != 0 and any(q.heap or not q.complete for q in self._queues.values())

    def enqueue_request(self, request: Request) -> bool:
        """Give the request a row, unless the page was asked for before; a leased request keeps the one it has."""
        if ROW in request.meta:
            self._again.append(request)
            return True
        if self._store.broken is not None:
            return False
        try:
            return self._enqueue(request)
        except sqlite3.Error as error:
            self._store.fail(error)
            return False

    def _enqueue(self, request: Request) -> bool:
        parent = request.meta.pop(PARENT, None)
        slot = urlsplit(request.url).hostname or ""
        fingerprint = self._crawler.request_fingerprinter.fingerprint(request)
        tables, row = self._store.tables, None
        if not tables.has_seen(fingerprint):
            row = tables.add_request(fingerprint, slot, request.priority, _dump(request))
            queue = self._queues.setdefault(slot, _Queue())
            entry = (-request.priority, row, request)
            if (queue.complete and len(queue.heap) < 2 * READ_AHEAD) or (
                queue.heap and entry < max(queue.heap)
            ):
                heapq.heappush(queue.heap, entry)
            else:
                queue.complete = False
        if parent is not None and self._tally is not None:
            self._tally.settled(parent)
        return row is not None

    def next_request(self) -> Request | None:
        """The next request, leased; ``None`` where there is none."""
        if self._store.broken is not None:
            return None
        if self._again:
            return self._again.popleft()
        if self._budget == 0:
            return None  # the rest stays in the frontier
        try:
            return self._next()
        except sqlite3.Error as error:
            self._store.fail(error)
            return None

    def _next(self) -> Request | None:
        open_slots = [s for s, q in self._queues.items() if q.heap or not q.complete]
        for slot in sorted(open_slots, key=lambda s: len(self._queues[s].leased)):
            request = self._lease(slot, self._queues[slot])
            if request is not None:
                return request
        return None

    def _lease(self, slot: str, queue: _Queue) -> Request | None:
        while True:
            if not queue.heap and not queue.complete:
                self._read_ahead(slot, queue)
            if not queue.heap:
                if not queue.leased:
                    del self._queues[slot]
                return None
            _, row, kept = heapq.heappop(queue.heap)
            request = kept if isinstance(kept, Request) else _load(kept, self._spider)
            if self._store.begin_request(row) > self._attempts:
                self._give_up(row, request)
                continue
            if self._budget is not None:
                self._budget -= 1
            queue.leased.add(row)
            request.meta[ROW] = row
            if self._tally is not None:
                self._tally.begin(row)
                if request.errback is not None:
                    request.errback = self._tally.counting(request.errback)
            return request

    def _read_ahead(self, slot: str, queue: _Queue) -> None:
        limit = READ_AHEAD + len(queue.leased)
        rows = list(self._store.tables.pending(slot, limit))
        queue.heap = [(-p, row, text) for row, p, text in rows if row not in queue.leased]
        heapq.heapify(queue.heap)
        queue.complete = len(rows) < limit

    def _release(self, row: int) -> None:
        for queue in self._queues.values():
            queue.leased.discard(row)

    def _give_up(self, row: int, request: Request) -> None:
        message = f"the crawl died {self._attempts} times while this page was being fetched"
        self._store.write_failure(Failure(request.url, "extract_failed", None, "extract", message))
        self._store.end_request(row, given_up=True)


# What a request may say beyond its address, headers, body and callbacks; left out where it is this.
_DEFAULTS: dict[str, Any] = {
    "method": "GET",
    "priority": 0,
    "dont_filter": False,
    "encoding": "utf-8",
    "cookies": {},
    "flags": [],
    "meta": {},
    "cb_kwargs": {},
}


def _dump(request: Request) -> str:
    """The request as JSON. Scrapy's own ``to_dict`` looks through the whole spider for the name of a callback."""
    data = {k: v for k, d in _DEFAULTS.items() if (v := getattr(request, k)) != d}
    for name in ("callback", "errback"):
        if method := getattr(request, name):
            data[name] = method.__name__
    if request.headers:
        data["headers"] = [
            [name.decode("latin-1"), [v.decode("latin-1") for v in values]]
            for name, values in request.headers.items()
        ]
    if request.body:
        data["body"] = request.body.decode("latin-1")
    return _encode({"url": request.url, **data})


def _load(text: str, spider: Spider) -> Request:
    data = json.loads(text)
    data["body"] = data.get("body", "").encode("latin-1")
    data["headers"] = {
        name.encode("latin-1"): [value.encode("latin-1") for value in values]
        for name, values in data.get("headers", ())
    }
    return request_from_dict(data, spider=spider)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
