"""What sort of page the bytes are: an article, a list, or one of the reasons for neither (reference: crawling.md §8)."""

import re

from govnews.dom import Tree
from govnews.model import PageKind
from govnews.values.dates import find_date

# Markers of script challenges: 加速乐 (521), 瑞数 (412), 网宿, EdgeOne, Alibaba, ccdi's own.
_CHALLENGE = re.compile(
    r"__jsl_clearance|__jsluid|\$_ts\b|wzws_|WZWS|EO_Bot_Ssid|HOY_TR|acw_sc__v2|_waf_bd8ce|cf-browser-verification|"
    r"challenge-platform|safeline|yundun|安全验证|人机验证|访问验证|请完成验证|浏览器安全检查|Checking your browser|您的访问被拦截|访问被阻断|请求被拦截"
)
_GONE = re.compile(
    r"(?:页面|网页|頁面|文章|信息|内容|文件|链接|地址).{0,12}(?:不存在|已(?:被)?(?:删除|移除|下线|失效)|找不到|无法(?:找到|访问|显示)|未找到|走丢)|找不到.{0,8}(?:页面|网页|頁面|文件|内容)|404\s{0,3}(?:错误|not found|error|-)|not found|系统(?:繁忙|维护|升级)|"
    r"(?:您|你)(?:访问|浏览|查找|请求)的.{0,10}(?:不存在|已删除|有误|出错)|page (?:not found|does not exist)|Error 404",
    re.I,
)
_SCRIPT_MOVE = re.compile(
    r"(?:window|self|top|document|parent)?\.?location(?:\.href)?\s{0,3}=\s{0,3}[\"']|location\.(?:replace|assign)\s{0,3}\("
)
_APP = re.compile(r"<div[^>]{0,80}\bid=[\"']?(?:app|root|__next|__nuxt|container)\b", re.I)
_SMALL = (
    200  # Han characters (or a third of Latin letters) below which a page may be an error or a stub
)
_SHORT = 60  # Han characters below which a page has no article text to speak of
_SENTENCE = 10  # and from which a dated one says something
_ABSTRACTS = 5  # entries
_LIST_LINKS = 8


def page_kind(
    tree: Tree,
    html: str,
    prose: int,
    *,
    status: int = 200,
    other: bool = False,
    dated: bool = False,
) -> PageKind:
    """The kind of a page.

    ``prose`` is the size of its article text in Han characters, 0 for none; ``other`` says that the body holds
    something else worth keeping (pictures, files, a table), ``dated`` that a masthead stands right above the text: such a
    page is an article however short, whatever it lists beside. ``html`` is read only for small pages.
    """
    size = tree.sizes[-1]
    if status in (521, 512, 412) or (size < 400 and _CHALLENGE.search(html[:60000])):
        return PageKind.BLOCKED
    if status in (404, 410):
        return PageKind.SOFT_404
    if prose < _SMALL and (size < 600 or prose < _SHORT) and _says_gone(tree):
        return PageKind.SOFT_404
    if dated and (other or prose >= _SENTENCE) and prose < _SHORT:
        return PageKind.ARTICLE
    if prose < _SHORT and _is_list(tree):
        return PageKind.LIST
    if size < 60 and not other:
        return _without_text(tree, html, size)
    if prose >= _SHORT or other:
        return PageKind.LIST if _has_abstracts(tree) else PageKind.ARTICLE
    return PageKind.ARTICLE if size else PageKind.EMPTY


def _says_gone(tree: Tree) -> bool:
    visible = " ".join(line.text for line in tree.lines[:60])[:1500]
    return _GONE.search(f"{tree.title} {visible}") is not None


def _without_text(tree: Tree, html: str, size: int) -> PageKind:
    head = html[:20000]
    refresh = any(
        (m.get("http-equiv") or "").lower() == "refresh"
        and "url" in (m.get("content") or "").lower()
        for m in tree.root.iter("meta")
    )
    if refresh or _SCRIPT_MOVE.search(head):
        return PageKind.REDIRECT
    if tree.frames or _APP.search(head) or next(tree.root.iter("script"), None) is not None:
        return PageKind.SHELL
    return PageKind.ARTICLE if size else PageKind.EMPTY


def _dated_links(tree: Tree) -> int:
    return sum(
        1
        for line in tree.lines
        if line.linked >= 6
        and len(line.text) <= 160
        and (find_date(line.text[-30:]) or find_date(line.text[:30])) is not None
    )


def _is_list(tree: Tree) -> bool:
    linked = [
        line for line in tree.lines if line.linked * 2 > len(line.text) and len(line.text) >= 8
    ]
    return _dated_links(tree) >= 3 or len(linked) >= _LIST_LINKS


def _has_abstracts(tree: Tree) -> bool:
    """A list that prints an abstract below each entry: links and prose by turns."""
    turns = 0
    after_link = False
    for line in tree.lines:
        size = len(line.text)
        if line.linked * 2 > size >= 8:
            after_link = True
        elif size >= 40 and not line.linked and after_link:
            turns += 1
            after_link = False
        elif size >= 40:
            after_link = False
    return turns >= _ABSTRACTS and _dated_links(tree) + _dates(tree) >= _ABSTRACTS


def _dates(tree: Tree) -> int:
    return sum(
        1 for line in tree.lines if len(line.text) <= 40 and find_date(line.text) is not None
    )
