"""当前位置: the path of columns, 首页 kept, 正文 and the title itself dropped."""

import re
from collections.abc import Iterator

from govnews.dom import Element, some, text_of
from govnews.fields.found import Context
from govnews.fields.words import words
from govnews.model import Several
from govnews.values.text import clean

_LEAD = re.compile(
    r"^\W{0,4}(?:(?:[您你]的?)?(?:现在|現在|目前|当前|當前|所在)?(?:的|所在)?(?:的)?(?:位置|栏目)(?:是|为|為|在)?|当前页面|您在这里|你在这里)\s{0,3}[】\]]?\s{0,3}[:：]?\s{0,3}"
)
_CRUMB = re.compile(r"\s{0,4}(?:>{1,3}|＞{1,3}|»|›|→|▶|\||/|\\|::|&gt;|\s-\s|——|·(?=\s))\s{0,4}")
_SAYS_HOME = re.compile("首[页頁]|主页|[Hh][Oo][Mm][Ee]")
_HOME = re.compile(r"^(?:网站|本站|返回)?(?:首页|首頁|主页|Home)", re.I)
_LAST = frozenset(
    {
        "正文",
        "内容",
        "內容",
        "详情",
        "详细",
        "文章",
        "信息内容",
        "文章内容",
        "内容详情",
        "详细信息",
        "文章正文",
        "信息正文",
    }
)
_NAMED = frozenset({"breadcrumb", "breadcrumbs", "crumb", "crumbs", "curmb", "location", "position", "dqwz", "weizhi", "bread", "place",
                    "curmbs", "mbx", "path", "wz", "currpos", "loc", "crm"})  # fmt: skip
_TOOLS = frozenset({"打印", "分享", "收藏", "关闭", "返回"})
_TOOL = re.compile(r"\s{0,3}(?:字号|字体|字號|字體|打印|列印|分享|【|浏览次数)")
_ARROW = re.compile("[>＞»›]")
_LONGEST = 300
_PIECES = 12  # lines or links a path may be broken into
_WIDE = 60  # characters of the longest crumb


def paths(ctx: Context, title: str | None) -> Iterator[Several]:
    """The paths of columns that the page shows, the surest rule first."""
    for rule, selector in ctx.selectors("breadcrumbs"):
        for element in some(ctx.tree, selector):
            box = ctx.tree.box_of(element)
            pieces = [line.text for line in ctx.tree.lines_of(box)] if box else []
            text = " > ".join(pieces) if len(pieces) > 1 else text_of(element)
            crumbs = _split(text, element, title)
            if crumbs:
                yield Several(crumbs, rule)
            elif text:
                ctx.pass_over("breadcrumbs", rule, text, "no path of columns")
    for finder, rule in _FINDERS:
        if found := finder(ctx, title):
            yield Several(found, rule)


def _by_label(ctx: Context, title: str | None) -> tuple[str, ...]:
    """The longest path among the lines that say 当前位置 or start at 首页 (some templates print a short one too)."""
    best: tuple[str, ...] = ()
    for at, line in enumerate(ctx.tree.lines[: max(ctx.body.start, 1) + 3]):
        text = line.text
        if len(text) <= _LONGEST and ((lead := _LEAD.match(text)) or _looks_like(text)):
            crumbs = _split(text, None, title)
            if lead and lead.end() == len(text):
                crumbs = _below(ctx, at, title)
            elif lead and len(crumbs) == 1:
                crumbs = _linked_in(ctx, at, title) or _below(ctx, at, title, crumbs[0]) or crumbs
            if len(crumbs) >= max(2, len(best) + 1):
                best = crumbs
    return best


def _below(ctx: Context, at: int, title: str | None, home: str = "") -> tuple[str, ...]:
    """The path that stands in boxes of its own below a bare 当前位置, or one with ``home`` alone: one crumb in each."""
    lines = ctx.tree.lines
    box = lines[at].box
    while box.parent is not None and box.last <= at + 1:
        box = box.parent
    if home and not (box.first == at and _HOME.fullmatch(home)):
        return ()
    pieces = [line.text for line in lines[at + 1 : min(box.last, at + 1 + _PIECES)]]
    stop = next((n for n, x in enumerate(pieces) if len(x) > _WIDE or _same(x, title or "")), None)
    return _split(" > ".join([*([home] if home else []), *pieces[:stop]]), None, title)


