"""A fetched or saved page, and the pages that continue it, as one record."""

from dataclasses import replace

from govnews.api import extract
from govnews.errors import GovnewsError
from govnews.joining import join
from govnews.model import Article, Candidate, Failure, Page, Problem
from govnews.outcome import cut_short, verdict
from govnews.sites.profile import Profiles, Use


def extract_page(
    page: Page, *, profiles: Use | Profiles = "all", trace: list[Candidate] | None = None
) -> Article:
    """The record of a page; with ``page.rest`` the one record of all pages of the article.

    Identity, fetch and verdict are those of the first page. A later page that gives no article is the problem
    ``part_missing``. ``trace`` takes the candidates of the first page. Raises what ``extract`` raises for the first page.
    """
    article = _extract(page, profiles, trace)
    if not page.rest or verdict(article, page.url):
        return article
    parts, problems = [article], []
    for part in page.rest:
        found = part if isinstance(part, Failure) else _part(part, profiles)
        if isinstance(found, Failure):
            problems.append(Problem("part_missing", "text", f"{found.url}: {found.message}"))
        else:
            parts.append(found)
    joined = join(parts)
    provenance = joined.provenance
    return replace(
        joined, provenance=replace(provenance, problems=(*provenance.problems, *problems))
    )


def _part(page: Page, profiles: Use | Profiles) -> Article | Failure:
    try:
        found = _extract(page, profiles)
    except GovnewsError as error:
        return Failure(page.url, error.reason, page.fetch.status, error.stage, str(error))
    return verdict(found, page.url) or found


def _extract(page: Page, profiles: Use | Profiles, trace: list[Candidate] | None = None) -> Article:
    # A saved file's own path is no address of the page.
    url = None if not page.url or page.url.startswith("file:") else page.url
    article = extract(
        page.body,
        url,
        content_type=page.content_type,
        fetch=page.fetch,
        profiles=profiles,
        trace=trace,
    )
    if article.provenance.fetch != page.fetch:
        article = replace(article, provenance=replace(article.provenance, fetch=page.fetch))
    return cut_short(article) if page.truncated else article
