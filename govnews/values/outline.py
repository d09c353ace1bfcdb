"""Paragraph lines to sections with levels (DESIGN §5 "Heading levels"; reference: formats.md §5; GB/T 9704-2012 §7.3.3).

A numbered line counts as a heading only where its counter starts at one and rises, and where the lines of its run read
like headings: short, or run into their paragraph (（一）指导思想。全面…). A bare list of items is not a run of headings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govnews.model import Section
from govnews.values.text import fold, han_count

_HAN_NUMBER = "一二三四五六七八九十百千零〇"
_PATTERNS = (
    ("part", re.compile(rf"^第(?P<n>[{_HAN_NUMBER}\d]{{1,6}})[编編篇](?=\s|$|[\u4e00-\u9fff])")),
    ("chapter", re.compile(rf"^第(?P<n>[{_HAN_NUMBER}\d]{{1,6}})章(?=\s|$|[\u4e00-\u9fff])")),
    ("division", re.compile(rf"^第(?P<n>[{_HAN_NUMBER}\d]{{1,6}})[节節](?=\s|$|[\u4e00-\u9fff])")),
    ("article", re.compile(rf"^第(?P<n>[{_HAN_NUMBER}\d]{{1,7}})[条條](?:之[一二三四五六七八九十]{{1,3}})?(?=\s|$|[\u4e00-\u9fff（(【])")),
    ("han", re.compile(rf"^(?P<n>[{_HAN_NUMBER}]{{1,3}})\s?[、．.]")),
    ("bracket_han", re.compile(rf"^\((?P<n>[{_HAN_NUMBER}]{{1,3}})\)\s?、?")),
    ("arabic", re.compile(r"^(?P<n>\d{1,2})\s?[.、](?!\d)")),
    ("bracket_arabic", re.compile(r"^\((?P<n>\d{1,2})\)\s?、?")),
    ("label", re.compile(
        rf"^(?P<word>亮点|亮點|看点|看點|关键词|關鍵詞|焦点|焦點|问题|問題|热点|熱點|解读|解讀|链接|鏈接|背景|变化|變化|特点|特點|举措|舉措|案例)"
        rf"(?P<n>[{_HAN_NUMBER}\d]{{1,3}})?\s?[:]")),
)  # fmt: skip
_LEVEL = {
    "part": 1,
    "chapter": 1,
    "division": 2,
    "han": 1,
    "bracket_han": 2,
    "arabic": 3,
    "bracket_arabic": 4,
    "label": 1,
    "strong": 1,
}
_RANK = ("part", "chapter", "division", "article", "tag", "label", "strong", "han", "bracket_han", "arabic", "bracket_arabic")  # fmt: skip
_OPENS = frozenset("第(（" + _HAN_NUMBER)
_COLONS = ":：\u2236\ufe55"
_ITEMS = frozenset({"bracket_han", "arabic", "bracket_arabic"})
_LONGEST_HEADING = 80  # characters of a line that is nothing but a heading
_LONGEST_RUN_IN = 45  # characters up to the first 。 of a heading run into its paragraph
_LABEL = 16  # characters of 一、项目编号：, whose value stands in the next line
_STOPS = "。；;！!"
_UNIT = {"十": 10, "百": 100, "千": 1000}
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a body."""

    text: str
    """Cleaned text without line feeds."""
    strong: bool = False
    """Whether all of it is set in bold."""
    tag: int | None = None
    """Level of the h1–h6 element it is, if it is one."""
    plain: bool = False
    """True for what can never be a heading: a table row, a caption, a signature."""


@dataclass(slots=True)
class _Mark:
    at: int
    style: str
    ordinal: int
    number: str | None
    word: str = ""


def outline(lines: Sequence[Line]) -> tuple[Section, ...]:
    """The lines under their headings: flat, in reading order, nothing lost and nothing twice.

    The lines before the first heading are a section of level 0 with ``heading`` ``None``. A heading that runs into its
    paragraph ends with its first 。; the rest of the line is the section's first paragraph.
    """
    accepted = _accepted(lines)
    sections: list[Section] = []
    level, number, heading = 0, None, None
    paragraphs: list[str] = []
    for at, line in enumerate(lines):
        if at not in accepted:
            paragraphs.append(line.text)
            continue
        if paragraphs or heading is not None:
            sections.append(Section(level, number, heading, tuple(paragraphs)))
        mark, level = accepted[at]
        number = mark.number
        heading, rest = _split(line.text, mark)
        paragraphs = [rest] if rest else []
    if paragraphs or heading is not None:
        sections.append(Section(level, number, heading, tuple(paragraphs)))
    return tuple(sections)


def _accepted(lines: Sequence[Line]) -> dict[int, tuple[_Mark, int]]:
    marks = [m for at, line in enumerate(lines) if (m := _mark(at, line))]
    chosen = [m for run in _runs(marks) if _is_headings(run, lines) for m in run]
    articles = [m.at for m in chosen if m.style == "article"]
    article_level = 2 if any(m.style in ("chapter", "part") for m in chosen) else 1
    result: dict[int, tuple[_Mark, int]] = {}
    for mark in chosen:
        # What a 条 lists as （一） or 1. are items of its sentence, not headings.
        if articles and mark.style in _ITEMS and min(articles) <= mark.at <= max(articles):
            continue
        result[mark.at] = (
            mark,
            article_level if mark.style == "article" else _LEVEL.get(mark.style, 1),
        )
    return result


