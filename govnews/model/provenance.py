"""Where every value came from: decoding, repairs, evidence, problems, fetch."""

from dataclasses import dataclass, field

VERSION = "0.1.0"  # the program; pyproject.toml reads it from here


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about a record: something missing, doubtful or lost."""

    code: str
    """Machine-readable word, such as ``date_missing`` or ``not_an_article:list``."""
    field: str | None
    """The key the finding is about, or null for the whole record."""
    message: str
    """One sentence for a person."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which rule gave a value."""

    field: str
    """Key of the record, dotted for members (``policy.doc_no``)."""
    rule: str
    """``meta:PubDate``, ``site:www.gov.cn/body``, ``family:trs_wcm/body``, ``generic:density`` and the like."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a rule gave or nearly gave for a field, as ``govnews.explain`` shows it."""

    field: str
    """Key of the record, dotted for members (``policy.doc_no``)."""
    rule: str
    """The rule, as in ``Evidence``."""
    value: str
    """What it gave; several values joined by ``、``, of a text its opening."""
    lost: str | None = None
    """Why it is not in the record, a clause for a person; null for the one that is."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """How the bytes were fetched. Known for a crawled page, and for a saved one as far as a ``page.json`` beside it or its WARC
    record says; else all null.
    """

    fetched_at: str | None = None
    """ISO 8601 with offset, the moment the response was complete."""
    status: int | None = None
    """HTTP status code."""
    content_type: str | None = None
    """The raw Content-Type header."""
    etag: str | None = None
    """The raw ETag header."""
    last_modified: str | None = None
    """The raw Last-Modified header."""
    body_sha256: str | None = None
    """SHA-256 of the body in lower-case hex."""
    warc_file: str | None = None
    """Name of the WARC file that keeps the response, relative to the crawl's folder."""
    warc_offset: int | None = None
    """Offset of the response record in ``warc_file``, in bytes."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the bytes became text."""

    bom: str | None = None
    """Encoding named by a byte order mark."""
    header: str | None = None
    """Charset label of the Content-Type header, as sent."""
    meta: str | None = None
    """Charset label declared in the page, as written."""
    detected: str | None = None
    """What the detector said; null where it was not asked."""
    used: str | None = None
    """The encoding used, a WHATWG name or ``mixed``; null for text input."""
    confidence: float | None = None
    """0 to 1; null for text input."""
    replacements: int = 0
    """How many U+FFFD stand for undecodable bytes."""
    conflicts: tuple[str, ...] = ()
    """One sentence for every declaration that the bytes contradict."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of repair done to one place of the page, summed up."""

    step: str
    """gloss, frame-shift, filled, latin1>utf-8 …"""
    where: str
    """``page`` for all text nodes, or the attribute or field."""
    count: int
    """How many times."""
    before: str
    """One example as it stood."""
    after: str
    """The same example repaired."""
    gain: float = 0.0
    """Mean rise in plausibility, nats per character."""


@dataclass(frozen=True, slots=True)
class Clone:
    """Signs that the page is a copy served by a stranger."""

    printed_host: str | None = None
    """The host the page prints in its masthead."""
    served_host: str | None = None
    """The host that served it."""
    likely_original: str | None = None
    """The host the text was probably taken from, by its site name."""
    signs: tuple[str, ...] = ()
    """What points to a copy: ``glosses``, ``printed_host``, ``served_host``, ``script`` …"""


@dataclass(frozen=True, slots=True)
class Extractor:
    """Who made the record."""

    name: str = "govnews"
    """Program."""
    version: str | None = None
    """Its version."""
    profile: str | None = None
    """The site or family profile that applied; null for the generic engine alone."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where every value came from and what was done to it."""

    decoding: Decoding = field(default_factory=Decoding)
    """How the bytes became text."""
    repairs: tuple[Repair, ...] = ()
    """What was repaired."""
    clone: Clone = field(default_factory=Clone)
    """Signs of a copy."""
    evidence: tuple[Evidence, ...] = ()
    """Which rule gave each field."""
    problems: tuple[Problem, ...] = ()
    """Findings."""
    fetch: Fetch = field(default_factory=Fetch)
    """How it was fetched."""
    extractor: Extractor = field(default_factory=Extractor)
    """Who made the record."""
