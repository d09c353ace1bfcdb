"""Article → the same article, with what the checks found about it counted."""

from scrapy.crawler import Crawler

from govnews import Article, validate


class Validate:
    """Item pipeline: what the checks find is counted; nothing is dropped for them."""

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Validate":
        """As Scrapy builds it."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """Count what ``govnews.validate`` finds by code."""
        for problem in validate(item):
            self._stats.inc_value(f"govnews/problems/{problem.code}")
        return item
