"""Pages put together from parts in two encodings: each run of text is decoded by what it is.

A GBK include in a UTF-8 page, or the reverse, starts and ends at markup, so the runs between ``< > "`` and line feeds
are of one encoding each (reference: encoding.md §2, "UTF-8 page + GBK include").
"""

import re

from govnews.charset.codecs import decode_as
from govnews.plausibility import score

# None of these bytes is a trail byte of GB18030's pairs or of Big5.
_RUN = re.compile(rb"[<>\"\n\r]+|[^<>\"\n\r]+")
_CERTAIN = 8  # bytes saved by UTF-8 decoding: that many high bytes in order are no accident (8 Han: 0 of 20,000)


def decode_runs(body: bytes, legacy: str) -> tuple[str, int, int]:
    """The text decoded run by run as UTF-8 or ``legacy``, and how many characters came from each of the two.

    A run that is valid in both is UTF-8 where it is long enough to be no accident, or where it reads better so.
    """
    parts: list[str] = []
    modern = old = 0
    for match in _RUN.finditer(body):
        run = match[0]
        if run.isascii():
            parts.append(run.decode("ascii"))
            continue
        text = _as_utf8(run)
        if text is not None and not _is_certain(run, text):
            other = decode_as(legacy, run)
            if "\ufffd" not in other and score(other) > score(text):
                text = None
        if text is None:
            text = decode_as(legacy, run)
            old += len(text)
        else:
            modern += len(text)
        parts.append(text)
    return "".join(parts), modern, old


def _as_utf8(run: bytes) -> str | None:
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_certain(run: bytes, text: str) -> bool:
    return len(run) - len(text) >= 2 * _CERTAIN
