"""The record: frozen dataclasses, one docstring per attribute. The order of the attributes is the order of the keys.

Every key is always present in the output. ``None`` means looked for and not found, an empty tuple means none;
there are no empty strings. Objects are always objects with members that may be ``None``, so that Arrow, pandas,
DuckDB and Spark infer one schema for any set of lines.
"""

from dataclasses import dataclass, field
from enum import StrEnum

SCHEMA_VERSION = "1.0"
VERSION = "0.1.0"  # the program; pyproject.toml reads it from here


class PageKind(StrEnum):
    """What sort of page the bytes are. The first four are kinds of article, the others are reasons for none."""

    ARTICLE = "article"
    POLICY = "policy"
    GALLERY = "gallery"
    TRANSCRIPT = "transcript"
    LIST = "list"
    BLOCKED = "blocked"
    SOFT_404 = "soft_404"
    REDIRECT = "redirect"
    SHELL = "shell"
    EMPTY = "empty"
    BINARY = "binary"


ARTICLE_KINDS = frozenset({PageKind.ARTICLE, PageKind.POLICY, PageKind.GALLERY, PageKind.TRANSCRIPT})


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
class Fetch:
    """How the bytes were fetched. All null for a page that came from a file."""

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
    wanted: str = "article"
    """What the page was asked for as: ``article`` or ``list``."""


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
    """How the pages turn: ``createPageHTML``, ``gov_json``, ``countPage``, ``link`` …; null for a single page."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a news text: 新华社北京12月20日电（记者 …）."""

    agency: str | None = None
    """新华社, 人民网 …"""
    place: str | None = None
    """北京 …"""
    date: str | None = None
    """As printed, without a year: 12月20日."""
    reporters: tuple[str, ...] = ()
    """Names in the brackets, never split where nothing separates them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs below it."""

    level: int
    """0 for the lead (no heading), 1 for the top level and so on."""
    number: str | None
    """The numbering as printed: 一、, （一）, 第三条 …; null for a heading without one."""
    heading: str | None
    """The heading with its number; null for the lead."""
    paragraphs: tuple[str, ...] = ()
    """The paragraphs up to the next heading."""


@dataclass(frozen=True, slots=True)
class Table:
    """A data table of the body, merged cells resolved."""

    caption: str | None
    """Caption, or null."""
    rows: tuple[tuple[str, ...], ...]
    """Cells as text; a merged cell repeats in every place it covers."""
    section: int | None
    """Index in ``sections`` of the section it stands in."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the body."""

    url: str
    """Absolute URL where the page's URL is known."""
    alt: str | None = None
    """The alt text."""
    caption: str | None = None
    """The caption printed below or above it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file the page offers."""

    url: str
    """Absolute URL where the page's URL is known."""
    title: str | None = None
    """Printed name."""
    media_type: str | None = None
    """By extension or, once fetched, by content."""
    sha256: str | None = None
    """Digest in lower-case hex, once fetched."""
    size: int | None = None
    """Size in bytes, once fetched."""


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A link the page offers as related."""

    group: str | None
    """The printed label (相关链接, 政策解读 …), or ``prev_next``."""
    title: str
    """Link text."""
    url: str | None = None
    """Null where only text survives."""
    date: str | None = None
    """ISO 8601 date printed beside it."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A document named in the text: 《…》（国发〔2024〕1号）."""

    title: str | None
    """The title inside 《》."""
    doc_no: str | None
    """The document number in the brackets."""


