"""The lines of the text under their headings, with what the markup says about each line."""

import re

from govnews.dom import Line
from govnews.fields.captions import caption_lines
from govnews.fields.found import Context
from govnews.model import Section
from govnews.values import outline
from govnews.values.documents import find_doc_no
from govnews.values.files import extension_of
from govnews.values.text import squeeze

_HEADING = re.compile(r"^h([1-6])$")
_BYLINE = re.compile(r"^[（(]?.{0,14}(?:记者|作者|通讯员|编辑|来源|责编|摄影|撰文)[\s:：/].{0,40}$")
_CLOSING = " 。；;)）】]"  # what may follow the name of a file
_CENTRED = 40  # characters of a centred line that may be a heading


def find_sections(ctx: Context, title: str | None) -> tuple[Section, ...]:
    """The whole text, flat and in reading order; the lead has no heading."""
    captions = caption_lines(ctx)
    name = squeeze(title or "")
    return outline.outline(
        [_line(ctx.tree.lines[i], name, i in captions) for i in ctx.body.indexes]
    )


def _line(line: Line, title: str, caption: bool) -> outline.Line:
    text = line.text
    heading = _HEADING.match(line.box.tag)
    strong = line.bold * 10 >= len(text) * 8
    centred = line.centred and len(text) <= _CENTRED
    return outline.Line(
        text,
        strong=strong or centred,
        tag=int(heading[1]) if heading else None,
        plain=caption or line.row is not None or (len(text) <= 120 and _is_plain(line, title)),
    )


def _is_plain(line: Line, title: str) -> bool:
    """Lines that look set apart but head nothing: the title again, numbers, captions, bylines, links to files."""
    text = line.text
    if line.linked * 2 > len(text) and extension_of(text.rstrip(_CLOSING)):
        return True
    short = squeeze(text)
    if len(short) >= 4 and title and short in title:
        return True
    numbered = len(text) <= 40 and ("号" in text or "號" in text)
    return bool(_BYLINE.match(text) or (numbered and find_doc_no(text)))
