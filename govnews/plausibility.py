"""How likely a text is as Chinese: the measure that decoding and repair share.

The tables are built by ``tools/build_plausibility.py`` (source and licence stand there) and read on first use.
"""

import re
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

PLAIN = -9.0
"""A text that scores above this is Chinese as it stands: nothing to repair."""
CREDIBLE = -10.5
"""A text that scores below this is not taken for Chinese, whatever it was before."""
UNREADABLE = -24.0
"""The score of U+FFFD and of private use characters."""

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_ASCII = re.compile(r"[\x00-\x7f]+")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_MEASURED = 4000  # characters: enough to be certain, and the bound that keeps long pages cheap
_HAN = -17.0
_OTHER = -19.0


def score(text: str) -> float:
    """Mean natural-log probability per non-ASCII character of the first 4,000; 0.0 where there is none.

    Chinese news scores about −7, Traditional or Simplified alike, wrong decodes −11 to −20. A Traditional form
    counts as its Simplified one less 0.5. Fixed values: Chinese punctuation −5, full-width forms and
    U+2010-2026 −8, bullets and numbering −11, Han of no known frequency −17, anything else −19, U+FFFD and
    private use −24. Characters beyond the BMP: Han −17, private use −24, others −19.
    """
    measured = _non_ascii(text)
    if not measured:
        return 0.0
    table = _table()
    beyond = _ASTRAL.findall(measured)
    codes = array("H", _ASTRAL.sub("", measured).encode("utf-16-le", "surrogatepass"))
    if sys.byteorder == "big":
        codes.byteswap()
    total = sum(map(table.__getitem__, codes)) + sum(map(likelihood, beyond))
    return total / len(measured)


def likelihood(char: str) -> float:
    """The natural-log probability that ``score`` gives one character (an ASCII character too: −19)."""
    code = ord(char)
    return _table()[code] if code < 0x10000 else _beyond(code)


def affinity(first: str, second: str) -> float:
    r"""By how many nats two neighbouring characters occur together more often than by chance; 0.0 if they do not.

    Counted in words and in running text. Traditional forms count as their Simplified ones, digits as one character;
    ``\n`` is the end of a line.
    ``likelihood(second) + affinity(first, second)`` ranks what may stand after ``first``.
    """
    return _row(first).get(_folds().get(second, second), 0.0)


def cohesion(text: str, limit: int = 600) -> float:
    """Mean ``affinity`` of neighbouring non-ASCII characters, up to ``limit`` pairs; 0.0 without a pair.

    Running Chinese has about 2, text of the right characters in the wrong order or misread by a sister
    encoding well under 1: it decides where two candidates score alike. A pair costs about 2 µs.
    """
    total, count = 0.0, 0
    for run in _RUN.finditer(text):
        part = run[0][: limit - count + 1]
        total += sum(map(affinity, part, part[1:]))
        count += len(part) - 1
        if count >= limit:
            break
    return total / count if count else 0.0


def _non_ascii(text: str) -> str:
    """The first 4,000 non-ASCII characters, without copying a long text whole."""
    parts: list[str] = []
    size = 0
    for start in range(0, len(text), 16 * _MEASURED):
        part = text[start : start + 16 * _MEASURED]
        if part.isascii():
            continue
        part = _ASCII.sub("", part)
        parts.append(part)
        size += len(part)
        if size >= _MEASURED:
            break
    return "".join(parts)[:_MEASURED]


def _beyond(code: int) -> float:
    if 0x20000 <= code < 0x40000:
        return _HAN
    return UNREADABLE if code >= 0xF0000 else _OTHER


@cache
def _data() -> bytes:
    return (Path(__file__).parent / "plausibility.bin").read_bytes()


@cache
def _block(which: int) -> bytes:
    data = _data()
    size = int.from_bytes(data[4:8], "little")
    return zlib.decompress(data[8 : 8 + size] if which == 0 else data[8 + size :])


@cache
def _table() -> tuple[float, ...]:
    """Natural-log probability of every BMP character."""
    values = [value / -10 for value in range(256)]
    return tuple(map(values.__getitem__, _block(0)[:0x10000]))


@cache
def _folds() -> dict[str, str]:
    """Traditional → Simplified characters, digits → 0."""
    forms = _numbers("H", _block(0)[0x10004:])
    folds = {chr(old): chr(plain) for old, plain in zip(forms[::2], forms[1::2], strict=True)}
    return folds | dict.fromkeys("0123456789", "0")


@lru_cache(maxsize=1 << 14)
def _row(first: str) -> dict[str, float]:
    """What may follow a character more often than by chance, and by how many nats."""
    firsts, ends, seconds, gains = _pairs()
    one = ord(_folds().get(first, first))
    at = bisect_left(firsts, one)
    if at == len(firsts) or firsts[at] != one:
        return {}
    low, high = ends[at - 1] if at else 0, ends[at]
    return {chr(seconds[place]): gains[place] / 10 for place in range(low, high)}


@cache
def _pairs() -> tuple[Sequence[int], Sequence[int], Sequence[int], bytes]:
    """Block B as flat sorted arrays: first characters, the ends of their runs, second characters, gains."""
    two = _block(1)
    count = int.from_bytes(two[:4], "little")
    start = 4 + 6 * count
    firsts, ends = _numbers("H", two[4 : 4 + 2 * count]), _numbers("I", two[4 + 2 * count : start])
    stop = start + 2 * (ends[-1] if count else 0)
    return firsts, ends, _numbers("H", two[start:stop]), two[stop:]


def _numbers(kind: str, data: bytes) -> Sequence[int]:
    numbers = array(kind, data)  # kind: H or I
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
