"""List pages: the articles they name and the pages that follow, whatever mechanism turns them."""

from collections.abc import Iterable
from dataclasses import replace

from govnews.charset import decode
from govnews.dom import parse_html, read_tree
from govnews.errors import MAX_BYTES, EmptyInput, NotText, TooLarge
from govnews.listing.blocks import read_blocks
from govnews.listing.calls import counted_on, following, scripted
from govnews.listing.feeds import feed_kind, read_feed
from govnews.listing.hanweb import (
    find_unit,
    is_datastore,
    read_datastore,
    read_fragment,
    read_unit,
)
from govnews.listing.paging import find_next
from govnews.listing.records import html_in, read_json, read_records
from govnews.magic import binary_kind, unpacked
from govnews.model import ListEntry, Listing, ListRequest
from govnews.sites.profile import load_profiles
from govnews.values.urls import escape_query

_GZIP = b"\x1f\x8b"


def read_list(body: bytes, url: str | None = None, *, content_type: str | None = None) -> Listing:
    """What a list page says: ``entries`` in its order, each URL once, and ``next``, nearest page first.

    ``body`` is HTML, JSON or XML as served; ``url`` its final address, against which links are resolved and by which
    answers of a list's program are counted on. A page without a list gives no entries. Raises EmptyInput, NotText or
    TooLarge, and nothing else.
    """
    if len(body) > MAX_BYTES:
        raise TooLarge(f"{len(body):,} bytes; at most {MAX_BYTES:,} are read")
    if not body.strip():
        raise EmptyInput("the page holds nothing but white space")
    if body.startswith(_GZIP):  # sitemap.xml.gz
        body = unpacked(body)
    if kind := binary_kind(body):
        raise NotText(f"this is {kind}, not a page")
    decoded = decode(body, content_type)
    text = decoded.text
    listing = _read(text, url)
    if text.isascii() or decoded.encoding == "utf-8":
        return listing
    entries = tuple(replace(e, url=escape_query(e.url, decoded.encoding)) for e in listing.entries)
    after = tuple(replace(n, url=escape_query(n.url, decoded.encoding)) for n in listing.next)
    return replace(listing, entries=entries, next=after)


def _read(text: str, url: str | None) -> Listing:
    data = read_json(text)
    if data is not None:
        return _of_json(data, url)
    if is_datastore(text):
        entries, after = read_datastore(text, url)
        if entries:
            return _listing(url, entries, after, "dataproxy")
    elif feed := feed_kind(text):
        return _listing(url, *read_feed(text, feed, url), feed)
    tree = read_tree(parse_html(text))
    if unit := find_unit(text, url):
        return _listing(url, read_blocks(tree, url), (unit,), "jpaas")
    mechanism, after = find_next(tree, text, url)
    entries = read_blocks(tree, url)
    if mechanism == "ucap" and entries:  # the list stands in the page: its channel is not needed
        mechanism, after = None, ()
    if mechanism is None and entries and (after := counted_on(tree, url)):
        mechanism = "count"  # a program's answer in HTML, whose address says which page it is
    if mechanism is None and (target := scripted(tree, url, 2 if entries else 1)):
        mechanism, after = "call", (ListRequest(target),)
    return _listing(url, entries, after, mechanism)


def _of_json(data: object, url: str | None) -> Listing:
    """A list that is data; its address names the next page, until a page is empty."""
    if unit := read_unit(data, url):
        return _listing(url, *unit, "jpaas")
    profile = load_profiles().of(url)
    entries = read_records(data, url, profile.zone if profile else None)
    if not entries and (html := html_in(data)):
        entries = read_fragment(html, url)
    return _listing(url, entries, following(url) if entries else (), "json")


def _listing(
    url: str | None,
    entries: Iterable[ListEntry],
    after: tuple[ListRequest, ...],
    mechanism: str | None,
) -> Listing:
    """Entries with days only: lists print times where they are rebuilt."""
    days = tuple(ListEntry(e.url, e.title, e.date[:10] if e.date else None) for e in entries)
    return Listing(url, days, after, mechanism)
