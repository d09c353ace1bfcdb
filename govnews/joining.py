"""The pages of one multi-page article as one record."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from govnews.assembly import content_hash
from govnews.errors import GovnewsError
from govnews.model import Article, Section, Table
from govnews.script import simplified_of
from govnews.values.documents import find_cites
from govnews.values.outline import Line, outline

T = TypeVar("T")


def join(pages: Sequence[Article]) -> Article:
    """One record of several, in the order given.

    Identity, headline, dates and source are those of the first page, and of a later one where the first has none.
    The texts follow one another; a paragraph with which a page repeats the end of the one before is kept once, and so
    is the headline a page repeats at its start. Headings are found anew, for numbering runs on over the pages. Lists
    are joined, each entry once. Raises GovnewsError for no page at all.
    """
    if not pages:
        raise GovnewsError("join needs at least one page")
    first = pages[0]
    if len(pages) == 1:
        return first
    lines = _lines(pages)
    text = "\n".join(lines) or None
    sections = _sections(pages, lines)
    joined = replace(
        first,
        title=_first(p.title for p in pages),
        date=_first(p.date for p in pages),
        source=_first(p.source for p in pages),
        date_modified=max((p.date_modified for p in pages if p.date_modified), default=None),
        authors=_union(p.authors for p in pages),
        editors=_union(p.editors for p in pages),
        text=text,
        sections=sections,
        tables=tuple(_tables(pages, sections)),
        images=_union(p.images for p in pages),
        attachments=_union(p.attachments for p in pages),
        related_links=_union(p.related_links for p in pages),
        cites=find_cites(text) if text else (),
        policy=next((p.policy for p in pages if p.policy.doc_no or p.policy.labels), first.policy),
        simplified=simplified_of(first.title, first.source, text),
        provenance=replace(
            first.provenance,
            repairs=tuple(chain.from_iterable(p.provenance.repairs for p in pages)),
            problems=_union(p.provenance.problems for p in pages),
        ),
    )
    return replace(joined, content_hash=content_hash(joined))


def _lines(pages: Sequence[Article]) -> list[str]:
    lines: list[str] = []
    for page in pages:
        own = page.text.split("\n") if page.text else []
        while own and lines and own[0] in (lines[-1], page.title):
            own = own[1:]
        lines += own
    return lines


def _sections(pages: Sequence[Article], lines: list[str]) -> tuple[Section, ...]:
    """Headings of the whole: numbered ones by their counters, others where a page's markup said so."""
    marked = {s.heading for page in pages for s in page.sections if s.heading and not s.number}
    return outline([Line(x, strong=x in marked, plain="\t" in x) for x in lines])


def _tables(pages: Sequence[Article], sections: tuple[Section, ...]) -> Iterable[Table]:
    for page in pages:
        for table in page.tables:
            first_row = "\t".join(table.rows[0]) if table.rows else ""
            place = next(
                (n for n, s in enumerate(sections) if first_row in s.paragraphs), table.section
            )
            yield replace(table, section=place)


def _first(values: Iterable[T | None]) -> T | None:
    return next((v for v in values if v is not None), None)


def _union(lists: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(lists)))