@dataclass(frozen=True, slots=True)
class Label:
    """One row of a metadata table as printed."""

    label: str
    """The label, blanks and colon removed."""
    value: str
    """The value as printed."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What identifies an official document. All null for a page that is none."""

    index_no: str | None = None
    """索引号."""
    doc_no: str | None = None
    """发文字号 as printed, brackets kept."""
    issuers: tuple[str, ...] = ()
    """发文机关, in printed order."""
    topics: tuple[str, ...] = ()
    """主题分类."""
    genre: str | None = None
    """体裁/文种."""
    written_on: str | None = None
    """成文日期, ISO 8601."""
    published_on: str | None = None
    """发布日期 of the metadata table, ISO 8601."""
    effective_on: str | None = None
    """实施/施行/生效日期, ISO 8601."""
    repealed_on: str | None = None
    """废止/失效日期, ISO 8601."""
    signed_on: str | None = None
    """The date under the signature in the text, ISO 8601."""
    validity: str | None = None
    """有效性 as printed."""
    recipients: tuple[str, ...] = ()
    """主送机关."""
    disclosure: str | None = None
    """公开方式 as printed: 主动公开 …"""
    subject_words: tuple[str, ...] = ()
    """主题词."""
    labels: tuple[Label, ...] = ()
    """Every row of the metadata table as printed."""


@dataclass(frozen=True, slots=True)
class Simplified:
    """The record's text in Simplified script, where it is printed in Traditional."""

    title: str | None = None
    """Title in Simplified script."""
    source: str | None = None
    """Source in Simplified script."""
    text: str | None = None
    """Text in Simplified script."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One line of JSON Lines."""

    schema_version: str = SCHEMA_VERSION
    """Version of this schema: a new optional key raises the minor, a changed meaning the major."""
    id: str
    """SHA-256 in hex of host, path and query of the canonical URL; of the text without a URL; of the bytes else."""
    version: int = 1
    """1 for the first text seen under this id, one more for every changed text."""
    url: str | None = None
    """Final URL, after redirects."""
    canonical_url: str | None = None
    """https, lower-case host, no fragment, session or tracking parameters, known aliases folded."""
    native_id: str | None = None
    """The portal's own number for the page: content_1769836, t20231106_123 …"""
    kind: str = "article"
    """article, policy, transcript or gallery."""
    title: str | None = None
    """The headline."""
    subtitle: str | None = None
    """引题 or 副题."""
    date: str | None = None
    """When it was published, by the visible page: ISO 8601 date, or date and time with +08:00 where shown."""
    date_raw: str | None = None
    """The characters it was read from."""
    date_modified: str | None = None
    """Last change, ISO 8601."""
    source: str | None = None
    """来源: the outlet or office named as origin."""
    source_raw: str | None = None
    """The characters it was read from."""
    source_url: str | None = None
    """Where the source's name links to."""
    authors: tuple[str, ...] = ()
    """Names only."""
    editors: tuple[str, ...] = ()
    """责任编辑, names only."""
    dateline: Dateline = field(default_factory=Dateline)
    """新华社北京12月20日电."""
    site_name: str | None = None
    """Name of the site as the page gives it."""
    site_id: str | None = None
    """政府网站标识码."""
    breadcrumbs: tuple[str, ...] = ()
    """Path of columns, 首页 kept, 正文 and the title itself dropped."""
    language: str | None = None
    """BCP 47, by the text and not by the label: zh-Hans, zh-Hant, en …"""
    description: str | None = None
    """The page's own summary."""
    keywords: tuple[str, ...] = ()
    """The page's own keywords."""
    text: str | None = None
    """The paragraphs joined by line feeds; null for an image-only page."""
    sections: tuple[Section, ...] = ()
    """The same paragraphs under their headings, flat, in reading order."""
    tables: tuple[Table, ...] = ()
    """Data tables."""
    images: tuple[Image, ...] = ()
    """Images of the body."""
    attachments: tuple[Attachment, ...] = ()
    """Files offered."""
    related_links: tuple[RelatedLink, ...] = ()
    """Links offered as related."""
    cites: tuple[Cite, ...] = ()
    """Documents named in the text."""
    policy: Policy = field(default_factory=Policy)
    """Identity of an official document."""
    simplified: Simplified = field(default_factory=Simplified)
    """Title, source and text in Simplified script."""
    content_hash: str | None = None
    """SHA-256 in hex of ``text``; of title and image URLs where there is no text."""
    provenance: Provenance = field(default_factory=Provenance)
    """Where every value came from."""
