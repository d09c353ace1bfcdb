"""The metadata table or list of an official document, rows as printed (reference: formats.md §7)."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from govnews.dom import Line, some
from govnews.fields.found import Context
from govnews.model import Label
from govnews.values.dates import find_date
from govnews.values.documents import concept_of, find_doc_no, find_index_no
from govnews.values.official import LABEL_LINE, METADATA, are_metadata
from govnews.values.text import clean, squeeze

_EMPTY = frozenset({"", "无", "-", "--", "/", "暂无"})
# What a template prints round a number that is not there.
_NO_NUMBER = "〔〕[]［］【】()（） 第号號"
# A second label in a cell or a line.
_NEXT = re.compile(r"(?:^|\s)[\[【(（]{0,2}[\u4e00-\u9fff]{2,8}\s{0,2}[:：]")
_FIRST = frozenset("索文发發成公信生实废失")  # characters that open the labels of numbers and dates
_GLUED = 60  # characters of a label and its value with nothing between them
_DATED = ("written_on", "published_on", "effective_on", "repealed_on")
_BELOW = 30  # lines below the text where a metadata list may stand


def read_labels(ctx: Context) -> tuple[tuple[Label, ...], str]:
    """Labels with a value, in printed order, and the rule; none where fewer than two are known or none of them is telling.

    A table that a profile names is read alone, wherever it stands; else what stands around the text.
    """
    for rule, selector in ctx.selectors("policy"):
        for element in some(ctx.tree, selector):
            box = ctx.tree.box_round(element)
            if box is not None and (labels := _labels(ctx, range(box.first, box.last), box.last)):
                return labels, rule
    kept = set(ctx.body.indexes)
    end = min(len(ctx.tree.lines), max(ctx.body.end, 1) + _BELOW)
    return _labels(ctx, (i for i in range(end) if i not in kept), end), METADATA


def _labels(ctx: Context, places: Iterable[int], end: int) -> tuple[Label, ...]:
    lines = ctx.tree.lines
    pairs: list[tuple[str, str]] = []
    for i in places:
        if _may_be_labelled(lines[i]):
            pairs += _pairs(lines, i, end)
    if not are_metadata(label for label, _ in pairs):
        return ()
    unique: dict[str, Label] = {}
    for label, value in pairs:
        name = squeeze(label)
        if value and name not in unique:
            unique[name] = Label(name, value)
    return tuple(unique.values())


def _may_be_labelled(line: Line) -> bool:
    text = line.text
    return (
        line.row is not None
        or len(text) <= 12
        or ":" in text
        or "：" in text
        or (len(text) <= _GLUED and text[0] in _FIRST)
    )


def _pairs(lines: list[Line], i: int, end: int) -> Iterator[tuple[str, str]]:
    line = lines[i]
    if line.row is not None:
        yield from _row_pairs(lines, i, end)
        return
    text = line.text
    if len(text) > 300:
        return
    match = LABEL_LINE.match(text) if ":" in text or "：" in text else None
    if match and concept_of(match["label"]):
        value = clean(match["value"])
        if not value and i + 1 < end and _is_value(lines[i], lines[i + 1]):
            value = lines[i + 1].text
        yield match["label"], _fitting(match["label"], _value(value))
    elif match is None and (glued := _glued(text)):
        yield glued
    elif len(text) <= 12 and concept_of(text) and i + 1 < end and _is_value(line, lines[i + 1]):
        yield text, _fitting(text, _value(lines[i + 1].text[:300]))


def _glued(text: str) -> tuple[str, str] | None:
    """Label and value in two elements without colon or blank between them: 索引号012345678/2023-00002."""
    if text[0] not in _FIRST or not 6 <= len(text) <= _GLUED:
        return None
    for at in range(min(8, len(text) - 4), 1, -1):
        concept = concept_of(text[:at]) or ""
        value = text[at:].strip()
        if (
            (concept == "index_no" and find_index_no(value) == value)
            or (concept == "doc_no" and find_doc_no(value) == value)
            or (concept in _DATED and (found := find_date(value)) and found.raw == value)
        ):
            return text[:at], value
    return None


def _is_value(label: Line, line: Line) -> bool:
    """Whether the line after a bare label is its value: a neighbour in the same box, no label and no headline."""
    if _is_label(line.text) or line.box.tag in ("h1", "h2", "h3") or line.row is not None:
        return False
    return line.box is label.box or line.box.parent in (label.box, label.box.parent)


def _fitting(label: str, value: str) -> str:
    """Numbers hold digits: what follows an empty 文号： in the next line is often something else."""
    if concept_of(label) in ("doc_no", "index_no", "unified_no") and not any(
        c.isdigit() for c in value
    ):
        return ""
    return value


def _row_pairs(lines: list[Line], i: int, end: int) -> Iterator[tuple[str, str]]:
    row = lines[i].row
    assert row is not None
    cells = row.cells
    if sum(concept_of(c) is not None for c in cells) >= 3 and _side_by_side(cells):
        below = lines[i + 1].row if i + 1 < end else None
        if below is not None and below.table is row.table and len(below.cells) == len(cells):
            yield from ((c, _value(v)) for c, v in zip(cells, below.cells, strict=True) if c)
            return
    at = 0
    while at < len(cells):
        cell = cells[at]
        match = LABEL_LINE.match(cell[:400])
        if match and concept_of(match["label"]) and match["value"]:
            yield match["label"], _value(match["value"])
            at += 1
        elif concept_of(cell):
            following = cells[at + 1] if at + 1 < len(cells) else ""
            empty = _is_label(following)
            yield cell, "" if empty else _value(following)
            at += 1 if empty else 2
        else:
            at += 1


def _side_by_side(cells: tuple[str, ...]) -> bool:
    """Labels in adjacent cells: a header row, whose values stand in the row below."""
    known = [concept_of(c) is not None for c in cells]
    return any(a and b for a, b in pairwise(known))


def _is_label(text: str) -> bool:
    match = LABEL_LINE.match(text[:400])
    return concept_of(text) is not None or (
        match is not None and concept_of(match["label"]) is not None
    )


def _value(text: str) -> str:
    text = clean(_NEXT.split(text, maxsplit=1)[0])
    return "" if text in _EMPTY or not text.strip(_NO_NUMBER) else text
