"""Page → Article by the library's public functions: the crawl and the command line share every line of it."""

import hashlib
import os
from dataclasses import replace
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from govnews import (
    Article,
    Failure,
    GovnewsError,
    Page,
    extract_page,
    to_simplified,
    verdict,
)
from pipelines.store.failed import Failed


class Extract:
    """Item pipeline: turns what the spider fetched into a record, or into a named failure."""

    def __init__(self, crawler: Crawler) -> None:
        script = crawler.settings["GOVNEWS_SCRIPT"] or os.environ.get("GOVNEWS_SCRIPT")
        self._simplify = script == "hans"
        self._since: str | None = crawler.settings["GOVNEWS_SINCE"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Extract":
        """As Scrapy builds it."""
        return cls(crawler)

    def process_item(self, item: Any) -> Article:
        """The record of a page. Drops, with its reason, a page that gives none."""
        if isinstance(item, Failure):
            raise Failed(item)
        if isinstance(item, Article):  # unchanged: as the journal has it
            return item
        assert isinstance(item, Page)
        fetch = replace(item.fetch, body_sha256=hashlib.sha256(item.body).hexdigest())
        status = fetch.status
        try:
            article = extract_page(replace(item, fetch=fetch))
        except GovnewsError as error:
            raise Failed(Failure(item.url, error.reason, status, error.stage, str(error))) from None
        if failure := verdict(article, item.url):
            raise Failed(failure)
        if self._since and article.date and article.date[:10] < self._since:
            raise DropItem(f"older than {self._since}: {item.url}", log_level="DEBUG")
        return to_simplified(article) if self._simplify else article
