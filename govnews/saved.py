"""Pages that a browser saved whole: the page inside, and the address it had."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

_HEAD = 4096  # bytes in which the header of an MHTML file stands
_MULTIPART = re.compile(rb"^content-type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Saved:
    """The page itself."""

    body: bytes
    """Its bytes."""
    url: str | None
    """Its address."""
    content_type: str | None
    """Its raw Content-Type."""


def unwrap(body: bytes, url: str | None, content_type: str | None) -> Saved:
    """The HTML part of an MHTML file (RFC 2557) with its address and charset; anything else as it is."""
    head = body[:_HEAD].lstrip()
    if head.startswith(b"<") or not _MULTIPART.search(head):
        return Saved(body, url, content_type)
    message = message_from_bytes(body, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip() and isinstance(part, EmailMessage):
                place = str(
                    part.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
                )
                found = place if place.startswith(("http://", "https://")) else None
                return Saved(payload, url or found, str(part.get("Content-Type") or "") or None)
    return Saved(body, url, content_type)
