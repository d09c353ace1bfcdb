"""A profile against pages: which of its selectors matched, which rule gave each field, and what is wrong with it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from itertools import combinations

from govnews.dom import matches, parse_html, read_tree
from govnews.drafts.draft import EVIDENCE
from govnews.drafts.reading import Reading
from govnews.errors import ProfileError
from govnews.sites.profile import Layout, Profile, Select
from govnews.values.dates import date_in_url

_BEFORE = 12  # characters shown before the place where gold and record part
_SHOWN = 48
_SILENT = frozenset({"drop", "attachments", "policy"})  # keys that no evidence names


@dataclass(frozen=True, slots=True)
class Selector:
    """One selector of a profile."""

    table: str
    """``select``, or ``layout 2`` for that of the second ``[[layout]]``."""
    key: str
    """The field."""
    text: str
    """The selector itself."""


def tables_of(profile: Profile) -> list[tuple[str, Select, Layout | None]]:
    """Every table of selectors by its name, with the layout whose it is."""
    layouts = [(f"layout {n}", one.select, one) for n, one in enumerate(profile.layouts, 1)]
    return [("select", profile.select, None), *layouts]


def selectors_of(profile: Profile, day: date | None = None) -> Iterator[Selector]:
    """Every selector that may count for a page of ``day``; on an unknown day all of them."""
    for table, select, layout in tables_of(profile):
        if layout is None or layout.holds(day):
            for key in (f.name for f in fields(Select)):
                yield from (Selector(table, key, text) for text in getattr(select, key))


def bad_selectors(profile: Profile) -> Iterator[tuple[str, str]]:
    """Selectors that are neither CSS nor XPath: ``(selector, sentence)``. No page can be read with one."""
    nothing = read_tree(parse_html(""))
    named = [one.text for one in selectors_of(profile)]
    for text in dict.fromkeys([*named, *profile.signature.markup]):
        try:
            matches(nothing, text)
        except ProfileError as error:
            yield text, str(error)


def overlaps(profile: Profile) -> Iterator[str]:
    """Layouts whose dates cannot be told apart, in sentences."""
    for n, layout in enumerate(profile.layouts, 1):
        if layout.since and layout.until and layout.since > layout.until:
            yield f"layout {n} ends on {layout.until}, before it begins on {layout.since}"
    for (n, a), (m, b) in combinations(enumerate(profile.layouts, 1), 2):
        first = max(a.since or date.min, b.since or date.min)
        last = min(a.until or date.max, b.until or date.max)
        if first <= last:
            since = "the beginning" if first == date.min else str(first)
            until = "today" if last == date.max else str(last)
            yield f"layouts {n} and {m} overlap, from {since} to {until}"


class Tally:
    """What the selectors of one profile did on all pages it was tried on."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._tried: dict[Selector, int] = {}
        self._matched: set[Selector] = set()
        self._fired: set[str] = set()

    def add(self, reading: Reading) -> None:
        """Count one page that the profile was used for."""
        day = date_in_url(reading.ctx.url)
        for one in selectors_of(self._profile, date.fromisoformat(day) if day else None):
            self._tried[one] = self._tried.get(one, 0) + 1
            if matches(reading.ctx.tree, one.text):
                self._matched.add(one)
        self._fired |= {e.rule for e in reading.article.provenance.evidence}

    def findings(self) -> Iterator[tuple[str, str]]:
        """Selectors that did nothing: ``(selector, sentence)``."""
        for one, pages in self._tried.items():
            if one not in self._matched:
                where = "the one page" if pages == 1 else f"any of {pages} pages"
                yield one.text, f"{one.table}.{one.key}: {one.text!r} matches nothing on {where}"
        for key in dict.fromkeys(one.key for one in self._tried):
            own = [s for s in self._matched if s.key == key]
            if own and key not in _SILENT and f"{self._profile.rule}/{key}" not in self._fired:
                field = EVIDENCE.get(key, key)
                yield own[0].text, f"{key}: what its selectors match gave no {field} on any page"


def differences(gold: dict[str, object], now: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    """Keys of a gold record whose value is another now, in their order: ``(key, gold, now)``, both cut to where they part."""
    for key, value in gold.items():
        if now.get(key) != value:
            a, b = (json.dumps(v, ensure_ascii=False) for v in (value, now.get(key)))
            same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
            start = max(0, same - _BEFORE) if same > _BEFORE * 2 else 0
            yield key, _cut(a, start), _cut(b, start)


def _cut(text: str, start: int) -> str:
    part = text[start : start + _SHOWN]
    return ("…" if start else "") + part + ("…" if start + _SHOWN < len(text) else "")
