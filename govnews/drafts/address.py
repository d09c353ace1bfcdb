"""The address of a saved page that came without one, and without a browser's note: what the page says of itself."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from govnews.dom import attribute, some
from govnews.drafts.reading import Reading

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


def address_of(reading: Reading) -> str | None:
    """Where the page stands by ``<link rel=canonical>`` or ``og:url``; null where neither says it."""
    return next((url for url in _said(reading) if host_in(url)), None)


def _said(reading: Reading) -> Iterator[str]:
    for link in some(reading.ctx.tree, 'link[rel="canonical"]'):
        yield attribute(link, "href") or ""
    yield reading.ctx.metas.value("og:url") or ""
