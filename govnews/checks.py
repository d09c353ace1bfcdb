"""Record to problems: what is missing, doubtful or broken in an article, said in one sentence each."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from govnews.model import Article, Problem

_SHA256 = re.compile(r"^[0-9a-f]{64}$")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
# Residue of a wrong decode that no repair could undo (reference: encoding.md §2).
_RESIDUE = re.compile(
    "锟斤拷|烫烫烫|屯屯屯|\ufffd|Ã[\x80-\xbf¤¥¦§©«¬]|â€[\x80-\xbf™œ\x9d]|[\ue000-\uf8ff]"
)
_SIGNS = "锟烫屯\ufffdÃâ"
_FEW_HAN = 20  # Han characters under which a text is hardly an article
_HAN = re.compile("[\u3400-\u9fff]")
_LETTERS_PER_HAN = 3  # a text in another script says as much in about three times the characters
_DATES = ("written_on", "published_on", "effective_on", "repealed_on", "signed_on")


def validate(article: Article) -> list[Problem]:
    """Every finding about the record, in the order of its keys; an empty list for a sound one.

    Codes: ``title_missing date_missing text_missing short_text`` (missing), ``title_is_site_name
    date_conflict date_after_fetch residue`` (doubtful), ``malformed`` (breaks the contract of the record: an empty
    string, a date that is none, sections that do not hold the text, an id that is no digest).
    """
    return [problem for check in _CHECKS for problem in check(article)]


def _missing(a: Article) -> Iterator[Problem]:
    if a.title is None:
        yield Problem("title_missing", "title", "No title was found.")
    if a.date is None:
        yield Problem("date_missing", "date", "No publication date was found.")
    if a.text is None:
        if not a.images and not a.attachments:
            yield Problem(
                "text_missing", "text", "The page shows no text, image or attachment of its own."
            )
    elif (
        len(a.text) < _FEW_HAN * _LETTERS_PER_HAN
        and len(_HAN.findall(a.text)) < _FEW_HAN
        and not a.images
    ):
        yield Problem("short_text", "text", f"The text has only {len(a.text)} characters.")


def _doubtful(a: Article) -> Iterator[Problem]:
    if a.title and a.site_name and a.title == a.site_name:
        yield Problem("title_is_site_name", "title", "The title is the name of the site.")
    for name in ("title", "source", "text"):
        value = getattr(a, name)
        if value and _may_hold_residue(value) and (match := _RESIDUE.search(value)):
            count = len(_RESIDUE.findall(value))
            yield Problem(
                "residue",
                name,
                f"{count} times residue of a wrong decode, first {match[0]!r} at {match.start()}.",
            )
    signed, shown = a.policy.signed_on, a.date
    if signed and shown and signed[:10] > shown[:10]:
        yield Problem(
            "date_conflict",
            "date",
            f"Published on {shown[:10]} but signed later, on {signed[:10]}.",
        )
    fetched = a.provenance.fetch.fetched_at
    if fetched and shown and shown[:10] > fetched[:10]:
        yield Problem(
            "date_after_fetch",
            "date",
            f"Dated {shown[:10]}, after it was fetched on {fetched[:10]}.",
        )


def _may_hold_residue(text: str) -> bool:
    """The cheap look: one of the signs, or (private use is not printable) anything odd."""
    return any(sign in text for sign in _SIGNS) or not text.replace("\n", "").isprintable()


def _malformed(a: Article) -> Iterator[Problem]:
    if not _SHA256.match(a.id):
        yield Problem("malformed", "id", "The id is not a SHA-256 in hex.")
    if a.version < 1:
        yield Problem("malformed", "version", "Versions count from 1.")
    for name in _STRINGS:
        if getattr(a, name) == "":
            yield Problem("malformed", name, "An empty string stands where null belongs.")
    for name, value in (("date", a.date), ("date_modified", a.date_modified)):
        if value is not None and not _is_iso(value):
            yield Problem("malformed", name, f"{value!r} is not an ISO 8601 date.")
    for name in _DATES:
        value = getattr(a.policy, name)
        if value is not None and not _is_iso(value):
            yield Problem("malformed", f"policy.{name}", f"{value!r} is not an ISO 8601 date.")
    for name in ("url", "canonical_url"):
        value = getattr(a, name)
        if value is not None and not _is_address(value):
            yield Problem("malformed", name, f"{value!r} is not an absolute URL.")
    yield from _sections(a)


def _sections(a: Article) -> Iterator[Problem]:
    held = "".join((s.heading or "") + "".join(s.paragraphs) for s in a.sections)
    if _squash(held) != _squash(a.text or ""):
        yield Problem(
            "malformed", "sections", "The sections do not hold the same characters as the text."
        )
    for n, section in enumerate(a.sections):
        if (section.level == 0) != (section.heading is None):
            yield Problem(
                "malformed", "sections", f"Section {n}: level 0 and no heading belong together."
            )


def _squash(text: str) -> str:
    return "".join(text.split())


def _is_iso(value: str) -> bool:
    try:
        return bool(
            date.fromisoformat(value) if _DAY.match(value) else datetime.fromisoformat(value)
        )
    except ValueError:
        return False


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path))


_STRINGS = tuple(
    name for name, kind in Article.__annotations__.items() if kind == str | None or kind is str
)
_CHECKS: tuple[Callable[[Article], Iterator[Problem]], ...] = (_missing, _doubtful, _malformed)
