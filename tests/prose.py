"""Own-written government prose of every kind, made by the thousand from the frames of ``prose.toml``, seeded."""

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_WORDS = {name: words.split() for name, words in _DATA["words"].items()}
_SLOT = re.compile(r"\{(\w+)\}")
_NUMERALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十二",
    "二十三",
    "三十一",
    "四十六",
]
SIMPLIFIED: dict[str, list[str]] = _DATA["frames"]
"""title, news, notice, law, table, list → frames."""
TRADITIONAL: dict[str, list[str]] = _DATA["hant"]
"""Frames in the wording of Hong Kong, Taiwan and Macao."""
KINDS = tuple(SIMPLIFIED)
"""title, news, notice, law, table, list."""


def fill(frame: str, rng: random.Random) -> str:
    """The frame with a word or a number of its kind in every slot."""
    return _SLOT.sub(lambda slot: _value(slot[1], rng), frame)


def _value(kind: str, rng: random.Random) -> str:
    match kind:
        case "n":
            return str(rng.choice((rng.randrange(2, 99), rng.randrange(100, 9999))))
        case "pct":
            return f"{rng.randrange(1, 99)}.{rng.randrange(10)}%"
        case "year":
            return str(rng.randrange(1998, 2027))
        case "m":
            return str(rng.randrange(1, 13))
        case "d":
            return str(rng.randrange(1, 10))
        case "h":
            return str(rng.randrange(8, 19))
        case "min":
            return f"{rng.randrange(60):02}"
        case "num":
            return rng.choice(_NUMERALS)
        case "cityname":
            return rng.choice(_WORDS["city"])[:-1]
    return rng.choice(_WORDS[kind])


def sentence(kind: str, rng: random.Random) -> str:
    """One line of a kind of ``SIMPLIFIED`` or ``TRADITIONAL``."""
    frames = SIMPLIFIED.get(kind) or TRADITIONAL[kind]
    return fill(rng.choice(frames), rng)


def columns() -> list[str]:
    """The names that a portal's navigation shows."""
    return _WORDS["column"]


def page(rng: random.Random, lines: int | None = None) -> str:
    """A whole page: a headline, the navigation, news or a notice or a law, sometimes a table."""
    body = rng.choice(("news", "news", "notice", "law"))
    parts = [sentence("title", rng), *(sentence("list", rng) for _ in range(rng.randrange(5)))]
    parts += [sentence(body, rng) for _ in range(lines or rng.randrange(3, 40))]
    if rng.random() < 0.3:
        parts += [sentence("table", rng) for _ in range(rng.randrange(2, 12))]
    return "\n".join(parts)


def page_hant(rng: random.Random, lines: int | None = None) -> str:
    """A page in Traditional script, in the wording of one of the three places."""
    place = rng.choice(tuple(TRADITIONAL))
    return "\n".join(sentence(place, rng) for _ in range(lines or rng.randrange(3, 25)))


def lines(rng: random.Random, count: int) -> Iterator[str]:
    """Lines of every Simplified kind, each kind as often as another."""
    for number in range(count):
        yield sentence(KINDS[number % len(KINDS)], rng)


def titles(rng: random.Random, count: int, size: range = range(14, 24)) -> Iterator[str]:
    """Headlines of ``size`` characters."""
    while count:
        line = sentence("title", rng)
        if len(line) in size:
            count -= 1
            yield line
