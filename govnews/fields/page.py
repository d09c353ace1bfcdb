"""All fields of one page, in the order in which each leans on those before it."""

import re
from datetime import date

from govnews.dom import Tree, matches
from govnews.fields.body.finder import find_body
from govnews.fields.breadcrumbs import find_breadcrumbs
from govnews.fields.byline import find_authors, find_editors
from govnews.fields.dates import find_date_modified, find_date_published
from govnews.fields.found import Context, Found
from govnews.fields.images import find_images
from govnews.fields.kind import kind_of
from govnews.fields.links import find_attachments, find_related
from govnews.fields.masthead import read_parts
from govnews.fields.meta import Metas
from govnews.fields.policy import find_policy
from govnews.fields.sections import find_sections
from govnews.fields.site import find_site_id, find_site_name
from govnews.fields.source import find_source
from govnews.fields.tables import find_tables
from govnews.fields.title import find_title
from govnews.model import Article, Provenance
from govnews.sites.profile import Use, load_profiles
from govnews.values.dateline import parse_dateline
from govnews.values.dates import date_in_url
from govnews.values.documents import find_cites
from govnews.values.urls import resolve

_KEYWORDS = re.compile(r"[;；,，、\s|]+")


def read_context(tree: Tree, url: str | None, use: Use) -> Context:
    """A page with the profiles that apply to it, and the body found."""
    profiles = load_profiles()
    host = profiles.of(url) if use == "all" else None
    families = [
        name
        for name, family in profiles.families.items()
        if any(matches(tree, selector) for selector in family.signature.markup)
    ]
    day = date_in_url(url)
    levels = profiles.levels(host, families, date.fromisoformat(day) if day else None, use)
    base = resolve(url, tree.base) if tree.base else url
    zone = (host.zone if host else None) or zone_of(url, tree)
    ctx = Context(tree, Metas(tree.metas), levels, url, base, zone, host)
    ctx.body = find_body(ctx)
    return ctx


def zone_of(url: str | None, tree: Tree) -> str | None:
    """+08:00 for the mainland, Hong Kong, Macao and Taiwan by host or by the language of the page; else null."""
    host = re.sub(r"^\w{2,8}://", "", url or "").split("/")[0].split(":")[0]
    if re.search(r"\.(?:cn|hk|mo|tw)$", host):
        return "+08:00"
    return (
        "+08:00"
        if Metas(tree.metas).get("SiteIDCode", "PubDate", "ArticleTitle")
        else _by_text(tree)
    )


def _by_text(tree: Tree) -> str | None:
    sample = "".join(line.text for line in tree.lines[:80])[:4000]
    wide = sum("\u4e00" <= c <= "\u9fff" for c in sample)
    kana = sum("\u3041" <= c <= "\u30ff" for c in sample)
    return "+08:00" if wide > 20 and wide * 3 > len(sample) and kana * 20 < wide else None


def read_article(ctx: Context, url: str | None) -> Article:
    """Every field that the tree of a page gives; what needs the bytes or the whole record is added by the caller."""
    parts = read_parts(ctx)
    name = _noted(ctx, "site_name", find_site_name(ctx))
    code = _noted(ctx, "site_id", find_site_id(ctx))
    site = name.value if name else None
    title = _noted(ctx, "title", find_title(ctx))
    published = _noted(ctx, "date", find_date_published(ctx, parts))
    modified = _noted(ctx, "date_modified", find_date_modified(ctx, parts))
    source = _noted(ctx, "source", find_source(ctx, parts, site))
    editors, editors_rule = find_editors(ctx, parts)
    authors, authors_rule = find_authors(ctx, parts)
    crumbs, crumbs_rule = find_breadcrumbs(ctx, title.value if title else None)
    lines = [ctx.tree.lines[i] for i in ctx.body.indexes]
    text = "\n".join(line.text for line in lines) or None
    sections = find_sections(ctx, title.value if title else None)
    images = find_images(ctx)
    attachments = find_attachments(ctx)
    policy = find_policy(
        ctx, title.value if title else None, published.value if published else None
    )
    for name, rule, there in (
        ("text", ctx.body.rule, text),
        ("editors", editors_rule, editors),
        ("authors", authors_rule, authors),
        ("breadcrumbs", crumbs_rule, crumbs),
        ("images", ctx.body.rule, images),
        ("attachments", "link:file", attachments),
    ):
        if there:
            ctx.note(name, rule)
    kind = kind_of(ctx, policy, lines, images)
    return Article(
        id="",
        url=url,
        kind=kind,
        title=title.value if title else None,
        date=published.value if published else None,
        date_raw=published.raw if published else None,
        date_modified=modified.value if modified else None,
        source=source.value if source else None,
        source_raw=source.raw if source else None,
        source_url=source.url if source else None,
        authors=authors,
        editors=editors,
        dateline=next(
            (d for line in lines[:4] if (d := parse_dateline(line.text)).agency or d.place),
            parse_dateline(None),
        ),
        site_name=site,
        site_id=code.value if code else None,
        breadcrumbs=crumbs,
        description=ctx.metas.value("Description", "description", "og:description"),
        keywords=tuple(
            dict.fromkeys(
                k for k in _KEYWORDS.split(ctx.metas.value("Keywords", "keywords") or "") if k
            )
        ),
        text=text,
        sections=sections,
        tables=find_tables(ctx, sections),
        images=images,
        attachments=attachments,
        related_links=find_related(ctx, title.value if title else None),
        cites=find_cites(text) if text else (),
        policy=policy,
        provenance=Provenance(evidence=tuple(ctx.evidence), problems=tuple(ctx.problems)),
    )


def _noted(ctx: Context, name: str, found: Found | None) -> Found | None:
    if found is not None:
        ctx.note(name, found.rule)
    return found
