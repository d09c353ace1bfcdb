"""The one spider: walks the lists of a portal and hands its pages over as bytes.

It fetches and names; what a page says is read by the pipelines. Only list pages are read here, by
``govnews.read_list``.
"""

import hashlib
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from govnews import (
    Failure,
    Fetch,
    GovnewsError,
    Listing,
    ListRequest,
    Page,
    Portal,
    classify,
    date_in_url,
    next_part,
    read_list,
)
from spiders.failures import failure_of
from spiders.guard import trust
from spiders.parts import MOST_PARTS, packed, whole
from spiders.plan import Plan, read_plan
from spiders.redirects import find_redirect
from spiders.saved import read_saved

AHEAD = 3  # pages of a list that a request carries along, so that one page that fails does not end the list
LONGEST = 5000  # pages of one list; a calendar that never ends stops here
_PART_FIRST = 20  # what is begun is finished first: few pages travel
_ARTICLE_FIRST = 10  # articles before further list pages: the frontier stays small


class GovPortal(Spider):
    """``scrapy crawl govportal -a portal=… | -a url=… | -a saved=…``."""

    name = "govportal"
    plan: Plan
    portal: Portal
    hosts: frozenset[str]
    """Host names this crawl may fetch from; read by the guard."""
    begins_anew: bool
    """Whether an unfinished run is not to be continued; read by the frontier."""
    _seen_lists: set[bytes]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "GovPortal":
        """Read the plan and fit the settings to it: the folder, and no delay for a portal on this machine."""
        plan = read_plan(kwargs, crawler.settings)
        spider = super().from_crawler(crawler)
        spider.plan, spider.portal = plan, plan.portal
        spider.hosts = frozenset(plan.portal.hosts)
        spider.begins_anew = plan.begins_anew
        spider._seen_lists = set()
        crawler.settings.set("GOVNEWS_FOLDER", str(plan.folder), priority="spider")
        if plan.attachments:
            crawler.settings.set("GOVNEWS_ATTACHMENTS", True, priority="spider")
        crawler.settings.set("GOVNEWS_MAX_PAGES", plan.max_pages, priority="spider")
        crawler.settings.set("GOVNEWS_SINCE", plan.since, priority="spider")
        if plan.portal.local:
            for host in plan.portal.hosts:
                trust(host)
            for name, value in _NO_DELAY.items():
                crawler.settings.set(name, value, priority="spider")
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The seeds; or the one page; or every saved file."""
        if self.plan.saved is not None:
            for page in read_saved(self.plan.saved):
                yield page
        elif self.plan.page is not None:
            yield self._request(self.plan.page, self.parse_article)
        else:
            for seed in self.portal.seeds:
                yield self._request(seed, self.parse_list)

    def parse_article(self, response: Response, earlier: Sequence[Any] = ()) -> Iterator[Any]:
        """One page wanted as an article, or as the next one of an article whose ``earlier`` pages it brings along.

        The pages of an article travel in the request for the next one, and so through the frontier: a crawl that
        dies between two of them goes on there. The item leaves with the last page.
        """
        if response.status == 304:
            yield self._page(response)
            return
        if response.status != 200:
            yield whole(earlier, self._bad_status(response, "fetch"))
            return
        target = find_redirect(response.body, response.url)
        if target is not None and self.portal.covers(target) and not earlier:
            yield self._request(target, self.parse_article)
            return
        page = self._page(response)
        following = next_part(page.body, page.url, earlier[0]["url"] if earlier else None)
        if following and self.portal.covers(following) and len(earlier) < MOST_PARTS:
            yield self._part(following, [*earlier, packed(page)])
            return
        yield whole(earlier, page)

    def parse_list(
        self, response: Response, page: int = 1, rest: Sequence[Any] = (), found: bool = False
    ) -> Iterator[Any]:
        """One page of a list: its articles, its sub-lists, its next page."""
        if page > 1:  # turning a page is not going deeper
            response.meta["depth"] = max(0, response.meta.get("depth", 0) - 1)
        if response.status != 200:
            yield self._bad_status(response, "list")
            yield from self._turn(rest, page, found)
            return
        target = find_redirect(response.body, response.url)
        if target is not None and self.portal.covers(target):
            yield self._request(target, self.parse_list)
            return
        try:
            listing = read_list(response.body, response.url, content_type=_content_type(response))
        except GovnewsError as error:
            yield Failure(response.url, error.reason, response.status, "list", str(error))
            yield from self._turn(rest, page, found)
            return
        yield from self._follow(response, listing, page, found)

    def failed(self, failure: TwistedFailure) -> Iterator[Any]:
        """A request that got no answer, or none that could be used."""
        request: Request = failure.request  # type: ignore[attr-defined]
        said = failure_of(failure, request.meta.get("redirect_urls", [request.url])[0])
        yield whole(request.cb_kwargs.get("earlier", ()), said)
        if "rest" in request.cb_kwargs:
            yield from self._turn(**request.cb_kwargs)

    def _follow(
        self, response: Response, listing: Listing, page: int, found: bool
    ) -> Iterator[Any]:
        """What a list page leads to. A list that ends without having named an article is a failure."""
        wanted = [e for e in listing.entries if self.portal.wants(e.url)]
        names = hashlib.sha256("\n".join(e.url for e in listing.entries).encode()).digest()
        if listing.entries and names in self._seen_lists:
            return  # servers answer a missing page with the first one
        self._seen_lists.add(names)
        found = found or bool(wanted or self._sublists(listing))
        if not found and not listing.next:
            yield self._list_failure(response)
            return
        recent = [e for e in wanted if not self._is_old(e.date or date_in_url(e.url))]
        for entry in recent:
            if self._in_shard(entry.url):
                yield self._request(entry.url, self.parse_article, priority=_ARTICLE_FIRST)
        for url in self._sublists(listing):
            yield self._request(url, self.parse_list)
        if listing.mechanism == "sitemapindex":
            for sitemap in listing.next:
                yield self._request(sitemap.url, self.parse_list)
            return
        if wanted and not recent:
            return  # newest first: what follows is older still
        if listing.entries or not found:
            yield from self._turn([_packed(n) for n in listing.next[:AHEAD]], page, found)

    def _sublists(self, listing: Listing) -> list[str]:
        return [e.url for e in listing.entries if self.portal.is_list(e.url)]

    def _turn(self, rest: Sequence[Any], page: int, found: bool) -> Iterator[Request]:
        """The request for the next page of a list, which carries the ones after it along."""
        if not rest or page >= LONGEST:
            return
        url, method, body, headers = rest[0]
        if self.portal.covers(url):
            yield self._request(
                url,
                self.parse_list,
                method=method,
                body=body or b"",
                headers=dict(headers),
                cb_kwargs={"page": page + 1, "rest": list(rest[1:]), "found": found},
            )

    def _part(self, url: str, earlier: list[Any]) -> Request:
        """The request for the next page of an article."""
        return Request(
            url,
            callback=self.parse_article,
            errback=self.failed,
            cb_kwargs={"earlier": earlier},
            meta={"wanted": "part"},
            priority=_PART_FIRST,
        )

    def _request(self, url: str, callback: Any, **options: Any) -> Request:
        wanted = "list" if callback == self.parse_list else "article"
        return Request(
            url, callback=callback, errback=self.failed, meta={"wanted": wanted}, **options
        )

    def _page(self, response: Response) -> Page:
        headers = response.headers
        warc = response.meta.get("warc") or (None, None)
        fetch = Fetch(
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
            status=response.status,
            content_type=_content_type(response),
            etag=_text(headers.get("ETag")),
            last_modified=_text(headers.get("Last-Modified")),
            warc_file=warc[0],
            warc_offset=warc[1],
        )
        return Page(
            response.url,
            response.body,
            _content_type(response),
            fetch,
            truncated="dataloss" in response.flags,
        )

    def _bad_status(self, response: Response, stage: str) -> Failure:
        kind = classify(
            response.body,
            response.url,
            content_type=_content_type(response),
            status=response.status,
        )
        if kind == "blocked":
            message = f"status {response.status}: the server answered with a challenge"
            return Failure(_asked(response), "blocked", response.status, "classify", message)
        message = f"the server answered with status {response.status}"
        return Failure(_asked(response), "http_status", response.status, stage, message)

    def _list_failure(self, response: Response) -> Failure:
        kind = classify(response.body, response.url, content_type=_content_type(response))
        if kind in ("blocked", "soft_404"):
            message = "the list cannot be seen: the server answered with another page"
            return Failure(_asked(response), str(kind), response.status, "classify", message)
        message = "no article was found on this list: it may be built by a script or have moved"
        return Failure(_asked(response), "list_empty", response.status, "list", message)

    def _is_old(self, day: str | None) -> bool:
        return bool(self.plan.since and day and day[:10] < self.plan.since)

    def _in_shard(self, url: str) -> bool:
        if self.plan.shard is None:
            return True
        number, total = self.plan.shard
        host = url.split("/")[2].lower()
        return int(hashlib.sha256(host.encode()).hexdigest(), 16) % total == number - 1


# As many at once as Scrapy lets through anyway without a delay, so that all of their connections are kept.
_NO_DELAY = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
}


def _asked(response: Response) -> str:
    """The URL that was asked for, before redirects."""
    urls = response.meta.get("redirect_urls")
    return str(urls[0]) if urls else response.url


def _packed(request: ListRequest) -> list[Any]:
    return [request.url, request.method, request.body, [list(pair) for pair in request.headers]]


def _content_type(response: Response) -> str | None:
    return _text(response.headers.get("Content-Type"))


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value else None
