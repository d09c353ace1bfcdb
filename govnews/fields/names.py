"""What META and ``<title>`` call a page: the names by which its headline is known wherever it stands."""

import re

from govnews.fields.meta import Metas
from govnews.values.text import clean

HEADLINE_METAS = (
    "ArticleTitle",
    "articletitle",
    "og:title",
    "twitter:title",
    "DC.Title",
    "dc.title",
    "headline",
)
JOINT = re.compile(
    r"\s{0,3}[_|｜丨»«›‹]\s{0,3}|\s{1,3}[-–—]{1,2}\s{1,3}|--|—{2}(?=[^—]{2,14}$)|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])"
)
# What editors write where nobody gave a title.
_TEMPLATE = frozenset(
    {
        *("new page 1", "new page 2", "untitled", "untitled document", "untitled page", "document", "index", "home"),
        *("无标题文档", "无标题页", "无标题", "新建网页 1", "新建网页", "首页", "详情", "详情页", "文章详情", "内容页", "详细内容"),
    }
)  # fmt: skip
_DATED = re.compile(
    r"\s{1,4}(?:19|20)\d\d年\d{1,2}月\d{1,2}日$|\s{0,4}[\[(（]?\s{0,4}(?:(?:发布(?:时间|日期)\s{0,2}[:：])?\s{0,4}(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s{0,4}(?:\d{1,2}:\d\d(?::\d\d)?)?"
    r"|发布(?:时间|日期)\s{0,2}[:：]\s{0,4}(?:19|20)\d\d年\d{1,2}月\d{1,2}日|(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s{0,4}\d{1,2}:\d\d(?::\d\d)?)\s{0,4}[\])）]?$"
)
ORNAMENT = " :：·*~-—=★☆◆■●>＞<"
_SHORTEST = 8  # characters; shorter names are columns, too


def parts_of(title: str) -> list[str]:
    """The pieces of a ``<title>``, headline, columns and site in any order; none of what an editor's template says.

    >>> parts_of("关于防汛的通知_通知公告_样例市人民政府")
    ['关于防汛的通知', '通知公告', '样例市人民政府']
    """
    parts = (clean(p).strip(ORNAMENT) for p in JOINT.split(title))
    return [p for p in parts if p and p.lower() not in _TEMPLATE]


def names_of(metas: Metas, title: str) -> frozenset[str]:
    """The title of META and the parts of ``<title>``, site and column left out."""
    others = {metas.value(name) for name in ("SiteName", "ColumnName", "og:site_name")}
    named = [metas.value(*HEADLINE_METAS) or "", title, *parts_of(title)]
    return frozenset(n for n in named if len(n) >= _SHORTEST and n not in others)


def without_date(text: str) -> str:
    """A headline whose element also holds the stamp: 关于…的通知 (2024-05-11). A day in
    brackets and words is its own: 公报（2024年5月11日）.
    """
    shorter = _DATED.sub("", text)
    return clean(shorter) if len(shorter) >= 4 else clean(text)
