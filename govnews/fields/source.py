"""来源: the outlet or office named as origin, and where its name links to."""

import re

from govnews.dom import attribute
from govnews.fields.found import Context, Found
from govnews.fields.masthead import Part, selected_text
from govnews.values.header import first_value, read_header
from govnews.values.sources import normalise_source

_META = ("ContentSource", "contentsource", "source", "ColumnSource", "mediaid", "publisher")


_FOLLOWS = re.compile(
    r"\s{0,4}[\[(（]?(?:19|20)\d\d[-/.年]|\s{1,4}[\u4e00-\u9fff]{2,6}\s{0,2}[:：]|\s{1,4}[\[【]"
)
_SUPPLIED = re.compile(r"^[（(]?(?P<name>[^（）()]{2,40}?)(?:供稿|提供|报送)[）)]?$")


def find_source(ctx: Context, parts: list[Part], site_name: str | None) -> Found | None:
    """The visible source; META where none is visible or the visible one is cut short."""
    visible = _visible(ctx, parts, site_name)
    entry = ctx.metas.get(*_META)
    named = normalise_source(entry[1], site_name) if entry else None
    cut_short = visible is not None and visible.value.endswith(("...", "…"))
    if cut_short and visible and named and entry and named.startswith(visible.value.rstrip(".…")):
        return Found(named, f"meta:{entry[0]}", entry[1])
    if visible:
        return visible
    return Found(named, f"meta:{entry[0]}", entry[1]) if named and entry else None


def _visible(ctx: Context, parts: list[Part], site_name: str | None) -> Found | None:
    for rule, text in selected_text(ctx, "source"):
        labelled = first_value(read_header(text), "source")
        value = normalise_source(_cut(labelled or ("" if _has_label(text) else text)), site_name)
        if value:
            return Found(value, rule, _cut(labelled or text).strip(), _link(ctx, value))
    for place in ("above", "below"):
        for part in parts:
            if part.field == "source" and part.place == place and not _is_issuer(part, parts):
                value = normalise_source(_cut(part.value), site_name)
                if value:
                    return Found(value, "label:source", _cut(part.value).strip(), _link(ctx, value))
    return None


def _is_issuer(part: Part, parts: list[Part]) -> bool:
    """发布机构 and 发布单位 name the issuer of a document, unless a publish date stands in the same masthead."""
    if part.row:
        return True
    if not part.label.startswith("发布"):
        return False
    return not any(p.field == "date" and p.line == part.line for p in parts)


def _cut(raw: str) -> str:
    """The value up to the date or the unknown label that follows it; the name alone of （X供稿）."""
    raw = _FOLLOWS.split(raw, maxsplit=1)[0]
    supplied = _SUPPLIED.match(raw.strip())
    return supplied["name"] if supplied else raw


def _has_label(text: str) -> bool:
    return ":" in text or "：" in text


def _link(ctx: Context, name: str) -> str | None:
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    for anchor in ctx.tree.anchors:
        if anchor.line <= first + 2 and anchor.text == name and anchor.href:
            href = attribute(anchor.element, "href") or ""
            return None if href.startswith(("javascript", "#")) else ctx.address(href)
    return None
