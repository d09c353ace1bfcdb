"""A walked page with the profiles that apply to it, and its body found."""

import re
from datetime import date
from functools import cache

from govnews.dom import Tree, matches, read_tree
from govnews.fields.body.finder import find_body
from govnews.fields.found import Context, original_url
from govnews.fields.labels import read_labels
from govnews.fields.linked import linked_data
from govnews.fields.meta import Metas
from govnews.fields.names import names_of
from govnews.model import Candidate
from govnews.sites.profile import Profiles, Use, load_profiles
from govnews.values.dates import date_in_url
from govnews.values.urls import host_of, resolve
from govnews.values.zones import zone_of

_TAIWAN = ("全球資訊網", "中華民國", "行政院", "縣政府", "臺灣", "臺北", "臺中", "臺南", "高雄")
_PLAIN = re.compile(r"[#.][\w-]+")
_META = re.compile(r"meta\[name=\"(?P<name>[\w.:-]+)\"\]")
_WORTH = 60  # Han characters of hidden text that are worth showing
_MARKS = 30  # lines from the top and the foot of the page that may name the office behind it
_LONGEST = 2000  # characters of such a line
_NATIONAL = ("SiteIDCode", "SiteDomain", "PubDate", "firstpublishedtime")


def read_context(
    tree: Tree,
    url: str | None,
    use: Use | Profiles,
    trace: list[Candidate] | None = None,
    *,
    local: bool = False,
) -> Context:
    """The page ready for the finders; where it shows no text but hides some, as scripts will show it.

    ``use`` limits what may be known of the site: ``all``, ``families`` (no host), ``none`` (the generic engine alone);
    ``Profiles`` of one's own stand for all. ``local``: the page was saved with its files beside it. ``trace``
    takes every candidate of every field.
    """
    ctx = _context(tree, url, use, trace)
    if not ctx.body.indexes and tree.hidden and not ctx.holds_more:
        again: list[Candidate] | None = None if trace is None else []
        shown = _context(read_tree(tree.root, hidden=True), url, use, again)
        if shown.prose >= _WORTH:
            ctx = shown
            if trace is not None:
                trace[:] = again or []
                ctx.trace = trace
    ctx.local = local
    return ctx


def _context(
    tree: Tree, url: str | None, use: Use | Profiles, trace: list[Candidate] | None
) -> Context:
    """The page as it is."""
    profiles = use if isinstance(use, Profiles) else load_profiles()
    use = "all" if isinstance(use, Profiles) else use
    served, url = url, original_url(url) if url else None
    host = profiles.of(url) if use == "all" else None
    families = _families(profiles, tree)
    day = date_in_url(url)
    levels = profiles.levels(host, families, date.fromisoformat(day) if day else None, use)
    base = resolve(url, tree.base) if tree.base else url
    metas = Metas([*tree.metas, *linked_data(tree)])
    marks = _marks(tree)
    zone = zone_of(url, marks, host.zone if host else None)
    if zone is None and metas.get(*_NATIONAL):
        zone = "+08:00"  # the national META set is used in mainland China alone (formats.md §1)
    roc = (host_of(url) or "").endswith(".tw") or any(mark in marks for mark in _TAIWAN)
    ctx = Context(tree, metas, levels, served, base, zone, host, roc, trace=trace)
    ctx.names = names_of(metas, tree.title)
    ctx.body = find_body(ctx)
    ctx.labels, ctx.labels_rule = read_labels(ctx)
    return ctx


@cache
def _signatures(
    profiles: Profiles,
) -> tuple[dict[str, str], dict[str, str], dict[str, str], tuple[tuple[str, str], ...]]:
    """Family by id, by class, by name of a META tag, and ``(selector, family)`` of the signatures that are none of them."""
    ids: dict[str, str] = {}
    classes: dict[str, str] = {}
    metas: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for name, family in profiles.families.items():
        for selector in family.signature.markup:
            if _PLAIN.fullmatch(selector):
                (ids if selector[0] == "#" else classes)[selector[1:]] = name
            elif meta := _META.fullmatch(selector):
                metas[meta["name"]] = name
            else:
                others.append((selector, name))
    return ids, classes, metas, tuple(others)


def _families(profiles: Profiles, tree: Tree) -> list[str]:
    """Families whose markup the page shows, in the order of their files."""
    ids, classes, metas, others = _signatures(profiles)
    found = {ids[x] for x in ids.keys() & tree.ids.keys()}
    found |= {classes[x] for x in classes.keys() & tree.classes.keys()}
    found |= {metas[x] for x, _ in tree.metas if x in metas}
    found |= {name for selector, name in others if matches(tree, selector)}
    return [name for name in profiles.families if name in found]


def _marks(tree: Tree) -> str:
    lines = tree.lines
    shown = (line.text[:_LONGEST] for line in (*lines[:_MARKS], *lines[-_MARKS:]))
    return "\n".join([tree.title[:_LONGEST], *shown])
