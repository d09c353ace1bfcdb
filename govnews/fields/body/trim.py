"""From the lines of a box to the lines of the text: mastheads, tools, editors, link blocks and copies go."""

import re

from govnews.dom import Box, Line, Tree, some
from govnews.fields.body import noise
from govnews.fields.body.latin import is_alphabetic, surrounding
from govnews.fields.found import Body, Context
from govnews.fields.names import without_date
from govnews.fields.words import says_title, words
from govnews.values.documents import concept_of
from govnews.values.files import MEDIA_TYPES
from govnews.values.official import label_of

_TAIL = 40  # lines at the end of a box among which a block of links may start
_ABOVE = 40  # lines above a box where its headline may stand
_JOINED = 120  # characters of a masthead broken into lines
_ENTRY = 200  # characters of a row of metadata
_HEAD = 24  # lines at the start of a box among which a masthead may stand


def trim(ctx: Context, body: Body) -> Body:
    """``body`` without the lines that are no text; what is taken out goes to ``dropped``."""
    lines = ctx.tree.lines
    gone = _in_dropped_boxes(ctx, body)
    kept = [i for i in body.indexes if i not in gone]
    kept, head = _without_masthead(ctx, kept)
    gone |= head
    for i in kept:
        if _is_noise(lines[i]):
            gone.add(i)
    kept = [i for i in kept if i not in gone]
    if is_alphabetic([lines[i] for i in kept]):
        gone |= surrounding(ctx.tree, body.boxes, kept)
        kept = [i for i in kept if i not in gone]
    kept, tail = _without_tail(lines, kept)
    gone |= tail
    body.indexes = kept
    body.dropped = sorted(gone)
    return body


def _in_dropped_boxes(ctx: Context, body: Body) -> set[int]:
    """Lines of boxes that the profile drops, of link blocks and furniture inside the body."""
    tree = ctx.tree
    gone: set[int] = set()
    for _rule, selector in ctx.selectors("drop"):
        for element in some(tree, selector):
            box = tree.box_of(element)
            if box is not None:
                gone.update(range(box.first, box.last))
    for body_box in body.boxes:
        if body_box.tag == "table" and _is_list_of_labels(tree.lines_of(body_box)):
            gone.update(range(body_box.first, body_box.last))
        for box in tree.boxes_in(body_box):
            if (
                box.last > box.first
                and box.first not in gone
                and _is_furniture(tree, box, body_box)
            ):
                gone.update(range(box.first, box.last))
    return gone


def _is_furniture(tree: Tree, box: Box, body_box: Box) -> bool:
    """A box inside the body that holds no text of it: link blocks, metadata tables, share and print widgets."""
    if box.tag == "table":
        if box.first - body_box.first <= _HEAD and _is_metadata(tree.lines_of(box)):
            return True
    elif box.tag in _TEXT_TAGS or not box.token:
        return False
    size = tree.sizes[box.last] - tree.sizes[box.first]
    if size * 2 > tree.sizes[body_box.last] - tree.sizes[body_box.first]:
        return False
    named = _widget_words(box.token)
    if named & _WIDGETS and not any(_is_prose(line) for line in tree.lines_of(box)):
        return True
    linked = tree.linked[box.last] - tree.linked[box.first]
    return box.last - box.first >= 3 and linked * 2 > size and bool(named & _LISTS)


def _widget_words(token: str) -> frozenset[str]:
    """The words of a name; of ``_135editor``, round every block of texts that such a program set, no editor."""
    named = words(token)
    return named if "editor" in token.lower().split() else named - {"editor"}


_TEXT_TAGS = frozenset({"p", "li", "td", "tr", "tbody", "span"})
# Names of boxes that hold no text of an article though they stand inside it.
_WIDGETS_TEXT = """share sharing social print tool tools toolbar qr qrcode ewm erweima comment comments related relation
nav breadcrumb crumb crumbs foot footer copyright pager pagination paging prev next editor bianji zrbj xgxw xgwj xgyd xgzx
xglj recommend tuijian jiathis bdsharebuttonbox subscribe newsletter advert advertisement ad ads promo"""
_WIDGETS = frozenset(_WIDGETS_TEXT.split())
_LISTS = frozenset(
    {"xg", "list", "links", "relation", "related", "news", "more", "fj", "info", "xgxx"}
)


def _is_prose(line: Line) -> bool:
    return (
        len(line.text) >= 40
        and line.linked * 2 < len(line.text)
        and any(c in line.text for c in "，。；,.")
    )


def _is_metadata(lines: list[Line]) -> bool:
    cells = [c for line in lines if line.row for c in line.row.cells]
    return sum(concept_of(c) is not None or label_of(c) is not None for c in cells) >= 3


def _is_list_of_labels(lines: list[Line]) -> bool:
    """A table of metadata with nothing else in it: the text of its page is loaded by a script."""
    return _is_metadata(lines) and all(len(x.text) <= _ENTRY and x.row is not None for x in lines)


