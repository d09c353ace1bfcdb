"""Selectors for an element that will still hold on the next page: an id, a class, a name above it; never a position."""

import re
from collections.abc import Iterable, Iterator

from govnews.dom import Element, Tree, some
from govnews.fields.words import words

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
# Names that count, or that a build made: art_20240808, css-1q2w3e, a hash.
_MADE = re.compile(
    r"\d{4}|^(?:css|sc|jss|emotion|svelte|data-v)-|[0-9a-f]{8}|undefined|null", re.IGNORECASE
)
# Names that say how a box looks or what state it is in: they stand on many boxes, and change with the looks.
_LOOKS = re.compile(
    r"(?:[mp][tblrxy]?|w|h|fs|lh|size|font|width|style|box)-?\d{1,4}|(?:col|grid)[-_a-z\d]{1,20}|row|txt_?(?:left|right|center)|clear(?:fix)?|f[lrl]|pull-(?:left|right)|"
    r"left|right|center|centre|t[cl]|bold|red|blue|gray|grey|on|active|current|cur|show|hidden?|first|last|odd|even|"
    r"wrap(?:per)?|container|inner|outer|box|block|Mso\w{1,30}",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "ucaptitle", "ucapcontent", "publishtime"})
_ABOVE = 8  # ancestors whose names may lead to the element
_NAMES = 4  # names of one element
_COMMON = 500  # a name or tag on more elements than this tells none of them apart


def selectors_for(tree: Tree, wanted: Iterable[Element], said: frozenset[str]) -> Iterator[str]:
    """Selectors that name exactly the elements ``wanted``, the shortest and most telling first.

    ``said`` holds words that an id or class of this field says (``title``, ``bt``): such a name goes first. One
    element is expected, or several of a kind.
    """
    elements = list(wanted)
    for selector in dict.fromkeys(_proposed(tree, elements[0], said)):
        if some(tree, selector) == elements:
            yield selector


def _proposed(tree: Tree, element: Element, said: frozenset[str]) -> Iterator[str]:
    tag = str(element.tag)
    own = [name for name in _names(element, said) if _is_rare(tree, name)]
    bare = [tag] if len(tree.tagged(tag)) <= _COMMON else []
    yield from own
    if tag in _HEADINGS:
        yield from bare
    yield from (f"{tag}{name}" for name in own)
    for above in _ancestors(element):
        for name in _names(above, frozenset()):
            yield from (f"{name} {step}" for step in (*own, *bare))


def _is_rare(tree: Tree, name: str) -> bool:
    known = tree.ids if name[0] == "#" else tree.classes
    return len(known.get(name[1:], ())) <= _COMMON


def _ancestors(element: Element) -> Iterator[Element]:
    for n, above in enumerate(element.iterancestors()):
        if n >= _ABOVE or above.tag == "body":
            return
        yield above


def _names(element: Element, said: frozenset[str]) -> list[str]:
    """``#id`` and ``.class`` of an element that are likely to stay, those that say what it holds first."""
    names = [("#", (element.get("id") or "").strip())]
    names += [(".", name) for name in (element.get("class") or "")[:400].split()]
    kept = [(sign, name) for sign, name in names if _stays(name)]
    kept.sort(key=lambda pair: (not words(pair[1]) & said, len(pair[1]) < 2, pair[0] != "#"))
    return [sign + name for sign, name in kept[:_NAMES]]


def _stays(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _MADE.search(name) and _LOOKS.fullmatch(name) is None
