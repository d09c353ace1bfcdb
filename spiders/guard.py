"""Nothing but http(s), nothing off the portal, nothing on a private address.

A hostile page can link or redirect to anything. Hosts are checked before a request leaves, addresses after the
name was looked up, so that a public name that points to a private address is refused as well.
"""

import ipaddress
import logging
from collections.abc import Sequence
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

_logger = logging.getLogger(__name__)
# Names of proxies that the operator configured, and of portals that are local on purpose.
_trusted: set[str] = set()


class Refused(IgnoreRequest):
    """A request that must not leave this machine. ``reason`` is the word for errors.jsonl."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def trust(host: str) -> None:
    """Let ``host`` resolve to a private address: a local portal, or the operator's own proxy."""
    _trusted.add(host.lower())


def is_private(address: str) -> bool:
    """Whether an IP address is anything but a public unicast address."""
    try:
        ip = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip
    return not ip.is_global or ip.is_multicast


class Guard:
    """Downloader middleware: refuses schemes, hosts and literal addresses that do not belong to the crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        for (
            proxy
        ) in getproxies().values():  # http_proxy and its kin, as HttpProxyMiddleware reads them
            trust(urlsplit(proxy).hostname or "")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Guard":
        """As Scrapy builds it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise ``Refused`` for what must not be fetched."""
        try:
            parts = urlsplit(request.url)
            host = (parts.hostname or "").rstrip(".").lower()
        except ValueError:
            raise Refused("redirect", f"{request.url[:200]} is not a URL") from None
        if parts.scheme not in ("http", "https"):
            raise Refused("redirect", f"{parts.scheme}: addresses are never fetched")
        hosts: frozenset[str] = getattr(self._crawler.spider, "hosts", frozenset())
        if host not in hosts:
            raise Refused("redirect", f"{host} does not belong to the portal")
        if host not in _trusted and is_private(host):
            raise Refused("connection", f"{host} is a private address")
        if proxy := request.meta.get("proxy"):
            trust(urlsplit(proxy if "://" in proxy else f"http://{proxy}").hostname or "")


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which fails for names that lead to a private address."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        """The IPv4 address of ``name``; ``DNSLookupError`` where it is private and nobody asked for that."""
        return super().getHostByName(name, timeout).addCallback(_public, name)


def _public(address: str, name: str) -> str:
    if is_private(address) and name.lower() not in _trusted:
        _logger.warning("%s resolves to the private address %s: refused", name, address)
        raise DNSLookupError(f"{name} resolves to the private address {address}")
    return address
