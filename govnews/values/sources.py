"""来源: the outlet or office that a page names as origin."""

import re

from govnews.values.text import clean, han_count

_LABEL = re.compile(
    r"^(?:信息|文章|稿件|内容|新闻|資料|消息|图文|视频|文字)?(?:来\s{0,4}源|來\s{0,4}源|稿源|出处)\s{0,4}(?:[:：]\s{0,4}|于\s{0,2})"
)
_EDGE = " \t:：|｜丨【】[]，,;；·•-—_/"
_WRAPPED = re.compile(r"^[（(\[【<＜](?P<inner>[^（）()\[\]【】<>＜＞]{1,80})[）)\]】>＞]$")
_SELF = frozenset(
    {"本网", "本站", "本網", "本站原创", "本网原创", "本站讯", "本网站", "原创", "本網站"}
)
_TEMPLATE = frozenset({
    "来源", "來源", "未知", "网站名称", "内容来源", "文章来源", "稿件来源", "网络", "互联网", "不详", "null", "None", "undefined", "无", "暂无",
    "-", "--", "NULL", "请选择", "默认",
})  # fmt: skip
_LIMIT = 120  # characters; a longer string is a sentence, not a source


def normalise_source(raw: str | None, site_name: str | None = None) -> str | None:
    """The source without its label, brackets and decoration; ``None`` where nothing credible is left.

    本网, 本站 mean the site itself and become ``site_name`` where that is known. Book-title marks stay, as printed.

    >>> normalise_source("来源： 新华社 ")
    '新华社'
    >>> normalise_source("本站", "中国政府网")
    '中国政府网'
    """
    text = clean(raw or "")
    for _ in range(2):  # a doubled label: 来源： 来源：省文化和旅游厅
        text = _LABEL.sub("", text).strip(_EDGE)
    if wrapped := _WRAPPED.match(text):
        text = wrapped["inner"].strip(_EDGE)
    if not text or len(text) > _LIMIT or text in _TEMPLATE:
        return None
    if text in _SELF:
        return site_name or text
    if not han_count(text) and not any(c.isalpha() for c in text):
        return None  # digits and punctuation are no source
    return text
