"""``govnews new-site``: one saved page in, the draft of a profile and of a fixture out."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from govnews.api import extract
from govnews.commands.archives import Archives
from govnews.commands.fields_table import fields_table
from govnews.commands.fixtures import UNREAD, is_fixture, read_fixture
from govnews.commands.inputs import Input, Unreadable, find_paths, opened_archive, read_input
from govnews.commands.speech import FAILED, say, stdout_bytes
from govnews.drafts.address import address_of, host_in, is_host
from govnews.drafts.draft import as_toml, draft_of
from govnews.drafts.gold import as_json, gold_of
from govnews.drafts.reading import read
from govnews.errors import GovnewsError
from govnews.fields.found import original_url
from govnews.magic import guard, is_markup
from govnews.outcome import verdict
from govnews.saved import unwrap
from govnews.sites.profile import Profiles, load_profiles, parse_profile

_SLUG = re.compile(r"[^A-Za-z0-9_-]{1,999}")

PageName = Annotated[
    str, typer.Argument(metavar="PAGE", help="A saved page: HTML, MHTML, WARC or a fixture folder.")
]
Host = Annotated[
    str | None, typer.Option(help="The host the profile is for, where the page does not say it.")
]
Url = Annotated[
    str | None, typer.Option(help="The page's address, where the page does not say it.")
]
Folder = Annotated[
    Path, typer.Option("--output", "-o", help="The folder that the drafts are written to.")
]
Why = Annotated[str, typer.Option(help="Why this page is a fixture, for its page.json.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite drafts that are there already.")]


def new_site(
    page: PageName,
    *,
    host: Host = None,
    url: Url = None,
    output: Folder = Path("drafts"),
    why: Why = "",
    force: Force = False,
) -> None:
    """Draft the profile of a site and a fixture from one saved page.

    Writes HOST.toml and HOST/SLUG/ with page.html, page.json and gold.new.json, and shows field by field
    what the engine gives alone and what the drafted profile gives. Read both by eye before they count.
    """
    try:
        hosts, saved = _origin(_one_page(page, host, url), host)
        known = load_profiles()
        told = next((known.hosts[h] for h in hosts if h in known.hosts), None)
        if told is not None and not force:
            raise Unreadable(
                f"{hosts[0]} is described already: govnews check-site {told.id} (--force drafts another)"
            )
        _draft(saved, hosts, known, output, why, force=force)
    except GovnewsError as error:
        say(f"{page}: {error}")
        raise typer.Exit(FAILED) from None
    except OSError as error:
        say(f"{error.filename or output}: {(error.strerror or str(error)).lower()}")
        raise typer.Exit(FAILED) from None


def _draft(
    page: Input, hosts: tuple[str, ...], known: Profiles, output: Path, why: str, *, force: bool
) -> None:
    """Draft, try, write and show. Raises GovnewsError or OSError, and then nothing was written."""
    url = page.url or ""
    alone = extract(page.body, url, content_type=page.content_type, profiles="families")
    if no_article := verdict(alone, url):
        raise Unreadable(f"{no_article.message}; a draft needs the page of one article")
    toml = as_toml(draft_of(read(page.as_page(), "families"), url, hosts))
    profile = parse_profile(toml, f"{hosts[0]}.toml")
    own = extract(page.body, url, content_type=page.content_type, profiles=known.plus(profile))
    folder = output / hosts[0] / _slug(url)
    files = {
        output / f"{hosts[0]}.toml": toml.encode(),
        folder / "page.html": page.body,
        folder / "page.json": as_json(_sidecar(page, why)).encode(),
        folder / UNREAD: as_json(gold_of(own)).encode("utf-8", "replace"),
    }
    there = next((path for path in files if path.exists()), None)
    if there is not None and not force:
        raise Unreadable(f"{there} is there already; --force overwrites it")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with stdout_bytes() as out:
        lines = [*fields_table(alone, own), "", *_next_steps(output, hosts[0], folder, url, why)]
        out.write("\n".join(lines).encode("utf-8", "replace") + b"\n")


def _one_page(name: str, host: str | None, url: str | None) -> Input:
    """The one page that a person named. Raises ``Unreadable`` where there is none, or more than one in a folder."""
    if is_fixture(Path(name)):
        page = read_fixture(Path(name)).pages[0]
        return replace(page, url=url or page.url)
    paths = list(find_paths([name]))
    if len(paths) > 1:
        raise Unreadable(f"there are {len(paths)} pages in this folder; name one of them")
    with opened_archive(paths[0]) as stream:
        if stream is None:
            return read_input(paths[0], url)
        archives = Archives()
        for pages in (archives.pages(stream, name, name), archives.unfinished()):
            for found in pages:
                if isinstance(found, Input) and _is_wanted(found, host, url):
                    return replace(found, rest=())
    raise Unreadable(f"this archive holds no article{f' of {host}' if host else ''}")


def _is_wanted(page: Input, host: str | None, url: str | None) -> bool:
    if (url and page.url != url) or (host and host_in(page.url) != host):
        return False
    try:
        article = extract(page.body, page.url, content_type=page.content_type)
    except GovnewsError:
        return False
    return verdict(article, page.url or "") is None


def _origin(page: Input, host: str | None) -> tuple[tuple[str, ...], Input]:
    """The hosts of the profile, and the page as served with its address. Raises GovnewsError where no host is known, or no HTML."""
    if host is not None and not is_host(host):
        raise Unreadable(f"--host {host}: this is no host name; give it without http:// and port")
    guard(page.body)
    saved = unwrap(page.body, page.url, page.content_type)
    if not is_markup(saved.body):
        raise Unreadable("this is no HTML: a profile selects from markup")
    url = saved.url
    if host_in(url) is None:
        found = Input(page.name, saved.body, _front(host) if host else None, saved.content_type)
        told = address_of(read(found.as_page(), "families"))
        url = told if told and (host is None or host_in(told) == host) else found.url
    served = host_in(
        original_url(url or "")
    )  # a page in an archive is of the site it was taken from
    if served is None:
        raise Unreadable(
            "the page's address is not known: give it with --url, or the host with --host"
        )
    hosts = tuple(dict.fromkeys((host or served, served)))
    return hosts, replace(page, body=saved.body, url=url, content_type=saved.content_type, rest=())


def _sidecar(page: Input, why: str) -> dict[str, Any]:
    fetch = page.fetch
    return {
        "url": page.url,
        "status": fetch.status if fetch else None,
        "content_type": page.content_type,
        "fetched_at": fetch.fetched_at if fetch else None,
        "sha256": hashlib.sha256(page.body).hexdigest(),
        "why": why,
    }


def _slug(url: str) -> str:
    """The name of the fixture's folder: the end of the address without its extension."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    stem = re.sub(r"\.s?html?$", "", last) + (f"-{parts.query}" if parts.query else "")
    return _SLUG.sub("-", stem[:80]).strip("-") or "page"


def _next_steps(output: Path, host: str, folder: Path, url: str, why: str) -> list[str]:
    profile, sidecar = output / f"{host}.toml", folder / "page.json"
    steps = [
        f"read    {folder / UNREAD} against the page in a browser, correct it, rename it to gold.json",
        f"edit    {profile}: say in 'verified' when and against what you checked it",
        f"test    govnews check-site {profile}",
        "keep    move the .toml to govnews/sites/data/ and the folder to tests/fixtures/",
    ]
    if not why:
        steps.insert(0, f"say     why this page is a fixture, in {sidecar}")
    if url == _front(host):
        steps.insert(
            0, f"again   with --url, where you know it: {url} stands for the page's own address"
        )
    return steps


def _front(host: str) -> str:
    """The address that stands for one that is not known: all that matters to a profile is the host."""
    return f"http://{host}/"
