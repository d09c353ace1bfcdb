"""All fields of one page, in the order in which each leans on those before it."""

import re

from govnews.fields.breadcrumbs import find_breadcrumbs
from govnews.fields.byline import find_authors, find_editors
from govnews.fields.dates import find_date_modified, find_date_published
from govnews.fields.found import Context, Found
from govnews.fields.images import find_images
from govnews.fields.kind import kind_of
from govnews.fields.links import find_attachments, find_related
from govnews.fields.masthead import read_parts
from govnews.fields.policy import find_policy
from govnews.fields.sections import find_sections
from govnews.fields.site import find_site_id, find_site_name
from govnews.fields.source import find_source
from govnews.fields.subtitle import find_subtitle
from govnews.fields.tables import find_tables
from govnews.fields.title import find_title
from govnews.model import Article, Dateline, Provenance
from govnews.values.dateline import parse_dateline
from govnews.values.documents import find_cites

_KEYWORDS = re.compile(r"[;；,，、\s|]+")
_OPENING = 4  # lines of the text in which a dateline may stand


def read_article(ctx: Context) -> Article:
    """Every field that the tree of a page gives; what needs the bytes or the whole record is added by the caller."""
    parts = read_parts(ctx)
    site = ctx.keep("site_name", find_site_name(ctx))
    name = _value(site)
    title = _value(ctx.keep("title", find_title(ctx)))
    published = ctx.keep("date", find_date_published(ctx, parts))
    source = ctx.keep("source", find_source(ctx, parts, name))
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
        subtitle=_value(ctx.keep("subtitle", find_subtitle(ctx, title))),
        date=_value(published),
        date_raw=published.raw if published else None,
        date_modified=_value(ctx.keep("date_modified", find_date_modified(ctx, parts))),
        source=_value(source),
        source_raw=source.raw if source else None,
        source_url=source.url if source else None,
        authors=ctx.keep_all("authors", *find_authors(ctx, parts)),
        editors=ctx.keep_all("editors", *find_editors(ctx, parts)),
        dateline=_dateline(ctx, texts),
        site_name=name,
        site_id=_value(ctx.keep("site_id", find_site_id(ctx))),
        breadcrumbs=ctx.keep_all("breadcrumbs", *find_breadcrumbs(ctx, title)),
        description=_meta(ctx, "description", "Description", "description", "og:description"),
        keywords=_keywords(ctx),
        text=text,
        sections=sections,
        tables=ctx.keep_all("tables", find_tables(ctx, sections), "table:rows"),
        images=images,
        attachments=ctx.keep_all("attachments", find_attachments(ctx), "link:file"),
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


def _meta(ctx: Context, field: str, *names: str) -> str | None:
    entry = ctx.metas.get(*names)
    if entry is None:
        return None
    ctx.note(field, f"meta:{entry[0]}")
    return entry[1]


def _keywords(ctx: Context) -> tuple[str, ...]:
    value = _meta(ctx, "keywords", "Keywords", "keywords")
    return tuple(dict.fromkeys(k for k in _KEYWORDS.split(value or "") if k))
