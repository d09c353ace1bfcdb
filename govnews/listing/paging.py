"""How the pages of an HTML list turn: scripts that count, links that say 下一页.

Sources: list_mechanisms of the site survey; the numbering of TRS WCM (page k is ``index_{k-1}``), of the Guangdong
CMS (page k is ``index_k``) and of MFA (``default_{k-1}``) as their pages print it.
"""

import re
from collections.abc import Callable

from govnews.dom import Anchor, Element, Tree
from govnews.listing import calls
from govnews.model import ListRequest
from govnews.values.urls import fingerprint, resolve, split_url

_MOST = 200  # requests a page names at most, nearest first
_TRS = re.compile(
    r"createPageHTML\(\s{0,9}(['\"][\w-]{1,40}['\"]\s{0,9},\s{0,9})?(\d{1,6})\s{0,9},\s{0,9}(\d{1,6})\s{0,9},"
    r"\s{0,9}['\"]([\w-]{1,60})['\"]\s{0,9},\s{0,9}['\"](\w{1,6})['\"]"
)
_COUNT = re.compile(r"\bcountPage\s{0,9}=\s{0,9}(\d{1,6})")
_CURRENT = re.compile(r"\bcurrentPage\s{0,9}=\s{0,9}(\d{1,6})")
_NAME = re.compile(r"\\?[\"']([\w-]{1,40})\\?[\"']\s{0,5}\+\s{0,5}\\?[\"']_\\?[\"']")
_EXTENSION = re.compile(r"[\"']\.[\"']\s{0,5}\+\s{0,5}[\"'](s?html?)\b")
_NEXT = re.compile(
    r"^[\[(<]?\s?(?:下一页|下一頁|下页|下頁|后一页|後一頁|次页|next(?: page)?|[>›»]{1,2})\s?[\])>]?$",
    re.I,
)
# A file or a query in quotes inside javascript: location.href='index_2.html', toPage("?page=2")
_QUOTED = re.compile(
    r"[\"']([^\"'<>\s]{0,300}(?:\.(?:s?html?|jsp|aspx?|php|do)(?:\?[^\"'<>\s]{0,300})?|\?[\w&=%.-]{1,300}))[\"']"
)
_CELLS = frozenset({"li", "span", "td", "b", "em", "strong", "i", "font"})
_CALENDAR = 25  # numbers in a row: these are days, not pages
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.I)


def find_next(tree: Tree, html: str, url: str | None) -> tuple[str | None, tuple[ListRequest, ...]]:
    """``(mechanism, requests)`` for the pages after this one; ``(None, ())`` for a single page."""
    for name, read in _MECHANISMS:
        found = read(tree, html, url)
        if found is not None:
            return name, tuple(ListRequest(target) for target in found[:_MOST])
    return None, ()


def _trs(tree: Tree, html: str, url: str | None) -> list[str] | None:
    match = next(iter(_TRS.finditer(html)), None)
    if match is None:
        return None
    total, current = int(match[2]), int(match[3])
    from_one = match[1] is not None  # createPageHTML('page_div', total, current, …) counts from one
    last = total if from_one else total - 1
    pages = range(current + 1, min(last, current + _MOST) + 1)
    return [resolve(url, f"{match[4]}_{k}.{match[5]}") for k in pages]


def _counted(tree: Tree, html: str, url: str | None) -> list[str] | None:
    count, current = _COUNT.search(html), _CURRENT.search(html)
    if not count or not current:
        return None
    name, extension = _NAME.search(html), _EXTENSION.search(html)
    file = re.match(r"([\w-]+?)(?:_\d+)?\.(s?html?)$", split_url(url).path.rpartition("/")[2])
    stem = name[1] if name else file[1] if file else None
    ending = extension[1] if extension else file[2] if file else None
    if not stem or not ending:
        return None
    pages = range(int(current[1]) + 1, min(int(count[1]), int(current[1]) + 1 + _MOST))
    return [resolve(url, f"{stem}_{k}.{ending}") for k in pages]


