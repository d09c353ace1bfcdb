"""``govnews extract --explain``: for each field every candidate, the rule that gave it, and why it is not in the record."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from govnews.commands.columns import cut
from govnews.commands.speech import CONSOLE
from govnews.commands.stretches import NEW, OLD, visible
from govnews.model import Article, Candidate, Failure, Policy

_VALUE = 56  # cells of the terminal that a value may take
_RULE = 36
_ORDER = [f.name for f in fields(Article)] + [f"policy.{f.name}" for f in fields(Policy)]


def show_cascade(name: str, result: Article | Failure, trace: Iterable[Candidate]) -> None:
    """Print the cascade of one page on stderr, fields in the order of the record."""
    for line in cascade(name, result, trace):
        CONSOLE.print(line)


def cascade(name: str, result: Article | Failure, trace: Iterable[Candidate]) -> Iterator[Text]:
    """The lines: the page, then each field with its candidates, then the fields that no rule gave."""
    yield Text(f"{visible(name)}: {_what(result)}")
    candidates = [*trace, *_without_cascade(result, {c.field for c in trace})]
    candidates.sort(key=lambda c: _ORDER.index(c.field))
    width = min(_RULE, max((cell_len(c.rule) for c in candidates), default=0))
    for field, group in groupby(candidates, key=lambda c: c.field):
        yield Text(field, "bold")
        for candidate in group:
            yield _line(candidate, width)
    if isinstance(result, Article):
        given = {c.field for c in candidates if c.lost is None}
        missing = [f for f in _CASCADED if f not in given]
        if missing:
            yield Text(f"no rule gave: {', '.join(missing)}", "dim")


# Fields that a rule gives, in the order of the record.
_CASCADED = (
    "title", "subtitle", "date", "date_modified", "source", "authors", "editors", "site_name", "site_id", "breadcrumbs",
    "description", "keywords", "text", "images", "attachments", "related_links", "policy.doc_no",
)  # fmt: skip


def _what(result: Article | Failure) -> str:
    if isinstance(result, Failure):
        return f"no record ({result.reason})"
    decoding, extractor = result.provenance.decoding, result.provenance.extractor
    known = f"profile {extractor.profile}" if extractor.profile else "no profile of its host"
    return f"{result.kind}, {known}, read as {decoding.used}"


def _without_cascade(result: Article | Failure, traced: set[str]) -> Iterator[Candidate]:
    """Fields that one rule alone can give: what evidence says of them."""
    if isinstance(result, Article):
        for evidence in result.provenance.evidence:
            if evidence.field not in traced:
                yield Candidate(evidence.field, evidence.rule, _value(result, evidence.field))


def _value(article: Article, field: str) -> str:
    owner, _, member = field.rpartition(".")
    value = getattr(article.policy if owner else article, member)
    if isinstance(value, str):
        return value
    if isinstance(value, tuple) and not all(isinstance(v, str) for v in value):
        return f"{len(value)} of them"
    return "、".join(value) if isinstance(value, tuple) else ""


def _line(candidate: Candidate, width: int) -> Text:
    taken = candidate.lost is None
    rule = candidate.rule.ljust(width)
    value = cut(visible(" ".join(candidate.value.split())), _VALUE)
    value = value if taken else set_cell_size(value, _VALUE)
    return Text.assemble(
        ("  + " if taken else "  - ", NEW if taken else OLD),
        (rule, "" if taken else "dim"),
        "  ",
        (value, NEW if taken else ""),
        (f"  {candidate.lost}" if candidate.lost else "", "dim"),
    )
