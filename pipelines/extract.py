"""Page → Article by the library's public functions: the crawl and the command line share every line of it."""

import hashlib
import os
from dataclasses import replace
from typing import Any

from scrapy.crawler import Crawler

from govnews import Article, Failure, GovnewsError, Page, Problem, extract, to_simplified
from pipelines.store.failed import Failed

# The word of errors.jsonl for a page that is no article (DESIGN: binary is not_html).
_REASONS = {"binary": "not_html"}
_SENTENCES = {
    "blocked": "the server answered with a challenge instead of the page",
    "soft_404": "the page says that it does not exist",
    "list": "this is a list of articles, not an article",
    "redirect": "the page only leads elsewhere",
    "shell": "the page has no text of its own: a script would have to fill it",
    "empty": "the page is empty",
    "not_html": "this is a file, not a page",
}
_TRUNCATED = Problem("body_truncated", None, "The connection ended before the page did.")


class Extract:
    """Item pipeline: turns what the spider fetched into a record, or into a named failure."""

    def __init__(self, crawler: Crawler) -> None:
        script = crawler.settings["GOVNEWS_SCRIPT"] or os.environ.get("GOVNEWS_SCRIPT")
        self._simplify = script == "hans"

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
            # A saved file's own path is no address of the page.
            url = None if item.url.startswith("file:") else item.url
            article = extract(item.body, url, content_type=item.content_type, fetch=fetch)
        except GovnewsError as error:
            raise Failed(Failure(item.url, error.reason, status, error.stage, str(error))) from None
        if article.provenance.fetch != fetch:
            article = replace(article, provenance=replace(article.provenance, fetch=fetch))
        for problem in article.provenance.problems:
            code, _, kind = problem.code.partition(":")
            if code == "not_an_article":
                reason = _REASONS.get(kind, kind)
                message = _SENTENCES.get(reason, problem.message)
                raise Failed(Failure(item.url, reason, status, "classify", message))
        if item.truncated:
            problems = (*article.provenance.problems, _TRUNCATED)
            article = replace(article, provenance=replace(article.provenance, problems=problems))
        return to_simplified(article) if self._simplify else article
