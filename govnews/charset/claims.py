"""What a page and its server say about the encoding: byte order mark, header, XML declaration, META."""

import re

from govnews.charset.labels import find_encoding
from govnews.model import Claim

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([^\s\"';,]{1,60})", re.I)
_XML = re.compile(rb"^\s{0,9}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([^\"'>]{1,60})", re.I)
_META = re.compile(
    rb"<meta(?=[\s/])[^>]{0,600}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([^\s\"'/>;]{1,60})", re.I
)
PRESCAN = 1024
"""Bytes in which the standard expects the META declaration (Encoding sniffing algorithm, HTML §13.2.3.2)."""
_SEARCHED = 1 << 18  # bytes: declarations stand behind long inlined scripts too


def find_claims(body: bytes, content_type: str | None) -> tuple[Claim, ...]:
    """Every declaration, strongest first: bom, header, xml, meta. Of several META the first outside a comment."""
    claims: list[Claim] = []
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            claims.append(Claim("bom", encoding, encoding, 0))
    if content_type and (match := _HEADER.search(content_type[:1000])):
        claims.append(Claim("header", match[1], find_encoding(match[1])))
    if (found := _XML.match(body, 0, PRESCAN)) is not None:
        claims.append(_declared("xml", found[1], found.start(1)))
    if (meta := _find_meta(body)) is not None:
        claims.append(_declared("meta", meta[1], meta.start(1)))
    return tuple(claims)


def _declared(where: str, label: bytes, offset: int) -> Claim:
    name = label.decode("ascii", "replace")
    encoding = find_encoding(name)
    # A declaration that can be read as ASCII is not in UTF-16: the standard reads it as UTF-8.
    return Claim(where, name, "utf-8" if encoding in ("utf-16le", "utf-16be") else encoding, offset)


def _find_meta(body: bytes) -> re.Match[bytes] | None:
    for tries, match in enumerate(_META.finditer(body, 0, _SEARCHED)):
        start = match.start()
        if body.rfind(b"<!--", 0, start) <= body.rfind(b"-->", 0, start) or tries > 20:
            return match
    return None
