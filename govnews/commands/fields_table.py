"""The fields of one page as a table: what the engine gives without a profile, what with it, and by which rule."""

from collections.abc import Sequence

from govnews.commands.columns import columns, cut
from govnews.drafts.draft import EVIDENCE
from govnews.drafts.reading import rule_of
from govnews.model import Article, Attachment, RelatedLink

_VALUE = 34  # cells
_SHOWN = (
    "title", "subtitle", "date", "source", "authors", "editors", "breadcrumbs", "text", "related_links", "attachments",
)  # fmt: skip
# The record's name of a field → the profile's, where they differ.
_KEYS = {field: key for key, field in EVIDENCE.items()}


def fields_table(engine: Article, profile: Article) -> list[str]:
    """One line for each field that either of two records of a page has."""
    rows = [("field", "engine alone", "with the profile", "", "rule")]
    for field in _SHOWN:
        alone, own = getattr(engine, field), getattr(profile, field)
        if alone or own:
            same = "same" if alone == own else "DIFFERS"
            name = _KEYS.get(field, field)
            rows.append((name, _short(alone), _short(own), same, rule_of(profile, field) or "-"))
    return columns(rows)


def _short(value: str | Sequence[object] | None) -> str:
    if not value:
        return "-"
    if isinstance(value, str):
        lines = value.count("\n") + 1
        return cut(value, _VALUE) if lines == 1 else cut(f"{lines} lines: {value}", _VALUE)
    named = [
        one.title or "" if isinstance(one, RelatedLink | Attachment) else str(one) for one in value
    ]
    return cut(named[0] if len(named) == 1 else f"{len(named)}: {' | '.join(named)}", _VALUE)
