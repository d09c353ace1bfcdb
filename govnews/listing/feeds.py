"""Lists that are XML: RSS, Atom, sitemaps. Read as text, tag by tag: no entity is ever expanded, no markup is fatal."""

import html
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from govnews.model import ListEntry, ListRequest
from govnews.values.dates import parse_date
from govnews.values.text import clean
from govnews.values.urls import resolve

_ROOT = re.compile(r"<(rss|feed|urlset|sitemapindex|rdf:RDF)[\s>]", re.I)
_TAGS = re.compile(r"<[^>]{0,300}>")
_HREF = re.compile(r"<link\b[^>]{0,400}?\bhref\s{0,3}=\s{0,3}[\"']([^\"']{1,1000})[\"']")
_ITEMS = {
    "rss": "item",
    "rdf:rdf": "item",
    "feed": "entry",
    "urlset": "url",
    "sitemapindex": "sitemap",
}
_MOST = 50_000  # the limit of one sitemap file (sitemaps.org protocol)


def feed_kind(text: str) -> str | None:
    """``rss``, ``feed``, ``urlset`` or ``sitemapindex``, by the first element; ``None`` for anything else."""
    match = _ROOT.search(text[:2000])
    return match[1].lower() if match else None


def read_feed(
    text: str, kind: str, url: str | None
) -> tuple[list[ListEntry], tuple[ListRequest, ...]]:
    """Entries of a feed or sitemap; the sitemaps of an index as next pages."""
    entries: dict[str, ListEntry] = {}
    for block in _blocks(text, _ITEMS[kind]):
        link = _text(block, "link") or _text(block, "loc") or _first(_HREF.findall(block))
        if not link:
            continue
        target = resolve(url, link)
        day = _day(_first(filter(None, (_text(block, tag) for tag in _DATES))))
        entries.setdefault(target, ListEntry(target, _text(block, "title") or "", day))
    found = list(entries.values())
    if kind == "sitemapindex":
        return [], tuple(ListRequest(entry.url) for entry in found)
    return found, ()


_DATES = ("pubDate", "dc:date", "published", "updated", "news:publication_date", "lastmod")


def _blocks(text: str, tag: str) -> Iterator[str]:
    at = 0
    for _ in range(_MOST):
        start = text.find(f"<{tag}", at)
        if start < 0:
            return
        if text[start + len(tag) + 1 : start + len(tag) + 2] not in (" ", "\t", "\r", "\n", ">"):
            at = start + 1  # <urlset> is no <url>
            continue
        end = text.find(f"</{tag}>", start)
        if end < 0:
            return
        at = end + len(tag) + 3
        yield text[start : min(end, start + 20_000)]


def _text(block: str, tag: str) -> str | None:
    start = block.find(f"<{tag}")
    if start < 0 or block[start + len(tag) + 1] not in " \t\r\n>":
        return None
    start = block.find(">", start) + 1
    end = block.find(f"</{tag}>", start)
    if start == 0 or end < 0:
        return None
    value = block[start:end].strip()
    if value.startswith("<![CDATA["):
        value = value[9:].removesuffix("]]>")
    return clean(_TAGS.sub("", html.unescape(value[:4000]))) or None


def _day(value: str | None) -> str | None:
    if not value:
        return None
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError):
        found = parse_date(value)
        return found[:10] if found else None


def _first(values: "Iterator[str] | list[str]") -> str | None:
    return next(iter(values), None)