def _linked_in(ctx: Context, at: int, title: str | None) -> tuple[str, ...]:
    """The links of one line, where nothing but pictures, blanks or dots stand between them."""
    links = [a.text for a in ctx.tree.anchors if a.line == at and a.text]
    text = _LEAD.sub("", ctx.tree.lines[at].text)
    last = text.rpartition(links[-1])[2] if links else ""
    if len(links) < 2 or not text.startswith(links[0]):
        return ()
    return _split(" > ".join([*links, last.strip(" ·•.")]), None, title)


def _by_addresses(ctx: Context, title: str | None) -> tuple[str, ...]:
    """A short row of links that starts at 首页, each address below the one before: / > /xw/ > /xw/bm/."""
    tree = ctx.tree
    limit = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    for n, home in enumerate(tree.anchors):
        if home.line >= limit:
            break
        if not _HOME.fullmatch(home.text):
            continue
        run = [home]
        for anchor in tree.anchors[n + 1 : n + _PIECES]:
            if anchor.line > run[-1].line + 2 or anchor.line >= limit:
                break
            if not _is_under(ctx.address(anchor.href), ctx.address(run[-1].href)):
                break
            run.append(anchor)
        follows = tree.anchors[n + len(run) : n + len(run) + 1]
        beside = any(a.line <= run[-1].line + 1 and not _same(a.text, title or "") for a in follows)
        if len(run) >= 3 and not beside:
            return _split(" > ".join(a.text for a in run), None, title)
    return ()


def _is_under(href: str, above: str) -> bool:
    """Whether an address lies in the folder of another, and is not that folder."""
    folder = above.partition("?")[0].rpartition("/")[0] + "/"
    return href.startswith(folder) and href.rpartition("/")[0] + "/" != folder


def _by_shape(ctx: Context, title: str | None) -> tuple[str, ...]:
    """A short line of links joined by ``>`` right above the headline: 评论 > 海外观察."""
    first = max(ctx.body.start, 1)
    for line in reversed(ctx.tree.lines[max(0, first - 40) : first]):
        text = line.text
        if len(text) <= 80 and line.linked and _ARROW.search(text):
            crumbs = _split(text, None, title)
            if crumbs and all(len(c) <= 20 for c in crumbs) and len(crumbs) <= 8:
                return crumbs
    return ()


def _looks_like(text: str) -> bool:
    if "|" in text or not _SAYS_HOME.search(text):
        return False
    pieces = [p for p in _CRUMB.split(text) if p]
    return len(pieces) >= 2 and bool(_HOME.match(pieces[0]))


def _by_name(ctx: Context, title: str | None) -> tuple[str, ...]:
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    for box in ctx.tree.boxes:
        if box.last > first or not box.token or not words(box.token) & _NAMED:
            continue
        pieces = [line.text for line in ctx.tree.lines_of(box)]
        if 1 <= len(pieces) <= 12 and sum(map(len, pieces)) <= _LONGEST:
            crumbs = _split(" > ".join(pieces), box.element, title)
            if len(crumbs) >= 2:
                return crumbs
    return ()


def _split(text: str, element: Element | None, title: str | None) -> tuple[str, ...]:
    text = _LEAD.sub("", clean(text)).strip(" >＞»›")
    pieces = [clean(p).strip(" >＞»›:：|-") for p in _CRUMB.split(text)]
    pieces = [_TOOL.split(p, maxsplit=1)[0].strip() for p in pieces]
    crumbs = [_once(p) for p in pieces if p and p not in _TOOLS]
    if len(crumbs) == 1 and " " in crumbs[0] and element is not None:
        links = [clean("".join(a.itertext())) for a in element.iter("a")]
        crumbs = [x for x in links if x] or crumbs[0].split(" ")
    while crumbs and (crumbs[-1] in _LAST or (title and _same(crumbs[-1], title))):
        crumbs.pop()
    if any(len(c) > _WIDE for c in crumbs) or len(crumbs) > 15:
        return ()
    return tuple(crumbs)


def _once(crumb: str) -> str:
    """A column that is printed as link and once more as where one is: 工作动态 工作动态."""
    half, blank, again = crumb.partition(" ")
    return half if blank and half == again else crumb


def _same(crumb: str, title: str) -> bool:
    a, b = crumb.replace(" ", "").rstrip(".…"), title.replace(" ", "")
    return a == b or (
        len(a) >= 8 and b.startswith(a) and (crumb[-1] in ".…" or len(a) * 2 > len(b))
    )


_FINDERS = (
    (_by_label, "label:position"),
    (_by_name, "name:breadcrumb"),
    (_by_addresses, "link:breadcrumb"),
    (_by_shape, "shape:breadcrumb"),
)
