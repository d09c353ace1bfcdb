"""CSS and XPath over a walked tree. Simple CSS is answered from the walk's own index, the rest by lxml."""

import re
from collections.abc import Callable
from functools import lru_cache

from cssselect import GenericTranslator, SelectorError
from lxml import etree

from govnews.dom.parse import Element
from govnews.dom.tree import Tree
from govnews.errors import GovnewsError, ProfileError
from govnews.values.text import clean

_COMPOUND = re.compile(
    r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[#.][\w-]+|\[[\w-]+(?:[*^$~]?=\"?[^\]\"]*\"?)?\])*)"
)
_CONDITION = re.compile(r"([#.])([\w-]+)|\[([\w-]+)(?:([*^$~]?=)\"?([^\]\"]*)\"?)?\]")


class _Compound:
    """One step of a simple selector: tag, id, classes and attributes that an element must have."""

    __slots__ = ("attributes", "classes", "ident", "is_name", "tag")

    def __init__(self, tag: str | None, conditions: list[tuple[str, str, str, str, str]]) -> None:
        self.tag = tag if tag and tag != "*" else None
        self.ident = next((name for sign, name, *_ in conditions if sign == "#"), None)
        self.classes = [name for sign, name, *_ in conditions if sign == "."]
        self.attributes = [(a, op, value) for _, _, a, op, value in conditions if a]
        self.is_name = self.tag is None and len(conditions) == 1 and not self.attributes
        """Whether it is an id or a class alone, which the index of the walk answers."""

    def fits(self, element: Element) -> bool:
        """Whether ``element`` has all this step asks for."""
        if self.tag and element.tag != self.tag:
            return False
        if self.ident and (element.get("id") or "").strip() != self.ident:
            return False
        if self.classes:
            names = (element.get("class") or "").split()
            if not all(name in names for name in self.classes):
                return False
        return all(_has(element.get(a), op, value) for a, op, value in self.attributes)


def _has(actual: str | None, operator: str, value: str) -> bool:
    return actual is not None and _TESTS[operator](actual, value)


_TESTS: dict[str, Callable[[str, str], bool]] = {
    "": lambda _actual, _value: True,
    "=": str.__eq__,
    "*=": str.__contains__,
    "^=": str.startswith,
    "$=": str.endswith,
    "~=": lambda actual, value: value in actual.split(),
}


_Simple = tuple[_Compound, ...]


@lru_cache(maxsize=4096)
def _compiled(selector: str) -> _Simple | etree.XPath:
    """A selector ready for use. Raises ProfileError where it is neither CSS nor XPath."""
    if not selector.startswith("/"):
        steps = selector.split()
        found = [_COMPOUND.fullmatch(step) for step in steps]
        if steps and all(m is not None and m[0] for m in found):
            return tuple(_Compound(m["tag"], _CONDITION.findall(m["rest"])) for m in found if m)
    try:
        path = selector if selector.startswith("/") else GenericTranslator().css_to_xpath(selector)
        return etree.XPath(path, smart_strings=False)
    except (SelectorError, etree.XPathError) as error:
        raise ProfileError(f"not a selector: {selector!r} ({error})") from None


def some(tree: Tree, selector: str) -> list[Element]:
    """All visible elements that ``selector`` (CSS, or XPath with a leading ``/``) names, in document order."""
    compiled = _compiled(selector)
    if isinstance(compiled, etree.XPath):
        try:
            found = compiled(tree.root)
        except etree.XPathError as error:  # a function or a prefix that nobody knows
            raise ProfileError(f"not a selector: {selector!r} ({error})") from None
        return (
            [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []
        )
    return _named(tree, compiled)


def _named(tree: Tree, steps: _Simple) -> list[Element]:
    """The elements that the last step fits and that stand, at any depth, in ones that the steps before it name."""
    last = steps[-1]
    if last.ident:
        candidates = tree.ids.get(last.ident, [])
    elif last.classes:
        candidates = tree.classes.get(last.classes[0], [])
    else:
        candidates = tree.tagged(last.tag)
    if not candidates or (last.is_name and len(steps) == 1):
        return candidates
    found = [e for e in candidates if last.fits(e)]
    if len(steps) == 1 or not found:
        return found
    above = dict.fromkeys(_named(tree, steps[:-1]), True)
    return [e for e in found if _stands_in(e, above)] if above else []


def _stands_in(element: Element, known: dict[Element, bool]) -> bool:
    """Whether an ancestor is known to be one, or to stand in one; what is learned on the way is added."""
    way: list[Element] = []
    answer = False
    for ancestor in element.iterancestors():
        if ancestor in known:
            answer = known[ancestor]
            break
        way.append(ancestor)
    known.update(dict.fromkeys(way, answer))
    return answer


def optional(tree: Tree, selector: str) -> Element | None:
    """The first element that ``selector`` names, or ``None``."""
    return next(iter(some(tree, selector)), None)


def one(tree: Tree, selector: str) -> Element:
    """The only element that ``selector`` names. Raises GovnewsError where there is none or more than one."""
    found = some(tree, selector)
    if len(found) != 1:
        raise GovnewsError(f"{selector!r} names {len(found)} elements, one was expected")
    return found[0]


def matches(tree: Tree, selector: str) -> bool:
    """Whether ``selector`` names anything."""
    return bool(some(tree, selector))


def text_of(element: Element) -> str:
    """The text of a (small) element, white space collapsed, scripts and styles left out; of a META tag its content."""
    if element.tag == "meta":
        return clean(element.get("content") or "")
    if not len(element):
        return clean(element.text or "") if element.tag not in _SILENT else ""
    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        quiet = node.tag in _SILENT
        if event == "start":
            silent += quiet
            if node.tag in _BREAKING:
                parts.append(" ")
            if not silent and node.text:
                parts.append(node.text)
        else:
            silent -= quiet
            if node.tag in _BREAKING:
                parts.append(" ")
            if not silent and node is not element and node.tail:
                parts.append(node.tail)
    return clean("".join(parts))


_SILENT = frozenset({"script", "style", "noscript", "template"})
_BREAKING = frozenset({"br", "p", "div", "li", "td", "tr", "dd", "dt", "h1", "h2", "h3"})


def attribute(element: Element, *names: str) -> str | None:
    """The first non-empty attribute among ``names``, trimmed."""
    for name in names:
        value = element.get(name)
        if value and (value := value.strip()):
            return value
    return None
