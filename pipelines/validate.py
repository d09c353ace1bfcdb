"""Article → the same article, with what the checks found about it counted."""

from scrapy.crawler import Crawler

from govnews import Article


class Validate:
    """Item pipeline: what ``govnews.validate`` found is counted; nothing is dropped for it.

    The record has its findings: the library checks every record that it makes.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Validate":
        """As Scrapy builds it."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """Count the problems of the record by code."""
        for problem in item.provenance.problems:
            self._stats.inc_value(f"govnews/problems/{problem.code}")
        return item
