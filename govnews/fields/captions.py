"""Captions of pictures and tables: lines of the text that name what stands beside them."""

import re
from itertools import pairwise

from govnews.dom import Line, Picture
from govnews.fields.found import Context
from govnews.values.text import squeeze

_CAPTION = re.compile(
    r"^(?:图为|圖為|上图|下图|左图|右图|图[一二三四五六七八九十\d①-⑩]|▲|△|↑|↓)|(?:摄|攝|供图|供圖|资料图片?|资料照片|制图|绘)\s{0,2}[）)]?$|(?:图片来源|图源|摄影)\s{0,2}[:：/].{0,30}$"
)
_TABLE = re.compile(
    r"^(?:附?表|附件)\s{0,2}[一二三四五六七八九十\d-]{0,5}|(?:表|名单|目录|清单|情况|一览)$"
)
_LONGEST = 150  # characters
_TELLING = 6  # characters of an alt that is no name of a file or a layout
_SENTENCE = 80  # and of a line that nothing sets apart
_TABLE_LONGEST = 60


def picture_captions(ctx: Context, pictures: list[Picture]) -> dict[int, str]:
    """Caption by position in ``pictures``: the line right after it that is set as one, or, where pictures and single
    lines alternate throughout, that line.
    """
    lines = ctx.tree.lines
    kept = set(ctx.body.indexes)
    at = [p.line for p in pictures]
    alternate = len(at) >= 3 and all(b - a == 1 for a, b in pairwise(at))
    found: dict[int, str] = {}
    for n, picture in enumerate(pictures):
        i = picture.line
        last_of_run = n + 1 == len(pictures) or pictures[n + 1].line != i
        if not last_of_run or i not in kept or picture.start:
            continue
        line = lines[i]
        short = alternate and len(line.text) <= _SENTENCE
        if short or _is_set_apart(line) or _repeats(line.text, picture):
            found[n] = line.text
    return found


def _repeats(text: str, picture: Picture) -> bool:
    """Whether a line says what the picture above it says in ``alt``."""
    said = squeeze(picture.element.get("alt") or "")
    return len(said) >= _TELLING and said == squeeze(text)


def _is_set_apart(line: Line) -> bool:
    if len(line.text) > _LONGEST:
        return False
    if line.box.tag == "figcaption" or _CAPTION.search(line.text):
        return True
    return line.centred and line.bold * 2 < len(line.text) and line.row is None


def caption_lines(ctx: Context) -> set[int]:
    """Indexes of lines of the body that are set as captions of a picture above them."""
    return {
        p.line
        for p in ctx.tree.pictures
        if ctx.body.start <= p.line < ctx.body.end
        and not p.start
        and _is_set_apart(ctx.tree.lines[p.line])
    }


def table_caption(line: Line) -> str | None:
    """The line above a table as its caption, where it is set as one."""
    text = line.text
    if line.row is not None or len(text) > _TABLE_LONGEST or text[-1] in "。；：:，":
        return None
    set_apart = line.box.tag in ("caption", "table") or line.centred or line.bold * 2 >= len(text)
    return text if set_apart or _TABLE.search(text) else None
