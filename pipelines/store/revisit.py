"""Second crawls are cheap: pages known from an earlier run are asked for with their ETag and Last-Modified.

A 304 for a list is answered with the list as it was, so that the walk goes on; a 304 for an article goes to the
pipelines, where the article is taken from the journal.
"""

from dataclasses import dataclass
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response

from govnews import Failure, Page
from pipelines.store import store_of
from pipelines.store.failed import Failed

_CONDITIONAL = (b"If-None-Match", b"If-Modified-Since")


@dataclass(frozen=True, slots=True)
class Visit:
    """What a 200 answer leaves behind for the next run."""

    fingerprint: bytes
    """Of the request that was answered, the last one of a chain of redirects."""
    etag: str | None
    """The raw ETag header."""
    last_modified: str | None
    """The raw Last-Modified header."""
    content_type: str | None
    """The raw Content-Type header."""
    digest: str | None
    """WARC payload digest of the body on the wire; null where no archive is kept."""
    fetched_at: str | None
    """WARC-Date of its record."""
    body: bytes
    """The decoded body; kept for lists only."""


class Revisit:
    """Downloader middleware: conditional requests, and lists that did not change."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Revisit":
        """As Scrapy builds it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Say what is known; a redirect's headers are never carried to another address."""
        for name in _CONDITIONAL:
            request.headers.pop(name, None)
        if request.method != "GET" or request.meta.get("govnews_row") is None:
            return
        if (
            request.meta.get("wanted") == "part"
        ):  # joined to its first page, whether or not it has changed
            return
        page = store_of(self._crawler).tables.page(self._fingerprint(request))
        if page is None or (page.article is None and page.kept is None):
            return
        if page.etag:
            request.headers["If-None-Match"] = page.etag
        if page.last_modified:
            request.headers["If-Modified-Since"] = page.last_modified

    def process_response(self, request: Request, response: Response) -> Response:
        """Give an unchanged list its body back."""
        if response.status != 304:
            return response
        page = store_of(self._crawler).tables.page(self._fingerprint(request))
        if page is None or page.kept is None:
            return response
        headers = {"Content-Type": page.content_type} if page.content_type else {}
        return response.replace(status=200, body=page.body(), headers=headers, flags=["unchanged"])

    def _fingerprint(self, request: Request) -> bytes:
        return self._crawler.request_fingerprinter.fingerprint(request)


class Recall:
    """Item pipeline: a page that did not change becomes the article it was."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Recall":
        """As Scrapy builds it."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """The article from the journal for a 304; anything else passes."""
        if not isinstance(item, Page) or item.fetch.status != 304:
            return item
        store = store_of(self._crawler)
        request = Request(item.url)
        page = store.tables.page(self._crawler.request_fingerprinter.fingerprint(request))
        known = store.tables.article(page.article) if page and page.article else None
        if known is not None and known.run == store.run:  # two addresses lead here in this run
            raise DropItem(f"the same page again: {item.url}", log_level="DEBUG")
        article = store.recall(page.article) if page and page.article else None
        if article is None:
            message = "the server says unchanged, but this page was never read"
            raise Failed(Failure(item.url, "http_status", 304, "fetch", message))
        return article
