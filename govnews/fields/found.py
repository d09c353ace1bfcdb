"""What a finder gives back, and what all finders share about one page."""

from dataclasses import dataclass, field

from govnews.dom import Anchor, Box, Element, Line, Picture, Tree
from govnews.fields.meta import Metas
from govnews.model import Evidence, Problem
from govnews.sites.profile import Level, Profile, Select


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
    body: Body = field(default_factory=lambda: Body("none"))
    evidence: list[Evidence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, name: str, rule: str) -> None:
        """Record which rule gave the field ``name``."""
        self.evidence.append(Evidence(name, rule))

    def selectors(self, name: str) -> list[tuple[str, str]]:
        """``(rule, selector)`` for one field, host before family before generic."""
        return [
            (f"{level.rule}/{name}", selector)
            for level in self.levels
            for selector in getattr(level.select, name)
        ]


__all__ = ["Anchor", "Body", "Box", "Context", "Element", "Found", "Line", "Picture", "Select"]
