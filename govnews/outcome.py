"""What a record says about its page beyond its fields: that it is no article, or that its end is missing."""

from dataclasses import replace

from govnews.model import Article, Failure, PageKind, Problem

_NO_ARTICLE = "not_an_article:"
_SENTENCES = {
    PageKind.BLOCKED: "the server answered with a challenge instead of the page",
    PageKind.SOFT_404: "the page says that it does not exist",
    PageKind.LIST: "this is a list of articles, not an article",
    PageKind.REDIRECT: "the page only leads elsewhere",
    PageKind.SHELL: "the page has no text of its own: a script would have to fill it",
    PageKind.EMPTY: "the page is empty",
    PageKind.BINARY: "this is a file, not a page",
}
LIMITED = Problem(
    "page_limited", None, "The page has more elements than are read; its end is missing."
)
_CUT = Problem("body_truncated", None, "The connection ended before the page did.")


def no_article(kind: PageKind) -> Problem:
    """The problem of a record whose page is no article."""
    return Problem(f"{_NO_ARTICLE}{kind}", None, _SENTENCES[kind])


def verdict(article: Article, url: str) -> Failure | None:
    """The line of errors.jsonl that a record stands for when its page is no article; ``None`` for an article.

    ``url`` is what was asked for. The status is the record's own.
    """
    for problem in article.provenance.problems:
        if problem.code.startswith(_NO_ARTICLE):
            kind = problem.code.removeprefix(_NO_ARTICLE)
            reason = "not_html" if kind == PageKind.BINARY else kind
            status = article.provenance.fetch.status
            return Failure(url, reason, status, "classify", problem.message)
    return None


def cut_short(article: Article) -> Article:
    """The record of a page whose connection ended before its body did: the same, with that problem."""
    return _with(article, _CUT)


def as_no_article(article: Article, kind: PageKind) -> Article:
    """The record of a page that is no article: the same, with that problem."""
    return _with(article, no_article(kind))


def _with(article: Article, problem: Problem) -> Article:
    problems = (*article.provenance.problems, problem)
    return replace(article, provenance=replace(article.provenance, problems=problems))
