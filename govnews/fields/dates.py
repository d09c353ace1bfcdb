"""When it was published: the visible page decides, also how precise the date is (reference: formats.md §2)."""

import re
from collections.abc import Iterator

from govnews.fields.found import Context, Found
from govnews.fields.masthead import Part, nearby, selected_text
from govnews.values.dates import DateFound, date_in_url, find_date
from govnews.values.header import first_value, read_header

_META = (
    "PubDate", "firstpublishedtime", "publishdate", "article:published_time", "datePublished", "DC.Date", "dc.date",
    "publish-date", "pubtime", "publishtime", "og:release_date",
)  # fmt: skip
_MODIFIED = ("lastmodifiedtime", "article:modified_time", "dateModified", "og:updated_time")
_BARE = re.compile(r"^[\s\[【(（]{0,4}(?:日期|时间|發佈|发布|发表)?[于於]?\s{0,2}$")
_AROUND = 60  # characters a line with a bare date may have


def find_date_published(ctx: Context, parts: list[Part]) -> Found | None:
    """The visible publish date; META and the URL only where the page shows none."""
    return next(_visible(ctx, parts), None) or _from_meta(ctx, _META) or _from_url(ctx)


def find_date_modified(ctx: Context, parts: list[Part]) -> Found | None:
    """The last change, where the page or META says so."""
    for part in parts:
        if part.field == "modified" and (found := find_date(part.value, ctx.zone)):
            return Found(found.value, "label:modified", found.raw)
    return _from_meta(ctx, _MODIFIED)


def _visible(ctx: Context, parts: list[Part]) -> Iterator[Found]:
    for rule, text in selected_text(ctx, "date"):
        if found := _in_text(text, ctx.zone):
            yield Found(found.value, rule, found.raw)
    for field in ("date", "modified"):
        for place in ("above", "below", "head"):
            for part in parts:
                if (
                    part.field == field
                    and part.place == place
                    and (found := find_date(part.value, ctx.zone))
                ):
                    yield Found(found.value, f"label:{field}", found.raw)
    if found := _bare(ctx):
        yield Found(found.value, "masthead:date", found.raw)


def _in_text(text: str, zone: str | None) -> DateFound | None:
    labelled = first_value(read_header(text), "date")
    return (find_date(labelled, zone) if labelled else None) or find_date(text, zone)


def _bare(ctx: Context) -> DateFound | None:
    """A date without a label, in a short line between headline and text or right below the text."""
    lines = ctx.tree.lines
    for i, place in nearby(ctx):
        text = lines[i].text
        if place in ("head", "tail") or len(text) > 200 or lines[i].linked * 2 > len(text):
            continue
        if lines[i].row is not None or any(p.field == "other" for p in read_header(text)):
            continue
        found = find_date(text, ctx.zone)
        if found and (len(text) - (found.end - found.start) <= _AROUND):
            return found
    return None


def _from_meta(ctx: Context, names: tuple[str, ...]) -> Found | None:
    for name in names:
        entry = ctx.metas.get(name)
        found = find_date(entry[1], ctx.zone) if entry else None
        if found:
            return Found(found.value, f"meta:{name}", found.raw)
    return None


def _from_url(ctx: Context) -> Found | None:
    day = date_in_url(ctx.url)
    return Found(day, "url", day) if day else None
