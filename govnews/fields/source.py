"""来源: the outlet or office named as origin, and where its name links to."""

import re
from collections.abc import Iterator

from govnews.dom import attribute
from govnews.fields.body.noise import is_breadcrumb
from govnews.fields.found import Context, Found
from govnews.fields.masthead import Part, nearby, selected_text
from govnews.fields.words import words
from govnews.values.dates import find_date
from govnews.values.header import first_value, read_header
from govnews.values.sources import normalise_source

_META = ("ContentSource", "contentsource", "source", "ColumnSource", "mediaid", "publisher")


_FOLLOWS = re.compile(
    r"\s{0,4}\|\s{0,4}(?:Last )?[Uu]pdated\b|\s{1,4}(?:Last )?[Uu]pdated\s{0,2}:|\s{0,4}[\[(（]?(?:19|20)\d\d[-/.年]|\s{1,4}[\u4e00-\u9fff]{2,6}\s{0,2}[:：]|\s{1,4}[\[【]"
)
_BESIDE = 6  # lines above the text
_OWN_LINE = 60  # characters of a line in the text that names its source
_PIECES = re.compile(r"[\s|｜/·—-]{1,4}")
_OUTLET = re.compile(
    r"^[\u4e00-\u9fff（）]{2,18}(?:局|厅|廳|委|委员会|委員會|政府|办|办公室|办公厅|中心|网|網|报|報|社|台|院|署|处|處|所|馆|館)$"
)
_BOX = frozenset({"source", "origin", "laiyuan"})  # what the box of a source is called
_NAME = re.compile("[\u4e00-\u9fff·]{3,16}")
_NO_NAME = "no name of an outlet or office"
_SUPPLIED = re.compile(r"^[（(]?(?P<name>[^（）()]{2,40}?)(?:供稿|提供|报送)[）)]?$")


def sources(ctx: Context, parts: list[Part], site_name: str | None) -> Iterator[Found]:
    """The visible source; META where none is visible or the visible one is cut short."""
    entry = ctx.metas.get(*_META)
    named = normalise_source(entry[1], site_name) if entry else None
    meta = Found(named, f"meta:{entry[0]}", entry[1]) if named and entry else None
    for found in _visible(ctx, parts, site_name):
        short = found.value.rstrip(".…")
        if meta and found.value.endswith(("...", "…")) and meta.value.startswith(short):
            ctx.pass_over("source", found.rule, found.value, "cut short, and META has it whole")
        else:
            yield found
    if meta:
        yield meta
    elif entry:
        ctx.pass_over("source", f"meta:{entry[0]}", entry[1], _NO_NAME)
    yield from _beside_date(ctx)
    yield from _supplier(ctx)


def _visible(ctx: Context, parts: list[Part], site_name: str | None) -> Iterator[Found]:
    for rule, text in selected_text(ctx, "source"):
        labelled = first_value(read_header(text), "source")
        value = normalise_source(_cut(labelled or ("" if _has_label(text) else text)), site_name)
        if value:
            yield Found(value, rule, _cut(labelled or text).strip(), _link(ctx, value))
        else:
            ctx.pass_over("source", rule, text, _NO_NAME)
    for place in ("above", "below", "head", "tail"):
        for part in parts:
            if part.field != "source" or part.place != place:
                continue
            value = normalise_source(_cut(part.value), site_name)
            if why := _against(ctx, part, parts):
                ctx.pass_over("source", "label:source", part.value, why)
            elif value:
                yield Found(value, "label:source", _cut(part.value).strip(), _link(ctx, value))
            else:
                ctx.pass_over("source", "label:source", part.value, _NO_NAME)


def _against(ctx: Context, part: Part, parts: list[Part]) -> str | None:
    """What speaks against a labelled source."""
    if _is_issuer(part, parts):
        return "names the issuer of a document"
    if part.place in ("head", "tail") and not _is_own_line(ctx, part):
        return "stands within a line of the text"
    return None


def _beside_date(ctx: Context) -> Iterator[Found]:
    """An office or outlet without a label, in the line of the date between headline and text or in the next to it."""
    lines = ctx.tree.lines
    above = [i for i, place in nearby(ctx) if place == "above"][:_BESIDE]
    for i in above:
        found = find_date(lines[i].text) if len(lines[i].text) <= 60 else None
        if found is None or lines[i].row is not None:
            continue
        named = words(lines[i].box.token) & _BOX
        for text in (
            lines[i].text.replace(found.raw, " "),
            *(lines[k].text for k in (i + 1, i - 1) if k in above),
        ):
            name = next((p for p in _PIECES.split(text.strip()) if p), "")
            if _OUTLET.match(name) or (named and _NAME.fullmatch(name)):
                yield Found(name, "masthead:unlabelled", name)


def _supplier(ctx: Context) -> Iterator[Found]:
    """The office that a line below the text or at its end says it is from: （样例市档案局办公室供稿）."""
    for i, place in nearby(ctx):
        text = ctx.tree.lines[i].text
        if place in ("below", "tail") and len(text) <= 40 and (match := _SUPPLIED.match(text)):
            name = match["name"]
            if match.end() == len(text) and _OUTLET.match(name):
                yield Found(name, "line:supplied", name)


def _is_issuer(part: Part, parts: list[Part]) -> bool:
    """发布机构 and 发布单位 name the issuer of a document, unless a publish date stands in the same masthead."""
    if part.row:
        return True
    if not part.label.startswith("发布"):
        return False
    return not any(p.field == "date" and p.line == part.line for p in parts)


def _is_own_line(ctx: Context, part: Part) -> bool:
    """A line of the text that says where it comes from and nothing else: （来源：新华社）."""
    text = ctx.tree.lines[part.line].text
    return len(text) <= _OWN_LINE and text.lstrip("（(【[ ").startswith(part.label[0])


def _cut(raw: str) -> str:
    """The value up to the date or the unknown label that follows it; the name alone of （X供稿）."""
    raw = _FOLLOWS.split(raw, maxsplit=1)[0]
    supplied = _SUPPLIED.match(raw.strip())
    return supplied["name"] if supplied else raw


def _has_label(text: str) -> bool:
    return ":" in text or "：" in text


def _is_path(ctx: Context, line: int) -> bool:
    """Whether a line is a path of columns, one of which may bear the name of an office."""
    lines = ctx.tree.lines
    return line < len(lines) and (is_breadcrumb(lines[line].text) or ">" in lines[line].text)


def _link(ctx: Context, name: str) -> str | None:
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    for anchor in ctx.tree.anchors:
        near = anchor.line <= first + 2 and anchor.text == name and anchor.href
        if near and not _is_path(ctx, anchor.line):
            href = attribute(anchor.element, "href") or ""
            return None if href.startswith(("javascript", "#")) else ctx.address(href)
    return None
