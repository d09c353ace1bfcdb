"""What can go wrong, said to a person: what happened, where, and what to do about it."""

MAX_BYTES = (
    20 * 1024 * 1024
)  # DESIGN: over 20 MiB is refused; the crawler's DOWNLOAD_MAXSIZE is the same


class GovnewsError(Exception):
    """Base of every error this library raises on purpose.

    ``reason`` is the word that ``errors.jsonl`` uses for it (``empty``, ``not_html``, ``too_large``,
    ``undecodable``, ``extract_failed``); ``stage`` is where it happened (``classify``, ``extract``, ``list``).
    """

    reason = "extract_failed"
    stage = "extract"


class EmptyInput(GovnewsError):
    """The input holds nothing but white space."""

    reason = "empty"
    stage = "classify"


class NotText(GovnewsError):
    """The input is an image, a PDF, an archive or other bytes that are not text."""

    reason = "not_html"
    stage = "classify"


class TooLarge(GovnewsError):
    """The input is larger than 20 MiB."""

    reason = "too_large"
    stage = "classify"


class ProfileError(GovnewsError):
    """A site profile (TOML) says something the loader does not know. Names file, key and nearest known key."""

    reason = "extract_failed"


class PlanError(GovnewsError):
    """A repair plan does not fit the text it is applied to."""


class SidecarError(GovnewsError):
    """A ``page.json`` beside a page is there and cannot be understood."""


class LineError(GovnewsError):
    """A line of JSON Lines is not a govnews record."""
