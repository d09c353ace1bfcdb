"""The straight path: bytes in, record out. Read this file first.

guard → decode → parse → repair the text nodes → walk → classify → read the fields → assemble.
"""

from govnews.assembly import assemble
from govnews.charset import as_decoding, decode
from govnews.dom import Element, etext, parse_html, read_tree, rewrite
from govnews.errors import MAX_BYTES, EmptyInput, NotText, TooLarge
from govnews.fields.found import Context
from govnews.fields.page import read_article, read_context
from govnews.magic import binary_kind
from govnews.model import ARTICLE_KINDS, Article, Fetch, PageKind, Problem, Step
from govnews.mojibake import diagnose, repair_part
from govnews.pagekind import page_kind, text_size
from govnews.sites.profile import Use


def extract(
    body: bytes,
    url: str | None = None,
    *,
    content_type: str | None = None,
    fetch: Fetch | None = None,
    profiles: Use = "all",
) -> Article:
    """The record of one saved or fetched page.

    ``body`` is the page as served, ``url`` its final address, ``content_type`` the raw header, ``fetch`` what the
    crawl knows of the download. ``profiles`` limits what may be known of the site: ``families`` leaves hosts out,
    ``none`` leaves the generic engine alone.

    A decodable page is never refused: a list, a challenge or a soft 404 gives a record with the problem
    ``not_an_article:<kind>``. Raises EmptyInput, NotText or TooLarge, and nothing else.
    """
    _guard(body)
    decoded = decode(body, content_type)
    root = parse_html(decoded.text)
    steps = _repair(root)
    tree = read_tree(root)
    ctx = read_context(tree, url, profiles)
    article = read_article(ctx, url)
    kind = _kind(ctx, decoded.text, (fetch.status if fetch else None) or 200)
    problems = [*decoded.problems]
    if kind.value not in ARTICLE_KINDS:
        problems.append(
            Problem(f"not_an_article:{kind.value}", None, f"The page is no article: {kind.value}.")
        )
    return assemble(
        article,
        body=body,
        decoding=as_decoding(decoded),
        repairs=[("page", steps)],
        problems=problems,
        profile=ctx.profile.id if ctx.profile else None,
    )


def classify(
    body: bytes, url: str | None = None, *, content_type: str | None = None, status: int = 200
) -> PageKind:
    """What sort of page the bytes are; ``empty`` and ``binary`` instead of an error. Raises TooLarge only."""
    try:
        _guard(body)
    except EmptyInput:
        return PageKind.EMPTY
    except NotText:
        return PageKind.BINARY
    decoded = decode(body, content_type)
    ctx = read_context(read_tree(parse_html(decoded.text)), url, "all")
    kind = _kind(ctx, decoded.text, status)
    return PageKind(read_article(ctx, url).kind) if kind is PageKind.ARTICLE else kind


def _guard(body: bytes) -> None:
    if len(body) > MAX_BYTES:
        raise TooLarge(f"{len(body):,} bytes; at most {MAX_BYTES:,} are read")
    if not body.strip():
        raise EmptyInput("the page holds nothing but white space")
    if kind := binary_kind(body):
        raise NotText(f"this is {kind}, not a page")


def _repair(root: Element) -> list[Step]:
    """Repair the text nodes of a page by what all of them together show; the steps done."""
    diagnosis = diagnose(etext(root))
    steps: list[Step] = []
    if diagnosis.clean:
        return steps

    def change(text: str) -> str:
        repaired = repair_part(text, diagnosis)
        steps.extend(repaired.plan)
        return repaired.text

    rewrite(root, change)
    return steps


def _kind(ctx: Context, html: str, status: int) -> PageKind:
    prose = sum(text_size(ctx.tree.lines[i].text) for i in ctx.body.indexes)
    other = any(p.box.inside(b) for p in ctx.tree.pictures for b in ctx.body.boxes)
    return page_kind(ctx.tree, html, prose, status=status, other=other)
