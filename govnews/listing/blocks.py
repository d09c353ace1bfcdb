"""Entries of a list page that nobody described: the block that repeats a link with a date.

Every link belongs to an item, the largest element that holds no other link; items of the same make under containers
of the same make are one list. The list whose titles, dated ones first, say most is the page's list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from govnews.dom import Element, Tree
from govnews.model import ListEntry
from govnews.values.dates import find_dates, parse_date
from govnews.values.text import clean, han_count
from govnews.values.urls import host_of, resolve

_MAX_LINKS = 20_000  # a page with more is no list; keeps the cost linear
_CROWD = 4  # links above which an element is a container, never an item
_NODES = 80  # of an item that are read for its date
_PART = 12  # nodes of a part of a link in which a date may stand
_UP = 24  # elements above a link that are looked at
_CELLS = 3  # siblings of an item in which its date may stand
_ITEM_TAGS = frozenset({"li", "tr", "dd", "dl", "p", "div", "article", "td"})
_AWAY = ("javascript:", "mailto:", "tel:", "data:", "file:", "#")
_MARKS = "·•▪■◆●>»- \u3000\xa0"
_SILENT = frozenset({"script", "style", "noscript"})


@dataclass(slots=True)
class _Link:
    element: Element
    url: str
    title: str
    date: str | None = None
    item: Element | None = None


@dataclass(slots=True)
class _Group:
    links: list[_Link] = field(default_factory=list)

    def weight(self) -> float:
        """Han characters of titles, full for a dated one, a fifth otherwise; three Latin letters count one."""
        return sum(
            _size(link.title) * (1.0 if link.date else 0.2)
            for link in self.links
            if _size(link.title) >= 5  # 网站声明 beside a date is no entry
        )


def read_blocks(tree: Tree, url: str | None) -> list[ListEntry]:
    """Entries in the order of the page, each URL once; [] where no block of links looks like a list."""
    base = resolve(url, tree.base) if tree.base else url
    links = _links(tree, base)
    crowds = _crowds(links)
    roc = (host_of(url) or "").endswith(".tw")
    for link in links:
        _place(link, crowds, roc)
    groups: dict[tuple[str, ...], _Group] = {}
    for link in links:
        groups.setdefault(_make(link), _Group()).links.append(link)
    best = max(groups.values(), key=_Group.weight, default=None)
    if best is None or not _is_list(best):
        return []
    dated = any(link.date for link in best.links)
    entries: dict[str, ListEntry] = {}
    for link in _one_an_item(best.links):
        if dated and not link.date and _size(link.title) < 5:
            continue  # 首页, 更多 beside a dated list
        entries.setdefault(link.url, ListEntry(link.url, link.title, link.date))
    return list(entries.values())


def _links(tree: Tree, base: str | None) -> list[_Link]:
    found: list[_Link] = []
    here = (base or "").partition("#")[0]
    for anchor in tree.anchors[:_MAX_LINKS]:
        href = anchor.href.strip()
        if not href or href.lower().startswith(_AWAY):
            continue
        target = resolve(base, href).partition("#")[0]
        if target != here:
            found.append(_Link(anchor.element, target, _title(anchor.element, anchor.text)))
    return found


def _title(element: Element, text: str) -> str:
    """The link text; the title attribute (jcms: ``mc``) where the text is cut or missing."""
    text = text.lstrip(_MARKS)
    full = clean(element.get("title") or element.get("mc") or "")
    cut = text.rstrip(".…").rstrip()
    if full and (not text or (cut != text and full.startswith(cut[: max(4, len(cut) - 2)]))):
        return full
    return text


def _crowds(links: list[_Link]) -> dict[Element, set[str]]:
    """For every element above a link the addresses it holds, at most ``_CROWD`` of them."""
    crowds: dict[Element, set[str]] = {}
    for link in links:
        element: Element | None = link.element
        for _ in range(_UP):
            if element is None:
                break
            known = crowds.setdefault(element, set())
            if len(known) >= _CROWD:
                break
            known.add(link.url)
            element = element.getparent()
    return crowds


def _place(link: _Link, crowds: dict[Element, set[str]], roc: bool) -> None:
    """Find the item of a link and the date printed in it, or in cells after it that hold no link of their own."""
    item: Element = link.element
    while (parent := item.getparent()) is not None and len(crowds.get(parent, ())) == 1:
        if item.tag in ("li", "tr"):  # a list of one entry is still a list
            break
        item = parent
    link.item, link.date = item, _date(item, link, roc)
    if link.date is not None:
        return
    wider = item.getparent()
    if wider is not None and wider.tag in _ITEM_TAGS and 0 < len(crowds.get(wider, ())) < _CROWD:
        days = set(_dates(wider, link.element, roc))
        if len(days) == 1:
            link.item, link.date = wider, days.pop()
            return
    for cell in islice(item.itersiblings(), _CELLS):
        if cell in crowds:
            return
        link.date = next(_dates(cell, link.element, roc), None)
        if link.date is not None:
            return


def _date(item: Element, link: _Link, roc: bool) -> str | None:
    if given := parse_date(link.element.get("rq")):  # jcms, disclosure
        return given
    outside = next(_dates(item, link.element, roc), None)
    if outside is not None:
        return outside
    for part in islice(link.element.iterdescendants(), _NODES):
        text = clean("".join(_texts(part, None, _PART)))
        found = next(find_dates(text, roc=roc), None) if 0 < len(text) <= 40 else None
        if found and len(text) <= len(found.raw) + 4:
            link.title = clean(link.title.replace(text, " ")).lstrip(_MARKS) or link.title
            return found.value
    return None


def _dates(item: Element, anchor: Element, roc: bool) -> Iterator[str]:
    """Dates in an item's text outside the link itself."""
    for found in find_dates(" ".join(_texts(item, anchor)), roc=roc):
        yield found.value


def _texts(item: Element, anchor: Element | None, most: int = _NODES) -> list[str]:
    """The text of an item without that of the link, as far as an item goes: that of ``most`` nodes."""
    parts: list[str] = []
    stack: list[tuple[Element, bool]] = [(item, False)]
    for _ in range(most):
        if not stack:
            break
        element, left = stack.pop()
        if left:
            parts.append(element.tail or "")
        elif element is not anchor and element.tag not in _SILENT and isinstance(element.tag, str):
            parts.append(element.text or "")
            for child in reversed(list(islice(element, most))):
                stack += [(child, True), (child, False)]
    return parts


def _make(link: _Link) -> tuple[str, ...]:
    """How an item and its container are made: items of one list agree in this."""
    assert link.item is not None
    steps: list[str] = [str(link.item.tag)]
    element = link.item.getparent()
    while element is not None and len(steps) < 3:
        steps.append(f"{element.tag!s}.{element.get('class') or ''}")
        element = element.getparent()
    return tuple(steps)


def _is_list(group: _Group) -> bool:
    dated = sum(1 for link in group.links if link.date)
    if group.weight() < 5:
        return False
    if dated and dated * 2 >= len(group.links):
        return True
    titles = [_size(link.title) for link in group.links]
    return len(titles) >= 3 and sum(titles) / len(titles) >= 8


def _one_an_item(links: list[_Link]) -> Iterator[_Link]:
    """The longest title of each item: beside it stand column names and readings of the same document."""
    best: dict[Element, _Link] = {}
    for link in links:
        assert link.item is not None
        other = best.get(link.item)
        if other is None or _size(link.title) > _size(other.title):
            best[link.item] = link
    yield from (link for link in best.values() if link.title)


def _size(title: str) -> float:
    han = han_count(title)
    return han + (len(title) - han) / 3
