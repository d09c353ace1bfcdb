"""``govnews portals``: which portals are known, how their lists turn, and how sure that is."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from govnews.commands.columns import columns
from govnews.commands.speech import say, stdout_bytes
from govnews.errors import ProfileError
from govnews.sites.portals import Portal, known_portals, load_portal

_USAGE = 2

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Ids, hosts or URLs to describe in full."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object for each portal.")]


def portals(names: Names = None, *, as_json: AsJson = False) -> None:
    """List the portals that can be crawled by their id; with an ID say all that is known of it.

    How sure it is stands in the last column: when the profile was checked, and against what.
    """
    try:
        found = [load_portal(name) for name in names] if names else list(known_portals())
    except ProfileError as error:
        say(str(error))
        raise typer.Exit(_USAGE) from None
    with stdout_bytes() as out:
        if as_json:
            lines = [json.dumps(asdict(portal), ensure_ascii=False) for portal in found]
        elif names:
            lines = [describe(portal) for portal in found]
        else:
            lines = table(found)
        out.write("\n".join(lines).encode("utf-8", "replace") + b"\n")


def table(found: list[Portal]) -> list[str]:
    """One line for each portal, in columns."""
    rows = [
        (p.id, p.name, p.mechanism or "-", str(p.min_articles or "-"), p.verified or "-")
        for p in found
    ]
    rows.insert(0, ("id", "name", "lists turn by", "expects", "known since and from"))
    return columns(rows)


def describe(portal: Portal) -> str:
    """A portal in full."""
    known: list[tuple[str, Any]] = [
        ("hosts", portal.hosts),
        ("starts from", portal.seeds),
        ("articles", portal.article or "any page that a list names"),
        ("sub-lists", portal.list),
        ("never", portal.skip),
        ("lists turn by", portal.mechanism or "not known; every mechanism is tried"),
        ("clock", portal.zone or "not known"),
        (
            "expects",
            f"{portal.min_articles} articles or more" if portal.min_articles else "nothing",
        ),
        ("verified", portal.verified or "no profile: nothing is known of this host"),
        ("crawl", f"scrapy crawl govportal -a portal={_asked(portal)}"),
    ]
    lines = [f"{portal.id}  {portal.name}"]
    for label, value in known:
        values = value if isinstance(value, tuple) else (value,)
        lines += [f"  {label if n == 0 else '':<14}{one}" for n, one in enumerate(values)]
    return "\n".join(lines)


def _asked(portal: Portal) -> str:
    known = {p.id for p in known_portals()}
    return portal.id if portal.id in known else portal.seeds[0]
