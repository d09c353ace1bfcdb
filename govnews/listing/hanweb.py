"""Lists of Hanweb's programs: jcms records in CDATA (dataproxy), JPAAS units answered as JSON with HTML inside.

Forms as public crawlers of these portals use them; ranges of dataproxy are 1-based and inclusive, and one call may
cover three pages.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

from govnews.dom import parse_html, read_tree
from govnews.listing.blocks import read_blocks
from govnews.model import ListEntry, ListRequest
from govnews.values.urls import resolve, split_url

_RECORD = re.compile(r"<record>\s{0,50}<!\[CDATA\[")
_LONGEST = 20_000  # characters of one record
_GROUP = re.compile(r"<nextgroup>\s{0,50}<!\[CDATA\[.{0,200}?href=[\"']([^\"']{1,1000})", re.S)
_TOTAL = re.compile(
    r"<totalrecord>(\d{1,9})</totalrecord>|\btotal[rR]ecord\s{0,5}[:=]\s{0,5}['\"]?(\d{1,9})"
)
_PER_PAGE = re.compile(r"\bperpage\s{0,5}[:=]\s{0,5}['\"]?(\d{1,4})", re.I)
_PROXY = re.compile(r"(/module/(?:web/)?(?:jslib/jquery/)?jpage/(?:more\w{0,20})?dataproxy\.jsp)")
_PARAMETER = re.compile(
    r"\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)"
    r"[\"']?\s{0,5}[:=]\s{0,5}[\"']?([\w/%.:-]{1,200})"
)
_RANGE = ("startrecord", "endrecord", "perpage")
_FORM = ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
_UNIT = re.compile(
    r"<script[^>]{0,300}?parseType\s{0,3}=\s{0,3}[\"'](?:buildstatic|bulidstatic)[\"'][^>]{0,2000}>",
    re.I,
)
_ATTRIBUTE = re.compile(r"\b(url|querydata)\s{0,3}=\s{0,3}\"([^\"]{1,2000})\"", re.I)
_PAIR = re.compile(r"'([^']{1,80})'\s{0,3}:\s{0,3}'([^']{0,400})'")
_UNIT_SIZE = 20


def is_datastore(text: str) -> bool:
    """Whether a page holds jcms records, inlined or as the whole answer."""
    return "<record>" in text and "<![CDATA[" in text


def read_datastore(text: str, url: str | None) -> tuple[list[ListEntry], tuple[ListRequest, ...]]:
    """Entries of the inlined records, and the dataproxy call for the records after them."""
    records = list(_records(text))
    entries = read_fragment("".join(f"<div>{record}</div>" for record in records), url)
    total = next((int(a or b) for a, b in _TOTAL.findall(text)), 0)
    known = dict(parse_qsl(split_url(url).query, keep_blank_values=True))
    size = _number(known.get("perpage")) or next(map(int, _PER_PAGE.findall(text)), 0) or 15
    last = _number(known.get("endrecord")) or len(records)
    call = _proxy_call(text, url, known)
    if call is None or not records or last >= total:
        return entries, ()
    path, parameters = call
    form = urlencode(parameters)
    span = {"startrecord": last + 1, "endrecord": min(last + 3 * size, total), "perpage": size}
    target = resolve(url, f"{path}?{urlencode(span)}&{form}")
    referer = (("Referer", url),) if url else ()
    return entries, (ListRequest(target, "POST", form, (_FORM, *referer)),)


def _records(text: str) -> Iterator[str]:
    at = 0
    while start := _RECORD.search(text, at):
        at = text.find("]]>", start.end())
        if at < 0:
            return
        yield text[start.end() : min(at, start.end() + _LONGEST)]


def _proxy_call(
    text: str, url: str | None, known: dict[str, str]
) -> tuple[str, dict[str, str]] | None:
    """Path and parameters of dataproxy: from the address of an answer, from nextgroup, or from the script."""
    here = split_url(url).path
    if _PROXY.fullmatch(here):
        return here, {k: v for k, v in known.items() if k not in _RANGE}
    group = _GROUP.search(text)
    if group and (path := _PROXY.search(group[1])):
        pairs = parse_qsl(split_url(group[1].replace("&amp;", "&")).query, keep_blank_values=True)
        return path[1], {k: v for k, v in pairs if k not in (*_RANGE, "page")}
    path = _PROXY.search(text)
    if path is None:
        return None
    defaults = {
        "col": "1",
        "appid": "1",
        "path": "/",
        "sourceContentType": "1",
        "permissiontype": "0",
    }
    return path[1], {
        **defaults,
        **dict(_PARAMETER.findall(text[path.start() : path.start() + 3000])),
    }


def find_unit(html: str, url: str | None) -> ListRequest | None:
    """The call for the first page of a JPAAS list, where the page builds its list by one."""
    for script in _UNIT.finditer(html):
        attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(script[0])}
        query = dict(_PAIR.findall(attributes.get("querydata", "").replace("&#39;", "'")))
        if (
            "build/unit" in attributes.get("url", "")
            and query.get("pageType", "column") == "column"
        ):
            return _unit_call(resolve(url, attributes["url"]), query, 1, url)
    return None


def read_unit(data: Any, url: str | None) -> tuple[list[ListEntry], tuple[ListRequest, ...]] | None:
    """Entries of a JPAAS answer and the call for the next page; ``None`` where the value is none."""
    inner = data.get("data") if isinstance(data, dict) else None
    html = inner.get("html") if isinstance(inner, dict) else None
    if not isinstance(html, str):
        return None
    entries = read_fragment(html, url)
    parts = split_url(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    try:
        page = int(json.loads(query.pop("paramJson", "{}")).get("pageNo", 1))
    except (ValueError, AttributeError, TypeError):
        page = 1
    if not entries or not parts.netloc:
        return entries, ()
    address = f"{parts.scheme}://{parts.netloc}{parts.path}"
    return entries, (_unit_call(address, query, page + 1, f"{parts.scheme}://{parts.netloc}/"),)


def _unit_call(address: str, query: dict[str, str], page: int, referer: str | None) -> ListRequest:
    parameters = {**query, "paramJson": json.dumps({"pageNo": page, "pageSize": _UNIT_SIZE})}
    headers = (("Referer", referer),) if referer else ()  # miit.gov.cn answers 403 without one
    return ListRequest(f"{address}?{urlencode(parameters)}", headers=headers)


def read_fragment(html: str, url: str | None) -> list[ListEntry]:
    """Entries of a piece of HTML that came inside something else."""
    base = None if url is None else resolve(url, "/")
    return read_blocks(read_tree(parse_html(html)), base or url)


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0
