"""Pages as they are saved or sent: what a browser put round the page inside, a page sent as data, and what a
``page.json`` beside a page says of its origin.
"""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from typing import Any
from urllib.parse import urljoin

from govnews.errors import SidecarError
from govnews.model import Fetch

_HEAD = 4096  # bytes in which the header of an MHTML file stands
# What browsers write at the head of a page that they save whole, its pictures beside it (Mark of the Web: the length of the
# address in brackets), and the extension SingleFile, its pictures within.
_MARK = re.compile(rb"<!--\s{0,9}saved from url=\((\d{4})\)([!-~]{4,4000})")
_SINGLE = re.compile(rb"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{1,9}([!-~]{4,4000})")
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
    local: bool = False
    """Whether a browser saved it with its files in a folder beside it."""


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
    """The HTML part of an MHTML file (RFC 2557) with its address and charset; a page that its portal sends as data,
    as its script would show it; anything else as it is.

    A page that a browser saved tells its address in a comment; ``url`` goes before it.
    """
    head = body[:_HEAD].lstrip()
    if head.startswith(b"{") and b'"docClob"' in body:
        return _shown(body, url) or Saved(body, url, content_type)
    if head.startswith(b"<"):
        mark = _MARK.search(head)
        single = None if mark else _SINGLE.search(head)
        place = mark[2][: int(mark[1])] if mark else single[1] if single else b""
        return Saved(body, url or _address(place.decode()), content_type, mark is not None)
    if not _MULTIPART.search(head):
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
                sent = str(part.get("Content-Type") or "") or None
                return Saved(payload, url or _address(place), sent)
    return Saved(body, url, content_type)


def _address(place: str) -> str | None:
    """Where a page came from, if that was the web."""
    return place if place.startswith(("http://", "https://")) else None


def _shown(body: bytes, url: str | None) -> Saved | None:
    """The page that NFRA's script makes of ``SelectByDocId/data_docId=….json``, under the address that it is shown at.

    In the boxes of ``ItemDetail.html``, which the family ``nfra_static`` knows; ``docClob`` is the body as HTML.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    inner = data.get("data") if isinstance(data, dict) else None
    if not isinstance(inner, dict) or not isinstance(inner.get("docClob"), str):
        return None

    def text(holder: dict[str, Any], *keys: str) -> str:
        return next((escape(v) for k in keys if isinstance(v := holder.get(k), str) and v), "")

    title, files = text(inner, "docTitle", "docSubtitle"), inner.get("attachmentInfoVOList")
    links = "".join(
        f'<li><a href="{text(one, "urlOtherName")}">{text(one, "title")}</a></li>'
        for one in (files if isinstance(files, list) else ())
        if isinstance(one, dict) and text(one, "urlOtherName")
    )
    source, number = text(inner, "docSource"), text(inner, "documentNo")
    page = (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<div class="pages-date"><div>发布时间：{text(inner, "publishDate")[:10]}</div>'
        f"{f'<div>来源：{source}</div>' if source else ''}</div>"
        f'<div class="wenzhang-title">{title}</div>'
        f"{f'<div class=wenzhang-documentNo>发文字号：{number}</div>' if number else ''}"
        f'<div id="wenzhang-content">{inner["docClob"]}</div>'
        f"{f'<div class=wenzhang-fujian><div>附件信息:</div><ul>{links}</ul></div>' if links else ''}</body></html>"
    )
    document = str(inner.get("docId", ""))
    if url and document.isascii() and document.isdecimal():
        with suppress(ValueError):  # http://[bad
            url = urljoin(url, f"/cn/view/pages/ItemDetail.html?docId={document}")
    return Saved(page.encode("utf-8", "replace"), url, "text/html; charset=utf-8")
