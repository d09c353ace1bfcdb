"""What the log says: one line a page, never a whole record."""

import logging
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure as TwistedFailure


class QuietFormatter(LogFormatter):
    """One line an article or failure; never a whole record in the log.

    A line that nobody will see is not made: Scrapy makes each of them before it asks for the level.
    """

    def __init__(self, level: int) -> None:
        self._level = level

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "QuietFormatter":
        """As Scrapy builds it."""
        level = crawler.settings["LOG_LEVEL"]
        return cls(logging.getLevelName(level) if isinstance(level, str) else level)

    def crawled(  # type: ignore[override]
        self, request: Request, response: Response, spider: Spider
    ) -> LogFormatterResult | None:
        """As Scrapy has it, for DEBUG."""
        return super().crawled(request, response, spider) if self._level <= logging.DEBUG else None

    def scraped(  # type: ignore[override]
        self, item: Any, response: Response | TwistedFailure | None, spider: Spider
    ) -> LogFormatterResult | None:
        """An article was read."""
        if self._level > logging.INFO:
            return None
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
