"""Where on a page the values of a record stand: the elements that a selector should name."""

import re
from collections.abc import Callable, Iterator

from govnews.dom import Box, Element, text_of
from govnews.drafts.reading import Reading
from govnews.fields.masthead import nearby

_BLANKS = re.compile(r"\s+")
_LONGEST = 400  # characters of an element that holds one value
_MOST = 60  # elements of one line that are looked at
_UP = 3  # boxes round the innermost one


def places(reading: Reading, field: str) -> Iterator[list[Element]]:
    """Candidates for a key of ``[select]``, the best place first: elements that one selector should name together."""
    if field == "body":
        yield from _body(reading)
    else:
        yield from ([element] for element in _PLACES[field](reading))


def _body(reading: Reading) -> Iterator[list[Element]]:
    """Boxes that hold the whole text, the smallest first, up to the one it was found in and its like."""
    tree, body = reading.ctx.tree, reading.ctx.body
    if len(body.boxes) > 1:
        yield [box.element for box in body.boxes]
    elif body.boxes and body.indexes:
        first, last = body.indexes[0], body.indexes[-1] + 1
        box: Box | None = tree.lines[first].box
        while box is not None and not (box.first <= first and last <= box.last):
            box = box.parent
        found = body.boxes[0]
        while box is not None and box.last - box.first <= found.last - found.first:
            yield [box.element]
            box = box.parent


def _title(reading: Reading) -> Iterator[Element]:
    """Boxes that hold the headline and nothing else, the innermost first; then an inline element within."""
    tree, title = reading.ctx.tree, _squash(reading.article.title or "")
    end = _first(reading) + 4
    found = [
        box
        for box in tree.boxes
        if box.first < end
        and 1 <= box.last - box.first <= 4
        and _squash("".join(line.text for line in tree.lines_of(box))) == title
    ]
    yield from (box.element for box in sorted(found, key=lambda b: -b.depth))
    seen: set[Element] = {box.element for box in found}
    for line in tree.lines[: max(end, 0)]:
        if title and title in _squash(line.text):
            within = _within(line.box, lambda text: _squash(text) == title)
            yield from (element for element in within if element not in seen)


def _masthead(raw: Callable[[Reading], str | None]) -> Callable[[Reading], Iterator[Element]]:
    """Elements of the line near the text that prints a value, the innermost first."""

    def find(reading: Reading) -> Iterator[Element]:
        printed = raw(reading) or ""
        tree = reading.ctx.tree
        for i, place in nearby(reading.ctx):
            line = tree.lines[i]
            if place not in ("above", "below") or not printed or printed not in line.text:
                continue
            yield from _within(line.box, lambda text: printed in text)
            box: Box | None = line.box
            for _ in range(_UP):
                if box is None or sum(len(x.text) for x in tree.lines_of(box)) > _LONGEST:
                    break
                yield box.element
                box = box.parent

    return find


def _within(box: Box, fits: Callable[[str], bool]) -> list[Element]:
    """Elements inside a box whose text fits, the innermost first."""
    found: list[Element] = []
    for n, element in enumerate(box.element.iterdescendants()):
        if n >= _MOST:
            break
        if isinstance(element.tag, str) and (element.get("id") or element.get("class")):
            text = text_of(element)
            if len(text) <= _LONGEST and fits(text):
                found.insert(0, element)
    return found


def _breadcrumbs(reading: Reading) -> Iterator[Element]:
    """Boxes above the text that hold all columns in their order, the smallest first."""
    tree, crumbs = reading.ctx.tree, reading.article.breadcrumbs
    end = _first(reading) + 4
    found = [
        (len(text), -box.depth, n, box.element)
        for n, box in enumerate(tree.boxes)
        if crumbs and box.first < end and 1 <= box.last - box.first <= 12
        for text in ["".join(line.text for line in tree.lines_of(box))]
        if len(text) <= _LONGEST and _in_order(crumbs, text)
    ]
    yield from (element for *_, element in sorted(found)[:6])


def _in_order(parts: tuple[str, ...], text: str) -> bool:
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _related(reading: Reading) -> Iterator[Element]:
    """The smallest element that holds all related links, and those round it that leave the text outside."""
    ctx = reading.ctx
    urls = {x.url for x in reading.article.related_links if x.group != "prev_next"}
    first = _first(reading)
    links = [a for a in ctx.tree.anchors if a.line >= first and ctx.address(a.href) in urls]
    if not links:
        return
    common: list[Element] = [links[0].element, *links[0].element.iterancestors()]
    for link in links[1:]:
        above = {link.element, *link.element.iterancestors()}
        common = [element for element in common if element in above]
    body = {e for box in ctx.body.boxes for e in (box.element, *box.element.iterancestors())}
    boxes = [e for e in common if ctx.tree.box_of(e) is not None and e not in body]
    yield from boxes[:_UP]


def _first(reading: Reading) -> int:
    """Index of the first line of the text."""
    body = reading.ctx.body
    return body.indexes[0] if body.indexes else body.start


def _squash(text: str) -> str:
    return _BLANKS.sub("", text)


_PLACES: dict[str, Callable[[Reading], Iterator[Element]]] = {
    "title": _title,
    "date": _masthead(lambda reading: reading.article.date_raw),
    "source": _masthead(lambda reading: reading.article.source_raw or reading.article.source),
    "breadcrumbs": _breadcrumbs,
    "related": _related,
}
