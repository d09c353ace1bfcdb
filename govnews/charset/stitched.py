"""Pages put together from parts in two encodings: each run of text is decoded by what it is.

A GBK include in a UTF-8 page, or the reverse, starts and ends at markup, so the runs between ``< > "`` and line ends
are of one encoding each (reference: encoding.md §2, "UTF-8 page + GBK include").
"""

import re

from govnews.charset.codecs import decode_as
from govnews.charset.sample import RUN
from govnews.plausibility import cohesion, score

_CLEARLY = 2.0  # nats per character
_SAVED = 12  # bytes that UTF-8 needs beyond the characters of a run: 6 Han in order are no accident
_BROKEN = 0.3  # share of U+FFFD in a run from which it cannot be in the encoding of the page
_WHOLE = 0.15  # and below which the run is in it, with a character cut by the page's author
# Three characters of the CJK blocks in UTF-8 after one another: in every UTF-8 part, in one of a hundred GBK pages.
_TRACE = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3}")
_LOOKED = 12_000  # bytes of broken runs by which the second encoding is told


def decode_stitched(body: bytes, encoding: str, text: str) -> str | None:
    """The page decoded run by run, or None where ``text``, all of it in ``encoding``, is as good.

    ``encoding`` is what most of the page is in: ``utf-8``, ``gb18030`` or ``big5``.
    """
    if encoding == "utf-8":
        if "\ufffd" not in text:
            return None
        legacy = _second(body)
    elif _TRACE.search(body) is None:
        return None
    else:
        legacy = ""
    parts: list[str] = []
    changed = at = 0
    for run in RUN.finditer(body):
        part = _in_legacy(run[0], legacy) if legacy else _in_utf8(run[0], encoding)
        if part is not None:
            start = run.start()
            parts += (decode_as(encoding, body[at:start]), part)
            at = run.end()
            changed += 1
    parts.append(decode_as(encoding, body[at:]))
    return "".join(parts) if changed else None


def utf8_share(seen: bytes) -> float:
    """The share of a sample that stands in runs which are UTF-8 and not by accident."""
    certain = (run[0] for run in RUN.finditer(seen) if _is_certain(run[0], _as_utf8(run[0])))
    return sum(map(len, certain)) / max(len(seen), 1)


def _is_certain(run: bytes, text: str | None) -> bool:
    return text is not None and len(run) - len(text) >= _SAVED and bool(_TRACE.search(run))


def _second(body: bytes) -> str:
    """The legacy encoding in which the runs read best that are no UTF-8."""
    broken, size = [], 0
    for run in RUN.finditer(body):
        if _as_utf8(run[0]) is None:
            broken.append(run[0])
            size += len(run[0])
            if size > _LOOKED:
                break
    seen = b"\n".join(broken)[:_LOOKED]
    return max(("gb18030", "big5"), key=lambda name: score(decode_as(name, seen)))


def _in_legacy(run: bytes, legacy: str) -> str | None:
    """A run of a UTF-8 page in the legacy encoding, None where it is UTF-8."""
    if _as_utf8(run) is not None:
        return None
    own = run.decode("utf-8", "replace")
    lost = own.count("\ufffd")
    share = lost / len(own)
    if share <= _BROKEN:  # ASCII does not count, which takes longer to tell
        share = lost / sum(map("\x7f".__lt__, own))
    if share < _WHOLE:
        return None
    other = decode_as(legacy, run)
    if "\ufffd" in other:
        return None
    return other if share > _BROKEN or score(other) > score(own) + _CLEARLY else None


def _in_utf8(run: bytes, encoding: str) -> str | None:
    """A run of a legacy page that is UTF-8, None where it is not."""
    other = _as_utf8(run)
    if other is None:
        return None
    if _is_certain(run, other):
        return other
    return other if _value(other) > _value(decode_as(encoding, run)) + _CLEARLY else None


def _value(text: str) -> float:
    """How well a run reads; the neighbours tell short ones: 首页 in UTF-8 is 棣栭〉 in GBK, with a common mark in it."""
    return score(text) + cohesion(text)


def _as_utf8(run: bytes) -> str | None:
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return None
