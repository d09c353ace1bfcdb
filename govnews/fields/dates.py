"""When it was published: the visible page decides, also how precise the date is (reference: formats.md §2)."""

import re
from collections.abc import Iterator

from govnews.dom import attribute
from govnews.fields.found import Context, Found
from govnews.fields.masthead import Part, nearby, selected_text
from govnews.values.dates import DateFound, date_in_url, find_date
from govnews.values.header import first_value, read_header
from govnews.values.text import fold

_META = (
    "PubDate", "firstpublishedtime", "publishdate", "article:published_time", "datePublished", "DC.Date", "dc.date",
    "publish-date", "pubtime", "publishtime", "og:release_date",
)  # fmt: skip
_MODIFIED = ("lastmodifiedtime", "article:modified_time", "dateModified", "og:updated_time")
_BARE = re.compile(r"^[\s\[【(（]{0,4}(?:日期|时间|發佈|发布|发表)?[于於]?\s{0,2}$")
_CLOCK = re.compile(
    r"\s{0,3}(?:[（(]?(?:星期|周|週|礼拜)[一二三四五六日天][)）]?\s{0,3}(?:(?:香港|澳門|澳门|台北|北京)?(?:時間|时间)\s{0,3})?"
    r"(?P<part>上午|下午|晚上|晚间)?|(?P<half>上午|下午|晚上|晚间))"
    r"\s{0,3}(?P<hour>[01]?\d|2[0-3])\s{0,2}[:：∶時时点點]\s{0,2}(?P<minute>[0-5]\d)\s{0,2}分?"
)
_FIRST = 3  # lines of the text in which a date may stand alone
_AT_END = 8  # characters that may follow the date that closes a text
_CHANGED = re.compile("modif|update")  # names of the time of the last change
_AT_MOST = 15  # lines above the text in which its <time> stands
_AROUND = 60  # characters a line with a bare date may have


def published_dates(ctx: Context, parts: list[Part]) -> Iterator[Found]:
    """The visible publish date; META and the URL only where the page shows none, and then the day alone."""
    yield from _visible(ctx, parts)
    yield from _elements(ctx)
    for hidden in _from_meta(ctx, "date", _META):
        yield Found(hidden.value[:10], hidden.rule, hidden.raw)
    if day := date_in_url(ctx.url):
        yield Found(day, "url", day)
    if found := _opening(ctx):
        yield found


def modified_dates(ctx: Context, parts: list[Part]) -> Iterator[Found]:
    """The last change, where the page or META says so; a lone 更新时间 is this as well as the publish date."""
    for part in parts:
        if part.field == "modified" and (found := _find(ctx, part.value)):
            yield Found(found.value, "label:modified", found.raw)
    yield from _from_meta(ctx, "date_modified", _MODIFIED)


def _visible(ctx: Context, parts: list[Part]) -> Iterator[Found]:
    for rule, text in selected_text(ctx, "date"):
        labelled = first_value(read_header(text), "date")
        if found := (_find(ctx, labelled) if labelled else None) or _find(ctx, text):
            yield Found(found.value, rule, found.raw)
        else:
            ctx.pass_over("date", rule, text, "no date stands there")
    for field, row in (("date", False), ("modified", False), ("date", True)):
        for place in ("above", "below", "head"):
            for part in parts:
                if part.field != field or part.place != place or part.row is not row:
                    continue
                if found := _find(ctx, part.value):
                    yield Found(found.value, f"label:{field}", found.raw)
                else:
                    ctx.pass_over("date", f"label:{field}", part.value, "no date follows the label")
    for found in _bare(ctx):
        yield Found(found.value, "masthead:date", found.raw)
    if found := _closing(ctx):
        yield Found(found.value, "masthead:date", found.raw)


def _elements(ctx: Context) -> Iterator[Found]:
    """What ``<time datetime>`` between headline and text says for a program, where a person reads 2天前."""
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    for element in ctx.tree.tagged("time"):
        box, said = ctx.tree.box_round(element), attribute(element, "datetime")
        if _CHANGED.search(" ".join(element.values()).lower()):
            continue
        if said and box and first - _AT_MOST <= box.first <= first and (found := _find(ctx, said)):
            yield Found(found.value, "time:datetime", said)


def _find(ctx: Context, text: str) -> DateFound | None:
    """The first date of a text, with the time that stands after the day of the week."""
    found = find_date(text, ctx.zone, roc=ctx.roc)
    clock = None
    if found and not found.has_time:
        clock = _CLOCK.match(fold(text[found.end : found.end + 40]))
    if found is None or clock is None:
        return found
    end = found.end + clock.end()
    late = (clock["part"] or clock["half"] or "上午") != "上午" and int(clock["hour"]) < 12
    value = (
        f"{found.value}T{int(clock['hour']) + 12 * late:02d}:{clock['minute']}:00{ctx.zone or ''}"
    )
    return DateFound(value, text[found.start : end].strip(), found.start, end)


def _bare(ctx: Context) -> Iterator[DateFound]:
    """A date without a label, in a short line between headline and text or right below the text."""
    lines = ctx.tree.lines
    for i, place in nearby(ctx):
        text = lines[i].text
        if place in ("head", "tail") or len(text) > 200 or lines[i].linked * 2 > len(text):
            continue
        if lines[i].row is not None or _is_of_something_else(text):
            continue
        if i and lines[i - 1].text[-1] in ":：" and _is_of_something_else(lines[i - 1].text):
            continue
        found = _find(ctx, text)
        if found and (len(text) - (found.end - found.start) <= _AROUND):
            yield found
        elif found:
            ctx.pass_over("date", "masthead:date", found.value, "it stands within a sentence")


def _is_of_something_else(text: str) -> bool:
    """Whether a line names a date that is no publish date: 来信时间, 截止日期."""
    return any(part.field == "other" for part in read_header(text))


def _opening(ctx: Context) -> Found | None:
    """A line at the head of the text that is a date and nothing else, as old pages set it below their headline."""
    for i in ctx.body.indexes[:_FIRST]:
        text = ctx.tree.lines[i].text.strip("（）()[]【】 ")
        found = _find(ctx, text) if len(text) <= 30 else None
        if found and found.start == 0 and found.end == len(text):
            return Found(found.value, "text:opening", found.raw)
    return None


def _closing(ctx: Context) -> DateFound | None:
    """Hong Kong closes a press release with its date, day of the week and 香港時間 (formats.md §10)."""
    last = [ctx.tree.lines[i].text for i in ctx.body.indexes[-3:]]
    for n, text in enumerate(last):
        rest = " ".join(last[n:])
        found = _find(ctx, rest) if len(text) <= 60 else None
        if found and found.start <= 1 and found.has_time and len(rest) - found.end <= _AT_END:
            return found
    return None


def _from_meta(ctx: Context, field: str, names: tuple[str, ...]) -> Iterator[Found]:
    for name in names:
        if entry := ctx.metas.get(name):
            if found := _find(ctx, entry[1]):
                yield Found(found.value, f"meta:{name}", found.raw)
            else:
                ctx.pass_over(field, f"meta:{name}", entry[1], "no date stands there")
