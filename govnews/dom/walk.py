"""The one walk over a page: everything that later rooms ask for is collected here, in linear time."""

import re

from lxml import etree

from govnews.dom.parse import Element
from govnews.dom.tables import is_data_table, span
from govnews.dom.tree import Anchor, Box, Line, Picture, Row, Tree
from govnews.values.text import clean

_BLOCK_TAGS = (
    "html body div p section article main header footer nav aside address blockquote center dd dl dt fieldset "
    "figure figcaption form h1 h2 h3 h4 h5 h6 hr li ol pre table tbody thead tfoot tr td th caption ul menu dir "
    "details summary ucapcontent ucaptitle publishtime iframe video object embed legend option "
    "founder-content hgroup"
)
_BLOCK = frozenset(_BLOCK_TAGS.split())
_SKIP_TAGS = "script style noscript template textarea select button svg math input canvas head map datalist audio"
_SKIP = frozenset(_SKIP_TAGS.split())
_WRITTEN = re.compile(
    r"document\.write(?:ln)?\(\s{0,4}(?P<quote>[\"'])(?P<text>[^\"'\\\n]{1,300})(?P=quote)\s{0,4}\)"
)
_TAGS = re.compile(r"<[^<>]{0,200}>")
_SCRIPT = 5000  # characters; what prints a headline or a source is short
_FRAME = frozenset({"iframe", "video", "object", "embed"})
_BOLD = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "b", "strong"})


def read_tree(root: Element, *, hidden: bool = False) -> Tree:
    """Lines, boxes, links and pictures of a page, in reading order.

    A line ends at a block element and at ``<br>``; a row of a data table is one line, its cells joined by TAB.
    Elements hidden by ``display:none`` or ``hidden`` are left out (``hidden=True`` keeps them, for pages that
    show their text by script).
    """
    tree = Tree(root)
    _read_head(root, tree)
    _Walk(tree, hidden).run(root)
    return tree


def _read_head(root: Element, tree: Tree) -> None:
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        content = meta.get("content")
        if name and content:
            tree.metas.append((name.strip(), clean(content)))
    title = next(root.iter("title"), None)
    if title is not None:
        tree.title = clean(" ".join(title.itertext()))
    base = next(root.iter("base"), None)
    tree.base = base.get("href") if base is not None else None


