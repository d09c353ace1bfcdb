"""The one walk over a page: everything that later rooms ask for is collected here, in linear time."""

import re
from functools import lru_cache
from itertools import accumulate, chain, islice

from lxml import etree

from govnews.dom.parse import Element
from govnews.dom.preformatted import unbroken
from govnews.dom.tables import is_data_table, span
from govnews.dom.tree import Anchor, Box, Line, Picture, Row, Tree
from govnews.dom.written import Scripts
from govnews.values.text import clean

_BLOCK_TAGS = (
    "html body div p section article main header footer nav aside address blockquote center dd dl dt fieldset "
    "figure figcaption form hr li ol pre tbody thead tfoot tr td th caption ul menu dir "
    "details summary ucapcontent ucaptitle publishtime legend option founder-content hgroup"
)
_SKIP_TAGS = "title script style noscript template textarea select button svg math input canvas head map datalist audio"
# Kinds of elements; up to _SKIP nothing in them is read, from _ANCHOR on their end means something, from _BLOCK on they
# are blocks.
_WITHIN, _SKIP, _INLINE, _BREAK, _IMAGE, _ANCHOR, _BOLD, _BLOCK, _FRAME, _TABLE, _BOLD_BLOCK = (
    range(11)
)
_KIND: dict[object, int] = {
    **dict.fromkeys(_BLOCK_TAGS.split(), _BLOCK),
    **dict.fromkeys(_SKIP_TAGS.split(), _SKIP),
    **dict.fromkeys(("iframe", "video", "object", "embed"), _FRAME),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _BOLD_BLOCK),
    **{"br": _BREAK, "img": _IMAGE, "a": _ANCHOR, "b": _BOLD, "strong": _BOLD, "table": _TABLE},
}
# Elements that carry neither id nor class worth an index, by far the most frequent of Word's exports.
_BARE = frozenset(
    {"font", "br", "b", "strong", "i", "em", "u", "sup", "sub", "tbody", "thead", "o:p"}
)
# Elements that are read: Word's exports hold 50,000 a megabyte, and each takes half a kilobyte of memory.
_MOST = 600_000
# Tags that finders look for on every page.
_ASKED = ("script", "time", "ucapcontent", "ucaptitle", "publishtime")
_NO_LINK = 250  # characters: an anchor round so much text leads nowhere
_TITLE = 2000  # characters of <title>; one that never ends holds the page
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
    title: Element | None = None
    asked = tree.by_tag
    for tag in _ASKED:
        asked[tag] = []
    for element in root.iter("meta", "title", "base", *_ASKED):
        tag = str(element.tag)
        if tag in asked:
            asked[tag].append(element)
        elif tag == "meta":
            content = element.get("content")
            name = content and (
                element.get("name") or element.get("property") or element.get("itemprop")
            )
            if content and name:
                tree.metas.append((name.strip(), clean(content)))
        elif tag == "base":
            tree.base = tree.base or element.get("href")
        elif title is None:
            title = element
            tree.title = clean(" ".join(element.itertext())[:_TITLE])


