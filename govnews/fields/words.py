"""Words of ids and classes, as whole tokens: ``imagezoom`` is not ``zoom``."""

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

# Containers that never hold an article's text. Pinyin initials as CMS templates use them: dqwz 当前位置, xgwj 相关文件,
# ewm 二维码, fx 分享, dy 打印, gb 关闭.
_FURNITURE = """
nav navbar navigation navi menu submenu breadcrumb breadcrumbs crumb crumbs curmb foot footer copyright copy sidebar
aside share sharing social toolbar tools tool related relation relate recommend recommended comment comments reply disqus
login search banner ads ad advert advertisement promo sponsor popup modal dialog qrcode ewm qr print pager pagination
paging hot rank ranking friendlink friendlinks links link weixin wechat jiathis bdsharebuttonbox bshare zzjg dqwz xgwj
xgxw xgyd xglj xgzx tuijian sitemap subscribe newsletter widget cookie masthead location weizhi position editor
"""
_BOILERPLATE = frozenset(_FURNITURE.split())
_STRONG = frozenset({"footer", "foot", "copyright", "comment", "comments", "disqus", "nav", "navbar", "breadcrumb", "breadcrumbs",
                     "crumb", "sidebar", "related", "share", "cookie", "newsletter", "advertisement"})  # fmt: skip
COMMENTS = frozenset(
    {"cookie", "comment", "comments", "disqus", "reply", "replies", "respond", "commentlist"}
)
DIALOG = frozenset({"modal", "dialog"})
IMPRINT = frozenset({"footer", "foot", "copyright"})
_TITLE = frozenset({"title", "tit", "titles", "headline", "bt", "biaoti", "subject", "ti", "wzbt", "dabiaoti", "btitle", "heading", "name", "tt", "txttitle", "arttitle"})  # fmt: skip
_CONTENT = frozenset({"content", "article", "text", "body", "detail", "details", "zoom", "main", "con", "cont", "post", "entry", "editor",
                      "nr", "neirong", "zw", "zhengwen", "wz", "view", "story", "txt", "news", "conten", "contents"})  # fmt: skip


@lru_cache(maxsize=8192)
def words(token: str) -> frozenset[str]:
    """The lower-case words of an id and class string: ``BreadcrumbNav xg-list`` → breadcrumb, nav, xg, list."""
    if not token or token == " ":
        return frozenset()
    found = [w.lower() for w in _WORD.findall(token[:300])]
    return frozenset(found) | {t.lower() for t in token.split() if t.isalpha()}


@lru_cache(maxsize=8192)
def is_boilerplate(token: str) -> bool:
    """Whether an id or class says that the box is navigation, tools or other furniture."""
    named = words(token)
    return bool(named & _BOILERPLATE) and (bool(named & _STRONG) or not named & _CONTENT)


@lru_cache(maxsize=8192)
def says_title(token: str) -> bool:
    """Whether an id or class says that the box is a headline."""
    return bool(words(token) & _TITLE)


@lru_cache(maxsize=8192)
def says_content(token: str) -> bool:
    """Whether an id or class says that the box is a text."""
    return bool(words(token) & _CONTENT)
