"""Attachments and related links."""

import re
from urllib.parse import parse_qs, unquote

from govnews.dom import Anchor, Box, Tree, some
from govnews.fields.body.noise import (
    group_prefix,
    is_footer,
    is_group_label,
    is_prev_next,
    is_related_label,
)
from govnews.fields.found import Context
from govnews.fields.words import is_boilerplate, words
from govnews.model import Attachment, RelatedLink
from govnews.values.dates import find_date
from govnews.values.files import MEDIA_TYPES, extension_of
from govnews.values.text import clean
from govnews.values.urls import split_url

_PAGE = re.compile(r"\.s?html?(?:[?#].*)?$", re.I)
_ENDPOINT = re.compile(r"download|downfile|attachment|fujian|getfile|file/down|readattach")
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|tiff?|mp4|mp3|wmv)(?:[?#].*)?$")
_DATE_TAIL = re.compile(
    r"[\s\[(（【]{0,4}(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s{1,3}\d{1,2}:\d\d(?::\d\d)?)?[\s\])）】]{0,4}$"
)
_DATE_LEAD = re.compile(
    r"^[\s\[(（【]{0,4}(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s\])）】]{0,4}"
)
_SAYS_NOTHING = re.compile(
    r"^\W{0,4}(?:点击|點擊|立即|附件|文件|本地|免费|查看|在线)?(?:下载|下載|打开|查看|预览|浏览|此处|这里|附件|download)(?:附件|文件|文档|全文|原文)?\W{0,4}$"
    r"|^\W{0,4}(?:pdf|docx?|xlsx?|odt|ods|odp|word|excel)(?:檔|檔案|文件|格式)?\W{0,4}$",
    re.I,
)
_NEW_WINDOW = re.compile(r"[\[(（]?(?:另|在)?開(?:啟)?新視窗[\])）]?")
_SAYS_NOTHING_INSIDE = re.compile(
    r"[\[【(（]?(?:点击|立即|在线)?(?:下载|下載|预览|查看)[\]】)）]?$|^附件(?:下载)?\s{0,2}[:：]"
)
_HASH = re.compile(r"^[0-9a-f]{32}\s{0,2}:\s{0,2}")
_BESIDE = 300  # characters of a line or a cell that may hold the name of a file beside its link
_CELLS = 20  # cells of a row that are looked through for it
_AFTER = 60  # lines below the text in which files and related links stand
_DEAD = ("javascript:", "#", "mailto:", "tel:")


def find_attachments(ctx: Context) -> tuple[Attachment, ...]:
    """Files linked in or right below the text, or in the boxes that a profile names, each URL once, in reading order."""
    found: dict[str, Attachment] = {}
    boxed = _boxed_lines(ctx)
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    last = max(ctx.body.end, (ctx.body.indexes or [0])[-1]) + _AFTER
    for anchor in ctx.tree.anchors:
        if anchor.href.startswith(_DEAD):
            continue
        rule = boxed.get(anchor.line)
        if rule is None and not first - 10 <= anchor.line <= last:
            if ctx.trace is not None and extension_of(anchor.href):
                ctx.pass_over("attachments", "link:file", anchor.href, "too far from the text")
            continue
        extension = extension_of(anchor.href) or _named_file(anchor)
        if extension is None and not (
            _is_offered(ctx, anchor)
            if rule is None
            else anchor.href and not _leads_to_page(anchor.href)
        ):
            continue
        url = ctx.address(anchor.href)
        if url not in found:
            title = _name_of(ctx, anchor)
            found[url] = Attachment(url, title or None, MEDIA_TYPES.get(extension or ""))
    for frame in ctx.tree.frames:
        href = _framed(frame.get("src") or frame.get("data") or "")
        if (extension := extension_of(href)) and (url := ctx.address(href)) not in found:
            found[url] = Attachment(url, _file_name(href), MEDIA_TYPES[extension])
    if found:
        ctx.note("attachments", next(iter(boxed.values()), "link:file"))
    return tuple(found.values())


def _boxed_lines(ctx: Context) -> dict[int, str]:
    """Lines of the boxes of files that a profile names, with the rule; of the first selector that names any."""
    for rule, selector in ctx.selectors("attachments"):
        boxes = [box for e in some(ctx.tree, selector) if (box := ctx.tree.box_round(e))]
        if boxes:
            return {line: rule for box in boxes for line in range(box.first, box.last)}
    return {}


def _leads_to_page(href: str) -> bool:
    return _PAGE.search(href[-60:]) is not None or href.endswith("/") or _is_home(href)


def _is_offered(ctx: Context, anchor: Anchor) -> bool:
    """A file that only its label or its attribute names as one: 附件： before a link to a download or a picture."""
    if anchor.element.get("download"):
        return True
    lines = ctx.tree.lines
    label = lines[anchor.line].text[:20] if anchor.line < len(lines) else ""
    if not label.lstrip("【[（( ").startswith("附件"):
        return False
    href = anchor.href[:500].lower()
    return bool(_ENDPOINT.search(href) or _MEDIA.search(href))


def _framed(src: str) -> str:
    """The file that a frame shows: its own address, or the one it hands to a viewer (viewer.html?file=/a/b.pdf)."""
    parts = split_url(src)
    query = parse_qs(parts.query[:2000])
    named = next((query[key][0] for key in ("file", "url", "src") if key in query), "")
    return named if extension_of(named) or not extension_of(parts.path) else src


def _name_of(ctx: Context, anchor: Anchor) -> str | None:
    """The printed name of a file: the link text, or what stands beside a link that says only 下载."""
    titled = clean(_NEW_WINDOW.sub("", anchor.element.get("title") or ""))
    if anchor.text and not _SAYS_NOTHING.match(anchor.text):
        return anchor.text
    if titled and not _SAYS_NOTHING.match(titled):
        return titled
    lines = ctx.tree.lines
    named = _file_name(anchor.href)
    if named and not anchor.text and extension_of(named):
        return named
    for i in (anchor.line, anchor.line - 1):
        if 0 <= i < len(lines):
            row = lines[i].row
            beside = row.cells[:_CELLS] if row else (lines[i].text,)
            for text in beside:
                if len(text) > _BESIDE or (row and text == anchor.text):
                    continue
                name = _SAYS_NOTHING_INSIDE.sub(" ", text).strip(" ：:[]【】()（）|")
                if 3 <= len(name) <= 120 and not name.isdigit():
                    return clean(name)
    return named or anchor.text or None


def _named_file(anchor: Anchor) -> str | None:
    """The extension of a file behind an address without one: its text names it, or a download's parameter does."""
    named = extension_of(anchor.text) if "." in anchor.inside else None
    if named and not _PAGE.search(anchor.href[-60:]):
        return named
    if offered := extension_of(anchor.element.get("download") or ""):
        return offered
    low = anchor.href[:500].lower()
    if not ("down" in low or "file" in low or "attachment" in low or "fujian" in low):
        return None
    if not _ENDPOINT.search(low):
        return None
    names = ((anchor.element.get("title") or "").strip(), _file_name(anchor.href) or "")
    return next((extension for name in names if (extension := extension_of(name))), None)


def _file_name(href: str) -> str | None:
    parts = split_url(href)
    query = parse_qs(parts.query[:2000])
    for key in ("fileName", "filename", "name", "file"):
        if key in query:
            return clean(query[key][0])
    name = unquote(parts.path.rpartition("/")[2])
    return clean(name) or None


def find_related(ctx: Context) -> tuple[RelatedLink, ...]:
    """Links the page offers as related, under the printed label of their block; previous and next in ``prev_next``."""
    found: dict[tuple[str | None, str], RelatedLink] = {}
    for rule, selector in ctx.selectors("related"):
        for element in some(ctx.tree, selector):
            box = ctx.tree.box_of(element)
            if box is not None:
                for link in _links_of(ctx, box.first, box.last, _label_of(ctx, box)):
                    found.setdefault((link.url, link.title), link)
        if found:
            ctx.note("related_links", rule)
            break
    if not found:
        for link in _labelled(ctx):
            found.setdefault((link.url, link.title), link)
        if found:
            ctx.note("related_links", "label:related")
    grouped = bool(found)
    for link in _prev_next(ctx):
        found.setdefault((link.url, link.title), link)
    if found and not grouped:
        ctx.note("related_links", "label:prev_next")
    return tuple(found.values())


def _label_of(ctx: Context, box: Box) -> str | None:
    for i in (box.first, box.first - 1):
        if 0 <= i < len(ctx.tree.lines) and is_related_label(ctx.tree.lines[i].text):
            return _label(ctx.tree.lines[i].text)
    return None


def _label(text: str) -> str:
    return text.strip(" :：【】[]|◆●■·•>＞")


def _labelled(ctx: Context) -> list[RelatedLink]:
    lines = ctx.tree.lines
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    found: list[RelatedLink] = []
    i = first
    end = min(len(lines), max(ctx.body.end, first) + _AFTER)
    kept = set(ctx.body.indexes)
    while i < end:
        if i not in kept and is_group_label(lines[i].text):
            label = _label(lines[i].text)
            stop = _block_end(ctx, i)
            found += _links_of(ctx, i + 1, stop, label)
            i = max(stop, i + 1)
        elif i not in kept and lines[i].linked and (prefix := group_prefix(lines[i].text)):
            found += _links_of(ctx, i, i + 1, prefix)
            i += 1
        else:
            i += 1
    return found


def _block_end(ctx: Context, label: int) -> int:
    """Where the list under a related label ends: with the box that holds both, or with the box right after the label."""
    tree = ctx.tree
    box = tree.lines[label].box
    while box.parent is not None and box.last <= label + 1:
        if box.first < label or _has_empty_list(box):
            return label + 1  # the label's own block holds nothing else: an empty list
        box = box.parent
    stop = box.last
    if box.first < label - 1 and label + 1 < len(tree.lines):
        after = tree.lines[label + 1].box
        while after.parent is not None and after.parent is not box and after is not box:
            after = after.parent
        stop = _last_like(tree, after, stop) if after is not box else stop
        if after.token and is_boilerplate(after.token) and words(after.token) & _FOOT:
            return label + 1
    at = label + 1
    stop = min(stop, label + 60)
    while at < stop and (
        tree.lines[at].linked * 3 > len(tree.lines[at].text) or len(tree.lines[at].text) <= 12
    ):
        text = tree.lines[at].text
        if is_related_label(text) or is_footer(text) or is_prev_next(text):
            break
        at += 1
    return at


def _last_like(tree: Tree, first: Box, limit: int) -> int:
    """Where the run of boxes like ``first`` ends: links in paragraphs of their own, side by side."""
    stop = first.last
    while stop < limit:
        box = tree.lines[stop].box
        if box.parent is not first.parent or (box.tag, box.token) != (first.tag, first.token):
            break
        stop = box.last
    return stop


def _has_empty_list(box: Box) -> bool:
    return any(
        child.tag in ("ul", "ol", "dl") and not len(child)
        for child in box.element.iter("ul", "ol", "dl")
    )


_FOOT = frozenset({"foot", "footer", "copyright", "copy", "friendlink", "bottom", "map", "sitemap"})


def _links_of(ctx: Context, first: int, last: int, group: str | None) -> list[RelatedLink]:
    links = []
    for anchor in ctx.tree.anchors:
        if first <= anchor.line < last and anchor.href and not anchor.href.startswith(_DEAD):
            full = _HASH.sub("", clean(anchor.element.get("title") or ""))
            text = full if anchor.text.endswith(("...", "…")) and len(full) > 4 else anchor.text
            title = _DATE_LEAD.sub("", _DATE_TAIL.sub("", text)).strip(" ·•■●◆-") or full
            if why := _no_article(title, anchor.href):
                ctx.pass_over("related_links", "label:related", title or anchor.href, why)
                continue
            found = find_date(ctx.tree.lines[anchor.line].text[-40:])
            links.append(
                RelatedLink(group, title, ctx.address(anchor.href), found.value if found else None)
            )
    return links


def _no_article(title: str, href: str) -> str | None:
    """Why a link leads to no article."""
    if len(title) < 4 or is_related_label(title):
        return "no headline"
    if extension_of(href):
        return "a file"
    return "a front page" if _is_home(href) else None


def _is_home(href: str) -> bool:
    """A site's or a column's front page, which is no article."""
    path = split_url(href).path
    return path in ("", "/") or (
        path.lower().endswith(("/index.html", "/index.htm", "/index.shtml"))
        and path.count("/") <= 2
    )


def _prev_next(ctx: Context) -> list[RelatedLink]:
    lines = ctx.tree.lines
    first = ctx.body.start
    links = []
    for anchor in ctx.tree.anchors:
        if not first <= anchor.line < len(lines) or anchor.line > ctx.body.end + _AFTER:
            continue
        line = lines[anchor.line]
        if is_prev_next(line.text) and anchor.href and not anchor.href.startswith(_DEAD):
            title = re.sub(
                r"^\W{0,6}(?:上|下|前|后)[一1](?:篇|条|條|页|则|個|个|頁)\s{0,3}[:：]?\s{0,3}",
                "",
                anchor.text,
            )
            if len(title) >= 2:
                links.append(RelatedLink("prev_next", title, ctx.address(anchor.href)))
    return links