def _called(tree: Tree, html: str, url: str | None) -> list[str] | None:
    target = calls.sibling_json(html, url) or calls.datasource(html, url) or calls.gkmlpt(html, url)
    return [target] if target else None


def _channel(tree: Tree, html: str, url: str | None) -> list[str] | None:
    target = calls.ucap(tree, url)
    return [target] if target else None


def _linked(tree: Tree, html: str, url: str | None) -> list[str] | None:
    here = (url or "").partition("#")[0]
    for anchor in tree.anchors:
        href = _address(anchor)
        if href is None:
            continue
        rel = (anchor.element.get("rel") or "").lower().split()
        named = _NEXT_CLASS.search(anchor.element.get("class") or "") and len(anchor.text) <= 8
        if "next" in rel or _NEXT.match(anchor.text) or named:
            target = resolve(url, href).partition("#")[0]
            return [target] if target != here else None
    return None


def _address(anchor: Anchor) -> str | None:
    """Where a link leads; where a script turns the page, the address that it names."""
    href = anchor.href.strip()
    if href and not href.startswith(("#", "javascript:", "mailto:")):
        return href
    named = _QUOTED.search(href[:1000]) or _QUOTED.search(
        (anchor.element.get("onclick") or "")[:1000]
    )
    return named[1] if named else None


def _numbered(tree: Tree, html: str, url: str | None) -> list[str] | None:
    """A row of page numbers without 下一页: the number that is no link, or leads here, is this page's."""
    rows: dict[Element, dict[int, str]] = {}
    for anchor in tree.anchors:
        number = anchor.text.strip("[]() ")
        href = _address(anchor) if number.isdecimal() and len(number) < 4 else None
        row = anchor.element.getparent() if href is not None else None
        while row is not None and row.tag in _CELLS:
            row = row.getparent()
        if row is not None:
            rows.setdefault(row, {})[int(number)] = resolve(url, href or "").partition("#")[0]
    here = fingerprint(url or "")
    for row, numbers in rows.items():
        if len(numbers) > _CALENDAR:
            continue
        printed = [int(n) for n in re.findall(r"\d{1,3}", " ".join(row.itertext())[:1000])]
        own = [n for n, target in numbers.items() if fingerprint(target) == here]
        own += [n for n in printed if n not in numbers]
        target = next((numbers[n + 1] for n in own if n + 1 in numbers), None)
        if target is not None and (len(numbers) > 1 or 1 in printed):
            return [target]
    return None


def _chosen(tree: Tree, html: str, url: str | None) -> list[str] | None:
    """A menu of pages: <select> whose options are addresses; the one after the chosen one, or after this page's own."""
    here = (url or "").partition("#")[0]
    for menu in tree.root.iter("select"):
        options = list(menu.iter("option"))[:2000]
        targets = [resolve(url, o.get("value") or "").partition("#")[0] for o in options]
        paged = [o for o in options if _QUOTED.fullmatch(f'"{o.get("value") or ""}"')]
        if len(options) < 2 or len(paged) != len(options) or not _is_pages(options):
            continue
        at = next((n for n, o in enumerate(options) if o.get("selected") is not None), None)
        if at is None:
            at = targets.index(here) if here in targets else 0
        return targets[at + 1 : at + 1 + _MOST]
    return None


def _is_pages(options: list[Element]) -> bool:
    texts = ["".join("".join(o.itertext()).split()) for o in options]
    return all(
        re.fullmatch(rf"(?:第)?{n}(?:页|頁)?(?:/\d{{1,5}})?", t) for n, t in enumerate(texts, 1)
    )


_MECHANISMS: tuple[tuple[str, Callable[[Tree, str, str | None], list[str] | None]], ...] = (
    ("createPageHTML", _trs),
    ("countPage", _counted),
    ("json", _called),
    ("link", _linked),
    ("link", _numbered),
    ("link", _chosen),
    ("ucap", _channel),
)
