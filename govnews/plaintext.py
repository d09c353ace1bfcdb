"""The record of a page that survives only as text: a WET record, a pasted page, a mail."""

from dataclasses import replace

from govnews.assembly import assemble
from govnews.charset import as_decoding
from govnews.errors import MAX_BYTES, EmptyInput, NotText, TooLarge
from govnews.magic import is_readable
from govnews.model import Article, Decoded, Decoding, Fetch, Policy, Provenance
from govnews.mojibake import diagnose, repair_part
from govnews.mojibake.clones import clone_of
from govnews.script import language_of
from govnews.skeleton import TextFields, read_dump
from govnews.values.documents import find_cites
from govnews.values.urls import host_of
from govnews.values.zones import zone_of


def extract_text(text: str, url: str | None = None) -> Article:
    """The record of a page of which only the text survives.

    ``url`` is where it came from, if known. Raises ``EmptyInput`` for blank text and ``TooLarge`` for more than 20 MiB.
    """
    body = text.encode("utf-8", "surrogatepass")
    if not text.strip():
        raise EmptyInput("the text is empty")
    if len(body) > MAX_BYTES:
        raise TooLarge(
            f"the text has {len(body):,} bytes, more than the {MAX_BYTES:,} allowed: split it"
        )
    diagnosis = diagnose([text])
    repaired = repair_part(text, diagnosis)
    fields = read_dump(repaired.text, zone_of(url, repaired.text))
    clone = clone_of(
        site_name=fields.site_name,
        header_text=fields.header_text,
        served_host=host_of(url),
        language=language_of(repaired.text),
        glossed=diagnosis.glossed,
    )
    return assemble(
        _as_article(fields, url),
        body=body,
        decoding=Decoding(),
        repairs=[("text", repaired.plan)],
        clone=clone,
        problems=repaired.problems,
    )


def extract_dump(decoded: Decoded, url: str | None, fetch: Fetch | None) -> Article:
    """The record of a text dump that came as bytes. Raises ``NotText`` for bytes that decode to noise."""
    if not is_readable(decoded):
        raise NotText("this is neither markup nor text in any known encoding")
    article = extract_text(decoded.text, url)
    known = article.provenance
    provenance = replace(
        known,
        decoding=as_decoding(decoded),
        problems=(*decoded.problems, *known.problems),
        fetch=fetch or known.fetch,
    )
    return replace(article, provenance=provenance)


def _as_article(fields: TextFields, url: str | None) -> Article:
    text = "\n".join(fields.paragraphs) or None
    return Article(
        id="",
        url=url,
        kind="article" if fields.policy == Policy() else "policy",
        title=fields.title,
        date=fields.date,
        date_raw=fields.date_raw,
        source=fields.source,
        source_raw=fields.source_raw,
        authors=fields.authors,
        editors=fields.editors,
        dateline=fields.dateline,
        site_name=fields.site_name,
        site_id=fields.site_id,
        breadcrumbs=fields.breadcrumbs,
        text=text,
        sections=fields.sections,
        related_links=fields.related_links,
        cites=find_cites(text or ""),
        policy=fields.policy,
        provenance=Provenance(evidence=fields.evidence),
    )
