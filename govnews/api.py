"""The straight path: bytes in, record out. Read this file first.

guard → decode → parse → walk → repair the text nodes → find the body → read the fields → classify → assemble
"""

from dataclasses import replace

from govnews.assembly import assemble
from govnews.charset import as_decoding, decode
from govnews.dom import parse_html, read_tree
from govnews.errors import EmptyInput, NotText
from govnews.fields.clone import find_clone_marks
from govnews.fields.context import read_context
from govnews.fields.found import Context
from govnews.fields.kind import has_masthead
from govnews.fields.page import read_article
from govnews.magic import guard, is_data, is_markup
from govnews.model import ARTICLE_KINDS, Article, Candidate, Clone, Decoded, Fetch, PageKind
from govnews.mojibake import clone_of
from govnews.outcome import LIMITED, as_no_article, no_article
from govnews.pagekind import page_kind
from govnews.plaintext import extract_dump
from govnews.saved import unwrap
from govnews.sites.profile import Profiles, Use
from govnews.textnodes import read_repaired
from govnews.values.urls import host_of

_A_TEXT = 60  # bytes: less without markup is a server's message, not a dump


def extract(
    body: bytes,
    url: str | None = None,
    *,
    content_type: str | None = None,
    fetch: Fetch | None = None,
    profiles: Use | Profiles = "all",
    trace: list[Candidate] | None = None,
) -> Article:
    """The record of one saved or fetched page.

    ``body`` is the page as served, ``url`` its final address, ``content_type`` the raw header, ``fetch`` what the crawl
    knows of the download. ``profiles`` limits what may be known of the site: ``families`` leaves hosts out, ``none``
    leaves the generic engine alone; ``Profiles`` of one's own stand in place of the package's. ``trace`` is filled with
    every value that was weighed for a field, and why it lost; a text dump has none. A decodable page is never
    refused: a list, a challenge or a soft 404 gives a record with the problem ``not_an_article:<kind>``; bytes without
    markup are read as a text dump. Raises EmptyInput, NotText or TooLarge, and nothing else.
    """
    guard(body)
    page = unwrap(body, url, content_type)
    decoded = decode(page.body, page.content_type)
    if not is_markup(page.body) and len(page.body.strip()) >= _A_TEXT:
        dump = extract_dump(decoded, page.url, fetch)
        return as_no_article(dump, PageKind.BINARY) if is_data(decoded.text.strip()) else dump
    root = parse_html(decoded.text, _as_utf8(page.body, decoded))
    tree, steps, problems, glossed = read_repaired(root)
    if tree.cut:
        problems.append(LIMITED)
    ctx = read_context(tree, page.url, profiles, trace, local=page.local)
    article = read_article(ctx)
    kind = _kind(ctx, decoded.text, (fetch.status if fetch else None) or 200)
    if kind.value not in ARTICLE_KINDS:
        problems.append(no_article(kind))
    whole = assemble(
        article,
        body=body,
        decoding=as_decoding(decoded),
        repairs=[("page", steps)],
        clone=_clone(ctx, article, page.url, glossed),
        problems=[*decoded.problems, *problems],
        profile=ctx.profile.id if ctx.profile else None,
    )
    return replace(whole, provenance=replace(whole.provenance, fetch=fetch)) if fetch else whole


def _clone(ctx: Context, article: Article, url: str | None, glossed: bool) -> Clone:
    return clone_of(
        site_name=article.site_name,
        header_text=find_clone_marks(ctx),
        served_host=host_of(url),
        language=article.language,
        glossed=glossed,
    )


def classify(
    body: bytes, url: str | None = None, *, content_type: str | None = None, status: int = 200
) -> PageKind:
    """What sort of page the bytes are; ``empty`` and ``binary`` instead of an error. Raises TooLarge only."""
    try:
        guard(body)
    except EmptyInput:
        return PageKind.EMPTY
    except NotText:
        return PageKind.BINARY
    page = unwrap(body, url, content_type)
    decoded = decode(page.body, page.content_type)
    if is_data(decoded.text.strip()):
        return PageKind.BINARY
    root = parse_html(decoded.text, _as_utf8(page.body, decoded))
    ctx = read_context(read_tree(root), page.url, "all")
    kind = _kind(ctx, decoded.text, status)
    return PageKind(read_article(ctx).kind) if kind is PageKind.ARTICLE else kind


def _kind(ctx: Context, html: str, status: int) -> PageKind:
    return page_kind(
        ctx.tree,
        html,
        ctx.prose,
        other=ctx.holds_more,
        dated=has_masthead(ctx),
        status=status,
    )


def _as_utf8(body: bytes, decoded: Decoded) -> bytes | None:
    """The bytes where they are the text in UTF-8 as they stand: nothing replaced, cut off or marking the order of bytes."""
    sound = decoded.encoding == "utf-8" and not decoded.replacements and not decoded.problems
    return body if sound and all(claim.where != "bom" for claim in decoded.claims) else None
