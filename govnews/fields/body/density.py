"""The generic body finder: the box whose lines, weighed one by one, sum up highest.

Every line gets a weight: prose counts for its length, links and boilerplate against it, short lines slightly against
it. The sum over a box's lines then grows while a box takes in more text and falls as soon as it takes in furniture, so
the article is the box with the highest sum and no thresholds on sizes are needed. Sums come from one prefix array.
"""

import re
from itertools import accumulate

from govnews.dom import Box, Line, Tree
from govnews.fields.body import noise
from govnews.fields.words import COMMENTS, DIALOG, IMPRINT, is_boilerplate, words
from govnews.values.documents import concept_of

_MARKS = re.compile("[，。；！？、：,.;!?]")
_LATIN = 0.3  # a Latin letter carries about a third of what a Han character does
_MOST, _MOST_COMMENTS = 0.5, 0.85  # share of the text that furniture never holds
_FURNITURE = frozenset({"nav", "footer", "aside"})
_BEYOND = 0.3  # of its weight keeps what stands above the headline or below the imprint
_IMPRINT = -30.0
_FIRST = 20.0  # what the first prose below the headline gains
_NEAR = 15  # lines below the headline where it stands
_METADATA = frozenset({"index_no", "doc_no", "issuers", "written_on", "published_on", "validity"})
_PROSE = 20  # ink from which a line with a sentence mark is prose


def ink(text: str) -> float:
    """Length of a text in Han characters, letters of other scripts counting a third."""
    size = len(text)
    wide = (len(text.encode("utf-8", "replace")) - size) / 2  # a Han character has three bytes
    return size * _LATIN if not wide else wide + (size - wide) * _LATIN if wide < size else size


def weigh(line: Line, seen: set[str]) -> float:
    """What one line says for (positive) or against its being article text."""
    text = line.text
    size = len(text)
    amount = ink(text)
    if amount >= 12:
        if text in seen:
            return -4.0  # printed twice: desktop and mobile, or a hidden copy
        seen.add(text)
    if line.linked * 20 > size * 9:  # half, where a tooltip or a date stands beside the link
        return -min(amount, 25.0)
    if line.row is not None:
        if concept_of(line.row.cells[0]) in _METADATA:
            return 0.0
        return min(amount, 80.0) * 0.7
    free = amount * (1 - line.linked / size)
    if free >= _PROSE:
        if noise.is_footer(text) or noise.is_disclaimer(text):
            return _IMPRINT
        if size <= 200 and noise.is_masthead(text):
            return -6.0
        if _MARKS.search(text):
            return free
        return free * 0.4
    if noise.is_labelled(text) or noise.is_tool(text):
        return -6.0
    if free >= 4 and text[-1] in "。！？；：.!?":
        return free * 0.5
    return -1.5


def _favour(tree: Tree, names: frozenset[str], result: list[float]) -> None:
    """Weigh anew what stands round the headline, the first line that is one of the page's ``names`` and no link.

    What stands above it counts for little (menus that hold prose, teasers); the first prose below it counts for more,
    so that a text of two lines outweighs the imprint of its site.
    """
    lines = tree.lines
    head = next((i for i, x in enumerate(lines) if x.text in names and not x.linked), None)
    if head is None:
        return
    for i in range(head):
        if result[i] > 0:
            result[i] *= _BEYOND
    for i in range(head + 1, min(head + _NEAR, len(lines))):
        if result[i] > 0 and not noise.is_stamp(lines[i].text):
            result[i] += _FIRST
            return


def _imprint(result: list[float], sums: list[float]) -> int:
    """Index of the first line that says imprint or disclaimer below most of the page's text; past the end for none."""
    if _IMPRINT not in result:
        return len(result)
    return next(
        (i for i, w in enumerate(result) if w == _IMPRINT and sums[i] * 2 > sums[-1]), len(result)
    )


def weights(tree: Tree, names: frozenset[str]) -> list[float]:
    """The weight of every line; text in a box of furniture counts against it, not for it."""
    seen: set[str] = set()
    result = [weigh(line, seen) for line in tree.lines]
    _favour(tree, names, result)
    sums = [0.0, *accumulate(max(w, 0.0) for w in result)]
    for i in range(_imprint(result, sums), len(result)):
        if result[i] > 0:
            result[i] *= _BEYOND
    furniture = [
        b
        for b in tree.boxes
        if (b.tag in _FURNITURE or (b.token and is_boilerplate(b.token))) and _is_aside(b, sums)
    ]
    end = 0
    for box in furniture:
        for i in range(max(box.first, end), box.last):
            if result[i] > 0:
                result[i] *= -0.2
        end = max(end, box.last)
    return result


def _is_aside(box: Box, sums: list[float]) -> bool:
    """Whether a box named as navigation, tools, comments … is what its name says, and not most of the page's text:
    some layouts are called ``has-sidebar``.
    """
    if box.last <= box.first or box.tag in ("html", "body"):
        return False
    named = words(box.token)
    if named & (IMPRINT | DIALOG) or box.tag == "footer":
        return True
    share = sums[box.last] - sums[box.first]
    return share < sums[-1] * (_MOST_COMMENTS if named & COMMENTS else _MOST)


def best_box(tree: Tree, weight: list[float]) -> tuple[Box | None, float]:
    """The box with the highest sum of weights, the innermost of equals; a bare paragraph is lifted to its container."""
    sums = [0.0, *accumulate(weight)]
    best, most = None, 0.0
    for box in tree.boxes:
        total = sums[box.last] - sums[box.first] if box.last > box.first else 0.0
        if total >= most and total > 0:
            best, most = box, total
    while (
        best is not None
        and best.tag in _PARAGRAPH
        and best.parent is not None
        and best.parent.depth > 1
    ):
        best = best.parent
    return best, most


_PARAGRAPH = frozenset(
    {"p", "li", "tr", "tbody", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}
)
