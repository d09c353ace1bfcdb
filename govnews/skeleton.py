"""The skeleton of a page that survives only as text: which line is what.

The lines keep their order, so a page still shows its skeleton: breadcrumb, title, a line with date and source, paragraphs,
a labelled list of related titles, navigation. Nothing is guessed beyond it: what the skeleton does not show stays null.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from govnews.model import (
    Dateline,
    Evidence,
    Label,
    Policy,
    RelatedLink,
    Section,
)
from govnews.values.dateline import parse_dateline
from govnews.values.dates import DateFound, find_date
from govnews.values.header import first_value, read_header
from govnews.values.imprint import find_owner, find_site_id, name_before_host
from govnews.values.official import Statement, are_metadata, label_of, read_policy
from govnews.values.outline import Line, outline
from govnews.values.people import names
from govnews.values.sources import normalise_source
from govnews.values.text import clean, fold, han_count, squeeze

_BREADCRUMB = re.compile(
    r"^\W{0,4}(?:您?(?:现在|現在|目前|当前|當前)?(?:的|所在|所在的)?(?:位置)(?:是|为|為)?\s{0,2}[:：]|(?:网站|網站)?(?:首页|首頁)\s{0,4}(?:>|＞|»|›|/|→|-)|home\s{0,4}(?:>|»|›))",
    re.I,
)
_CRUMB = re.compile(r"\s{0,4}(?:>{1,3}|＞{1,3}|»|›|→|\||/|\s-\s|—{1,2})\s{0,4}")
_RELATED = re.compile(
    r"^\W{0,4}(?P<label>(?:相关|相關|延伸|推荐|推薦|更多|扩展)?(?:链接|鏈接|报道|報道|報導|稿件|阅读|閱讀|新闻|新聞|解读|解讀|文章|资讯|資訊|信息|文件|政策|专题|推荐)|"
    r"政策解读|政策解讀|图解|热点推荐|相关附件)\s{0,2}[:：]?\W{0,4}$"
)
_PREVIOUS_NEXT = re.compile(
    r"^\W{0,4}(?:上一[篇条條则頁页个]|下一[篇条條则頁页个]|上篇|下篇|前一篇|后一篇)\s{0,2}[:：]\s{0,2}(?P<title>.{0,200})$"
)
_EDITOR = re.compile(
    r"^\W{0,4}(?:责任编辑|責任編輯|责编|編輯|编辑|网络编辑)\s{0,2}[:：]\s{0,2}(?P<names>.{1,80}?)\W{0,4}$"
)
_BULLET = re.compile(r"^[·•●▪■◆○◇▸►※*・‧∙-]\s{0,4}")
_FOOTER = re.compile(
    r"版权所有|版權所有|网站标识码|網站標識碼|ICP备|ICP備|公网安备|技术支持|主办单位[:：]|主辦單位[:：]|承办单位[:：].{0,40}(?:信息|技术)中心|网站地图|联系我们|關於我們|"
    r"关于我们|Copyright|All rights reserved|扫一扫|我要纠错|打印本页|关闭窗口|關閉窗口|返回顶部",
    re.I,
)
_TOOL = re.compile(
    r"^\W{0,6}(?:字体|字體|字号|字號|大\s{1,3}中\s{1,3}小|打印|列印|关闭|關閉|分享|收藏|下载|浏览次数|点击数|阅读次数|视力保护色|微信|微博|朗读|返回)[\s\S]{0,40}$"
)
_SENTENCE_END = "。！？!?；;：:”」』）)…"
_NOT_CRUMBS = frozenset({"正文", "内容", "內容", "详情", "详细", "當前頁", "文章正文", "内容正文"})
_NONE = frozenset(
    {"没有了", "無", "无", "暂无", "没有", "没有下一篇", "没有上一篇"}
)  # 下一篇：没有了
_HEADER_SPAN = 60  # lines: a masthead further down is a part of the text
_RULES = {
    "date": "text:masthead",
    "source": "text:masthead",
    "authors": "text:masthead",
    "site_id": "text:imprint",
    "breadcrumbs": "text:breadcrumb",
    "text": "text:paragraphs",
    "dateline": "text:first-paragraph",
    "related_links": "text:related-label",
    "editors": "text:editor-line",
}
_ATTRIBUTE = {"text": "paragraphs"}
_NOTHING: tuple[object, ...] = (None, (), Dateline())
_FOOT = 20  # lines
_SITE_NAME = re.compile(r"^[\u4e00-\u9fff]{2,18}(?:网|網|网站|網站|门户|門戶|人民政府)$")
_MASTHEAD_LENGTH = 150  # characters


@dataclass(frozen=True, slots=True)
class TextFields:
    """What a text dump shows of a page. Attributes are named as in the record."""

    title: str | None = None
    date: str | None = None
    date_raw: str | None = None
    source: str | None = None
    source_raw: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    dateline: Dateline = field(default_factory=Dateline)
    site_name: str | None = None
    site_id: str | None = None
    breadcrumbs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[str, ...] = ()
    related_links: tuple[RelatedLink, ...] = ()
    policy: Policy = field(default_factory=Policy)
    header_text: str = ""
    """The masthead line, where a printed host stands."""
    evidence: tuple[Evidence, ...] = ()


def read_dump(text: str, zone: str | None = None) -> TextFields:
    """The fields of a text dump.

    ``zone`` is the offset for a printed time (``+08:00``), ``None`` for local time. Never raises; cost is linear.
    """
    lines = [line for raw in text.splitlines() if (line := clean(raw))]
    head = lines[:_HEADER_SPAN]
    crumbs_at = next((n for n, line in enumerate(head) if _BREADCRUMB.match(line)), None)
    start = 0 if crumbs_at is None else crumbs_at + 1
    labels, labelled_to = _labels(head, start)
    masthead_at = _masthead(lines, start)
    if labelled_to > start:
        title_at = next(
            (n for n in range(labelled_to, len(head)) if _could_be_title(head[n])), None
        )
    else:
        title_at = _title(lines, crumbs_at, masthead_at)
    title = lines[title_at] if title_at is not None else None
    places = [n for n in (crumbs_at, masthead_at, title_at, labelled_to - 1) if n is not None]
    paragraphs, rest_at = _body(lines, max(places) + 1, title)
    related, editors = _tail(lines[rest_at:])
    fields = _read_masthead(lines[masthead_at] if masthead_at is not None else "", lines, zone)
    whole = replace(
        fields,
        title=title,
        editors=editors or fields.editors,
        dateline=next(filter(Dateline().__ne__, map(parse_dateline, paragraphs[:3])), Dateline()),
        breadcrumbs=_crumbs(lines[crumbs_at], title) if crumbs_at is not None else (),
        sections=outline([Line(p, plain="\t" in p) for p in paragraphs]),
        paragraphs=paragraphs,
        related_links=related,
        policy=read_policy([Statement(p) for p in paragraphs], labels, title, None)[0],
    )
    rules = _RULES | {
        "title": "text:above-masthead" if masthead_at is not None else "text:first-line"
    }
    found = [
        Evidence(*item)
        for item in rules.items()
        if getattr(whole, _ATTRIBUTE.get(item[0], item[0])) not in _NOTHING
    ]
    return replace(whole, evidence=(*found, *fields.evidence))


def _read_masthead(masthead: str, lines: Sequence[str], zone: str | None) -> TextFields:
    """What the line with date and source says, and the name and number of the site."""
    parts, date = read_header(masthead), _masthead_date(masthead, zone)
    site_name, rule = _site_name(masthead, lines)
    source_raw = first_value(parts, "source")
    return TextFields(
        date=date.value if date else None,
        date_raw=date.raw if date else None,
        source=normalise_source(source_raw, site_name),
        source_raw=source_raw,
        authors=names(first_value(parts, "author")),
        editors=names(first_value(parts, "editor")),
        site_name=site_name,
        site_id=next((n for line in reversed(lines[-_FOOT:]) if (n := find_site_id(line))), None),
        header_text=masthead,
        evidence=(Evidence("site_name", rule),) if site_name else (),
    )


def _labels(head: Sequence[str], start: int) -> tuple[tuple[Label, ...], int]:
    """The rows of an official document's metadata above its text, and the line after them."""
    rows = [(n, label) for n in range(start, len(head)) if (label := label_of(head[n]))]
    if not are_metadata(label.label for _, label in rows):
        return (), start
    unique = {label.label: label for _, label in reversed(rows) if label.value}
    return tuple(reversed(unique.values())), rows[-1][0] + 1


