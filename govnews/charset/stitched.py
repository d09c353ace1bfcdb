"""Pages put together from parts in two encodings: each run of text is decoded by what it is.

A GBK include in a UTF-8 page, or the reverse, starts and ends at markup, so the runs between ``< > "`` and line ends
are of one encoding each (reference: encoding.md §2, "UTF-8 page + GBK include").
"""

import re

from govnews.charset.codecs import decode_as
from govnews.charset.sample import RUN
from govnews.plausibility import score

_CLEARLY = 2.0  # nats per character
# Two characters of the CJK blocks in UTF-8 after one another: seldom in GBK or Big5, always in a UTF-8 part.
_TRACE = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}[\xe3-\xe9\xef][\x80-\xbf]{2}")


def decode_stitched(body: bytes, encoding: str, text: str) -> str | None:
    """The page decoded run by run, or None where ``text``, all of it in ``encoding``, is as good.

    ``encoding`` is what most of the page is in: ``utf-8``, ``gb18030`` or ``big5``.
    """
    others: tuple[str, ...]
    if encoding == "utf-8":
        others = ("gb18030", "big5") if "\ufffd" in text else ()
    else:
        others = ("utf-8",) if _TRACE.search(body) else ()
    if not others:
        return None
    parts: list[str] = []
    changed = at = 0
    for run in RUN.finditer(body):
        own = decode_as(encoding, run[0])
        part = _better(run[0], own, others)
        changed += part is not own
        parts += (body[at : run.start()].decode("ascii"), part)
        at = run.end()
    parts.append(body[at:].decode("ascii"))
    return "".join(parts) if changed else None


def _better(run: bytes, own: str, others: tuple[str, ...]) -> str:
    """The run in another encoding where that decodes without loss and reads clearly better, else ``own``."""
    if others != ("utf-8",) and "\ufffd" not in own:
        return own
    best, least = own, score(own) + _CLEARLY
    for name in others:
        other = _as_utf8(run) if name == "utf-8" else decode_as(name, run)
        if other is not None and "\ufffd" not in other and (value := score(other)) > least:
            best, least = other, value
    return best


def _as_utf8(run: bytes) -> str | None:
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return None
