"""What the log says: one line a page, never a whole record."""

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure as TwistedFailure


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
