"""The record: frozen dataclasses, one docstring per attribute. The order of the attributes is the order of the keys.

Every key is always present in the output. ``None`` means looked for and not found, an empty tuple means none;
there are no empty strings. Objects are always objects with members that may be ``None``, so that Arrow, pandas,
DuckDB and Spark infer one schema for any set of lines.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from govnews.model.provenance import Provenance

SCHEMA_VERSION = "1.0"


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


ARTICLE_KINDS = frozenset(
    {PageKind.ARTICLE, PageKind.POLICY, PageKind.GALLERY, PageKind.TRANSCRIPT}
)


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
    """发布日期 of the metadata table, else the visible date of the page, ISO 8601."""
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
