"""Lists that a script fetches: what the page says about the call, and how an answer's address names the next one."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from govnews.dom import Tree
from govnews.model import ListRequest

# Names under which the portals' programs count pages (UCAP, IGS, WAS, gkmlpt, Suzhou, Longxun, Hainan).
_PAGE_NAMES = frozenset(
    {"page", "pagenumber", "currpage", "pageindex", "curpage", "pageno", "currentpage", "p"}
)
_SIBLING = re.compile(r"\burl\s{0,5}[:=]\s{0,5}[\"']((?:\./)?[\w-]{1,120}\.json)[\"']")
_DATASOURCE = re.compile(r"\bdata\s{0,3}=\s{0,3}[\"']datasource:([\w-]{6,80})[\"']")
_SID = re.compile(r"\bSID\s{0,5}[:=]\s{0,5}['\"]?(\d{1,9})")
_UCAP = "/searchList/{}?_isAgg=true&_isJson=true&_pageSize=18&_template=index&page=1"


def sibling_json(html: str, url: str | None) -> str | None:
    """gov.cn: the page loads ``./<NAME>.json`` from its own folder."""
    found = _SIBLING.search(html)
    return urljoin(url or "", found[1]) if found else None


def datasource(html: str, url: str | None) -> str | None:
    """Xinhua: ``data="datasource:<id>"`` names ``ds_<id>.json`` beside the page."""
    found = _DATASOURCE.search(html)
    return urljoin(url or "", f"ds_{found[1]}.json") if found else None


def gkmlpt(html: str, url: str | None) -> str | None:
    """Guangdong's disclosure platform: the page's script names the site, one call gives 100 rows."""
    if "/gkmlpt" not in (url or "") and "gkmlpt" not in html[:20000]:
        return None
    found = _SID.search(html)
    return urljoin(url or "", f"/gkmlpt/api/all/0?page=1&sid={found[1]}") if found else None


def ucap(tree: Tree, url: str | None) -> str | None:
    """UCAP: the channel of the page, for a list that a script fills."""
    channel = next((v for k, v in tree.metas if k.lower() == "channelid"), None)
    if not channel or not re.fullmatch(r"[0-9a-fA-F]{8,40}", channel):
        return None
    return urljoin(url or "", _UCAP.format(channel))


def following(
    url: str | None, headers: tuple[tuple[str, str], ...] = ()
) -> tuple[ListRequest, ...]:
    """The next page of an answer whose address counts pages in its query; () where it does not."""
    parts = urlsplit(url or "")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for at, (name, value) in enumerate(pairs):
        if name.lower() in _PAGE_NAMES and value.isdigit() and len(value) < 7:
            pairs[at] = (name, str(int(value) + 1))
            target = urlunsplit(parts._replace(query=urlencode(pairs)))
            return (ListRequest(target, headers=headers),)
    return ()
