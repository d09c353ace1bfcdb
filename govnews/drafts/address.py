"""The address of a saved page that came without one: what the page or the browser that saved it says."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from govnews.dom import attribute, some
from govnews.drafts.reading import Reading

_HEAD = 4096  # bytes at the start of a file in which a browser notes where it was saved from
_SAVED_FROM = re.compile(
    rb"(?:saved from url=\(\d{4}\)|SingleFile\s{1,9}url:\s{1,9})(https?://[^\s<>\"]{1,1000})"
)
_HOST = re.compile(r"(?=.{1,253}\Z)[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}")


def is_host(text: str) -> bool:
    """Whether a text is a host name or an IPv4 address, without port."""
    return _HOST.fullmatch(text) is not None


def host_in(url: str | None) -> str | None:
    """The host of an http(s) address; null where there is none."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname or ""
    except ValueError:
        return None
    return host if parts.scheme in ("http", "https") and is_host(host) else None


def address_of(reading: Reading, body: bytes) -> str | None:
    """Where the page was saved from, by the browser's note, ``<link rel=canonical>`` or ``og:url``; null where nothing says it."""
    return next((url for url in _said(reading, body) if host_in(url)), None)


def _said(reading: Reading, body: bytes) -> Iterator[str]:
    if noted := _SAVED_FROM.search(body, 0, _HEAD):
        yield noted[1].decode("ascii", "ignore")
    for link in some(reading.ctx.tree, 'link[rel="canonical"]'):
        yield attribute(link, "href") or ""
    yield reading.ctx.metas.value("og:url") or ""
