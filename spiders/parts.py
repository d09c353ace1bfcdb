"""The pages of one article on their way through the frontier, as JSON."""

import base64
import zlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from govnews import Failure, Fetch, Page

MOST_PARTS = 60  # pages of one article


def packed(page: Page) -> dict[str, Any]:
    """A page as values that JSON can hold."""
    return {
        "url": page.url,
        "body": base64.b85encode(zlib.compress(page.body)).decode("ascii"),
        "content_type": page.content_type,
        "fetch": asdict(page.fetch),
        "truncated": page.truncated,
    }


def whole(earlier: Sequence[Any], last: Page | Failure) -> Page | Failure:
    """The first page with all that follow it; ``last`` alone where there is no earlier one.

    A failure says why the last page cannot be had: that is a problem of the article, not an error of its own.
    """
    pages = [*map(_unpacked, earlier), last]
    first = pages[0]
    return replace(first, rest=tuple(pages[1:])) if isinstance(first, Page) else first


def _unpacked(known: dict[str, Any]) -> Page:
    return Page(
        known["url"],
        zlib.decompress(base64.b85decode(known["body"])),
        known["content_type"],
        Fetch(**known["fetch"]),
        known["truncated"],
    )
