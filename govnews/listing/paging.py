"""How the pages of an HTML list turn: scripts that count, links that say 下一页.

Sources: list_mechanisms of the site survey; the numbering of TRS WCM (page k is ``index_{k-1}``), of the Guangdong
CMS (page k is ``index_k``) and of MFA (``default_{k-1}``) as their pages print it.
"""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from govnews.dom import Tree
from govnews.listing import calls
from govnews.model import ListRequest

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
    return [urljoin(url or "", f"{match[4]}_{k}.{match[5]}") for k in pages]


def _counted(tree: Tree, html: str, url: str | None) -> list[str] | None:
    count, current = _COUNT.search(html), _CURRENT.search(html)
    if not count or not current:
        return None
    name, extension = _NAME.search(html), _EXTENSION.search(html)
    file = re.match(r"([\w-]+?)(?:_\d+)?\.(s?html?)$", urlsplit(url or "").path.rpartition("/")[2])
    stem = name[1] if name else file[1] if file else None
    ending = extension[1] if extension else file[2] if file else None
    if not stem or not ending:
        return None
    pages = range(int(current[1]) + 1, min(int(count[1]), int(current[1]) + 1 + _MOST))
    return [urljoin(url or "", f"{stem}_{k}.{ending}") for k in pages]


def _called(tree: Tree, html: str, url: str | None) -> list[str] | None:
    target = calls.sibling_json(html, url) or calls.datasource(html, url) or calls.gkmlpt(html, url)
    return [target] if target else None


def _channel(tree: Tree, html: str, url: str | None) -> list[str] | None:
    target = calls.ucap(tree, url)
    return [target] if target else None


def _linked(tree: Tree, html: str, url: str | None) -> list[str] | None:
    here = (url or "").partition("#")[0]
    for anchor in tree.anchors:
        href = anchor.href.strip()
        if not href or href.startswith(("#", "javascript:", "mailto:")):
            continue
        rel = (anchor.element.get("rel") or "").lower().split()
        named = _NEXT_CLASS.search(anchor.element.get("class") or "") and len(anchor.text) <= 8
        if "next" in rel or _NEXT.match(anchor.text) or named:
            target = urljoin(url or "", href).partition("#")[0]
            return [target] if target != here else None
    return None


_MECHANISMS: tuple[tuple[str, Callable[[Tree, str, str | None], list[str] | None]], ...] = (
    ("createPageHTML", _trs),
    ("countPage", _counted),
    ("json", _called),
    ("link", _linked),
    ("ucap", _channel),
)
