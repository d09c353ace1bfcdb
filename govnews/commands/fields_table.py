"""The fields of one page as a table: what the engine gives without a profile, what with it, and by which rule."""

from collections.abc import Sequence
from shutil import get_terminal_size

from govnews.commands.columns import GAP, columns, cut
from govnews.drafts.draft import EVIDENCE
from govnews.drafts.reading import rule_of
from govnews.model import Article, Attachment, RelatedLink

_WIDE = 120  # cells of an output that is no terminal
_LEAST, _MOST = 14, 40  # cells of a value
_SHOWN = (
    "title", "subtitle", "date", "source", "authors", "editors", "breadcrumbs", "text", "related_links", "attachments",
)  # fmt: skip
# The record's name of a field → the profile's, where they differ.
_KEYS = {field: key for key, field in EVIDENCE.items()}


def fields_table(engine: Article, profile: Article) -> list[str]:
    """One line for each field that either of two records of a page has."""
    names = [name for name in _SHOWN if getattr(engine, name) or getattr(profile, name)]
    rules = [rule_of(profile, name) or "-" for name in names]
    fixed = len("  breadcrumbs") + len("DIFFERS") + 4 * len(GAP) + max(map(len, rules), default=0)
    cells = (get_terminal_size((_WIDE, 24)).columns - fixed) // 2
    cells = max(_LEAST, min(_MOST, cells))
    rows = [("field", "engine alone", "with the profile", "", "rule")]
    for name, rule in zip(names, rules, strict=True):
        alone, own = getattr(engine, name), getattr(profile, name)
        same = "same" if alone == own else "DIFFERS"
        rows.append((_KEYS.get(name, name), _short(alone, cells), _short(own, cells), same, rule))
    return columns(rows)


def _short(value: str | Sequence[object] | None, cells: int) -> str:
    if not value:
        return "-"
    if isinstance(value, str):
        lines = value.count("\n") + 1
        return cut(value, cells) if lines == 1 else cut(f"{lines} lines: {value}", cells)
    named = [
        one.title or "" if isinstance(one, RelatedLink | Attachment) else str(one) for one in value
    ]
    return cut(named[0] if len(named) == 1 else f"{len(named)}: {' | '.join(named)}", cells)
