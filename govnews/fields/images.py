"""Images of the text, with alt and caption."""

import re

from govnews.dom import Picture, attribute
from govnews.fields.captions import picture_captions
from govnews.fields.found import Body, Context
from govnews.model import Image
from govnews.values.files import extension_of

_LAZY = (
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-lazyload",
    "oldsrc",
    "data-url",
    "original",
    "_src",
)
# File-type icons before attachments, spacers, share icons.
_ICON = re.compile(
    r"(?:/|^)(?:icon|icons|fileicon|sysimage|dialogs/attachment|emotion|share|ewebeditor/sysimage|webeditor)[^?]{0,60}\.(?:gif|png|jpg|svg)|(?:blank|spacer|pixel|loading|qrcode|ewm|erweima|print|share|weixin|wechat|close|arrow|"
    r"next_page|prev_page|prevpage|nextpage)[\w-]{0,20}\.(?:gif|png|jpe?g|svg)|^data:image/(?:gif|svg)"
)
_PLACEHOLDER = re.compile(
    r"(?:loading|blank|placeholder|lazy|spacer|grey|gray|transparent|1x1|pixel|default)[\w-]{0,20}\.(?:gif|png|jpe?g|svg)$"
)
_SMALL = 40  # pixels; smaller pictures are icons


def find_images(ctx: Context) -> tuple[Image, ...]:
    """The pictures that stand among the lines of the text, in reading order, each URL once."""
    found: dict[str, Image] = {}
    body = ctx.body
    gone = set(body.dropped)
    head = max((i for i in gone if body.indexes and i < body.indexes[0]), default=-1)
    within = [p for p in ctx.tree.pictures if _in_body(body, p, gone, head)]
    pictures = [p for p in within if is_content(p)]
    for picture in within:
        if ctx.trace is not None and not is_content(picture):
            why = "an icon, a spacer or a code"
            ctx.pass_over("images", ctx.body.rule, _address(picture) or "", why)
    captions = picture_captions(ctx, pictures)
    for n, picture in enumerate(pictures):
        url = ctx.address(_address(picture) or "")
        if url not in found:
            found[url] = Image(url, attribute(picture.element, "alt", "title"), captions.get(n))
    return tuple(found.values())


def is_content(picture: Picture) -> bool:
    """Whether a picture is one of the article's own, and no icon, spacer or code."""
    src = _address(picture) or ""
    if not src or _ICON.search(src[:500].lower()) or _is_small(picture):
        return False
    return not _marks_file(picture)


def _marks_file(picture: Picture) -> bool:
    """Whether a picture stands in the link to a document, before or behind its name."""
    link = next(picture.element.iterancestors("a"), None)
    if link is None or not extension_of(link.get("href") or ""):
        return False
    return any(not text.isspace() for text in link.itertext())


def _in_body(body: Body, picture: Picture, gone: set[int], head: int) -> bool:
    """Whether a picture stands among the lines of the text; ``head`` is the last line dropped before them."""
    if not any(picture.box.inside(box) for box in body.boxes):
        return False
    if not body.indexes:
        return True
    if body.indexes[0] <= picture.line <= body.indexes[-1] + 1:
        return not gone.issuperset((picture.line - 1, picture.line))
    return body.indexes[0] >= picture.line > head


def _address(picture: Picture) -> str | None:
    """``src``, or the attribute a script would move there where ``src`` is a placeholder."""
    src = attribute(picture.element, "src")
    if src and not _PLACEHOLDER.search(src[-120:].lower()) and not src.startswith("data:"):
        return src
    return attribute(picture.element, *_LAZY) or src


def _is_small(picture: Picture) -> bool:
    for name in ("width", "height"):
        value = (picture.element.get(name) or "").strip().removesuffix("px")
        if value.isdecimal() and int(value[:6]) <= _SMALL:
            return True
    return False