class _Walk:
    """State of one walk: a class because these values change together on every element."""

    __slots__ = (
        "anchors", "bold", "box", "cells", "centred", "hidden", "in_bold", "linked", "parts", "skipped", "spans",
        "strong", "table", "tree",
    )  # fmt: skip

    def __init__(self, tree: Tree, hidden: bool) -> None:
        self.tree = tree
        self.hidden = hidden
        self.box = Box(tree.root, "", "", None, 0)
        self.parts: list[str] = []
        self.linked = 0
        self.bold = 0
        self.centred = False
        self.in_bold = 0
        self.strong: set[Element] = set()
        self.anchors: list[tuple[Element, str, int, int]] = []
        self.table: Element | None = None
        self.cells: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.skipped: Element | None = None

    def run(self, root: Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if self.open(element):
                    self.skipped = element
                    walker.skip_subtree()
                elif element.text:
                    self.say(element.text)
            else:
                if element is self.skipped:
                    self.skipped = None
                else:
                    self.close(element)
                if element.tail:
                    self.say(element.tail)
        self.flush()

    def say(self, text: str) -> None:
        self.parts.append(text)
        if self.anchors:
            self.linked += len(text.strip())
        if self.in_bold:
            self.bold += len(text.strip())

    def open(self, element: Element) -> bool:
        """Take up an element; True where it and all it holds are to be left out."""
        tag = element.tag
        if tag in _SKIP or not isinstance(tag, str):
            if tag == "script" and element.text:
                self.write(element.text)
            return True
        style = element.get("style")
        if style:
            style = style.lower()
            if "none" in style and not self.hidden and _is_hidden(style):
                self.tree.hidden += 1
                return True
        if element.get("hidden") is not None and not self.hidden:
            return True
        token = self.index(element)
        if tag in _BOLD or (style and "bold" in style):
            self.strong.add(element)
            self.in_bold += 1
        if tag == "a":
            href = element.get("href")
            self.anchors.append((element, href or "", len(self.tree.lines), len(self.parts)))
        elif tag == "br":
            self.parts.append(" ")
            if self.table is None:
                self.flush()
        elif tag == "img":
            at = len(self.tree.lines)
            size = sum(map(len, self.parts))
            self.tree.pictures.append(Picture(element, at, self.box, size))
        elif tag in _BLOCK or "-" in tag:
            self.open_block(element, tag, token, style)
        return False

    def write(self, script: str) -> None:
        """Say what a script only prints: document.write("来源：…")."""
        if "document.write" in script:
            for match in _WRITTEN.finditer(script[:_SCRIPT]):
                self.say(_TAGS.sub(" ", match["text"]))

    def index(self, element: Element) -> str:
        ident, classes = element.get("id"), element.get("class")
        if ident:
            self.tree.ids.setdefault(ident.strip(), []).append(element)
        if classes:
            for name in classes.split():
                self.tree.classes.setdefault(name, []).append(element)
        return f"{ident or ''} {classes or ''}" if ident or classes else ""

    def open_block(self, element: Element, tag: str, token: str, style: str | None) -> None:
        tree = self.tree
        if self.table is not None:
            if tag in ("td", "th"):
                self.parts.clear()
                self.spans.append(span(element))
            else:
                self.parts.append(" ")
            return
        if self.parts:
            self.flush()
        box = Box(element, tag, token, self.box, len(tree.lines), depth=self.box.depth + 1)
        tree.boxes.append(box)
        tree.box_of[element] = box
        self.box = box
        if tag == "table" and is_data_table(element):
            self.table = element
        elif tag in _FRAME:
            tree.frames.append(element)
        if element.get("align") == "center" or (style and "center" in style) or tag == "center":
            self.centred = True

    def close(self, element: Element) -> None:
        tag = element.tag
        if element in self.strong:
            self.strong.discard(element)
            self.in_bold -= 1
        if tag == "a":
            self.close_anchor()
        elif self.table is not None:
            self.close_in_table(element, tag)
        elif (box := self.tree.box_of.get(element)) is not None:
            self.flush()
            self.close_box(box)

    def close_box(self, box: Box) -> None:
        box.last = len(self.tree.lines)
        self.centred = False
        if box.parent is not None:
            self.box = box.parent

    def close_anchor(self) -> None:
        element, href, line, part = self.anchors.pop()
        lines = self.tree.lines
        text = "".join(self.parts[part:] if line == len(lines) else self.parts)
        if line < len(lines):
            text = " ".join([*(x.text for x in lines[line:]), text])
            line = min(line, len(lines) - 1)
        self.tree.anchors.append(Anchor(element, href, clean(text), line, self.box))

    def close_in_table(self, element: Element, tag: object) -> None:
        if tag in ("td", "th"):
            self.cells.append(clean("".join(self.parts)))
            self.parts.clear()
        elif tag == "tr":
            self.end_row()
        elif tag == "caption":
            self.flush()
        elif element is self.table:
            self.end_row()
            self.flush()
            self.table = None
            self.close_box(self.tree.box_of[element])

    def end_row(self) -> None:
        if any(self.cells):
            row = Row(tuple(self.cells), tuple(self.spans), self.box.element)
            text = "\t".join(self.cells)
            self.tree.lines.append(Line(text, self.box, self.linked, self.bold, row))
        self.cells, self.spans = [], []
        self.linked = self.bold = 0

    def flush(self) -> None:
        if self.parts:
            text = clean("".join(self.parts))
            if text:
                line = Line(text, self.box, self.linked, self.bold, None, self.centred)
                self.tree.lines.append(line)
            self.parts = []
            self.linked = self.bold = 0


def _is_hidden(style: str) -> bool:
    at = style.find("display")
    return at >= 0 and style[at + 7 : at + 20].replace(" ", "").startswith(":none")
