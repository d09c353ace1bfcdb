"""The draft of a profile: what one page shows of its site, each line with the reason why it was proposed."""

import json
import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from govnews.dom import matches
from govnews.drafts.places import places
from govnews.drafts.reading import Reading
from govnews.drafts.selectors import selectors_for
from govnews.drafts.trial import agrees
from govnews.sites.profile import Profile, Profiles, load_profiles

DRAFT = "draft"
EVIDENCE = {"body": "text", "related": "related_links"}
"""Fields of the record whose key in ``[select]`` has another name."""
_VERIFIED = f"{DRAFT} from one saved page; say when, and against which pages, it was checked"
_PLACES = 24  # elements looked at for one field
_TRIALS = 30  # selectors tried for it
# Words that an id or a class of the field says on many sites; pinyin initials as CMS templates use them.
_SAID = {
    "title": "title tit bt biaoti headline ti subject arttitle wzbt",
    "date": "date time pubtime publish riqi shijian sj fbsj info meta",
    "source": "source ly laiyuan origin from info meta",
    "breadcrumbs": "breadcrumb breadcrumbs crumb crumbs position location weizhi dqwz bread mbx path",
    "body": "content article zoom text con cont nr neirong zw zhengwen editor detail",
    "related": "related relate xg xgwj xgxw xglj xgyd",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One key of ``[select]``."""

    key: str
    """The key."""
    selector: str | None
    """What names the place; null where none is needed or none would hold."""
    why: str
    """The reason, for a comment."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one page shows of its site."""

    url: str
    """The page."""
    hosts: tuple[str, ...]
    """Host names, the one the profile is called after first."""
    name: tuple[str, str]
    """The site's name and where it was read."""
    family: tuple[str, str] | None
    """The CMS family and the markup that gives it away."""
    zone: str | None
    """The clock, where it is known."""
    article: str | None
    """A pattern of the page's own address."""
    seed: str | None
    """The address of the last column in the breadcrumbs."""
    proposals: tuple[Proposal, ...]
    """The keys of ``[select]``."""


def draft_of(reading: Reading, url: str, hosts: tuple[str, ...]) -> Draft:
    """What a page read without a host's profile shows of its site. ``url`` is the page's address."""
    ctx, article = reading.ctx, reading.article
    named = reading.rule("site_name")
    return Draft(
        url=url,
        hosts=hosts,
        name=(article.site_name, f"read by {named}")
        if article.site_name
        else (hosts[0], "the page names no site"),
        family=_family(reading, load_profiles()),
        zone=ctx.zone,
        article=_pattern(url),
        seed=_seed(reading, hosts),
        proposals=tuple(_proposal(reading, key) for key in _SAID),
    )


def is_draft(profile: Profile) -> bool:
    """Whether nobody has said yet that the profile was checked."""
    return profile.verified.lower().startswith(DRAFT)


def as_toml(draft: Draft) -> str:
    """The draft as a file of at most 40 lines that the loader takes."""
    lines = [
        f"# Draft from one saved page: {_plain(draft.url)}",
        "# Every selector was tried on that page and gives what the engine found without it: read the values by eye.",
        f"name = {_quoted(draft.name[0])} # {_plain(draft.name[1])}",
        f"hosts = [{', '.join(map(_quoted, draft.hosts))}]",
    ]
    if draft.family:
        lines.append(
            f"family = {_quoted(draft.family[0])} # its markup is on the page: {_plain(draft.family[1])}"
        )
    lines += [f"zone = {_quoted(draft.zone)}"] if draft.zone else []
    lines += [f"verified = {_quoted(_VERIFIED)}", ""]
    crawl = []
    if draft.seed:
        crawl.append(
            f"# seeds = [{_quoted(draft.seed)}] # the last column in the breadcrumbs; a list to crawl from"
        )
    if draft.article:
        crawl.append(f"article = ['{draft.article}'] # the page's own address, its numbers open")
    lines += ["[crawl]", *crawl, ""] if crawl else []
    lines.append("[select]")
    for one in draft.proposals:
        lines.append(f"# {one.key}: {_plain(one.why)}")
        if one.selector:
            lines.append(f"{one.key} = [{_quoted(one.selector)}]")
    return "\n".join(lines) + "\n"


def _proposal(reading: Reading, key: str) -> Proposal:
    rule = reading.rule(EVIDENCE.get(key, key))
    if rule is None:
        return Proposal(key, None, "not found on this page")
    if rule.startswith("family:"):
        return Proposal(key, None, f"the family finds it ({rule})")
    said = frozenset(_SAID[key].split())
    found = list(islice(places(reading, key), _PLACES))
    named = [(e, s) for e in found for s in selectors_for(reading.ctx.tree, e, said)]
    named.sort(key=lambda pair: " " in pair[1])  # a name of its own before one by its surroundings
    for elements, selector in named[:_TRIALS]:
        if agrees(reading, key, selector):
            tag = str(elements[0].tag)
            what = f"these {len(elements)} {tag}" if elements[1:] else f"this {tag}"
            return Proposal(key, selector, f"found by {rule} in {what}")
    if not found:
        return Proposal(key, None, f"found by {rule}; the page prints it nowhere by itself")
    reason = "no selector gives the same" if named else "no id or class round it is its own"
    return Proposal(key, None, f"found by {rule}; {reason}")


def _family(reading: Reading, profiles: Profiles) -> tuple[str, str] | None:
    """The family whose selectors gave a field, else the first whose markup the page shows."""
    names = [
        level.rule.partition(":")[2]
        for level in reading.ctx.levels
        if level.rule.startswith("family:")
    ]
    if not names:
        return None
    used = [e.rule for e in reading.article.provenance.evidence]
    best = next((n for n in names if any(r.startswith(f"family:{n}/") for r in used)), names[0])
    markup = profiles.families[best].signature.markup
    return best, next((x for x in markup if matches(reading.ctx.tree, x)), "its signature")


_RUN = re.compile(r"[0-9a-f]{32}|\d{1,99}")


def _pattern(url: str) -> str | None:
    r"""The end of an address with its numbers left open; null where it holds none or is of odd characters.

    >>> _pattern("http://www.example.test/xw/t20240520_51.html")
    '/t\\d{8}_\\d+\\.html$'
    """
    parts = urlsplit(url)
    last = parts.path.rpartition("/")[2] + (f"?{parts.query}" if parts.query else "")
    if not re.search(r"\d", last) or not re.fullmatch(r"[\w.?=&/-]{1,100}", last, re.ASCII):
        return None
    pieces, at = ["/"], 0
    for run in _RUN.finditer(last):
        pieces += [re.escape(last[at : run.start()]), _open(run[0])]
        at = run.end()
    return "".join([*pieces, re.escape(last[at:]), "$"]).replace(r"\-", "-")


def _open(run: str) -> str:
    if len(run) == 32:
        return "[0-9a-f]{32}"
    return r"\d{8}" if len(run) == 8 else r"\d+"


def _seed(reading: Reading, hosts: tuple[str, ...]) -> str | None:
    crumbs = reading.article.breadcrumbs
    for anchor in reading.ctx.tree.anchors[:200]:
        if crumbs[1:] and anchor.text == crumbs[-1]:
            url = reading.ctx.address(anchor.href)
            if url.startswith(("http://", "https://")) and (urlsplit(url).hostname in hosts):
                return url
    return None


def _quoted(text: str) -> str:
    """A basic string of TOML: escapes are those of JSON, and nothing that is not printed is left in."""
    return json.dumps(_plain(text), ensure_ascii=False)


def _plain(text: str) -> str:
    """A text on one line, without control characters, at most 200 characters."""
    return "".join(c if c.isprintable() else " " for c in text[:200])
