"""Official documents: numbers, metadata labels, cited documents (reference: formats.md §6 and §7; GB/T 9704-2012)."""

import re
from functools import lru_cache

from govnews.model import Cite
from govnews.values.text import clean, fold, squeeze

_OPEN, _CLOSE = r"[〔［\[（(【﹝<〈]", r"[〕］\])）】﹞>〉]"
_HAN = r"\u4e00-\u9fff"
_DOC_NO = re.compile(
    rf"(?P<code>[{_HAN}][{_HAN}（）()、·A-Za-z]{{0,24}}?)\s{{0,4}}{_OPEN}\s{{0,4}}(?P<year>(?:19|20)\d\d)\s{{0,4}}年?\s{{0,2}}{_CLOSE}"
    r"\s{0,4}(?P<number>第?\s{0,4}\d{1,5})\s{0,4}[号號]"
)
_ORDER = re.compile(
    rf"(?P<issuer>[{_HAN}、 ]{{2,40}}?)(?P<kind>令|公告|通告)\s{{0,4}}[（(]?\s{{0,2}}(?:(?P<year>(?:19|20)\d\d)\s{{0,4}}年\s{{0,4}})?"
    r"第\s{0,4}(?P<number>\d{1,4}|[一二三四五六七八九十百〇零]{1,8})\s{0,4}[号號]"
)
# Taiwan writes 字第 between the office and a number that opens with the year of the Republic: 院臺經字第1130012345號.
_ZI = re.compile(
    rf"[{_HAN}]{{2,16}}字第\s{{0,4}}(?:1[0-2]\d|[6-9]\d)\d{{5,9}}[A-Z]?\s{{0,4}}[号號]"
)
_INDEX_NO = re.compile(
    r"(?<![0-9A-Za-z])(?P<issuer>[0-9A-Za-z]{8,18}(?:-[0-9A-Z])?)\s{0,4}[/／]\s{0,4}(?P<year>(?:19|20)\d\d)-(?P<number>\d{3,8})(?!\d)"
)
_CITE = re.compile(
    rf"《(?P<title>[^《》\n]{{2,120}}(?:《[^《》\n]{{1,80}}》[^《》\n]{{0,80}})?)》\s{{0,2}}"
    rf"(?:[（(]\s{{0,2}}(?P<doc_no>[{_HAN}][^（）()\n]{{0,40}}?[号號])\s{{0,2}}[）)])?"
)
_LEFT_BOUNDARY = frozenset(" \t\n　“”\"'《》（）()【】[]：:，,。；;、")
_LEAD_IN = re.compile(
    "^(?:根据|依据|根據|依據|按照|依照|参照|贯彻|落实|现将|关于|以|经|由|和|与|及)"
)  # running text before a code
_LINE_LIMIT = 2000

# Concept → labels, blanks and colons removed (formats.md §7).
_CONCEPTS: dict[str, tuple[str, ...]] = {
    "index_no": ("索引号", "信息索引号", "信息索引", "索取号", "索引", "索引號"),
    "title": ("标题", "名称", "信息名称", "文件名称", "标  题", "公文名称", "文件标题"),
    "issuers": ("发文机关", "发布机构", "发文机构", "发布单位", "发布机关", "所属机构", "发文单位", "制发机关", "公开机构", "信息来源单位", "制定机关", "發文機關"),
    "written_on": ("成文日期", "成文时间", "生成日期", "产生日期", "发文日期", "发文时间", "印发日期", "签署日期", "制发日期", "發文日期"),
    "published_on": ("发布日期", "发布时间", "公布日期", "公开日期", "公开时间", "公布时间"),
    "doc_no": ("发文字号", "文号", "文件编号", "发文文号", "文件字号", "公文字号", "发文号", "文件号", "發文字號", "文號"),
    "topics": ("主题分类", "分类", "信息分类", "主题", "分类名称", "所属主题", "主题类别"),
    "genre": ("体裁分类", "文种", "信息种类", "信息类别", "体裁", "公文种类", "公文类型", "文件类型", "信息类型"),
    "subject_words": ("主题词", "关键词", "关键字"),
    "validity": ("有效性", "时效性", "效力状态", "文件状态", "是否有效", "文件有效性", "有效状态", "效力"),
    "effective_on": ("实施日期", "生效日期", "施行日期", "实施时间", "生效时间", "施行时间"),
    "repealed_on": ("废止日期", "失效日期", "废止时间", "失效时间", "终止日期", "有效期至"),
    "disclosure": ("公开方式", "公开类别", "公开属性", "公开分类", "公开形式", "公开类型"),
    "description": ("内容概述", "摘要", "内容摘要", "内容提要"),
    "unified_no": ("统一编号", "规范性文件统一编号", "登记号", "统一登记号"),
    "rank": ("效力级别", "效力等级"),
    "signed_on": ("签发日期",),
    "other": ("公开范围", "公开时限", "公开程序", "责任部门", "责任处室", "服务对象分类", "服务对象", "浏览次数", "载体类型", "记录形式",
              "语种", "公开目录", "所属栏目", "备注", "联系方式", "信息公开目录", "访问次数", "生命周期", "所属地区", "地区分类"),
}  # fmt: skip
_CONCEPT = {squeeze(label): concept for concept, labels in _CONCEPTS.items() for label in labels}