class _Walk:
    """State of one walk: a class because these values change together on every element."""

    __slots__ = (
        "anchors", "bold", "box", "cells", "centred", "centres", "in_bold", "inked", "keep_hidden", "linked",
        "parts", "preformatted", "scripts", "spans", "table", "tree",
    )  # fmt: skip

    def __init__(self, tree: Tree, hidden: bool) -> None:
        self.tree = tree
        self.box = Box(tree.root, "", "", None, 0)
        self.parts: list[str] = []
        self.inked = self.centred = False
        self.linked = self.bold = self.in_bold = self.preformatted = 0
        self.anchors: list[tuple[Element, int, int]] = []
        self.table: Element | None = None
        self.cells: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.centres: Element | None = None
        self.scripts = Scripts()
        self.keep_hidden = hidden

    def run(self, root: Element) -> None:
        """Open every element in document order, and close those that the next one does not stand in.

        One loop without calls for what most elements are: blanks round nothing of note.
        """
        for script in root.iterfind("head/script"):
            self.scripts.keep(script.text or "")
        tags, say, parts_of = _KIND, self.say, root.iterchildren(etree.Element)
        self.open_block(root, "html", _BLOCK, self.index(root))
        above: list[Element] = [root]
        kinds = [_BLOCK]
        elements = chain.from_iterable(
            part.iter(etree.Element) for part in parts_of if part.tag != "head"
        )
        for element in islice(elements, _MOST):
            parent = element.getparent()
            while above[-1] is not parent:
                closed, kind = above.pop(), kinds.pop()
                if kind >= _ANCHOR:
                    self.close(closed, kind)
                if kind and (text := closed.tail):
                    if not text.isspace():
                        say(text)
                    elif self.inked:
                        self.parts.append(" ")
            kind = _WITHIN if kinds[-1] <= _SKIP else tags.get(element.tag, _INLINE)
            if kind >= _INLINE:
                names = element.keys()
                kind = self.open(element, kind, names) if names or kind > _INLINE else kind
                if kind >= _INLINE and (text := element.text):
                    if not text.isspace():
                        say(text)
                    elif self.inked:
                        self.parts.append(" ")
            elif kind == _SKIP and element.tag == "script":
                for printed in self.scripts.printed(element.text or ""):
                    say(printed)
            above.append(element)
            kinds.append(kind)
        self.tree.cut = next(elements, None) is not None
        while above:
            closed, kind = above.pop(), kinds.pop()
            self.close(closed, kind)
            if kind and above:
                say(closed.tail or " ")
        self.flush()

    def open(self, element: Element, kind: int, names: list[str]) -> int:
        """Read what an element with attributes ``names`` opens with; the kind it turns out to be."""
        if "style" in names:
            kind = self.style_of(element, kind)
        if "hidden" in names and kind >= _BLOCK and not self.keep_hidden:
            return _SKIP
        if kind == _SKIP:
            return _SKIP
        token = self.index(element) if "class" in names or "id" in names else ""
        if kind >= _BLOCK:
            self.open_block(element, str(element.tag), kind, token)
            if "align" in names and element.get("align") == "center":
                self.centred = True
        elif kind == _ANCHOR:
            self.anchors.append((element, len(self.tree.lines), len(self.parts)))
        elif kind == _BOLD:
            self.in_bold += 1
        elif kind == _BREAK:
            if self.table is None:
                self.flush()
            else:
                self.say(" ")
        elif kind == _IMAGE:
            size = sum(map(len, self.parts)) if self.inked else 0
            self.tree.pictures.append(Picture(element, len(self.tree.lines), self.box, size))
        return kind

    def close(self, element: Element, kind: int) -> None:
        if kind >= _BLOCK:
            self.close_block(element, kind)
        elif kind == _ANCHOR:
            self.close_anchor()
        elif kind == _BOLD:
            self.in_bold -= 1

    def style_of(self, element: Element, kind: int) -> int:
        """The kind of an element once its own style has been read: hidden, bold, or as it was."""
        hidden, centred, heavy = _read_style(element.get("style") or "")
        if hidden and not self.keep_hidden:
            self.tree.hidden += 1
            return _SKIP
        if centred and kind == _BLOCK:
            self.centres = element
        if heavy and kind in (_INLINE, _BLOCK):
            return _BOLD if kind == _INLINE else _BOLD_BLOCK
        return kind

    def say(self, text: str) -> None:
        if text.isspace():
            if self.inked:
                self.parts.append(" ")
            return
        if self.preformatted and "\n" in text:
            self.say_lines(text)
            return
        self.inked = True
        self.parts.append(text)
        if self.anchors:
            self.linked += len(text.strip())
        if self.in_bold:
            self.bold += len(text.strip())

    def say_lines(self, text: str) -> None:
        """Text in ``<pre>``."""
        first, *others = unbroken(text)
        self.say(first or " ")
        for line in others:
            if self.table is None:
                self.flush()
            self.say(line or " ")

    def index(self, element: Element) -> str:
        """Enter the element under its id and classes; both as written, joined by a blank."""
        if element.tag in _BARE:
            return ""
        ident, classes = element.get("id"), element.get("class")
        if ident:
            self.tree.ids[ident.strip()].append(element)
        if not classes:
            return ident or ""
        by_class = self.tree.classes
        for name in classes.split():
            by_class[name].append(element)
        return f"{ident} {classes}" if ident else classes

    def open_block(self, element: Element, tag: str, kind: int, token: str) -> None:
        if kind == _BOLD_BLOCK:
            self.in_bold += 1
        if self.table is not None:
            if tag in ("td", "th"):
                self.clear()
            else:
                self.say(" ")
            return
        if self.parts:
            self.flush()
        boxes, above = self.tree.boxes, self.box
        self.box = box = Box(
            element, tag, token, above, len(self.tree.lines), -1, above.depth + 1, len(boxes)
        )
        boxes.append(box)
        if kind == _TABLE and is_data_table(element):
            self.table = element
        elif kind == _FRAME:
            self.tree.frames.append(element)
        if element is self.centres or tag == "center":
            self.centred = True
        if tag == "pre":
            self.preformatted += 1

    def close_block(self, element: Element, kind: int) -> None:
        if kind == _BOLD_BLOCK:
            self.in_bold -= 1
        if self.table is not None:
            if element is not self.table:
                self.close_in_table(element)
                return
            self.end_row()
            self.table = None
        if self.parts:
            self.flush()
        box = self.box
        if box.tag == "pre":
            self.preformatted -= 1
        box.last, box.end = len(self.tree.lines), len(self.tree.boxes)
        self.centred = False
        if box.parent is not None:
            self.box = box.parent

    def close_in_table(self, element: Element) -> None:
        tag = element.tag
        if tag in ("td", "th"):
            self.cells.append(clean("".join(self.parts)))
            self.spans.append(span(element))
            self.clear()
        elif tag == "tr":
            self.end_row()
        elif tag == "caption":
            self.flush()
        else:
            self.say(" ")

    def close_anchor(self) -> None:
        element, line, part = self.anchors.pop()
        lines, parts = self.tree.lines, self.parts
        if line == len(lines):
            text = parts[part] if len(parts) - part == 1 else "".join(parts[part:])
        else:
            text = " ".join([*(x.text for x in lines[line:]), "".join(parts)])
            if len(text) > _NO_LINK and len(lines) - line > 2:
                for within in lines[line:]:
                    within.linked = 0  # an anchor that was never closed
            line = min(line, len(lines) - 1)
        self.tree.anchors.append(Anchor(element, element.get("href") or "", text, line, self.box))

    def end_row(self) -> None:
        if any(self.cells):
            row = Row(tuple(self.cells), tuple(self.spans), self.box.element)
            text = "\t".join(self.cells)
            self.tree.lines.append(Line(text, self.box, self.linked, self.bold, row))
        self.cells, self.spans = [], []
        self.linked = self.bold = 0

    def flush(self) -> None:
        if self.inked:
            parts = self.parts
            text = clean(parts[0] if len(parts) == 1 else "".join(parts))
            if text:
                line = Line(text, self.box, self.linked, self.bold, None, self.centred)
                self.tree.lines.append(line)
        self.linked = self.bold = 0
        self.clear()

    def clear(self) -> None:
        self.parts, self.inked = [], False


@lru_cache(2048)
def _read_style(style: str) -> tuple[bool, bool, bool]:
    """Whether a ``style`` hides, centres, makes bold."""
    style = style.lower()
    at = style.find("display")
    hidden = at >= 0 and style[at + 7 : at + 20].replace(" ", "").startswith(":none")
    return hidden, "center" in style, _HEAVY.search(style) is not None
