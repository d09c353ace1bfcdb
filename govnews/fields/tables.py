"""Data tables of the text, merged cells resolved."""

from govnews.fields.captions import table_caption
from govnews.fields.found import Context
from govnews.model import Section, Table

_WIDEST = 200  # columns


def find_tables(ctx: Context, sections: tuple[Section, ...]) -> tuple[Table, ...]:
    """Every data table among the lines of the text; a merged cell repeats in every place it covers."""
    tables: list[Table] = []
    rows: list[tuple[tuple[str, ...], tuple[tuple[int, int], ...]]] = []
    lines = ctx.tree.lines
    current = caption = None
    start = 0
    for place, i in enumerate([*ctx.body.indexes, -1]):
        row = lines[i].row if i >= 0 else None
        table = row.table if row is not None else None
        if table is not current:
            if rows:
                tables.append(Table(caption, _grid(rows), _section_of(start, sections)))
            above = lines[ctx.body.indexes[place - 1]] if table is not None and place else None
            caption = table_caption(above) if above is not None else None
            rows, current, start = [], table, place
        if row is not None:
            rows.append((row.cells, row.spans))
    return tuple(tables)


def _grid(
    rows: list[tuple[tuple[str, ...], tuple[tuple[int, int], ...]]],
) -> tuple[tuple[str, ...], ...]:
    grid: list[tuple[str, ...]] = []
    pending: dict[int, tuple[str, int]] = {}
    for cells, spans in rows:
        out: list[str] = []
        queue = list(zip(cells, spans, strict=True))
        while (queue or any(at >= len(out) for at in pending)) and len(out) < _WIDEST:
            at = len(out)
            if at in pending:
                text, left = pending.pop(at)
                out.append(text)
                if left > 1:
                    pending[at] = (text, left - 1)
            elif queue:
                text, (columns, down) = queue.pop(0)
                for k in range(at, min(at + columns, _WIDEST)):
                    out.append(text)
                    if down > 1:
                        pending[k] = (text, down - 1)
            else:
                out.append("")
        grid.append(tuple(out))
    return tuple(grid)


def _section_of(place: int, sections: tuple[Section, ...]) -> int | None:
    count = 0
    for n, section in enumerate(sections):
        count += len(section.paragraphs) + (section.heading is not None)
        if place < count:
            return n
    return len(sections) - 1 if sections else None
