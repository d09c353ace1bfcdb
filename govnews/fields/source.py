"""来源: the outlet or office named as origin, and where its name links to."""

from govnews.dom import attribute
from govnews.fields.found import Context, Found
from govnews.fields.masthead import Part, selected_text
from govnews.values.header import first_value, read_header
from govnews.values.sources import normalise_source
from govnews.values.urls import resolve

_META = ("ContentSource", "contentsource", "source", "ColumnSource", "mediaid", "publisher")


def find_source(ctx: Context, parts: list[Part], site_name: str | None) -> Found | None:
    """The visible source; META where none is visible or the visible one is cut short."""
    visible = _visible(ctx, parts, site_name)
    entry = ctx.metas.get(*_META)
    named = normalise_source(entry[1], site_name) if entry else None
    if visible and visible.value.endswith(("...", "…")) and named and entry:
        if named.startswith(visible.value.rstrip(".…")):
            return Found(named, f"meta:{entry[0]}", entry[1])
    if visible:
        return visible
    return Found(named, f"meta:{entry[0]}", entry[1]) if named and entry else None


def _visible(ctx: Context, parts: list[Part], site_name: str | None) -> Found | None:
    for rule, text in selected_text(ctx, "source"):
        labelled = first_value(read_header(text), "source")
        value = normalise_source(labelled or (None if _has_label(text) else text), site_name)
        if value:
            return Found(value, rule, labelled or text, _link(ctx, value))
    for place in ("above", "below"):
        for part in parts:
            if part.field == "source" and part.place == place:
                value = normalise_source(part.value, site_name)
                if value:
                    return Found(value, "label:source", part.value, _link(ctx, value))
    return None


def _has_label(text: str) -> bool:
    return ":" in text or "：" in text


def _link(ctx: Context, name: str) -> str | None:
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    for anchor in ctx.tree.anchors:
        if anchor.line <= first + 2 and anchor.text == name and anchor.href:
            href = attribute(anchor.element, "href") or ""
            return None if href.startswith(("javascript", "#")) else resolve(ctx.base, href)
    return None
