"""Site profiles: values in TOML files, read strictly, resolved host before family before generic.

A profile holds values, never control flow: a key that is not known here fails with file, line and the nearest
known key, because a misspelt selector would otherwise be a silent hole in every record of that site.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlsplit

from govnews.errors import ProfileError
from govnews.sites.strict import Reader

DATA = Path(__file__).parent / "data"
GENERIC = "generic"
Use = Literal["all", "families", "none"]


@dataclass(frozen=True, slots=True)
class Select:
    """Ordered selectors per field: CSS, or XPath with a leading ``/``. The first that yields something wins."""

    title: tuple[str, ...] = ()
    """The headline."""
    subtitle: tuple[str, ...] = ()
    """引题 and 副题."""
    date: tuple[str, ...] = ()
    """The box that shows the publish date."""
    source: tuple[str, ...] = ()
    """The box that shows 来源."""
    authors: tuple[str, ...] = ()
    """The byline."""
    editors: tuple[str, ...] = ()
    """责任编辑."""
    breadcrumbs: tuple[str, ...] = ()
    """当前位置."""
    body: tuple[str, ...] = ()
    """The box of the text. All boxes the first fitting selector finds count, copies apart."""
    related: tuple[str, ...] = ()
    """Boxes of related links."""
    attachments: tuple[str, ...] = ()
    """Boxes of attachments outside the body."""
    policy: tuple[str, ...] = ()
    """The table or list of an official document's metadata."""
    drop: tuple[str, ...] = ()
    """Nodes that are never part of the body."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What in the markup gives a CMS family away, on whatever host it runs."""

    markup: tuple[str, ...] = ()
    """CSS selectors; any match recognises the family."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """How a portal is walked; read by the crawl room."""

    seeds: tuple[str, ...] = ()
    """List pages to start from, absolute URLs."""
    article: tuple[str, ...] = ()
    """Regular expressions searched in ``path?query`` of a URL: these are articles."""
    list: tuple[str, ...] = ()
    """Regular expressions of list pages worth following."""
    skip: tuple[str, ...] = ()
    """Regular expressions of URLs never fetched."""
    mechanism: str | None = None
    """How the lists turn: a word of ``Listing.mechanism``, null where it is not known."""
    local: bool = False
    """True only for the built-in sample portal: it may live on a private address."""


@dataclass(frozen=True, slots=True)
class Expect:
    """What a whole crawl must bring; checked when it closes."""

    min_articles: int | None = None
    """Fewer articles than this and the crawl ends with exit code 4."""


@dataclass(frozen=True, slots=True)
class Layout:
    """An older layout of the same host."""

    select: Select = field(default_factory=Select)
    """Its selectors."""
    since: date | None = None
    """First day of the layout (key ``from``), where known."""
    until: date | None = None
    """Last day of the layout, where known."""

    def holds(self, day: date | None) -> bool:
        """Whether the layout may have been in force on ``day``; on an unknown day it may."""
        return day is None or (
            (self.since is None or day >= self.since) and (self.until is None or day <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known about one host, one CMS family or (``generic``) about all of them."""

    id: str
    """The file name without ``.toml``."""
    name: str
    """For people: 中国政府网."""
    verified: str
    """When the profile was last checked, and against what."""
    hosts: tuple[str, ...] = ()
    """Exact host names; empty for a family."""
    family: str | None = None
    """Id of the CMS family the host belongs to."""
    zone: str | None = None
    """The portal's clock, ``+08:00``; null where nothing is said."""
    signature: Signature = field(default_factory=Signature)
    """Families only."""
    crawl: Crawl = field(default_factory=Crawl)
    """Hosts only."""
    select: Select = field(default_factory=Select)
    """The present layout."""
    layouts: tuple[Layout, ...] = ()
    """Older layouts, in the order of the file."""
    expect: Expect = field(default_factory=Expect)
    """Totals a crawl must reach."""

    @property
    def rule(self) -> str:
        """What evidence calls it: ``site:www.gov.cn``, ``family:trs_wcm`` or ``generic``."""
        if self.id == GENERIC:
            return GENERIC
        return f"site:{self.id}" if self.hosts else f"family:{self.id}"


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the cascade of selectors, under the name that evidence gives it."""

    rule: str
    """``site:www.gov.cn``, ``family:trs_wcm`` or ``generic``."""
    select: Select
    """Its selectors."""


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """All profiles, by host and by family."""

    generic: Profile
    """What holds for any government page."""
    families: Mapping[str, Profile]
    """By family id."""
    hosts: Mapping[str, Profile]
    """By host name, each host of a profile once."""

    def of(self, url: str | None) -> Profile | None:
        """The profile of the URL's host, with and without ``www.``; null where nobody described it."""
        try:
            host = urlsplit(url or "").hostname or ""
        except ValueError:
            return None
        return self.hosts.get(host) or self.hosts.get(f"www.{host}")

    def levels(
        self, host: Profile | None, families: Iterable[str], day: date | None, use: Use = "all"
    ) -> tuple[Level, ...]:
        """The cascade for one page: host, then families (the host's own first), then generic.

        ``families`` are those whose markup was recognised; ``day`` is the date in the URL, where it has one: a
        layout in force on that day goes first, one that was not is left out.
        """
        steps: list[Level] = []
        names = [*families]
        if host is not None and host.family and use != "none":
            names.insert(0, host.family)
        if host is not None and use == "all":
            steps.extend(_of_host(host, day))
        if use != "none":
            steps += [
                Level(self.families[n].rule, self.families[n].select) for n in dict.fromkeys(names)
            ]
        return (*steps, Level(self.generic.rule, self.generic.select))

    def plus(self, profile: Profile) -> "Profiles":
        """These with one more, which takes its id and its hosts from whoever had them.

        Raises ProfileError where it names a family that nobody described.
        """
        families = {**self.families}
        hosts = {host: p for host, p in self.hosts.items() if p.id != profile.id}
        if profile.id == GENERIC:
            return Profiles(profile, self.families, self.hosts)
        if profile.hosts:
            hosts |= dict.fromkeys(profile.hosts, profile)
        else:
            families[profile.id] = profile
        _known_family(profile, families)
        return Profiles(self.generic, MappingProxyType(families), MappingProxyType(hosts))


