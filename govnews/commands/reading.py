"""Bytes to a record, as HTML or as a text dump: the content decides, not the name."""

import re
from dataclasses import replace
from unicodedata import category

from govnews.api import extract
from govnews.charset import as_decoding, decode
from govnews.commands.inputs import Input
from govnews.errors import NotText
from govnews.magic import binary_kind
from govnews.model import Article, Decoded
from govnews.plaintext import extract_text
from govnews.saved import unwrap
from govnews.sites.profile import Use

_HEAD = 64 * 1024  # markup shows itself early; a dump of 20 MiB is not searched to its end
_SAMPLE = 4096  # characters
_ODD = {"Cc", "Cn", "Co"}
_ODD_SHARE = 0.05
_ROOT = re.compile(rb"<(?:!doctype|html|head|body|frameset|\?xml|rss)\b", re.I)
_TAG = re.compile(
    rb"</?(?:p|div|br|table|tbody|tr|td|th|ul|ol|li|span|font|center|a|h[1-6]|meta|title|script|style|section|article)"
    rb"(?=[\s/>])[^<>]{0,2000}>",
    re.I,
)


def is_markup(body: bytes) -> bool:
    """Whether the bytes are HTML: a root element, or two tags, in the first 64 KiB.

    Tags are ASCII in every encoding met on the web; of UTF-16 the zero bytes are left out.
    """
    head = body[:_HEAD].replace(b"\0", b"")
    return (
        bool(_ROOT.search(head))
        or sum(1 for _ in zip(range(2), _TAG.finditer(head), strict=False)) == 2
    )


def read_page(page: Input, profiles: Use) -> Article:
    """The record of an input. Raises what ``extract`` and ``extract_text`` raise."""
    if is_markup(unwrap(page.body, None, None).body):  # a page a browser saved whole hides its tags
        return extract(
            page.body,
            page.url,
            content_type=page.content_type,
            fetch=page.fetch,
            profiles=profiles,
        )
    decoded = read_text(page)
    article = extract_text(decoded.text, page.url)
    known = article.provenance
    provenance = replace(
        known,
        decoding=as_decoding(decoded),
        problems=(*decoded.problems, *known.problems),
        fetch=page.fetch or known.fetch,
    )
    return replace(article, provenance=provenance)


def read_text(page: Input) -> Decoded:
    """The decoded text of an input, markup and all. Raises ``NotText`` for an image, a program, random bytes."""
    if kind := binary_kind(page.body):
        raise NotText(f"this is {kind}, not text")
    decoded = decode(page.body, page.content_type)
    if not _is_readable(decoded.text):
        raise NotText("this is neither markup nor text in any known encoding")
    return decoded


def _is_readable(text: str) -> bool:
    """Whether decoded text is text: random bytes decode too, and leave controls and unassigned code points."""
    head = text[:_SAMPLE]
    odd = sum(category(char) in _ODD and char not in "\t\n\r\f\v" for char in head)
    odd += head.count("\ufffd")
    return odd <= len(head) * _ODD_SHARE
