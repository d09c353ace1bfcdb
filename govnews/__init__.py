"""govnews: what governments publish, as records a person can trust."""

from govnews.api import classify, extract
from govnews.charset import decode
from govnews.checks import validate
from govnews.errors import (
    MAX_BYTES,
    EmptyInput,
    GovnewsError,
    LineError,
    NotText,
    PlanError,
    ProfileError,
    SidecarError,
    TooLarge,
)
from govnews.joining import join
from govnews.jsonl import dump_line, load_line
from govnews.lists import read_list
from govnews.model import (
    ARTICLE_KINDS,
    SCHEMA_VERSION,
    VERSION,
    Article,
    Attachment,
    Candidate,
    Cite,
    Claim,
    Clone,
    Dateline,
    Decoded,
    Decoding,
    Evidence,
    Extractor,
    Failure,
    Fetch,
    Image,
    Label,
    ListEntry,
    Listing,
    ListRequest,
    Page,
    PageKind,
    Policy,
    Problem,
    Provenance,
    RelatedLink,
    Repair,
    Repaired,
    Section,
    Simplified,
    Step,
    Table,
)
from govnews.mojibake import apply, repair
from govnews.outcome import verdict
from govnews.parts import next_part
from govnews.plaintext import extract_text
from govnews.saved import read_sidecar
from govnews.script import to_simplified
from govnews.sites.portals import Portal, load_portal
from govnews.values.dates import date_in_url
from govnews.values.urls import fingerprint
from govnews.whole import extract_page

__all__ = [
    "ARTICLE_KINDS",
    "MAX_BYTES",
    "SCHEMA_VERSION",
    "VERSION",
    "Article",
    "Attachment",
    "Candidate",
    "Cite",
    "Claim",
    "Clone",
    "Dateline",
    "Decoded",
    "Decoding",
    "EmptyInput",
    "Evidence",
    "Extractor",
    "Failure",
    "Fetch",
    "GovnewsError",
    "Image",
    "Label",
    "LineError",
    "ListEntry",
    "ListRequest",
    "Listing",
    "NotText",
    "Page",
    "PageKind",
    "PlanError",
    "Policy",
    "Portal",
    "Problem",
    "ProfileError",
    "Provenance",
    "RelatedLink",
    "Repair",
    "Repaired",
    "Section",
    "SidecarError",
    "Simplified",
    "Step",
    "Table",
    "TooLarge",
    "apply",
    "classify",
    "date_in_url",
    "decode",
    "dump_line",
    "extract",
    "extract_page",
    "extract_text",
    "fingerprint",
    "join",
    "load_line",
    "load_portal",
    "next_part",
    "read_list",
    "read_sidecar",
    "repair",
    "to_simplified",
    "validate",
    "verdict",
]
