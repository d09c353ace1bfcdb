"""What a person sees while a crawl runs: a live table on a terminal, plain log lines otherwise."""

import logging
import sys
import time
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.utils.asyncio import create_looping_call

from pipelines.store import store_of
from pipelines.store.failed import Failed

_EVERY = 0.5  # seconds between two looks
_WORST = 5  # hosts whose errors are shown


class Progress:
    """Scrapy extension: counts failures by reason for the summary, and shows the run to whoever watches."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._begun = time.monotonic()
        self._errors: Counter[str] = Counter()
        connect = crawler.signals.connect
        connect(self._dropped, signal=signals.item_dropped)
        if _watched(crawler.settings.get("GOVNEWS_PROGRESS")):
            connect(self._opened, signal=signals.spider_opened)
            connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Progress":
        """As Scrapy builds it."""
        return cls(crawler)

    def _dropped(self, item: Any, exception: DropItem) -> None:
        if isinstance(exception, Failed):
            self._crawler.stats.inc_value(f"govnews/reason/{exception.failure.reason}")
            self._errors[urlsplit(exception.failure.url).hostname or "files"] += 1

    def _opened(self) -> None:
        if self._crawler.stats.get_value("govnews/store_error") is None:
            _display.add(self)

    def _closed(self) -> None:
        _display.remove(self)

    def table(self) -> Table:
        """One portal's part of the display."""
        stats = self._crawler.stats
        pages = int(stats.get_value("response_received_count", 0))
        articles = int(stats.get_value("item_scraped_count", 0))
        seconds = max(time.monotonic() - self._begun, 0.001)
        store = store_of(self._crawler)
        queue = 0 if store.closed else store.tables.count_pending()
        name = getattr(getattr(self._crawler.spider, "portal", None), "name", "govnews")
        return progress_table(
            str(name), pages, articles, queue=queue, seconds=seconds, errors=self._errors
        )


class Display:
    """The one live display of this process: the portals that are being crawled, below each other."""

    def __init__(self) -> None:
        self._shown: list[Progress] = []
        self._live: Live | None = None

    def add(self, progress: Progress) -> None:
        """Show a portal; the first one starts the display."""
        self._shown.append(progress)
        if self._live is not None:
            return
        for name in _PAGE_LINES:
            logging.getLogger(name).addFilter(_is_warning)
        self._live = Live(
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            vertical_overflow="crop",
        )
        self._live.start()
        self._timer = create_looping_call(self._show)
        self._timer.start(_EVERY, now=False)

    def remove(self, progress: Progress) -> None:
        """A portal is done; the last one ends the display."""
        self._shown = [one for one in self._shown if one is not progress]
        if self._shown or self._live is None:
            return
        self._timer.stop()
        self._live.stop()
        self._live = None
        for name in _PAGE_LINES:
            logging.getLogger(name).removeFilter(_is_warning)

    def _show(self) -> None:
        if self._live is not None:
            self._live.update(Group(*(p.table() for p in self._shown)), refresh=True)


_display = Display()
# The display replaces the lines of single pages; warnings stay.
_PAGE_LINES = ("scrapy.core.scraper", "scrapy.core.engine")


def _is_warning(record: logging.LogRecord) -> bool:
    return record.levelno > logging.INFO


def progress_table(
    name: str, pages: int, articles: int, *, queue: int, seconds: float, errors: Counter[str]
) -> Table:
    """The run so far: pages, articles, queue, rate, the time the queue will take, errors by host."""
    rate = pages / seconds
    table = Table.grid(padding=(0, 2))
    table.add_row(
        f"[bold]{name}[/]",
        f"{pages} pages",
        f"{articles} articles",
        f"{queue} waiting",
        f"{rate:.1f}/s",
        # lists that are still open name further pages: what waits is the least that is left
        f"at least {_span(queue / rate)} left" if pages and queue >= rate else "",
    )
    for host, count in errors.most_common(_WORST):
        table.add_row("", f"[yellow]{count} failed[/]", host)
    return table


def _span(seconds: float) -> str:
    minutes, hours = seconds / 60, seconds / 3600
    if hours >= 48:
        return f"{hours / 24:.0f} days"
    if hours >= 2:
        return f"{hours:.0f} h"
    return f"{minutes:.0f} min" if minutes >= 2 else f"{seconds:.0f} s"


def _watched(wish: Any) -> bool:
    """Whether to show a display: as the setting says, else where standard error is a terminal."""
    if wish is None:
        return sys.stderr.isatty()
    return str(wish).lower() in ("1", "true")
