"""Authors and editors: names only."""

import re

from govnews.fields.found import Context
from govnews.fields.masthead import Part, selected_text
from govnews.values import people
from govnews.values.header import first_value, read_header

_BYLINE = re.compile(
    r"^[（(]?\s{0,2}(?:[\u4e00-\u9fff]{2,8}?(?:报|网|社|台|谈|站|周刊|客户端)?)?(?:见习|实习|特约|全媒体)?记者\s{1,4}(?P<names>[\u4e00-\u9fff·、 ]{2,40})[）)]?$"
)

_NO_NAME = re.compile(r"\d|[？！。，：?!]|^[\u4e00-\u9fff]{13,}$")
_LINK = re.compile(r"[【\[][^】\]]{0,20}(?:纠错|纠正|报错|打印|关闭)[^】\]]{0,10}[】\]]")


def _names(text: str | None) -> tuple[str, ...]:
    """Names, unless what stands there is a date, a number or a sentence."""
    return tuple(n for n in people.names(text) if not _NO_NAME.search(n))


def find_editors(ctx: Context, parts: list[Part]) -> tuple[tuple[str, ...], str]:
    """责任编辑, visible before META, with the rule; META ``author`` is the editor only where the page says so."""
    for rule, text in selected_text(ctx, "editors"):
        found = _names(
            _LINK.sub("", first_value(read_header(text), "editor") or _after_label(text))
        )
        if found:
            return found, rule
    for responsible in (True, False):
        for part in parts:
            if part.field == "editor" and part.label.startswith("责") is responsible:
                found = _names(part.value)
                if found:
                    return found, "label:editor"
    return (), ""


def find_authors(ctx: Context, parts: list[Part]) -> tuple[tuple[str, ...], str]:
    """作者 and 记者, by label or by a byline of its own at the head of the text."""
    for rule, text in selected_text(ctx, "authors"):
        found = _names(first_value(read_header(text), "author") or _after_label(text))
        if found:
            return found, rule
    for part in parts:
        if part.field == "author" and part.place != "tail" and (found := _names(part.value)):
            return found, "label:author"
    for i in ctx.body.indexes[:3]:
        text = ctx.tree.lines[i].text
        match = _BYLINE.match(text) if len(text) <= 60 else None
        if match and (found := _names(match["names"])):
            return found, "byline"
    return (), ""


def _after_label(text: str) -> str:
    return re.split("[:：]", text, maxsplit=1)[-1]
