"""Portals: what a crawl needs to know about one site, from its profile or, for a stranger, from its URL."""

import difflib
import ipaddress
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from govnews.errors import ProfileError
from govnews.sites.profile import Profile, load_profiles


@dataclass(frozen=True, slots=True)
class Portal:
    """One site to crawl. Patterns are regular expressions searched in ``path?query`` of a URL."""

    id: str
    """Short name, also the name of its folder under ``output/``."""
    name: str
    """For people: 中国政府网."""
    hosts: tuple[str, ...]
    """Host names that belong to it; nothing else is ever fetched for it."""
    seeds: tuple[str, ...]
    """List pages to start from, absolute URLs."""
    article: tuple[str, ...] = ()
    """Patterns of articles; empty where nothing is known: then any entry of a list may be one."""
    list: tuple[str, ...] = ()
    """Patterns of list pages worth following from a list page."""
    skip: tuple[str, ...] = ()
    """Patterns of URLs never fetched."""
    zone: str | None = None
    """The portal's clock, ``+08:00``; null where nothing is known."""
    local: bool = False
    """Lives on this machine: may have a private address and needs no delay between requests."""
    min_articles: int | None = None
    """Fewer articles than this in a whole crawl mean that the portal has changed."""
    verified: str | None = None
    """When and against what the profile was checked; null for a portal without one."""
    mechanism: str | None = None
    """How its lists turn: a word of ``Listing.mechanism``; null where it is not known."""

    def wants(self, url: str) -> bool:
        """Whether ``url`` is on the portal and may be an article of it."""
        return self.covers(url) and (not self.article or _search(self.article, url))

    def covers(self, url: str) -> bool:
        """Whether ``url`` is http(s), on one of the portal's hosts and not to be skipped."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            return False
        return (
            parts.scheme in ("http", "https") and host in self.hosts and not _search(self.skip, url)
        )

    def is_list(self, url: str) -> bool:
        """Whether ``url`` is one of the portal's list pages."""
        return self.covers(url) and _search(self.list, url)


def load_portal(name_or_url: str) -> Portal:
    """The portal of an id (``www.gov.cn``), of a host name or of any http(s) URL.

    A URL starts the crawl there: its host's profile is used where there is one. A host that nobody described gives
    a portal with that host alone. A loopback address typed here makes the portal local. Raises ``ProfileError``,
    naming the nearest known ids, for anything else.
    """
    given = name_or_url.strip()
    if "://" in given:
        return _of_url(given)
    portals = {portal.id: portal for portal in known_portals()}
    if given in portals:
        return portals[given]
    by_host = {host: portal for portal in portals.values() for host in portal.hosts}
    if portal := by_host.get(given.lower()) or by_host.get(f"www.{given.lower()}"):
        return portal
    if re.fullmatch(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?(?:/.*)?", given):
        return _of_url(f"https://{given}" if "/" in given else f"https://{given}/")
    near = difflib.get_close_matches(given, [*portals, *by_host], 3, 0.5)
    known = ", ".join(near or sorted(portals))
    raise ProfileError(f"no portal is called {given!r}; {'near' if near else 'known'}: {known}")


def known_portals() -> tuple[Portal, ...]:
    """Every portal whose profile says how to crawl it, by id."""
    profiles = {p.id: p for p in load_profiles().hosts.values() if p.crawl.seeds}
    return tuple(_of_profile(profiles[key]) for key in sorted(profiles))


def _of_profile(profile: Profile, seeds: Iterable[str] = ()) -> Portal:
    crawl = profile.crawl
    return Portal(
        id=profile.id,
        name=profile.name,
        hosts=profile.hosts,
        seeds=tuple(seeds) or crawl.seeds,
        article=crawl.article,
        list=crawl.list,
        skip=crawl.skip,
        zone=profile.zone,
        local=crawl.local,
        min_articles=profile.expect.min_articles if not seeds else None,
        verified=profile.verified,
        mechanism=crawl.mechanism,
    )


def _of_url(url: str) -> Portal:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ProfileError(f"{url!r} is not a URL: {error}") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise ProfileError(
            f"{url!r} is not an http or https URL; for saved files use -a saved=FOLDER"
        )
    profile = load_profiles().of(url)
    if profile is not None:
        return _of_profile(profile, seeds=(url,))
    name = host if port is None else f"{host}-{port}"
    return Portal(
        id=name.replace(":", "_"), name=host, hosts=(host,), seeds=(url,), local=is_loopback(host)
    )


def is_loopback(host: str) -> bool:
    """Whether a host name or IP literal means this machine. No name is looked up."""
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, section 6.3
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _search(patterns: Sequence[str], url: str) -> bool:
    if not patterns:
        return False
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return any(re.search(pattern, target[:2000]) for pattern in patterns)
