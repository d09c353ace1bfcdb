"""The one walk over a page: everything that later rooms ask for is collected here, in linear time."""

import re
from itertools import accumulate

from lxml import etree

from govnews.dom.parse import Element
from govnews.dom.tables import is_data_table, span
from govnews.dom.tree import Anchor, Box, Line, Picture, Row, Tree
from govnews.values.text import clean

_BLOCK_TAGS = (
    "html body div p section article main header footer nav aside address blockquote center dd dl dt fieldset "
    "figure figcaption form h1 h2 h3 h4 h5 h6 hr li ol pre tbody thead tfoot tr td th caption ul menu dir "
    "details summary ucapcontent ucaptitle publishtime legend option founder-content hgroup"
)
_SKIP_TAGS = "script style noscript template textarea select button svg math input canvas head map datalist audio"
# Kinds of elements; from _ANCHOR on their end means something, from _BLOCK on they are blocks.
_INLINE, _SKIP, _WITHIN, _BREAK, _IMAGE, _ANCHOR, _BOLD, _BLOCK, _FRAME, _TABLE, _BOLD_BLOCK = (
    range(11)
)
_KIND: dict[object, int] = {
    **dict.fromkeys(_BLOCK_TAGS.split(), _BLOCK),
    **dict.fromkeys(_SKIP_TAGS.split(), _SKIP),
    **dict.fromkeys(("iframe", "video", "object", "embed"), _FRAME),
    **{"br": _BREAK, "img": _IMAGE, "a": _ANCHOR, "b": _BOLD, "strong": _BOLD, "table": _TABLE},
}
# Elements that carry neither id nor class worth an index, by far the most frequent of Word's exports.
_BARE = frozenset(
    {"font", "br", "b", "strong", "i", "em", "u", "sup", "sub", "tbody", "thead", "o:p"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRITTEN = re.compile(
    r"document\.write(?:ln)?\(\s{0,4}(?P<quote>[\"'])(?P<text>[^\"'\\\n]{1,300})(?P=quote)\s{0,4}\)"
)
_TAGS = re.compile(r"<[^<>]{0,200}>")
_SCRIPT = 5000  # characters; what prints a headline or a source is short
_HEAVY = re.compile(r"font(?:-weight)?\s{0,3}:[^;]{0,40}?(?:bold|[6-9]00)")


def read_tree(root: Element, *, hidden: bool = False) -> Tree:
    """Lines, boxes, links and pictures of a page, in reading order.

    A line ends at a block element and at ``<br>``; a row of a data table is one line, its cells joined by TAB.
    Elements hidden by ``display:none`` or ``hidden`` are left out (``hidden=True`` keeps them, for pages that
    show their text by script).
    """
    tree = Tree(root)
    _read_head(root, tree)
    _Walk(tree, hidden).run(root)
    tree.sizes += accumulate(len(line.text) for line in tree.lines)
    tree.linked += accumulate(line.linked for line in tree.lines)
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
        "anchors", "bold", "box", "cells", "centred", "centres", "in_bold", "inked", "keep_hidden", "linked",
        "parts", "spans", "table", "tree",
    )  # fmt: skip

    def __init__(self, tree: Tree, hidden: bool) -> None:
        self.tree = tree
        self.box = Box(tree.root, "", "", None, 0)
        self.parts: list[str] = []
        self.inked = self.centred = False
        self.linked = self.bold = self.in_bold = 0
        self.anchors: list[tuple[Element, str, int, int]] = []
        self.table: Element | None = None
        self.cells: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.centres: Element | None = None
        self.keep_hidden = hidden

    def run(self, root: Element) -> None:
        kinds, say, style_of, index = _KIND, self.say, self.style_of, self.index
        above: list[Element | None] = [root.getparent()]
        kinds_above = [_INLINE]
        for element in root.iter(etree.Element):
            parent = element.getparent()
            while above[-1] is not parent:
                self.close(above.pop(), kinds_above.pop())
            tag = element.tag
            kind = kinds.get(tag, _INLINE)
            if kinds_above[-1] in (_SKIP, _WITHIN):
                kind = _WITHIN
            elif kind == _SKIP:
                self.write(element)
            else:
                style = element.get("style")
                if style:
                    kind = style_of(element, kind, style)
                if kind >= _BLOCK and element.get("hidden") is not None and not self.keep_hidden:
                    kind = _SKIP
                if kind != _SKIP:
                    token = "" if tag in _BARE else index(element)
                    if kind >= _BLOCK:
                        self.open_block(element, str(tag), kind, token)
                    elif kind != _INLINE:
                        self.open(element, kind)
                    text = element.text
                    if text:
                        say(text)
            above.append(element)
            kinds_above.append(kind)
        while len(above) > 1:
            self.close(above.pop(), kinds_above.pop())
        self.flush()

    def style_of(self, element: Element, kind: int, style: str) -> int:
        """The kind of an element once its own style has been read: hidden, bold, or as it was."""
        style = style.lower()
        if "none" in style and not self.keep_hidden and _is_hidden(style):
            self.tree.hidden += 1
            return _SKIP
        if "center" in style and kind == _BLOCK:
            self.centres = element
        if (
            kind in (_INLINE, _BLOCK)
            and ("bold" in style or "weight" in style)
            and _HEAVY.search(style)
        ):
            return _BOLD if kind == _INLINE else _BOLD_BLOCK
        return kind

    def say(self, text: str) -> None:
        if text.isspace():
            if self.inked:
                self.parts.append(" ")
            return
        self.inked = True
        self.parts.append(text)
        if self.anchors:
            self.linked += len(text.strip())
        if self.in_bold:
            self.bold += len(text.strip())

    def write(self, element: Element) -> None:
        """Say what a script only prints: document.write("来源：…")."""
        script = element.text if element.tag == "script" else None
        if script and "document.write" in script:
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

    def open(self, element: Element, kind: int) -> None:
        if kind == _BOLD:
            self.in_bold += 1
        elif kind == _ANCHOR:
            place = len(self.tree.lines), len(self.parts)
            self.anchors.append((element, element.get("href") or "", *place))
        elif kind == _BREAK:
            if self.table is None:
                self.flush()
            else:
                self.say(" ")
        elif kind == _IMAGE:
            size = sum(map(len, self.parts)) if self.inked else 0
            self.tree.pictures.append(Picture(element, len(self.tree.lines), self.box, size))

    def open_block(self, element: Element, tag: str, kind: int, token: str) -> None:
        tree = self.tree
        if kind == _BOLD_BLOCK or tag in _HEADINGS:
            self.in_bold += 1
        if self.table is not None:
            if tag in ("td", "th"):
                self.clear()
                self.spans.append(span(element))
            else:
                self.say(" ")
            return
        if self.parts:
            self.flush()
        box = Box(
            element, tag, token, self.box, len(tree.lines), -1, self.box.depth + 1, len(tree.boxes)
        )
        tree.boxes.append(box)
        tree.box_of[element] = box
        self.box = box
        if kind == _TABLE and is_data_table(element):
            self.table = element
        elif kind == _FRAME:
            tree.frames.append(element)
        if tag == "center" or element is self.centres or element.get("align") == "center":
            self.centred = True

    def close(self, element: Element | None, kind: int) -> None:
        if kind == _WITHIN or element is None:
            return
        if kind >= _BLOCK:
            self.close_block(element, kind)
        elif kind == _ANCHOR:
            self.close_anchor()
        elif kind == _BOLD:
            self.in_bold -= 1
        tail = element.tail
        if tail:
            self.say(tail)

    def close_block(self, element: Element, kind: int) -> None:
        tag = element.tag
        if kind == _BOLD_BLOCK or tag in _HEADINGS:
            self.in_bold -= 1
        if self.table is not None and element is not self.table:
            if tag in ("td", "th"):
                self.cells.append(clean("".join(self.parts)))
                self.parts, self.inked = [], False
            elif tag == "tr":
                self.end_row()
            elif tag == "caption":
                self.flush()
            else:
                self.say(" ")
            return
        if self.table is not None:
            self.end_row()
            self.table = None
        self.flush()
        box = self.box
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

    def end_row(self) -> None:
        if any(self.cells):
            row = Row(tuple(self.cells), tuple(self.spans), self.box.element)
            text = "\t".join(self.cells)
            self.tree.lines.append(Line(text, self.box, self.linked, self.bold, row))
        self.cells, self.spans = [], []
        self.linked = self.bold = 0

    def flush(self) -> None:
        if self.inked:
            text = clean("".join(self.parts))
            if text:
                line = Line(text, self.box, self.linked, self.bold, None, self.centred)
                self.tree.lines.append(line)
        self.clear()
        self.linked = self.bold = 0

    def clear(self) -> None:
        self.parts, self.inked = [], False


def _is_hidden(style: str) -> bool:
    at = style.find("display")
    return at >= 0 and style[at + 7 : at + 20].replace(" ", "").startswith(":none")
