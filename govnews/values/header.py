"""The line below a title: ``来源：新华社 发布时间：2024-01-01 作者：… 字体：大 中 小`` (reference: formats.md §3).

The parts may be joined by blanks, by ``|`` or by nothing at all, so the labels themselves are the separators.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from govnews.values.text import clean, fold, squeeze

_LABELS: dict[str, tuple[str, ...]] = {
    "source": ("来源于", "来自于", "信息来源单位", "来源单位", "来稿单位", "撰稿单位", "报送单位", "信息报送", "提供单位", "来自", "信息来源", "文章来源", "稿件来源", "内容来源", "新闻来源", "来源", "稿源", "出处", "發布機關", "發布單位", "發佈單位", "發稿單位", "資料來源",
               "消息來源", "來源", "发布机构", "发布单位", "信息提供", "供稿单位", "供稿", "Source"),
    "author": ("本报记者", "作者", "记者", "撰稿人", "撰稿", "撰文", "文/图", "供稿人", "記者", "Author"),
    "editor": ("责任编辑", "責任編輯", "责编", "編輯", "编辑", "网络编辑", "值班编辑", "Editor"),
    "date": ("创建时间", "创建日期", "张贴日期", "張貼日期", "刊登日期", "公告日期", "上版日期", "上架日期", "信息发布时间", "发布于", "发布时间", "發布時間", "發佈時間", "时间发布", "发布日期", "發布日期", "發佈日期", "发稿时间", "发文时间", "发表时间",
             "发表日期", "公布日期", "公布时间", "上传时间", "信息时间", "录入时间", "添加时间", "日期", "时间", "時間", "Published", "Publish date", "Release date"),
    "modified": ("最新更新", "最近更新", "最後異動日期", "最後更新日期", "最後更新時間", "最后更新日期", "最后修改时间", "最近更新时间", "異動日期", "更新於", "更新于", "最后更新时间", "更新时间", "更新日期", "更新時間", "更新日期", "修改时间", "最後更新"),
    "tool": ("點閱次數", "點閱數", "點閱率", "點閱", "點擊次數", "點擊數", "瀏覽人次", "瀏覽數", "觀看次數", "浏览次数", "浏览量", "浏览", "瀏覽次數", "点击次数", "点击数", "点击量", "点击", "阅读次数", "阅读量", "阅读", "访问次数",
             "访问量", "字体大小", "浏览字号", "阅读字号", "显示字号", "选择字号", "浏览字体", "选择字体", "字体", "字號", "字号", "字體", "人气", "分享到", "分享", "背景色", "视力保护色", "保护视力色"),
    "other": ("图片来源", "图文来源", "视频来源", "圖片來源", "编发", "来信时间", "写信时间", "信件时间", "留言时间", "提问时间", "咨询时间", "投诉时间", "受理时间", "办理时间", "办结时间", "答复时间", "回复时间",
              "来信日期", "留言日期", "受理日期", "办结日期", "答复日期", "回复日期", "开始时间", "结束时间", "活动时间", "截止时间", "截止日期", "报名时间", "会议时间", "举办时间", "成文日期", "成文时间",
              "生成日期", "公开日期", "实施日期", "施行日期", "生效日期", "失效日期", "废止日期", "资金来源", "水源来源", "审核", "审签",
              "校对", "摄影", "索引号", "发文字号", "文号", "主题分类", "栏目", "所属栏目", "关键词", "关键字", "标签", "信息类别",
              "电话", "联系人", "摄像", "监制"),
}  # fmt: skip
_FIELD = {label: field for field, labels in _LABELS.items() for label in labels}


def _spaced(label: str) -> str:
    # 来　源, 作 者: labels padded with blanks between their characters. Right behind a Han character the first two are
    # parted or none: the blank of 来源：本市发布 日期：… stands between a name and a label.
    if len(label) > 4:
        return re.escape(label)
    first, *rest = map(re.escape, label)
    blank, padded = r"[\s\u3000]", r"[\s\u3000]{0,4}".join(rest)
    return f"{first}(?:{''.join(rest)}|{blank}{{1,4}}{padded}|(?<![\u4e00-\u9fff].){padded})"


_PART = re.compile(
    "(?P<label>"
    + "|".join(_spaced(x) for x in sorted(_FIELD, key=len, reverse=True))
    + r")\s{0,4}[:：]"
)
# Words that end a value: tools of the page, not of the text.
_TOOL = re.compile(
    r"[\s|｜【\[(（]{0,12}(?:打\s{0,3}印|关\s{0,3}闭|分\s{0,3}享|收\s{0,3}藏|下\s{0,3}载|字\s{0,3}[体號号體]|大\s{1,4}中\s{1,4}小|"
    r"小\s{1,4}中\s{1,4}大|语音播报|语音|朗读|复制|扫一扫|\|{2})"
)
# 首次公告日期, 采购公告发布日期: when another notice was published than the one on the page.
_ANOTHER = re.compile(r"(?:首次|原|采购|招标|预审|预|意向|更正前)(?:公告|公示)?$")
_TRIM = " \t|｜【】[]丨/，,;；·•-—"
_INPUT_LIMIT = 2000  # characters: a header is short, and hostile ones cost no more than this


@dataclass(frozen=True, slots=True)
class HeaderPart:
    """One label of a header line and what follows it."""

    field: str
    """source, author, editor, date, modified, tool or other."""
    label: str
    """The label without blanks."""
    value: str
    """What stands between this label and the next one, tools removed; may be empty."""


@lru_cache(256)  # body, date, source and editor each read the few lines round a text
def read_header(text: str) -> tuple[HeaderPart, ...]:
    """The labelled parts of a header, in printed order. Text before the first label is not among them.

    >>> [(p.field, p.value) for p in read_header("信息来源：山东省商务厅浏览次数：12次字体：【大 中 小】")]
    [('source', '山东省商务厅'), ('tool', '12次'), ('tool', '大 中 小')]
    """
    text = text[:_INPUT_LIMIT]
    matches = list(_PART.finditer(fold(text)))
    parts = []
    for n, match in enumerate(matches):
        end = matches[n + 1].start() if n + 1 < len(matches) else len(text)
        label = squeeze(match["label"])
        field = _FIELD[label]
        if field == "date" and _ANOTHER.search(text[max(0, match.start() - 8) : match.start()]):
            field = "other"
        value = text[match.end() : end]
        if field not in ("tool", "other"):
            value = value[: tool.start()] if (tool := _TOOL.search(value)) else value
        parts.append(HeaderPart(field, label, _unwrapped(clean(value).strip(_TRIM))))
    return tuple(parts)


def _unwrapped(value: str) -> str:
    """The value without the bracket that was opened before its label: （来源：…）."""
    if value[-1:] == "）" and "（" not in value:
        return value[:-1].rstrip()
    return value[:-1].rstrip() if value[-1:] == ")" and "(" not in value else value


def first_value(parts: tuple[HeaderPart, ...], field: str) -> str | None:
    """The first non-empty value of ``field``: a doubled label often has its first value empty."""
    return next((p.value for p in parts if p.field == field and p.value), None)