def _of_host(host: Profile, day: date | None) -> Iterator[Level]:
    fitting: list[Select] = []
    unsure: list[Select] = []
    for layout in host.layouts:
        if layout.holds(day):
            (unsure if day is None else fitting).append(layout.select)
    for select in (*fitting, host.select, *unsure):
        yield Level(host.rule, select)


@cache
def load_profiles(folder: Path | None = None) -> Profiles:
    """Every profile of the package and, over them, of ``folder`` (a file of the same name replaces one).

    Raises ProfileError, naming file, line and the nearest known key, for anything the loader does not know.
    """
    paths = {path.stem: path for path in sorted(DATA.glob("*.toml"))}
    if folder is not None:
        paths |= {path.stem: path for path in sorted(folder.glob("*.toml"))}
    loaded = [read_profile(path) for path in paths.values()]
    families = {p.id: p for p in loaded if not p.hosts and p.id != GENERIC}
    hosts: dict[str, Profile] = {}
    for profile in loaded:
        _known_family(profile, families)
        for host in profile.hosts:
            if host in hosts:
                raise ProfileError(f"{profile.id}.toml: {host} is already in {hosts[host].id}.toml")
            hosts[host] = profile
    generic = next((p for p in loaded if p.id == GENERIC), Profile(GENERIC, GENERIC, ""))
    return Profiles(generic, MappingProxyType(families), MappingProxyType(hosts))


def _known_family(profile: Profile, families: Iterable[str]) -> None:
    known = sorted(families)
    if profile.family and profile.family not in known:
        near = difflib.get_close_matches(profile.family, known, 1, 0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
        raise ProfileError(f"{profile.id}.toml: no family {profile.family!r}; {hint}")


def read_profile(path: Path) -> Profile:
    """One TOML file as a profile. Raises ProfileError for what it does not know or cannot be."""
    try:
        return parse_profile(path.read_text("utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path.name}: not UTF-8 at byte {error.start}") from None


def parse_profile(text: str, file: str) -> Profile:
    """The text of a TOML file called ``file`` as a profile. Raises ProfileError, which names the file and the line."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProfileError(f"{file}: {error}") from None
    reader = Reader(file, text)
    stem = file.removesuffix(".toml")
    known = [f.name for f in fields(Profile) if f.name not in ("id", "layouts")]
    reader.keys(table, [*known, "layout"])
    values: dict[str, Any] = {"id": stem, **reader.scalars(table, _SCALARS)}
    for key, form in (("signature", Signature), ("crawl", Crawl), ("select", Select)):
        values[key] = form(**reader.members(table.get(key, {}), form, key))
    values["expect"] = Expect(**reader.members(table.get("expect", {}), Expect, "expect"))
    values["layouts"] = tuple(_layout(reader, one) for one in reader.tables(table, "layout"))
    for key in ("name", "verified"):
        if not values.get(key):
            raise ProfileError(f"{file}: the key {key!r} is missing; every profile has one")
    profile = Profile(**values)
    if not profile.hosts and stem != GENERIC and not profile.signature.markup:
        raise ProfileError(
            f"{file}: neither 'hosts' nor [signature] markup: nothing would ever use it"
        )
    if profile.zone and not _ZONE.fullmatch(profile.zone):
        raise reader.error(
            "zone", f"'zone' must be an offset such as '+08:00', not {profile.zone!r}"
        )
    for pattern in (*profile.crawl.article, *profile.crawl.list, *profile.crawl.skip):
        reader.pattern(pattern)
    return profile


_SCALARS = {"name": str, "verified": str, "family": str, "zone": str, "hosts": tuple}
_ZONE = re.compile(r"[+-]\d\d:\d\d")


def _layout(reader: Reader, table: dict[str, Any]) -> Layout:
    reader.keys(table, ["from", "until", "select"], "layout")
    days = reader.scalars(table, {"from": date, "until": date})
    select = Select(**reader.members(table.get("select", {}), Select, "layout.select"))
    return Layout(select, days.get("from"), days.get("until"))
