"""List pages: the articles they name and the pages that follow, whatever mechanism turns them."""

from govnews.charset import decode
from govnews.dom import parse_html, read_tree
from govnews.errors import MAX_BYTES, EmptyInput, NotText, TooLarge
from govnews.listing.blocks import read_blocks
from govnews.listing.paging import find_next
from govnews.listing.records import read_json, read_records
from govnews.magic import binary_kind
from govnews.model import ListEntry, Listing
from govnews.sites.profile import load_profiles


def read_list(body: bytes, url: str | None = None, *, content_type: str | None = None) -> Listing:
    """What a list page says: ``entries`` in its order, each URL once, and ``next``, nearest page first.

    ``body`` is HTML or a JSON list as served; ``url`` its final address, against which links are resolved. A page
    without a list gives no entries. Raises EmptyInput, NotText or TooLarge, and nothing else.
    """
    if len(body) > MAX_BYTES:
        raise TooLarge(f"{len(body):,} bytes; at most {MAX_BYTES:,} are read")
    if not body.strip():
        raise EmptyInput("the page holds nothing but white space")
    if kind := binary_kind(body):
        raise NotText(f"this is {kind}, not a page")
    text = decode(body, content_type).text
    profile = load_profiles().of(url)
    zone = profile.zone if profile else None
    data = read_json(text)
    if data is not None:
        return Listing(url, tuple(_clean(read_records(data, url, zone))), (), "json")
    tree = read_tree(parse_html(text))
    mechanism, following = find_next(tree, text, url)
    return Listing(url, tuple(_clean(read_blocks(tree, url))), following, mechanism)


def _clean(entries: list[ListEntry]) -> list[ListEntry]:
    """Entries whose day is a day: lists print times only where they are rebuilt."""
    return [ListEntry(e.url, e.title, e.date[:10] if e.date else None) for e in entries]
