"""The lines round the text that name date, source, author and editor, read once for all finders."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from govnews.dom import some, text_of
from govnews.fields.body.noise import is_numbered
from govnews.fields.found import Context
from govnews.values.documents import concept_of
from govnews.values.header import HeaderPart, read_header
from govnews.values.text import squeeze

_ABOVE = 30  # lines above the text
_BELOW = 15  # lines below it
_INSIDE = 6  # lines at its start and its end
_LONGEST = 400
_SOURCES = frozenset({"来源", "信息来源", "文章来源", "稿件来源", "來源"})


@dataclass(frozen=True, slots=True)
class Part:
    """One labelled value of a line near the text."""

    field: str
    """source, author, editor, date, modified, tool or other."""
    value: str
    """What follows the label."""
    line: int
    """Index of the line."""
    place: str
    """``above`` or ``below`` the text, ``head`` or ``tail`` of it."""
    label: str
    """The label as printed, without blanks."""
    row: bool
    """Whether it stands in a row of a data table: metadata of a document, not a masthead."""


def nearby(ctx: Context) -> Iterator[tuple[int, str]]:
    """``(index, place)`` of the lines round the text: those above it from the nearest on, dropped ones, those below."""
    body = ctx.body
    total = len(ctx.tree.lines)
    first = body.indexes[0] if body.indexes else body.start
    last = body.indexes[-1] + 1 if body.indexes else body.end
    kept = set(body.indexes)
    for i in range(first - 1, max(-1, first - 1 - _ABOVE), -1):
        yield i, "above"
    for i in body.dropped:
        if first <= i < last:
            yield i, "below"
    for i in range(last, min(total, last + _BELOW)):
        yield i, "below"
    for i in body.indexes[:_INSIDE]:
        if i in kept:
            yield i, "head"
    for i in body.indexes[-_INSIDE:]:
        yield i, "tail"


def read_parts(ctx: Context) -> list[Part]:
    """Every labelled value near the text, nearest first."""
    parts: list[Part] = []
    lines = ctx.tree.lines
    seen: set[int] = set()
    for i, place in nearby(ctx):
        text, row = lines[i].text, lines[i].row
        if i in seen:
            continue
        if row is not None:
            parts.extend(_cells(row.cells, i, place))
        elif len(text) <= 8 and squeeze(text) in _SOURCES and i + 1 < len(lines):
            parts.extend(_cells((text, lines[i + 1].text[:60]), i, place))
        if len(text) > _LONGEST or not (":" in text or "：" in text or "∶" in text):
            continue
        if is_numbered(text):
            continue
        seen.add(i)
        read = read_header(text)
        parts.extend(
            Part(
                p.field,
                p.value or _next(ctx, i, n, read),
                i,
                place,
                p.label,
                lines[i].row is not None,
            )
            for n, p in enumerate(read)
        )
    return parts


def _cells(cells: tuple[str, ...], i: int, place: str) -> Iterator[Part]:
    """Publish date and source in cells of their own, whose labels carry no colon."""
    for label, value in pairwise(cells):
        if value and concept_of(label) == "published_on" and label[-1] not in ":：":
            yield Part("date", value, i, place, squeeze(label), row=True)
        elif value and squeeze(label) in _SOURCES and not any(c in "，。：:" for c in value):
            yield Part("source", value, i, place, squeeze(label), row=False)


def _next(ctx: Context, i: int, n: int, read: tuple[HeaderPart, ...]) -> str:
    """A label whose value stands in the next line (``来源：`` in one box, the name in another)."""
    if n + 1 < len(read) or i + 1 >= len(ctx.tree.lines):
        return ""
    text = ctx.tree.lines[i + 1].text
    if len(text) > 60 or "：" in text or ":" in text[:8]:
        return ""
    digits = any(c.isdigit() for c in text)
    return text if digits == (read[n].field in ("date", "modified")) else ""


def selected_text(ctx: Context, name: str) -> Iterator[tuple[str, str]]:
    """``(rule, text)`` of the elements a profile names for a field."""
    for rule, selector in ctx.selectors(name):
        for element in some(ctx.tree, selector):
            text = text_of(element)
            if text:
                yield rule, text
