"""Authors and editors: names only."""

import re
from collections.abc import Iterator

from govnews.fields.found import Context
from govnews.fields.masthead import Part, selected_text
from govnews.model import Several
from govnews.values import people
from govnews.values.header import first_value, read_header

_BYLINE = re.compile(
    r"^[（(]?\s{0,2}(?:[\u4e00-\u9fff]{2,8}?(?:报|网|社|台|谈|站|周刊|客户端)?)?(?:见习|实习|特约|全媒体)?记者\s{1,4}(?P<names>[\u4e00-\u9fff·、 ]{2,40})[）)]?$"
)

_NO_NAME = re.compile(r"\d|[？！。，：?!]|^[\u4e00-\u9fff]{13,}$")
_OWN_LINE = 60  # characters of a line in the text that names its author
_NO_PERSON = "no name of a person"
_LINK = re.compile(r"[【\[][^】\]]{0,20}(?:纠错|纠正|报错|打印|关闭)[^】\]]{0,10}[】\]]")


def _names(text: str | None) -> tuple[str, ...]:
    """Names, unless what stands there is a date, a number or a sentence."""
    return tuple(n for n in people.names(text) if not _NO_NAME.search(n))


def editors(ctx: Context, parts: list[Part]) -> Iterator[Several]:
    """责任编辑, visible before META; META ``author`` is the editor only where the page says so."""
    for rule, text in selected_text(ctx, "editors"):
        found = _names(
            _LINK.sub("", first_value(read_header(text), "editor") or _after_label(text))
        )
        if found:
            yield Several(found, rule)
        else:
            ctx.pass_over("editors", rule, text, _NO_PERSON)
    for responsible in (True, False):
        for part in parts:
            if part.field == "editor" and part.label.startswith("责") is responsible:
                if found := _names(part.value):
                    yield Several(found, "label:editor")
                else:
                    ctx.pass_over("editors", "label:editor", part.value, _NO_PERSON)


def authors(ctx: Context, parts: list[Part]) -> Iterator[Several]:
    """作者 and 记者, by label or by a byline of its own at the head of the text."""
    for rule, text in selected_text(ctx, "authors"):
        found = _names(first_value(read_header(text), "author") or _after_label(text))
        if found:
            yield Several(found, rule)
        else:
            ctx.pass_over("authors", rule, text, _NO_PERSON)
    for part in parts:
        if part.field != "author":
            continue
        found = _names(part.value)
        within = len(ctx.tree.lines[part.line].text) > _OWN_LINE
        if part.place == "tail" or (part.place == "head" and within):
            ctx.pass_over("authors", "label:author", part.value, "stands within a line of the text")
        elif found:
            yield Several(found, "label:author")
        else:
            ctx.pass_over("authors", "label:author", part.value, _NO_PERSON)
    for i in ctx.body.indexes[:3]:
        text = ctx.tree.lines[i].text
        match = _BYLINE.match(text) if len(text) <= 60 else None
        if match and (found := _names(match["names"])):
            yield Several(found, "byline")


def _after_label(text: str) -> str:
    return re.split("[:：]", text, maxsplit=1)[-1]
