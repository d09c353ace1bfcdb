"""Saved pages: what a browser put round the page inside, and what a ``page.json`` beside it says of its origin."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from govnews.errors import SidecarError
from govnews.model import Fetch

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


def read_sidecar(data: bytes) -> tuple[str | None, Fetch]:
    """The address and the fetch that the bytes of a ``page.json`` give.

    Members are ``url``, ``status``, ``fetched_at``, ``content_type``, ``etag``, ``last_modified``; headers may also stand in
    ``headers``, a map or pairs, in any case (RFC 9110, section 5.1). Raises ``SidecarError``.
    """
    try:
        known = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SidecarError(f"page.json beside it cannot be read: {error}") from None
    if not isinstance(known, dict):
        raise SidecarError("page.json beside it is not a JSON object")
    headers = known.get("headers") or {}
    pairs = headers.items() if isinstance(headers, dict) else headers
    named = {
        str(pair[0]).lower().replace("-", "_"): pair[1]
        for pair in (pairs if isinstance(pairs, Iterable) else ())
        if isinstance(pair, tuple | list) and len(pair) == 2
    }
    named.update({key: value for key, value in known.items() if value is not None})

    def text(key: str) -> str | None:
        value = named.get(key)
        return value if isinstance(value, str) and value else None

    status = named.get("status")
    return text("url"), Fetch(
        fetched_at=text("fetched_at"),
        status=status if type(status) is int else None,
        content_type=text("content_type"),
        etag=text("etag"),
        last_modified=text("last_modified"),
    )


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
                place = "".join(place.split())  # a long address is folded (RFC 2557, section 4.2)
                found = place if place.startswith(("http://", "https://")) else None
                return Saved(payload, url or found, str(part.get("Content-Type") or "") or None)
    return Saved(body, url, content_type)
