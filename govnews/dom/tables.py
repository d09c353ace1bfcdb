"""Data tables against tables that only lay out a page."""

from lxml import etree

from govnews.dom.parse import Element

_LARGE_CELL = 0.6  # a cell with more of the table's text than this holds the page, not a datum
_MAX_SPAN = 100  # browsers stop at 1,000; nothing printed needs more than this
_PROSE = 400  # characters in one cell from which a large cell is taken for a layout


def is_data_table(table: Element) -> bool:
    """Whether ``table`` shows data: rows of several cells, none of which holds most of the text, none a table.

    A table of links is navigation and no data table.
    """
    inner = table.iter("table")
    next(inner)
    if next(inner, None) is not None:
        return False
    rows = wide = cells = pending = 0
    printed: list[Element] = []
    for row in table.iter("tr"):
        here = [c for c in row if c.tag in ("td", "th")]
        if not here:
            continue
        rows += 1
        cells += len(here)
        spans = [span(c) for c in here]
        wide += len(here) > 1 or pending > 0 or spans[0][0] > 1
        pending = max(pending - 1, max(down for _, down in spans) - 1)
        printed += here
    if wide < 2 and not (wide == 1 and rows == 1 and cells > 2 and table.get("border", "0") != "0"):
        return False
    if wide * 2 < rows:
        return False
    if sum(1 for _ in table.iter("a")) >= max(2, cells * 0.6):
        return False
    sizes = [_size(cell) for cell in printed]
    largest = max(sizes)
    return largest <= _PROSE or largest <= sum(sizes) * _LARGE_CELL


def _size(cell: Element) -> int:
    text: str = etree.tostring(cell, method="text", encoding="unicode", with_tail=False)
    return len(text.strip())


def span(cell: Element) -> tuple[int, int]:
    """Column and row span of a cell, at least 1 and bounded."""
    names = cell.keys()
    return (
        _number(cell.get("colspan")) if "colspan" in names else 1,
        _number(cell.get("rowspan")) if "rowspan" in names else 1,
    )


def _number(value: str | None) -> int:
    if value is None:
        return 1
    digits = value.strip()[:4]
    return min(max(int(digits), 1), _MAX_SPAN) if digits.isdecimal() else 1
