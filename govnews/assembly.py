"""What every record gets once its fields are read, from HTML and from text alike: identity, language, provenance."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from govnews.checks import validate
from govnews.model import (
    VERSION,
    Article,
    Clone,
    Decoding,
    Extractor,
    Problem,
    Provenance,
    Repair,
    Step,
)
from govnews.script import language_of, simplified_of
from govnews.values.urls import article_id, canonical_url, native_id

_EXAMPLE = 60  # characters of the example that a summed-up repair shows


def assemble(
    article: Article,
    *,
    body: bytes,
    decoding: Decoding,
    repairs: Iterable[tuple[str, Sequence[Step]]] = (),
    clone: Clone | None = None,
    problems: Iterable[Problem] = (),
    profile: str | None = None,
) -> Article:
    """The whole record.

    ``article`` holds the fields that were read, with their evidence; its id may be anything. ``repairs`` are pairs of a
    place (``page``, ``text`` …) and the steps done there. Findings of the record itself are added to ``problems``.
    """
    canonical = canonical_url(article.canonical_url or article.url)
    language = article.language or language_of(article.text or article.title or "")
    whole = replace(
        article,
        id=article_id(canonical, article.text, body),
        canonical_url=canonical,
        native_id=article.native_id or native_id(canonical),
        language=language,
        simplified=simplified_of(article.title, article.source, article.text, language),
        content_hash=content_hash(article),
        provenance=Provenance(
            decoding=decoding,
            repairs=tuple(sum_up(repairs)),
            clone=clone or Clone(),
            evidence=article.provenance.evidence,
            extractor=Extractor(version=VERSION, profile=profile),
        ),
    )
    found = (*problems, *article.provenance.problems, *validate(whole))
    unique = tuple(dict.fromkeys(found))
    return replace(whole, provenance=replace(whole.provenance, problems=unique))


def content_hash(article: Article) -> str:
    """SHA-256 in hex of the text; of title and image addresses where the page has no text."""
    content = article.text or "\n".join([article.title or "", *(i.url for i in article.images)])
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


def sum_up(repairs: Iterable[tuple[str, Sequence[Step]]]) -> list[Repair]:
    """One line per kind of step and place, with the first of them as example."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for where, steps in repairs:
        for step in steps:
            groups.setdefault((step.step, where), []).append(step)
    return [
        Repair(
            step=name,
            where=where,
            count=len(steps),
            before=steps[0].before[:_EXAMPLE],
            after=steps[0].after[:_EXAMPLE],
            gain=round(sum(s.gain for s in steps) / len(steps), 3),
        )
        for (name, where), steps in groups.items()
    ]