def _masthead(lines: Sequence[str], start: int) -> int | None:
    """The line with date and source. A labelled one wins over a bare date."""
    bare = None
    for n in range(start, min(len(lines), start + _HEADER_SPAN)):
        line = lines[n]
        if len(line) > _MASTHEAD_LENGTH or "。" in line:
            if _is_prose(line):
                break
            continue
        labelled = {p.field for p in read_header(line)} & {"source", "date", "author", "tool"}
        dated = find_date(line)
        if labelled and (dated or "source" in labelled):
            return n
        if dated and bare is None and han_count(line[: dated.start] + line[dated.end :]) <= 20:
            bare = n
    return bare


def _masthead_date(masthead: str, zone: str | None) -> DateFound | None:
    labelled = first_value(read_header(masthead), "date")
    return (find_date(labelled, zone) if labelled else None) or find_date(masthead, zone)


def _is_prose(line: str) -> bool:
    return (
        len(line) >= 40 and any(c in line for c in "，。,；;") and line.count(" ") * 4 < len(line)
    )


def _title(lines: Sequence[str], crumbs_at: int | None, masthead_at: int | None) -> int | None:
    """The nearest line above the masthead that reads like a title; without one the first line that does."""
    first = 0 if crumbs_at is None else crumbs_at + 1
    if masthead_at is not None:
        for n in range(masthead_at - 1, first - 1, -1):
            if _could_be_title(lines[n]):
                return n
        after = masthead_at + 1
        return (
            after
            if after < len(lines) and _could_be_title(lines[after]) and not _is_prose(lines[after])
            else None
        )
    for n in range(first, min(len(lines), first + _HEADER_SPAN)):
        if _could_be_title(lines[n]) and not _is_navigation(lines[n]):
            return n
        if _is_prose(lines[n]):
            return None
    return None


