"""What a finder gives back, and what all finders share about one page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from govnews.dom import Box, Tree
from govnews.fields.meta import Metas
from govnews.model import Candidate, Evidence, Label, Problem
from govnews.sites.profile import Level, Profile
from govnews.values.text import han_count
from govnews.values.urls import resolve

T = TypeVar("T")
_OPENING = 200  # characters of a value that a person is shown
_LATER = "a rule before it gave the value"
_PLENTY = 400  # Han characters: no page with so much text is taken for a list, a stub or an error
# The Wayback Machine rewrites the addresses of the pages it serves.
_ARCHIVE = re.compile(
    r"^(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)", re.IGNORECASE
)
# Where browsers put what a page needs when they save it whole: NAME_files/logo.png; NAME.files/ is Internet Explorer's.
_BESIDE = re.compile(r"(?:\./)?[^/?#:]{1,200}[._]files/")


def original_url(url: str) -> str:
    """The address behind an address in the Wayback Machine; any other as it is.

    >>> original_url("https://web.archive.org/web/20120611024252im_/http://www.example.test/a.jpg")
    'http://www.example.test/a.jpg'
    """
    return _ARCHIVE.sub("", url, count=1)


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the rule that gave it."""

    value: str
    """The canonical value."""
    rule: str
    """Name of the rule, as evidence records it."""
    raw: str | None = None
    """The characters it was read from, where they differ in form."""
    url: str | None = None
    """Where the value links to."""
    score: float | None = None
    """Where rules are weighed against each other: how much speaks for it."""


class Ruled(Protocol):
    """Anything that a rule gave."""

    @property
    def rule(self) -> str:
        """Name of the rule, as evidence records it."""


R = TypeVar("R", bound=Ruled)


def _shown(found: Ruled) -> str:
    value = getattr(found, "value", "")
    return value if isinstance(value, str) else "、".join(value)


def _why_lost(other: Ruled, won: Ruled) -> str:
    less, more = getattr(other, "score", None), getattr(won, "score", None)
    if less is None or more is None:
        return _LATER
    return f"weighs {less:.1f}, the one taken {more:.1f}"


@dataclass(slots=True)
class Body:
    """The text of the article within a tree."""

    rule: str
    """Which rule chose the boxes."""
    boxes: list[Box] = field(default_factory=list)
    """The boxes that hold it, in reading order."""
    indexes: list[int] = field(default_factory=list)
    """Indexes of the lines that are text, in ``tree.lines``."""
    dropped: list[int] = field(default_factory=list)
    """Indexes of lines of the boxes that are tools, headers, editors, links."""
    start: int = 0
    """Index of the first line of the boxes."""
    end: int = 0
    """Index after the last line of the boxes."""


@dataclass(slots=True)
class Context:
    """One page on its way through the finders."""

    tree: Tree
    metas: Metas
    levels: tuple[Level, ...]
    url: str | None = None
    base: str | None = None
    zone: str | None = None
    profile: Profile | None = None
    roc: bool = False
    """Whether years may be those of the Republic: a Taiwanese page."""
    names: frozenset[str] = frozenset()
    """What META and ``<title>`` call the page."""
    body: Body = field(default_factory=lambda: Body("none"))
    evidence: list[Evidence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    trace: list[Candidate] | None = None
    """Every candidate of every field, where somebody asked for them."""
    labels: tuple[Label, ...] = ()
    """The metadata of an official document, as printed."""
    labels_rule: str = ""
    """The rule that found it."""
    local: bool = False
    """Whether a browser saved the page, its pictures in a folder beside it."""

    def first(self, name: str, candidates: Iterator[R]) -> R | None:
        """The first of the candidates for a field, its rule noted. ``candidates`` come in the order of the cascade."""
        won = self.choose(name, candidates)
        if won is not None:
            self.note(name, won.rule)
        return won

    def choose(
        self, name: str, candidates: Iterator[R], show: Callable[[R], str] = _shown
    ) -> R | None:
        """The first of the candidates; where candidates are traced, the others are asked for too, and shown as lost."""
        won = next(candidates, None)
        if self.trace is None or won is None:
            return won
        self.trace.append(Candidate(name, won.rule, show(won)[:_OPENING]))
        for other in candidates:
            shown = show(other)[:_OPENING]
            self.trace.append(Candidate(name, other.rule, shown, _why_lost(other, won)))
        return won

    def pass_over(self, name: str, rule: str, value: str, why: str) -> None:
        """Record a candidate that a rule found and did not believe."""
        if self.trace is not None:
            self.trace.append(Candidate(name, rule, value[:_OPENING], why))

    def note(self, name: str, rule: str) -> None:
        """Record which rule gave the field ``name``."""
        self.evidence.append(Evidence(name, rule))

    def keep_all(self, name: str, values: tuple[T, ...], rule: str) -> tuple[T, ...]:
        """Pass a list on, its rule noted where there is anything in it."""
        if values:
            self.note(name, rule)
        return values

    @property
    def prose(self) -> int:
        """Size of the text in Han characters, three Latin letters counting one; beyond ``_PLENTY`` nobody counts on."""
        size = 0
        for i in self.body.indexes:
            text = self.tree.lines[i].text
            han = han_count(text)
            size += han + (len(text) - han) // 3
            if size > _PLENTY:
                break
        return size

    @property
    def holds_more(self) -> bool:
        """Whether the body holds pictures or tables beside the text, or a film in its place."""
        return (
            (self.body.rule == "generic:shown" and not self.body.indexes)
            or any(p.box.inside(b) for p in self.tree.pictures for b in self.body.boxes)
            or any(self.tree.lines[i].row is not None for i in self.body.indexes)
        )

    def address(self, href: str) -> str:
        """Where a link of the page leads: absolute where the page's URL is known, archives' prefixes removed; a file in
        the folder that a browser saved beside the page stays as written.
        """
        href = href.strip()
        return (
            href if self.local and _BESIDE.match(href) else resolve(self.base, original_url(href))
        )

    def selectors(self, name: str) -> list[tuple[str, str]]:
        """``(rule, selector)`` for one field, host before family before generic."""
        return [
            (f"{level.rule}/{name}", selector)
            for level in self.levels
            for selector in getattr(level.select, name)
        ]
