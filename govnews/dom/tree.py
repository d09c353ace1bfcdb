"""What one walk over a page yields: lines of text, the boxes they stand in, links and pictures in reading order."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from lxml import etree

from govnews.dom.parse import Element
from govnews.values.text import clean


@dataclass(slots=True, eq=False)
class Box:
    """A block-level element and the lines it covers: ``tree.lines[first:last]``."""

    element: Element
    tag: str
    token: str
    """``id`` and ``class`` as written, joined by a blank."""
    parent: "Box | None"
    first: int
    last: int = -1
    depth: int = 0
    place: int = 0
    """Index in ``tree.boxes``."""
    end: int = 0
    """Index in ``tree.boxes`` after the last box within this one."""

    def inside(self, other: "Box") -> bool:
        """Whether this box is ``other`` or lies within it."""
        return other.place <= self.place < other.end


@dataclass(slots=True, eq=False)
class Row:
    """A row of a data table, as printed."""

    cells: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """colspan and rowspan of each cell."""
    table: Element


@dataclass(slots=True, eq=False)
class Line:
    """One paragraph-like line of text, white space collapsed."""

    text: str
    box: Box
    """The innermost block it stands in."""
    linked: int = 0
    """How many of its characters are link text."""
    bold: int = 0
    """How many of its characters are bold or in a heading element."""
    row: Row | None = None
    """Set where the line is a row of a data table: its text is the cells joined by TAB."""
    centred: bool = False


@dataclass(slots=True, eq=False)
class Anchor:
    """A link, in reading order."""

    element: Element
    href: str
    """The address as written."""
    inside: str
    """Its characters, as they stand on the page."""
    line: int
    """Index of the line it stands in (or would stand in, where it has no text)."""
    box: Box

    @property
    def text(self) -> str:
        """The link text, white space collapsed; read when asked for, as most links of a page never are."""
        return clean(self.inside)


@dataclass(slots=True, eq=False)
class Picture:
    """An image, in reading order; ``line`` is the index of the next line after it."""

    element: Element
    line: int
    box: Box
    start: int
    """Characters already in the line when the image was met."""


@dataclass(slots=True, eq=False)
class Tree:
    """A page after the walk."""

    root: Element
    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    frames: list[Element] = field(default_factory=list)
    """iframe, embed, object and video elements."""
    metas: list[tuple[str, str]] = field(default_factory=list)
    """Name (or property) and content of every META tag with both, in order."""
    title: str = ""
    """The text of ``<title>``."""
    base: str | None = None
    """``<base href>``."""
    ids: defaultdict[str, list[Element]] = field(default_factory=partial(defaultdict, list))
    """Visible elements by id, in document order."""
    classes: defaultdict[str, list[Element]] = field(default_factory=partial(defaultdict, list))
    """The same by class."""
    _by_element: dict[Element, Box] = field(default_factory=dict)
    by_tag: dict[str | None, list[Element]] = field(default_factory=dict)
    """Elements of the tags that somebody asked for, in document order."""
    sizes: list[int] = field(default_factory=lambda: [0])
    """Characters in all lines before the n-th, one entry more than there are lines."""
    linked: list[int] = field(default_factory=lambda: [0])
    """The same for characters that are link text."""
    hidden: int = 0
    """Characters left out because their element is hidden."""
    cut: bool = False
    """Whether the page has more elements than are read."""

    def box_of(self, element: Element) -> Box | None:
        """The box of a block-level element; ``None`` for an inline or hidden one."""
        if not self._by_element:  # a page on which no selector matches is not indexed
            self._by_element = {box.element: box for box in self.boxes}
        return self._by_element.get(element)

    def box_round(self, element: Element) -> Box | None:
        """The box of an element; of an inline one (span#pressrelease) the box round it."""
        at: Element | None = element
        while at is not None and (box := self.box_of(at)) is None:
            at = at.getparent()
        return box if at is not None else None

    def tagged(self, tag: str | None) -> list[Element]:
        """All elements of a tag in document order, ``None`` for every element."""
        if tag not in self.by_tag:
            self.by_tag[tag] = list(self.root.iter(tag or etree.Element))
        return self.by_tag[tag]

    def lines_of(self, box: Box) -> list[Line]:
        """The lines that stand in a box."""
        return self.lines[box.first : box.last]

    def boxes_in(self, box: Box) -> Iterator[Box]:
        """Boxes within ``box``, itself not counted, in document order."""
        yield from islice(self.boxes, box.place + 1, box.end)