def _could_be_title(line: str) -> bool:
    letters = han_count(line) or sum(c.isalpha() for c in line) // 3
    return (
        letters >= 4
        and len(line) <= 120
        and line[-1] not in "。；;：:，,"
        and not (
            _TOOL.match(line)
            or _BREADCRUMB.match(line)
            or _FOOTER.search(line)
            or _is_navigation(line)
        )
    )


def _is_navigation(line: str) -> bool:
    """Menu words in a row: four or more short tokens and nothing that ends a sentence."""
    tokens = line.replace("|", " ").replace("｜", " ").split()
    return (
        len(tokens) >= 4
        and max(map(len, tokens)) <= 10
        and not any(c in line for c in "。，；：、")
    )


def _crumbs(line: str, title: str | None) -> tuple[str, ...]:
    _, colon, rest = fold(line).partition(":")
    path = line[len(line) - len(rest) :] if colon else line
    found = [clean(part).strip("：: ") for part in _CRUMB.split(path[:300])]
    return tuple(c for c in found if c and c not in _NOT_CRUMBS and c != title and len(c) <= 40)


def _site_name(masthead: str, lines: Sequence[str]) -> tuple[str | None, str]:
    """The site's name and the rule: before the host in the masthead, as first line, or after 版权所有."""
    if name := name_before_host(masthead):
        return name, "text:masthead"
    if lines and _SITE_NAME.match(lines[0]):
        return lines[0], "text:first-line"
    return next(
        (n for line in reversed(lines[-_FOOT:]) if (n := find_owner(line))), None
    ), "text:imprint"


def _body(lines: Sequence[str], start: int, title: str | None) -> tuple[tuple[str, ...], int]:
    """Paragraphs from ``start`` on, and the line where the body ends."""
    paragraphs: list[str] = []
    end = len(lines)
    for n in range(start, len(lines)):
        line = lines[n]
        if _ends_body(line) or (paragraphs and _is_navigation(line)):
            end = n
            break
        if _TOOL.match(line) or (not paragraphs and (line == title or _is_navigation(line))):
            continue
        paragraphs.append(line)
    return tuple(paragraphs), end


def _ends_body(line: str) -> bool:
    return bool(
        (len(line) <= 30 and _RELATED.match(line))
        or _PREVIOUS_NEXT.match(line)
        or _EDITOR.match(line)
        or (len(line) <= 120 and _FOOTER.search(line))
    )


def _tail(lines: Sequence[str]) -> tuple[tuple[RelatedLink, ...], tuple[str, ...]]:
    """Related titles by their label, previous and next, and the editor line below the body."""
    links: list[RelatedLink] = []
    editors: tuple[str, ...] = ()
    group: str | None = None
    bulleted = False
    for line in lines:
        if match := _PREVIOUS_NEXT.match(line):
            title = clean(match["title"])
            if han_count(title) and title not in _NONE:
                links.append(RelatedLink("prev_next", title))
            group = None
        elif match := _EDITOR.match(line):
            editors = editors or names(match["names"])
        elif len(line) <= 30 and (match := _RELATED.match(line)):
            group, bulleted = squeeze(match["label"]), False
        elif group:
            bullet = _BULLET.match(line)
            if (
                _FOOTER.search(line)
                or _is_navigation(line)
                or (bulleted and not bullet)
                or not han_count(line)
            ):
                group = None
                continue
            bulleted = bulleted or bullet is not None
            links.append(_related(group, line[bullet.end() :] if bullet else line))
    return tuple(links), editors


def _related(group: str, text: str) -> RelatedLink:
    """One title, its printed date apart."""
    date = find_date(text)
    if date and (date.start <= 1 or date.end >= len(text) - 1):
        title = clean(text[: date.start] + text[date.end :]).strip("[]()（）【】 ")
        return RelatedLink(group, title or text, None, date.value[:10])
    return RelatedLink(group, text)
