"""Text in columns for a terminal: Han characters are two cells wide, and nothing printed steers the terminal."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

GAP = "  "


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, each cell as wide as the widest of its column; the last column is not filled up."""
    wide = [max(cell_len(row[n]) for row in rows) for n in range(len(rows[0]) - 1)] if rows else []
    return [
        GAP.join(
            [
                *(
                    cell + " " * (size - cell_len(cell))
                    for cell, size in zip(row, wide, strict=False)
                ),
                row[-1],
            ]
        ).rstrip()
        for row in rows
    ]


def cut(text: str, cells: int) -> str:
    """A text on one line of at most ``cells`` cells, with an ellipsis where it was longer."""
    line = "".join(c if c.isprintable() else " " for c in text[: 2 * cells])
    if cell_len(line) <= cells and len(text) <= 2 * cells:
        return line
    return set_cell_size(line, cells - 1).rstrip() + "…"
