"""What a page and its server say about the encoding: byte order mark, header, XML declaration, META. All unchecked."""

import re
from collections.abc import Iterator
from itertools import islice

from govnews.charset.labels import find_encoding
from govnews.model import Claim

PRESCAN = 1024
"""Bytes in which the standard expects the META declaration (HTML §13.2.3.2, encoding sniffing algorithm)."""
_SEARCHED = 1 << 18  # bytes: declarations stand behind long inlined scripts too
_MOST = 6  # META kept of one page

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([^\s\"';,]{1,60})", re.I)
_XML = re.compile(rb"\s{0,9}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([^\"'>]{1,60})", re.I)
_TAG = re.compile(rb"<(?:!--|(meta|script|style)(?=[\s/>])|[a-z/!?])", re.I)
# One attribute of a tag: name, then a value in double quotes, in single quotes or bare (HTML §13.2.3.2, get an attribute).
_ATTRIBUTE = re.compile(
    rb"[\s/]{0,50}([^\s/>=]{1,100})"
    rb"(?:\s{0,20}=\s{0,20}(?:\"([^\"]{0,2000})\"?|'([^']{0,2000})'?|([^\s>\"']{0,2000})))?"
)
_CONTENT = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([^\s\"';]{1,60})", re.I)


def find_claims(body: bytes, content_type: str | None) -> tuple[Claim, ...]:
    """Every declaration, strongest first: bom, header, xml, then each META in the order of the page.

    A META counts anywhere in the head (an offset beyond ``PRESCAN`` says that a browser would miss it), never inside
    a comment or another tag, nor inside a script or style behind the part that browsers scan.
    """
    claims = [Claim("bom", name, name, 0) for mark, name in _BOMS if body.startswith(mark)]
    if content_type and (header := _HEADER.search(content_type[:1000])):
        claims.append(Claim("header", header[1], find_encoding(header[1])))
    if xml := _XML.match(body, bom_length(body), PRESCAN):
        claims.append(_declared("xml", xml[1], xml.start(1)))
    claims += islice(_metas(body), _MOST)
    return tuple(claims)


def bom_length(body: bytes) -> int:
    """How many bytes the byte order mark takes, 0 where there is none."""
    return next((len(mark) for mark, _ in _BOMS if body.startswith(mark)), 0)


def _declared(where: str, label: bytes, offset: int) -> Claim:
    name = label.decode("ascii", "replace").strip()
    encoding = find_encoding(name)
    # A declaration that can be read as ASCII is not in UTF-16: the standard reads it as UTF-8.
    return Claim(where, name, "utf-8" if encoding in ("utf-16le", "utf-16be") else encoding, offset)


def _metas(body: bytes) -> Iterator[Claim]:
    """The METAs that name an encoding; where the beginning has one, the rest of a long head is not looked at."""
    for size in (_SEARCHED >> 6, _SEARCHED >> 3, _SEARCHED):
        folded = body[:size].lower()
        ends = [at for at in (folded.find(b"</head"), folded.find(b"<body")) if at >= 0]
        last = _last_place(folded, max(PRESCAN, min(ends, default=size)))
        found = list(islice(_scan(body, folded, last), _MOST)) if last >= 0 else []
        if found or ends or len(body) <= size:
            yield from found
            return


def _scan(body: bytes, folded: bytes, last: int) -> Iterator[Claim]:
    """The METAs that name an encoding no later than ``last``, tag by tag."""
    head = body[: last + 100]  # what follows can name no encoding: most scans end within 300 bytes
    at = hidden = 0
    while tag := _TAG.search(head, at):
        name, at = (tag[1] or tag[0]).lower(), tag.end()
        if name == b"<!--":
            at = _after(folded, b"-->", at - 2)  # <!--> is a whole comment
            continue
        if name in (b"script", b"style") and at > hidden:
            hidden = _after(folded, b"</" + name, at)
            at = hidden if at > PRESCAN else at
            continue
        end = folded.find(b">", at, at + 1000)
        inside = folded[at:end] if end >= 0 else b"<"
        plain = b"<" not in inside and inside.count(b'"') % 2 == 0
        if plain and (name != b"meta" or b"charset" not in inside):
            at = end
            continue
        label, offset, at = _read_tag(head, at)
        if label and name == b"meta" and (offset <= PRESCAN or offset > hidden):
            yield _declared("meta", label, offset)


def _last_place(folded: bytes, end: int) -> int:
    """Where the last "charset" stands that may be inside a META, -1 for none."""
    last, at = -1, folded.find(b"charset", 0, end)
    while at >= 0:
        start = folded.rfind(b"<meta", max(0, at - 1000), at)
        if start >= 0 and folded.find(b">", start, at) < 0:
            last = at
        at = folded.find(b"charset", at + 7, end)
    return last


def _after(data: bytes, mark: bytes, at: int) -> int:
    """Behind the next ``mark``; where there is none, just behind ``at``: an open comment hides nothing."""
    found = data.find(mark, at)
    return found + len(mark) if found >= 0 else at + 2


def _read_tag(head: bytes, at: int) -> tuple[bytes, int, int]:
    """The charset that the attributes of a tag name (empty for none), its offset, and the offset behind the tag."""
    found: dict[bytes, tuple[bytes, int]] = {}
    while match := _ATTRIBUTE.match(head, at):
        group = match.lastindex or 1
        value = (match[group], match.start(group)) if group > 1 else (b"", match.end())
        found.setdefault(match[1].lower(), value)
        at = max(match.end(), at + 1)
    if found.get(b"charset", (b"",))[0]:
        return *found[b"charset"], at
    # ``httpequiv`` is a frequent typo (scrapy/w3lib#155), so only a META of another purpose is passed over.
    if b"content" in found and not found.keys() & {b"name", b"property", b"itemprop"}:
        content, start = found[b"content"]
        if inner := _CONTENT.search(content):
            return inner[1], start + inner.start(1), at
    return b"", 0, at
