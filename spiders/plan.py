"""What one crawl is asked to do: the ``-a`` arguments, checked before anything starts."""

import difflib
import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg

from govnews import Portal, ProfileError, load_portal

KNOWN = ("portal", "url", "saved", "since", "max_pages", "attachments", "fresh", "shard")


class BadArgument(ValueError):
    """An argument that cannot be understood; the message says which one would."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One crawl of one portal, one page or one folder of saved files."""

    portal: Portal
    """What is crawled; for saved files a name only."""
    folder: Path
    """Where its lines go."""
    page: str | None = None
    """The one page to fetch (``-a url=``)."""
    saved: Path | None = None
    """The folder or file of saved pages (``-a saved=``)."""
    since: str | None = None
    """ISO 8601 day: older entries of lists are left out."""
    max_pages: int | None = None
    """Stop after so many pages."""
    attachments: bool = False
    """Fetch attachments as well."""
    shard: tuple[int, int] | None = None
    """``(2, 8)``: only the hosts that fall to the second of eight processes."""
    command: str = ""
    """What goes on with this crawl, as typed in a shell."""

    @property
    def begins_anew(self) -> bool:
        """Whether there is no unfinished run to continue: single pages and saved files are always looked at."""
        return self.page is not None or self.saved is not None


def split_portals(arguments: Mapping[str, str]) -> list[dict[str, str]]:
    """The arguments of each crawl: ``portal=a,b`` means two."""
    names = [name.strip() for name in arguments.get("portal", "").split(",") if name.strip()]
    if len(names) < 2:
        return [dict(arguments)]
    return [{**arguments, "portal": name} for name in dict.fromkeys(names)]


def read_plan(arguments: Mapping[str, str], settings: BaseSettings) -> Plan:
    """The plan that the ``-a`` arguments ask for. Raises ``BadArgument`` with a sentence for a person."""
    for key in arguments:
        if key not in KNOWN:
            near = difflib.get_close_matches(key, KNOWN, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(KNOWN)}"
            raise BadArgument(f"unknown argument -a {key}=…; {hint}")
    ways = [key for key in ("portal", "url", "saved") if arguments.get(key)]
    if len(ways) > 1:
        raise BadArgument(f"-a {ways[0]}= and -a {ways[1]}= exclude each other")
    saved = _saved(arguments["saved"]) if arguments.get("saved") else None
    page = arguments.get("url") or None
    try:
        portal = _portal(arguments, settings, saved)
    except ProfileError as error:
        raise BadArgument(str(error)) from None
    shard = _shard(arguments.get("shard"))
    folder = _folder(arguments, settings, "pages" if page else portal.id, shard)
    return Plan(
        portal=portal,
        folder=folder,
        page=page,
        saved=saved,
        since=_since(arguments.get("since")),
        max_pages=_max_pages(arguments.get("max_pages")),
        attachments=_yes(arguments, "attachments"),
        shard=shard,
        command=_command(arguments, settings, folder),
    )


def output_root(settings: BaseSettings) -> Path:
    """Where the folders go: the setting or environment variable GOVNEWS_OUTPUT, else ``output/`` of the checkout."""
    chosen = settings.get("GOVNEWS_OUTPUT") or os.environ.get("GOVNEWS_OUTPUT")
    if chosen:
        return Path(chosen)
    config = closest_scrapy_cfg()
    return (Path(config).parent if config else Path()) / "output"


def _folder(
    arguments: Mapping[str, str], settings: BaseSettings, name: str, shard: tuple[int, int] | None
) -> Path:
    """Where the lines go. Shards write beside each other: a folder has one writer."""
    if chosen := settings.get("GOVNEWS_FOLDER"):
        return Path(chosen)
    root = output_root(settings)
    if shard is not None:
        name = f"{name}.{shard[0]}-of-{shard[1]}"
    return _beside(root, name) if _yes(arguments, "fresh") else root / name


def _command(arguments: Mapping[str, str], settings: BaseSettings, folder: Path) -> str:
    parts = [f"-a {key}={shlex.quote(value)}" for key, value in arguments.items() if key != "fresh"]
    if _yes(arguments, "fresh") or settings.get("GOVNEWS_FOLDER"):
        parts.append(f"-s GOVNEWS_FOLDER={shlex.quote(str(folder))}")
    return " ".join(["scrapy crawl govportal", *parts])


def _portal(arguments: Mapping[str, str], settings: BaseSettings, saved: Path | None) -> Portal:
    if saved is not None:
        stem = re.sub(r"[^\w.-]", "_", saved.resolve().name) or "files"
        return Portal(id=f"saved-{stem}", name=str(saved), hosts=(), seeds=())
    url = arguments.get("url")
    if url:
        if urlsplit(url).scheme not in ("http", "https"):
            raise ProfileError(
                f"{url!r} is not an http or https URL; for saved files use -a saved=FOLDER"
            )
        return load_portal(url)
    return load_portal(arguments.get("portal") or settings["GOVNEWS_PORTAL"])


def _saved(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.exists():
        raise BadArgument(f"-a saved={value}: there is no such file or folder")
    return path


def _beside(root: Path, name: str) -> Path:
    number = 2
    if not (root / name).exists():
        return root / name
    while (root / f"{name}-{number}").exists():
        number += 1
    return root / f"{name}-{number}"


def _since(value: str | None) -> str | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise BadArgument(f"-a since={value}: expected a day such as 2024-01-31") from None


def _max_pages(value: str | None) -> int | None:
    if value is None or value == "":
        return None
    if not re.fullmatch(r"[1-9]\d{0,9}", value):
        raise BadArgument(f"-a max_pages={value}: expected a whole number from 1")
    return int(value)


def _shard(value: str | None) -> tuple[int, int] | None:
    if not value:
        return None
    match = re.fullmatch(r"(\d{1,5})/(\d{1,5})", value)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise BadArgument(f"-a shard={value}: expected k/n such as 2/8, k from 1 to n")
    return int(match[1]), int(match[2])


def _yes(arguments: Mapping[str, str], key: str) -> bool:
    value = arguments.get(key, "0")
    if value not in ("0", "1"):
        raise BadArgument(f"-a {key}={value}: expected 1 or 0")
    return value == "1"
