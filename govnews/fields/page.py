"""All fields of one page, in the order in which each leans on those before it."""

import re
from collections.abc import Iterator

from govnews.fields.breadcrumbs import paths
from govnews.fields.byline import authors, editors
from govnews.fields.dates import modified_dates, published_dates
from govnews.fields.found import Context, Found
from govnews.fields.images import find_images
from govnews.fields.kind import kind_of
from govnews.fields.links import find_attachments, find_related
from govnews.fields.masthead import read_parts
from govnews.fields.policy import find_policy
from govnews.fields.sections import find_sections
from govnews.fields.site import site_ids, site_names
from govnews.fields.source import sources
from govnews.fields.subtitle import subtitles
from govnews.fields.tables import find_tables
from govnews.fields.title import titles
from govnews.languages import language_of
from govnews.model import Article, Dateline, Provenance, Several
from govnews.values.dateline import parse_dateline
from govnews.values.documents import find_cites

_KEYWORDS = re.compile(r"[;；,，、\s|]+")
_DESCRIPTION = ("Description", "description", "og:description")
_OF_PORTAL = re.compile("门户网站|政府网站|官方网站|官网|人民政府网")
_WORDS = 8  # characters on end that a description shares with its page
_LOOKED_AT = 200  # characters of it among which they are looked for
_OPENING = 4  # lines of the text in which a dateline may stand


def read_article(ctx: Context) -> Article:
    """Every field that the tree of a page gives; what needs the bytes or the whole record is added by the caller."""
    parts = read_parts(ctx)
    site = ctx.first("site_name", site_names(ctx))
    name = _value(site)
    title = _value(ctx.first("title", titles(ctx)))
    published = ctx.first("date", published_dates(ctx, parts))
    source = ctx.first("source", sources(ctx, parts, name))
    texts = [ctx.tree.lines[i].text for i in ctx.body.indexes]
    text = "\n".join(texts) or None
    sections = find_sections(ctx, title)
    images = ctx.keep_all("images", find_images(ctx), ctx.body.rule)
    shown = published if published and not published.rule.startswith(("meta:", "url")) else None
    policy = find_policy(ctx, title, _value(shown))
    if text:
        ctx.note("text", ctx.body.rule)
    return Article(
        id="",
        url=ctx.url,
        kind=kind_of(policy, texts, images),
        title=title,
        subtitle=_value(ctx.first("subtitle", subtitles(ctx, title))),
        date=_value(published),
        date_raw=published.raw if published else None,
        date_modified=_value(ctx.first("date_modified", modified_dates(ctx, parts))),
        source=_value(source),
        source_raw=source.raw if source else None,
        source_url=source.url if source else None,
        authors=_values(ctx.first("authors", authors(ctx, parts))),
        editors=_values(ctx.first("editors", editors(ctx, parts))),
        dateline=_dateline(ctx, texts),
        site_name=name,
        site_id=_value(ctx.first("site_id", site_ids(ctx))),
        breadcrumbs=_values(ctx.first("breadcrumbs", paths(ctx, title))),
        description=_value(ctx.first("description", _descriptions(ctx, f"{title} {text}"))),
        keywords=_keywords(ctx),
        text=text,
        language=language_of(text or title or ""),
        sections=sections,
        tables=ctx.keep_all("tables", find_tables(ctx, sections), "table:rows"),
        images=images,
        attachments=find_attachments(ctx),
        related_links=find_related(ctx),
        cites=ctx.keep_all("cites", find_cites(text) if text else (), "text:cited"),
        policy=policy,
        provenance=Provenance(evidence=tuple(ctx.evidence), problems=tuple(ctx.problems)),
    )


def _value(found: Found | None) -> str | None:
    return found.value if found is not None else None


def _dateline(ctx: Context, texts: list[str]) -> Dateline:
    for text in texts[:_OPENING]:
        dateline = parse_dateline(text)
        if dateline != Dateline():
            ctx.note("dateline", "text:opening")
            return dateline
    return Dateline()


def _values(found: Several | None) -> tuple[str, ...]:
    return found.value if found is not None else ()


def _descriptions(ctx: Context, told: str) -> Iterator[Found]:
    """What META says the page is about; ``told`` is its headline and its text."""
    for found in _metas(ctx, "ColumnDescription", *_DESCRIPTION):
        if _OF_PORTAL.search(found.value) and not _shares(found.value, told):
            ctx.pass_over("description", found.rule, found.value, "about the portal, not the page")
        else:
            yield found


def _shares(description: str, told: str) -> bool:
    """Whether a description has a few words on end from the page itself."""
    size = min(len(description), _LOOKED_AT) - _WORDS
    return any(description[at : at + _WORDS] in told for at in range(max(1, size + 1)))


def _metas(ctx: Context, of_column: str, *names: str) -> Iterator[Found]:
    """What META says of the page; what ``of_column`` says of its whole column is not of the page."""
    column = ctx.metas.value(of_column)
    for name in names:
        entry = ctx.metas.get(name)
        if entry and entry[1] != column:
            yield Found(entry[1], f"meta:{entry[0]}")


def _keywords(ctx: Context) -> tuple[str, ...]:
    value = _value(ctx.first("keywords", _metas(ctx, "ColumnKeywords", "Keywords", "keywords")))
    return tuple(dict.fromkeys(k for k in _KEYWORDS.split(value or "") if k))
