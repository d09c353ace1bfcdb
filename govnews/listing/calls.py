"""Lists that a script fetches: what the page says about the call, and how an answer's address names the next one."""

import re
from urllib.parse import parse_qsl, urlencode, urlunsplit

from govnews.dom import Tree
from govnews.model import ListRequest
from govnews.values.urls import resolve, split_url

# Names under which the portals' programs count pages (UCAP, IGS, WAS, gkmlpt, Suzhou, Longxun, Hainan).
_PAGE_NAMES = frozenset(
    {
        "page",
        "pagenumber",
        "currpage",
        "pageindex",
        "curpage",
        "pageno",
        "pagenum",
        "currentpage",
        "p",
    }
)
_NAMES = r"(?:page(?:number|index|no|num)?|(?:curr?|current)page)"
# A counter in the path: NFRA's data_itemId=931,pageIndex=1,pageSize=18.json
_IN_PATH = re.compile(rf"(?<=[,/_]){_NAMES}=(\d{{1,6}})(?=[,./])", re.I)
# "…?channelid=7&page=" + n + "&size=20", or the whole address with its first page
_ADDRESS = re.compile(
    rf"([\"'])((?!\s)[^\"'<>\s]{{0,500}}?[?&]{_NAMES}=)(?:(\d{{1,4}}(?:&[^\"'<>\s]{{0,500}})?)\1"
    r"|\1\s{0,5}\+\s{0,5}[\w.()]{1,40}(?:\s{0,5}[+-]\s{0,5}\d)?(?:\s{0,5}\+\s{0,5}[\"'](&[^\"'<>\s]{0,500})[\"'])?)",
    re.I,
)
_MOST_SCRIPT = 200_000  # characters of inline scripts that are looked at
_SIBLING = re.compile(r"\burl\s{0,5}[:=]\s{0,5}[\"']((?:\./)?[\w-]{1,120}\.json)[\"']")
_DATASOURCE = re.compile(r"\bdata\s{0,3}=\s{0,3}[\"']datasource:([\w-]{6,80})[\"']")
_SID = re.compile(r"\bSID\s{0,5}[:=]\s{0,5}['\"]?(\d{1,9})")
_UCAP = "/searchList/{}?_isAgg=true&_isJson=true&_pageSize=18&_template=index&page=1"


def sibling_json(html: str, url: str | None) -> str | None:
    """gov.cn: the page loads ``./<NAME>.json`` from its own folder."""
    found = _SIBLING.search(html)
    return resolve(url, found[1]) if found else None


def datasource(html: str, url: str | None) -> str | None:
    """Xinhua: ``data="datasource:<id>"`` names ``ds_<id>.json`` beside the page."""
    found = _DATASOURCE.search(html)
    return resolve(url, f"ds_{found[1]}.json") if found else None


def gkmlpt(html: str, url: str | None) -> str | None:
    """Guangdong's disclosure platform: the page's script names the site, one call gives 100 rows."""
    if "/gkmlpt" not in (url or "") and "gkmlpt" not in html[:20000]:
        return None
    found = _SID.search(html)
    return resolve(url, f"/gkmlpt/api/all/0?page=1&sid={found[1]}") if found else None


def ucap(tree: Tree, url: str | None) -> str | None:
    """UCAP: the channel of the page, for a list that a script fills."""
    channel = next((v for k, v in tree.metas if k.lower() == "channelid"), None)
    if not channel or not re.fullmatch(r"[0-9a-fA-F]{8,40}", channel):
        return None
    return resolve(url, _UCAP.format(channel))


def counted_on(tree: Tree, url: str | None) -> tuple[ListRequest, ...]:
    """The next page of an answer in HTML whose address counts pages; () for a page that links to others of its kind."""
    after = following(url)
    if after:
        path = split_url(url).path
        for anchor in tree.anchors:
            target = resolve(url, anchor.href)
            if split_url(target).path == path and following(target):
                return ()  # it turns its pages itself: this is the last
    return after


def scripted(tree: Tree, url: str | None, page: int) -> str | None:
    """A program whose address a script of the page puts together around a page counter (IGS, WAS, Longxun, Suzhou …)."""
    left = _MOST_SCRIPT
    for script in tree.root.iter("script"):
        text = (script.text or "")[:left]
        left -= len(text)
        found = _ADDRESS.search(text) if "=" in text else None
        if found:
            _, start, whole, rest = found.groups()
            tail = re.sub(r"^\d+", "", whole) if whole else rest or ""
            target = resolve(url, f"{start}{page}{tail}")
            return target if target.startswith(("http://", "https://")) else None
    return None


def following(
    url: str | None, headers: tuple[tuple[str, str], ...] = ()
) -> tuple[ListRequest, ...]:
    """The next page of an answer whose address counts pages, in its query or its path; () where it does not."""
    parts = split_url(url)
    if counter := _IN_PATH.search(parts.path):
        path = (
            parts.path[: counter.start(1)] + str(int(counter[1]) + 1) + parts.path[counter.end(1) :]
        )
        return (ListRequest(urlunsplit(parts._replace(path=path)), headers=headers),)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for at, (name, value) in enumerate(pairs):
        if name.lower() in _PAGE_NAMES and value.isdecimal() and len(value) < 7:
            pairs[at] = (name, str(int(value) + 1))
            target = urlunsplit(parts._replace(query=urlencode(pairs)))
            return (ListRequest(target, headers=headers),)
    return ()
