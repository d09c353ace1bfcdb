"""The bytes that encodings are judged by: what a reader sees of a page, without a parser and in linear time."""

import re
from collections.abc import Iterator

# ``<``, ``>``, quotes and line ends are trail bytes in no encoding of Chinese, Japanese or Korean that is a superset
# of ASCII, so a run that begins at a non-ASCII byte and ends before one of them is whole in all of them.
RUN = re.compile(rb"[\x80-\xff][^<>\"\r\n]*")
_LIMIT = 12_000  # bytes: about 5,000 characters
_HIDDEN = ((b"<script", b"</script"), (b"<style", b"</style"), (b"<!--", b"-->"))


def sample(body: bytes) -> bytes:
    """Runs of ``body`` that hold non-ASCII bytes, one a line, up to 12,000 bytes; script, style and comments last.

    A long page gives runs from its beginning, its middle and its end.
    """
    parts: tuple[bytes, ...] = (body,)
    if len(body) > 40 * _LIMIT:
        middle = len(body) // 2
        parts = (body[: 16 * _LIMIT], body[middle : middle + 8 * _LIMIT], body[-8 * _LIMIT :])
    shares = (_LIMIT,) if len(parts) == 1 else (_LIMIT // 2, _LIMIT // 4, _LIMIT // 4)
    seen = b"\n".join(
        _runs(visible(part), share) for part, share in zip(parts, shares, strict=True)
    )
    if len(seen) < 40:
        seen = b"\n".join(_runs(part, share) for part, share in zip(parts, shares, strict=True))
    return seen


def _runs(part: bytes, limit: int) -> bytes:
    runs: list[bytes] = []
    size = 0
    for run in RUN.finditer(part):
        runs.append(run[0][: limit - size])
        size += len(runs[-1]) + 1
        if size >= limit:
            break
    return b"\n".join(runs)


def visible(body: bytes) -> bytes:
    """``body`` without its scripts, styles and comments."""
    return b"".join(_visible(body))


def _visible(body: bytes) -> Iterator[bytes]:
    folded = body.lower()
    ahead = {opening: folded.find(opening) for opening, _ in _HIDDEN}
    at = 0
    while True:
        places = [(place, opening) for opening, place in ahead.items() if place >= 0]
        if not places:
            yield body[at:]
            return
        start, opening = min(places)
        yield body[at:start]
        end = folded.find(dict(_HIDDEN)[opening], start + 4)
        if end < 0:  # never closed: an error of the page, hide nothing
            ahead[opening] = -1
            at = start
            continue
        at = end
        for each, place in ahead.items():
            if 0 <= place < at:
                ahead[each] = folded.find(each, at)
