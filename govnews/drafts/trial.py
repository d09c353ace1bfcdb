"""A selector tried on a page: does it give what the engine found without it?"""

from collections.abc import Callable
from dataclasses import replace

from govnews.drafts.reading import Reading
from govnews.fields.body.finder import find_body
from govnews.fields.breadcrumbs import paths
from govnews.fields.dates import published_dates
from govnews.fields.found import Context, Found
from govnews.fields.links import find_related
from govnews.fields.masthead import read_parts
from govnews.fields.source import sources
from govnews.fields.title import titles
from govnews.model import Article, Several
from govnews.sites.profile import Level, Select

_TRIED = "tried"


def agrees(reading: Reading, field: str, selector: str) -> bool:
    """Whether ``selector`` alone, as a key of ``[select]``, gives the value that the page was read to have."""
    level = Level(_TRIED, Select(**{field: (selector,)}))
    levels = (level, *reading.ctx.levels)
    ctx = replace(reading.ctx, levels=levels, evidence=[], problems=[])
    return _TRIALS[field](ctx, reading.article)


def _same(found: Found | None, value: str | None, field: str) -> bool:
    return found is not None and found.rule == f"{_TRIED}/{field}" and found.value == value


def _title(ctx: Context, article: Article) -> bool:
    return _same(next(titles(ctx), None), article.title, "title")


def _date(ctx: Context, article: Article) -> bool:
    return _same(next(published_dates(ctx, read_parts(ctx)), None), article.date, "date")


def _source(ctx: Context, article: Article) -> bool:
    found = next(sources(ctx, read_parts(ctx), article.site_name), None)
    return _same(found, article.source, "source")


def _body(ctx: Context, article: Article) -> bool:
    found = find_body(ctx)
    texts = [ctx.tree.lines[i].text for i in found.indexes]
    return found.rule == f"{_TRIED}/body" and "\n".join(texts) == (article.text or "")


def _breadcrumbs(ctx: Context, article: Article) -> bool:
    found = next(paths(ctx, article.title), None)
    return found == Several(article.breadcrumbs, f"{_TRIED}/breadcrumbs")


def _related(ctx: Context, article: Article) -> bool:
    found = find_related(ctx)
    return found == article.related_links and any(
        e.rule == f"{_TRIED}/related" for e in ctx.evidence
    )


_TRIALS: dict[str, Callable[[Context, Article], bool]] = {
    "title": _title,
    "date": _date,
    "source": _source,
    "body": _body,
    "breadcrumbs": _breadcrumbs,
    "related": _related,
}
