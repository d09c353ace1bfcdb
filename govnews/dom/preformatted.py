"""Text in ``<pre>``: its lines end where they end in the source, unless they were broken for being full."""

import re

_COLUMNS = 40  # the least width of text that was broken
_FULL_LINES = 3  # and the least number of lines that have it
_RAGGED = 2  # columns that a full line may lack: a Han character takes two
_FRAMES = re.compile("[\u2500-\u257f]")


def unbroken(text: str) -> list[str]:
    """The lines of a text, those put together again that an editor or a mail program broke at a fixed width."""
    lines = text.split("\n")
    widths = [_width(line) for line in lines]
    full = max(widths) - _RAGGED
    if full < _COLUMNS or sum(width >= full for width in widths) < _FULL_LINES:
        return lines
    whole: list[list[str]] = []
    goes_on = False
    for line, width in zip(lines, widths, strict=True):
        if goes_on:
            whole[-1].append(_continued(whole[-1][-1], line))
        else:
            whole.append([line])
        goes_on = width >= full
    return ["".join(parts) for parts in whole]


def _continued(before: str, line: str) -> str:
    """A line as it goes on with another: a blank between words, none between Han characters."""
    line = line.strip()
    return f" {line}" if before[-1:].isascii() and line[:1].isascii() else line


def _width(line: str) -> int:
    """Columns that a line takes, a Han character two; none for the frame of a table."""
    line = line.rstrip()
    if _FRAMES.search(line):
        return 0
    return len(line) + (len(line.encode("utf-8", "replace")) - len(line)) // 2