def _is_noise(line: Line) -> bool:
    text = line.text
    if len(text) > 240:
        return False
    return noise.is_tool(text) or noise.is_editor(text) or noise.is_prev_next(text)


def _without_masthead(ctx: Context, kept: list[int]) -> tuple[list[int], set[int]]:
    """Where headline, metadata, date and source stand inside the box, the text starts after them."""
    lines = ctx.tree.lines
    cut = 0
    dated = False
    before = ""
    for place, i in enumerate(kept[:_HEAD]):
        line = lines[i]
        text = line.text
        if _is_prose(line) and not noise.is_masthead(text) and line.box.tag not in _HEADINGS:
            break
        if noise.is_numbered(text) and line.box.tag not in _HEADINGS:
            break
        if noise.is_breadcrumb(text):
            cut = place + 1
        elif noise.is_masthead(text) or _is_metadata_line(line):
            dated = True
            cut = place + 1
        elif broken := _headline_lines(ctx, kept, place):
            cut = place + broken
        elif noise.is_masthead_part(text):
            # 来源：… and 日期：… in lines of their own make a masthead together
            dated = dated or (bool(before) and noise.is_masthead(f"{text} {before}"))
            cut = place + 1 if dated else cut
            before = f"{before} {text}"[-_JOINED:]
        else:
            before = ""
    while cut < len(kept) and cut < _HEAD and _is_headline(ctx, lines[kept[cut]]):
        cut += 1
    if 0 < cut < len(kept) and not dated and noise.is_stamp(lines[kept[cut]].text):
        cut += 1
        while cut < len(kept) and noise.is_masthead_part(lines[kept[cut]].text):
            cut += 1
    return kept[cut:], set(kept[:cut])


def _headline_lines(ctx: Context, kept: list[int], place: int) -> int:
    """How many lines from ``place`` on are the page's name, where nothing above the box already says it."""
    lines = ctx.tree.lines
    first = lines[kept[place]].text
    named = [n for n in ctx.names if n.startswith(first)] if len(first) >= 4 else []
    for count in range(1, 5 if named else 0):
        whole = "".join(lines[i].text for i in kept[place : place + count])
        if any(whole == name.replace(" ", "") or whole == name for name in named):
            above = lines[max(0, ctx.body.start - _ABOVE) : kept[0]]
            said = any(line.text == whole for line in above)
            return 0 if said or _is_paragraph(lines, kept[place : place + count + 1]) else count
    return 0


def _is_paragraph(lines: list[Line], run: list[int]) -> bool:
    """Whether a headline is set as the paragraph after it, in one box: the document's own, part of its text."""
    line, after = lines[run[0]].box, lines[run[-1]].box
    return line is after or (line.tag == after.tag and line.parent is after.parent)


def _is_metadata_line(line: Line) -> bool:
    if line.row is not None or len(line.text) > 150:
        return False
    label, colon, _ = line.text.replace("：", ":").partition(":")
    return bool(colon) and concept_of(label) in _STRONG


def _is_headline(ctx: Context, line: Line) -> bool:
    """A headline printed in the box: an h1, or a heading that page title or META repeat."""
    if noise.is_numbered(line.text):
        return False
    if line.box.tag == "h1" and not any(
        x.text in ctx.names for x in ctx.tree.lines[: ctx.body.start]
    ):
        return True
    if line.box.tag not in _HEADINGS and not says_title(line.box.token):
        return False
    text = without_date(line.text).replace(" ", "")
    named = (ctx.metas.value("ArticleTitle") or "") + ctx.tree.title
    return len(text) >= 4 and text in named.replace(" ", "")


_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_STRONG = frozenset(
    {"index_no", "doc_no", "written_on", "unified_no", "validity", "title", "issuers"}
)


def _without_tail(lines: list[Line], kept: list[int]) -> tuple[list[int], set[int]]:
    """Cut imprint, disclaimers and trailing link lists."""
    end = len(kept)
    for place in range(max(1, end - _HEAD), end):
        if noise.is_masthead(lines[kept[place]].text) and not any(
            _is_prose(lines[i]) for i in kept[place:end]
        ):
            end = place
            break
    while end and _ends(lines[kept[end - 1]]):
        end -= 1
    for place in range(max(1, end - _TAIL), end):
        if noise.is_related_label(lines[kept[place]].text) and not any(
            _is_prose(lines[i]) and not lines[i].linked for i in kept[place + 1 : end]
        ):
            end = place
            break
    return kept[:end], set(kept[end:])


_NAMES_FILE = re.compile(rf"附件|\.(?:{'|'.join(MEDIA_TYPES)})\b", re.I)


def _ends(line: Line) -> bool:
    text = line.text
    if text.rstrip(" :：") in ("附件", "附件下载", "相关附件"):
        return True
    if line.linked * 10 >= len(text) * 9 and line.box.tag in ("div", "li", "ul", "span", "td"):
        return not _NAMES_FILE.search(text)
    imprint = len(text) < 200 and noise.is_footer(text)
    return (
        imprint or (len(text) < 300 and noise.is_disclaimer(text)) or noise.is_related_label(text)
    )
