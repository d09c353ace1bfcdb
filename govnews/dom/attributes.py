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
_BETWEEN = b" \n\t\r\x0c/\"'"  # what may stand between two
_TAG = re.compile(
    rb"""<(?:!--(?:[^-]++|-(?!->))*+"""
    rb"""|(?P<tag>(?:(?P<script>script)|(?P<style>style)|[a-z])"""
    + _REST
    + rb""")(?(script)(?:[^<]++|<(?!/script))*+)(?(style)(?:[^<]++|<(?!/style))*+))""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rb"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")


def bounded(body: bytes) -> bytes:
    """The page with at most 200 attributes in tags that have more than 1,500; nearly always the page itself.

    Linear in the size of the page: a tenth of what parsing it costs, up to as much where it is full of inlined data.
    """
    if len(body) <= _SMALL or not _crowded(body):
        return body
    pieces: list[bytes] = []
    done = 0
    for match in _TAG.finditer(body):
        start, end = match.span("tag")
        if end - start > _MANY * 2 and (kept := _kept(match["tag"])) is not None:
            pieces += (body[done:start], kept)
            done = end
    return b"".join((*pieces, body[done:])) if pieces else body


def _crowded(body: bytes) -> bool:
    """Whether a tag may have too many: so many places on end lie in none that ends, between marks as they stand there."""
    marks = 0
    for at in range(0, len(body), _STEP):
        stop = at + _STEP
        if _is_open(body, at, stop):
            part = body[at:stop]
            marks += len(part) - len(part.translate(None, _BETWEEN))
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


def _kept(tag: bytes) -> bytes | None:
    """The first attributes of a tag that has too many; ``None`` for one that has not."""
    # The first match is the name of the element.
    attributes = list(islice(_ATTRIBUTE.finditer(tag), _MANY + 2))
    return None if len(attributes) < _MANY + 2 else tag[: attributes[_KEPT].end()]
