"""What passes between the rooms before there is a record: pages, decoded and repaired text, listings, failures."""

from dataclasses import dataclass, field

from govnews.model.provenance import Fetch, Problem


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched: bytes and their address, before any reading."""

    url: str
    """Final URL, after redirects."""
    body: bytes
    """The bytes as served, content encoding removed."""
    content_type: str | None = None
    """The raw Content-Type header."""
    fetch: Fetch = field(default_factory=Fetch)
    """How it was fetched."""
    truncated: bool = False
    """Whether the connection ended before the body did."""
    rest: "tuple[Page | Failure, ...]" = ()
    """The pages that continue it, in order; a failure where one could not be had."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One line of errors.jsonl: a page that was wanted and gave no record."""

    url: str
    """The URL that was asked for."""
    reason: str
    """blocked, soft_404, robots, http_status, timeout, dns, connection, tls, too_large, not_html, empty, shell,
    undecodable, extract_failed, list_empty, list or redirect."""
    status: int | None
    """HTTP status code, null where no response came."""
    stage: str
    """fetch, classify, list or extract."""
    message: str
    """One sentence for a person."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One encoding that somebody declared or detected, and where."""

    where: str
    """``bom``, ``header``, ``meta``, ``xml`` or ``detected``."""
    label: str
    """The string as declared, such as ``GB2312``."""
    encoding: str | None
    """The WHATWG encoding the label names (``gb18030``), null for an unknown label."""
    offset: int | None = None
    """Where the declaration stands in the bytes; null for a header."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes that have become text, with everything that was known on the way."""

    text: str
    """The text. U+FFFD marks what could not be decoded."""
    encoding: str
    """Lower-case WHATWG name of the encoding used, or ``mixed`` for pages decoded run by run."""
    claims: tuple[Claim, ...] = ()
    """Every declaration found, and what the detector said where it was asked."""
    confidence: float = 1.0
    """0 to 1: how sure the choice of encoding is."""
    replacements: int = 0
    """How many U+FFFD the decoding put in."""
    conflicts: tuple[str, ...] = ()
    """One sentence for every claim that the bytes contradict."""
    problems: tuple[Problem, ...] = ()
    """Findings: replaced characters, a truncated end, a lossy class of damage."""


@dataclass(frozen=True, slots=True)
class Several:
    """The values that one rule gives for a field that holds a list, or may hold one."""

    value: tuple[str, ...]
    """The values, in printed order."""
    rule: str
    """Name of the rule, as evidence records it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One replayable step of a repair: ``text[start:end]`` was ``before`` and became ``after``."""

    step: str
    """Name of the repair: gloss, frame-shift, filled, comma, latin1>utf-8 …"""
    start: int
    """Offset in the text as it stood before the first step, in code points."""
    before: str
    """The characters replaced."""
    after: str
    """What stands there now."""
    gain: float = 0.0
    """By how much the plausibility rose, in nats per character (0 where a rule, not the score, decided)."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Text after repair, and the plan that leads from the one to the other."""

    text: str
    """The repaired text."""
    plan: tuple[Step, ...] = ()
    """Steps in order of ``start``, not overlapping: ``apply(plan, before) == text``."""
    problems: tuple[Problem, ...] = ()
    """What is damaged beyond repair, with its extent, and what was filled from context."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One article named on a list page."""

    url: str
    """Absolute URL where the list's URL is known."""
    title: str
    """The link text, or the title attribute where the text is cut."""
    date: str | None = None
    """ISO 8601 date, null where the list shows none."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """How to fetch the next page of a list."""

    url: str
    """Absolute URL."""
    method: str = "GET"
    """GET or POST."""
    body: str | None = None
    """Form or JSON body of a POST."""
    headers: tuple[tuple[str, str], ...] = ()
    """Headers the server insists on (Referer, Content-Type)."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: the articles it names and the pages that follow it."""

    url: str | None
    """The URL of the list."""
    entries: tuple[ListEntry, ...] = ()
    """In the order of the page, each URL once."""
    next: tuple[ListRequest, ...] = ()
    """Further pages of the list, nearest first."""
    mechanism: str | None = None
    """How the pages turn: ``createPageHTML``, ``countPage``, ``json``, ``dataproxy``, ``jpaas``, ``ucap``, ``link`` …; null for
    a single page."""
