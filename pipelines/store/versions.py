"""The last pipeline: compares an article with what was written before and numbers its version."""

from collections import OrderedDict
from dataclasses import replace
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from govnews import Article
from pipelines.store import Outcome, store_of

_WINDOW = 1000  # more articles than can be between here and the journal


class Versions:
    """Item pipeline. An unchanged article flows on, so that feeds are complete; only the journal leaves it out."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._under_way: OrderedDict[str, str | None] = OrderedDict()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Versions":
        """As Scrapy builds it."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """The article with its version. Drops one that this run has already given under another address."""
        if not isinstance(item, Article):
            return item
        outcome, version = store_of(self._crawler).known_article(item)
        if outcome is Outcome.AGAIN or self._twin_under_way(item):
            raise DropItem(f"the same page again: {item.url}", log_level="DEBUG")
        return replace(item, version=version) if version != item.version else item

    def _twin_under_way(self, item: Article) -> bool:
        """Whether the same article passed here a moment ago and is not yet in the journal."""
        if self._under_way.get(item.id, "") == item.content_hash:
            return True
        self._under_way[item.id] = item.content_hash
        if len(self._under_way) > _WINDOW:
            self._under_way.popitem(last=False)
        return False