@lru_cache(1024)
def concept_of(label: str) -> str | None:
    """What a metadata label means: ``index_no``, ``doc_no``, ``issuers`` …; ``None`` for an unknown label.

    Blanks inside the label and its colon do not count.

    >>> concept_of("索　引　号：")
    'index_no'
    """
    return _CONCEPT.get(squeeze(label)) if len(label) <= 40 else None


def find_doc_no(line: str, *, labelled: bool = False) -> str | None:
    """The document number of a line, as printed: 国办发〔2024〕1号, 国务院令第321号.

    Running text may precede the code, so a left boundary is asked for (line start, blank, bracket or quotation mark),
    but not where the line is the value of a label (``labelled``).
    """
    line = line[:_LINE_LIMIT]
    if "号" not in line and "號" not in line:
        return None
    flat = fold(line)
    for pattern in (_DOC_NO, _ORDER, _ZI):
        for match in pattern.finditer(flat):
            if labelled or match.start() == 0 or line[match.start() - 1] in _LEFT_BOUNDARY:
                start = match.start() + len(lead[0] if (lead := _LEAD_IN.match(match[0])) else "")
                return _balanced(line, start, match.end())
    return None


def _balanced(line: str, start: int, end: int) -> str:
    """The number with the bracket that closes it: 令（2018年第1号）."""
    raw = line[start:end]
    if len(re.findall("[（(]", raw)) > len(re.findall("[）)]", raw)) and line[end : end + 1] in (
        "）",
        ")",
    ):
        raw += line[end]
    return clean(raw)


def find_index_no(line: str) -> str | None:
    """An 索引号 of the forms ``000014349/2017-00110``, ``11440100MB2C90856P/2023-00331``; ``None`` without one."""
    match = _INDEX_NO.search(line[:_LINE_LIMIT])
    return clean(match[0]) if match else None


def find_cites(text: str) -> tuple[Cite, ...]:
    """Documents that the text names with their number: 《…》（国发〔2024〕1号). Each number once, in order.

    A title without a number is a citation only by guess, and is left out. Looks at every line, linear in the length.
    """
    found: dict[str, Cite] = {}
    for line in text.split("\n"):
        if "《" not in line or ("号" not in line and "號" not in line):
            continue
        for start in range(0, len(line), _LINE_LIMIT):
            for match in _CITE.finditer(line[start : start + _LINE_LIMIT + 300]):
                doc_no = match["doc_no"]
                if doc_no and _numbered(doc_no):
                    found.setdefault(squeeze(doc_no), Cite(clean(match["title"]), clean(doc_no)))
    return tuple(found.values())


def _numbered(doc_no: str) -> bool:
    flat = fold(doc_no)
    return bool(
        _DOC_NO.match(flat)
        or _ORDER.match(flat)
        or re.match(rf"^[{_HAN}]{{1,20}}第\d{{1,4}}[号號]$", flat)
    )