def _mark(at: int, line: Line) -> _Mark | None:
    if line.plain or not line.text:
        return None
    first, opening = line.text[0], line.text[:12]
    if first in _OPENS or first.isdigit() or any(colon in opening for colon in _COLONS):
        flat = fold(line.text[:120])
        for style, pattern in _PATTERNS:
            match = pattern.match(flat)
            ordinal = _value(match["n"] or "〇") if match else None
            if match and ordinal is not None:
                number = None if style == "label" else line.text[: match.end()].strip()
                return _Mark(at, style, ordinal, number, match["word"] if style == "label" else "")
    short = len(line.text) <= _LONGEST_HEADING // 2 and line.text[-1] not in "。；;，,、：:）)"
    if line.tag is not None and len(line.text) <= _LONGEST_HEADING:
        return _Mark(at, "tag", 0, None)
    if line.strong and short and han_count(line.text) >= 2:
        return _Mark(at, "strong", 0, None)
    return None


def _value(text: str) -> int | None:
    """A number in digits or in Chinese; ``None`` for a mixture, which no counter prints (第十5条)."""
    if text.isdecimal():
        return int(text)
    total = current = 0
    for char in text:
        if char in _DIGIT:
            current = _DIGIT[char]
        elif (unit := _UNIT.get(char)) is None:
            return None
        else:
            total += (current or 1) * unit
            current = 0
    return total + current


def _runs(marks: list[_Mark]) -> list[list[_Mark]]:
    """Runs of one style whose counter starts at one and rises; a mark of higher rank ends the runs below it."""
    open_runs: dict[str, list[_Mark]] = {}
    done: list[list[_Mark]] = []
    for mark in marks:
        key = mark.style + mark.word
        below = [k for k, r in open_runs.items() if mark.number and _rank(r[0]) > _rank(mark)]
        # 条 count on through the chapters
        done += [open_runs.pop(k) for k in below if open_runs[k][0].style != "article"]
        run = open_runs.get(key)
        if run and (mark.ordinal == run[-1].ordinal + 1 or mark.ordinal == 0 == run[-1].ordinal):
            run.append(mark)
        elif run and mark.style == "article" and mark.ordinal == run[-1].ordinal:
            run.append(mark)  # 第十条之一 follows 第十条
        elif mark.ordinal in (0, 1):
            if run:
                done.append(run)
            open_runs[key] = [mark]
    return done + list(open_runs.values())


def _rank(mark: _Mark) -> int:
    return _RANK.index(mark.style)


def _is_headings(run: list[_Mark], lines: Sequence[Line]) -> bool:
    style = run[0].style
    if style in ("part", "chapter", "division", "tag"):
        return all(len(lines[m.at].text) <= _LONGEST_HEADING for m in run)
    if len(run) < 2:
        return False
    if style == "article":
        return True
    if style == "strong":
        return _followed(run, lines) * 2 > len(run)
    good = sum(_reads_like_heading(lines[m.at].text, m) for m in run)
    return good * 3 >= len(run) * 2 and _followed(run, lines) * 2 >= len(run)


def _reads_like_heading(text: str, mark: _Mark) -> bool:
    if _split(text, mark)[1]:
        return mark.style != "label"  # 案例1：…。… is a paragraph with a label
    body = text[len(mark.number or "") :].strip()
    return (
        len(text) <= _LONGEST_HEADING
        and not any(stop in body for stop in _STOPS)
        and _is_whole(body, label=mark.style == "han" and len(text) <= _LABEL)
    )


def _is_whole(body: str, *, label: bool) -> bool:
    """Whether the words after a number are a heading: some, and not what a comma or a colon carries on, save a label."""
    return bool(body) and (body[-1] not in "，,：:" or (label and body[-1] in "：:"))


def _followed(run: list[_Mark], lines: Sequence[Line]) -> int:
    """How many members have text of their own before the next member."""
    at = {m.at for m in run}
    return sum(
        (m.at + 1 < len(lines) and m.at + 1 not in at) or bool(_split(lines[m.at].text, m)[1])
        for m in run
    )


def _split(text: str, mark: _Mark) -> tuple[str, str]:
    """The heading and what follows it in the same line."""
    if mark.style == "article":
        body = text[len(mark.number or "") :].strip()
        if not body or (len(body) <= 20 and not any(c in body for c in "，。；：,;")):
            return text, ""
        return mark.number or text, body
    if mark.style in ("part", "chapter", "division", "tag", "strong"):
        return text, ""
    stop = text.find("。")
    if 0 < stop < len(text) - 1 and stop <= _LONGEST_RUN_IN:
        return text[: stop + 1], text[stop + 1 :].strip()
    return text, ""
