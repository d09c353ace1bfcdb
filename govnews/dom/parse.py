"""str → element tree, with the one parser of the project."""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from lxml import etree

from govnews.dom.attributes import bounded

Element: TypeAlias = etree._Element

# An included header that ends its own document: libxml2 stops at the first </html> and drops what follows
# (reference: templates.md §3, crawling.md §9). Removing every </html> and </body> changes nothing else.
# One class a letter behind two that are fixed: the engine jumps from one ``</`` to the next.
_END = re.compile(rb"</[hHbB][tToO][mMdD][lLyY]\s{0,9}>")
# What a tree cannot hold: https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CLOSING = 40  # bytes that may follow the first end tag on a page that ends there
_EMPTY = "<html><head></head><body></body></html>"
# Texts in these are code or controls, never read by a person.
SILENT = frozenset({"script", "style", "template", "noscript", "textarea", "select", "code", "pre"})
# Attributes that hold words: what an image or link is called, and what META says of the page.
_SPOKEN = ("alt", "title", "content")


def parse_html(text: str, encoded: bytes | None = None) -> Element:
    """The tree of a page. Never fails: what is no markup becomes a tree with that text, nothing becomes an empty one.

    ``encoded`` is the same text in UTF-8, where the caller has it. libxml2 with ``huge_tree``: text nodes and
    attributes over 10 MB and nesting beyond 256 survive; what lies deeper than 2,048 elements is dropped by libxml2, and of
    attributes by the thousand in one tag the first 200 are kept.
    """
    body = text.encode("utf-8", "replace") if encoded is None else encoded
    if _END.search(body, 0, max(0, len(body) - _CLOSING)):
        body = _END.sub(b"", body)
    if b"\x00" in body:
        body = body.replace(b"\x00", b"")
    root = _tree(bounded(body))
    return root if root is not None else etree.fromstring(_EMPTY, etree.HTMLParser())


def _tree(body: bytes) -> Element | None:
    parser = etree.HTMLParser(
        recover=True, huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def etext(root: Element) -> Iterator[str]:
    """Every text a reader may see, in document order: no scripts, styles, code."""
    for element in root.iter(etree.Element):
        if element.tag not in SILENT and element.text:
            yield element.text
        if element.tail:
            yield element.tail


def rewrite(root: Element, change: Callable[[str], str]) -> None:
    """Replace every text a reader may see, and every name in an attribute, by ``change(text)``, in place."""
    for element in root.iter(etree.Element):
        text = element.text if element.tag not in SILENT else None
        if text and (new := change(text)) != text:
            element.text = _NOT_XML.sub("\ufffd", new)
        if (tail := element.tail) and (new := change(tail)) != tail:
            element.tail = _NOT_XML.sub("\ufffd", new)
        for name in _SPOKEN:
            if (value := element.get(name)) and (new := change(value)) != value:
                element.set(name, _NOT_XML.sub("\ufffd", new))
