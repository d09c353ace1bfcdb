"""Lists that are data: JSON arrays of records, in the spellings of the portals' own programs.

gov.cn ``<NAME>.json`` (TITLE, URL, DOCRELPUBTIME), Xinhua ``ds_<id>.json`` (datasource[].title, publishUrl,
publishTime), UCAP (data.results[].title, url, publishedTime), Suzhou (infolist[].title, link, pubtime), gkmlpt
(articles[].title, url, create_time), TRS IGS (page.content[].BT, DOCPUBURL, FBRQ), WAS (docs[].title, url, time), Jilin
(data[].tip.title, puburl), Hainan (page.list[]), NFRA (data.rows[].docSubtitle, docId, publishDate), Heilongjiang
(data.records[].title, id, publishTime).
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from govnews.model import ListEntry
from govnews.values.dates import from_epoch, parse_date
from govnews.values.text import clean
from govnews.values.urls import resolve

# Keys as the programs write them, in lower case, in the order of trust.
_TITLES = ("showtitle", "title", "bt", "dretitle", "doctitle", "docsubtitle")
_URLS = ("url", "publishurl", "link", "docpuburl", "puburl", "post_url", "linkurl", "href")
_DATES = (
    "docrelpubtime", "publishedtimestr", "publishtime", "publishedtime", "pubdate", "pubtime", "fbrq",
    "display_publish_time", "publishdate", "create_time", "created_at", "createdate", "time", "dredate", "dates", "date",
)  # fmt: skip
# Programs whose rows name documents by their number: the key, what the list's address holds, the document's address.
# NFRA's page is a shell that a script fills from this file.
_NUMBERED = (
    ("docid", "", "/cn/static/data/DocInfo/SelectByDocId/data_docId={}.json"),
    ("id", "/publicinfo/searchfile", "detail?id={}"),
)
_CONTROLS = re.compile(r"[\x00-\x1f]+")  # TRS WAS leaves raw line feeds in its strings
_TAGS = re.compile(r"<[^>]{0,300}>")
_DEPTH = 6
_SMALL = 50  # members of an object inside a row


def read_json(text: str) -> Any | None:
    """The JSON value of a page, JSONP wrapper and control characters removed; ``None`` for anything else."""
    stripped = text.strip("\ufeff \t\r\n;")
    if not stripped or stripped[0] not in "[{":
        match = re.match(r"[\w.$]{1,80}\s{0,5}\(", stripped[:200])
        if not match or not stripped.endswith(")"):
            return None
        stripped = stripped[match.end() : -1]
    try:
        return json.loads(_CONTROLS.sub(" ", stripped))
    except (ValueError, RecursionError):
        return None


def read_records(data: Any, url: str | None, zone: str | None) -> list[ListEntry]:
    """Entries of the first array of records, wherever it stands in the value; each URL once."""
    for rows in _arrays(data, _DEPTH):
        entries: dict[str, ListEntry] = {}
        for row in rows:
            entry = _entry(row, url, zone)
            if entry is not None:
                entries.setdefault(entry.url, entry)
        if entries:
            return list(entries.values())
    return []


def html_in(data: Any, depth: int = _DEPTH) -> str | None:
    """The first piece of HTML with links that a value holds."""
    if isinstance(data, str):
        return data if "<a " in data and "href" in data else None
    inner = data.values() if isinstance(data, dict) else data[:50] if isinstance(data, list) else ()
    found = (html_in(one, depth - 1) for one in inner if depth > 0)
    return next((html for html in found if html), None)


def _arrays(value: Any, depth: int) -> Iterator[list[Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        if any(isinstance(row, dict) for row in value):
            yield value
        inner: list[Any] = value[:50]
    else:
        inner = list(value.values()) if isinstance(value, dict) else []
    for one in inner:
        yield from _arrays(one, depth - 1)


def _entry(row: Any, url: str | None, zone: str | None) -> ListEntry | None:
    if not isinstance(row, dict):
        return None
    known = {key.lower(): value for key, value in row.items()}
    for inner in row.values():  # Jilin: {"puburl": …, "tip": {"title": …}}
        if isinstance(inner, dict) and len(inner) < _SMALL:
            known = {**{key.lower(): value for key, value in inner.items()}, **known}
    title, target = _first(known, _TITLES), _first(known, _URLS)
    if target is None:
        target = _numbered(known, (url or "").lower())
    if not title or not target or not isinstance(title, str) or not isinstance(target, str):
        return None
    name = clean(_TAGS.sub("", title))
    if not name or target.lower().startswith(("javascript:", "data:", "file:")):
        return None
    return ListEntry(resolve(url, target), name, _day(_first(known, _DATES), zone))


def _numbered(row: dict[str, Any], list_url: str) -> str | None:
    for key, place, address in _NUMBERED:
        number = str(row.get(key, ""))
        if place in list_url and number.isascii() and number.isdecimal():
            return address.format(number)
    return None


def _day(value: Any, zone: str | None) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        moment = from_epoch(value, zone)
        return moment[:10] if moment else None
    if isinstance(value, str) and value.isdecimal() and len(value) in (10, 13):
        return _day(int(value), zone)
    found = parse_date(value if isinstance(value, str) else None)
    return found[:10] if found else None


def _first(row: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((row[name] for name in names if row.get(name)), None)
