"""What a person sees while a crawl runs: a live line on a terminal, plain log lines otherwise."""

import logging
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure as TwistedFailure

from pipelines.store.failed import Failed

_logger = logging.getLogger("govnews")


class QuietFormatter(LogFormatter):
    """One line an article or failure; never a whole record in the log."""

    def scraped(
        self, item: Any, response: Response | TwistedFailure | None, spider: Spider
    ) -> LogFormatterResult:
        """An article was read."""
        title = getattr(item, "title", None) or "(no title)"
        args = {"url": getattr(item, "url", None), "title": title}
        return {"level": logging.INFO, "msg": "%(url)s  %(title)s", "args": args}

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | TwistedFailure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """A page gave no article."""
        level = getattr(exception, "log_level", None) or "INFO"
        return {
            "level": logging.getLevelName(level),
            "msg": "%(exception)s",
            "args": {"exception": str(exception)},
        }

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | TwistedFailure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """A bug of ours; the page is named, the run goes on."""
        args = {"url": getattr(item, "url", None)}
        return {"level": logging.ERROR, "msg": "%(url)s: this page met a bug", "args": args}


class Progress:
    """Scrapy extension: counts failures by reason."""

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        crawler.signals.connect(self._dropped, signal=signals.item_dropped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Progress":
        """As Scrapy builds it."""
        return cls(crawler)

    def _dropped(self, item: Any, exception: DropItem) -> None:
        if isinstance(exception, Failed):
            self._stats.inc_value(f"govnews/reason/{exception.failure.reason}")
