"""Start tags with attributes by the thousand, which cost libxml2 the square of their number, are cut.

libxml2 finds the end of an element's list of attributes by walking it (``xmlSAX2AttributeNs``, HTML as well): 40,000 in one
tag, 350 kB, take ten seconds. To read every tag of every page for their sake would cost as much as parsing it. So a page is
looked at in places: a tag long enough to matter covers some of them, and there no ``>`` ends it.
"""

import re
from itertools import islice

_STEP = 4096  # bytes from one place to the next; in a tag of twice that, one has a whole step of it before it
_MANY = 1500  # attributes of one tag; they cost three milliseconds
_SMALL = 32_768  # bytes of a page that holds too few of them, whatever it does
_KEPT = 200  # attributes that a tag with more than many keeps
# The rest of a tag: a quote opens a value after an equals sign only (HTML Standard, §13.2.5.35).
_REST = rb"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+"""
_ENDS = re.compile(_REST + b">")
_BETWEEN = (b" ", b"\n", b"\t", b"\r", b"\x0c", b"/", b'"', b"'")  # what may stand between two
_TAG = re.compile(
    rb"""<(?:!--(?:[^-]++|-(?!->))*+"""
    rb"""|(?P<tag>(?:(?P<script>script)|(?P<style>style)|[a-z])"""
    + _REST
    + rb""")(?P<code>(?(script)(?:[^<]++|<(?!/script))*+)(?(style)(?:[^<]++|<(?!/style))*+)))""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rb"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")


def bounded(body: bytes) -> bytes:
    """The page with at most 200 attributes in tags that have more than 1,500; nearly always the page itself.

    Linear in the size of the page, and a hundredth of what parsing it costs where there is no such tag.
    """
    if (
        len(body) > _SMALL
        and _crowded(body)
        and any(_length(match) > _MANY * 2 for match in _TAG.finditer(body))
    ):
        return _TAG.sub(_cut, body)
    return body


def _length(match: re.Match[bytes]) -> int:
    """Bytes of a tag; 0 for a comment."""
    start, end = match.span("tag")
    return end - start


def _crowded(body: bytes) -> bool:
    """Whether a tag may have too many: so many places on end lie in none that ends, between marks as they stand there."""
    marks = 0
    for at in range(0, len(body), _STEP):
        stop = at + _STEP
        if _is_open(body, at, stop):
            marks += sum(body.count(mark, at, stop) for mark in _BETWEEN)
            if marks > _MANY:
                return True
        elif marks and body.find(b'"', at, stop) >= 0 and body.find(b"'", at, stop) >= 0:
            marks = 0  # and no part of a long value between two attributes
    return False


def _is_open(body: bytes, at: int, stop: int) -> bool:
    """Whether ``at`` may lie in a tag that goes on beyond ``stop``: outside of values, or within one that ends."""
    if not _ENDS.match(body, at, stop):
        return True
    for quote in (b'"', b"'"):
        end = body.find(quote, at, stop)
        if end >= 0 and not _ENDS.match(body, end + 1, stop):
            return True
    return False


def _cut(match: re.Match[bytes]) -> bytes:
    if _length(match) <= _MANY * 2:
        return match[0]
    tag = match["tag"]
    # The first is the name of the element.
    attributes = list(islice(_ATTRIBUTE.finditer(tag), _MANY + 2))
    if len(attributes) < _MANY + 2:
        return match[0]
    return b"<" + tag[: attributes[_KEPT].end()] + match["code"]
