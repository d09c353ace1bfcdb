"""Frame shifts: readings that a byte-level replace pushed between the halves of GBK characters.

The clone's program runs ``bytes.replace(gbk(c), gbk(c) + b"(reading)")`` blind to where characters begin. Where the
last byte of one character and the first of the next happen to be ``c``, the reading splits them: the decoder then
takes a half and ``(`` for one bad pair (咨詢?nèi)绾 for 咨詢如) and everything up to the next such place is read one byte
out of step. The way back goes through the bytes: every ``?`` is a byte that its reading, or its neighbours, give away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from heapq import nsmallest
from typing import NamedTuple

from govnews.model import Step
from govnews.mojibake.glosses import LETTERS, Glossary
from govnews.mojibake.readings import fold_reading, is_reading, simple_form
from govnews.plausibility import affinity, likelihood

_READING = f"[{LETTERS}]{{1,8}}"
SLIP = re.compile(rf"[?\ufffd][(（]?({_READING})[)）]")
"""A reading whose opening bracket was swallowed: what proves a shift."""
_STRADDLED = re.compile(r"[?\ufffd][！，。？：；、（）“”…《》—!,:;?]")
_ODD = re.compile(r"[?\ufffd]")
_BEFORE = 24  # characters before the first sign of a shift from where a line is read: what lies before is as it was
_TOKEN = re.compile(
    rf"(?P<slip>[?\ufffd][(（]?(?P<r1>{_READING})[)）])|(?P<gloss>[(（](?P<r2>{_READING})[)）])"
    r"|(?P<hole>[?\ufffd])|(?P<char>[^\n])"
)
# Full-width marks that the clone folded to ASCII; only right behind a lost byte are they taken for them.
_FOLDED = dict(zip("!,:;?()", "！，：；？（）", strict=True))
_BYTE_80 = ("\x80", "€")  # what decoders make of 80, which begins no pair
_WIDTH = 10  # hypotheses kept
_WIDE = 800  # behind an unknown byte
_AGAIN = 80  # behind an unknown byte that another one follows
_LEAST = -12.5  # rarer characters are no guess worth making
_BYTES = tuple(range(0x81, 0xFF))
_LINE = re.compile(r"[^\r\n]{1,1000}")
_PATIENCE = (
    60  # unknown bytes that are searched for in one page, a twentieth of a second each at the most
)
_MOST_HOLES = 12  # more question marks than that in a line are no shifts
_SOUND = 3  # characters that a line has for each of them, at the least
_COMMON = -9.0  # what a character costs is counted from here: good text costs less than nothing
_HALF = 12.0  # half a character left over
_A_QUESTION = 3.0  # a question mark of the text itself, folded like the other marks
_NO_END = tuple("，、（“《〔‘「")
_STEP_GAIN = 5.0  # nats that undoing one shift must win


@dataclass(slots=True)
class Patience:
    """What a page may still cost: all its texts draw on it."""

    left: int = _PATIENCE
    """Unknown bytes."""


class _Path(NamedTuple):
    """One way to read the bytes so far."""

    cost: float = 0.0
    pending: int = 0
    """The first byte of a pair, or 0."""
    text: str = ""
    two: tuple[int, int] = (0, 0)
    """The two bytes before this place, whatever their frame."""
    trail: "_Trail | None" = None


@dataclass(frozen=True, slots=True)
class _Trail:
    """How a path came here: after which token, with how much text, between two characters or inside one."""

    before: "_Trail | None"
    length: int
    between: bool


def find_shifts(text: str, glossary: Glossary | None, patience: Patience) -> list[Step]:
    """The steps of ``reframe`` for every line of a text, as long as ``patience`` lasts; nearly free where no line has
    the look of a shift.
    """
    if not ("?" in text or "\ufffd" in text) or not (
        SLIP.search(text) or (glossary and _STRADDLED.search(text))
    ):
        return []
    steps: list[Step] = []
    for match in _LINE.finditer(text):
        line = match.group()
        if patience.left > 0 and (SLIP.search(line) or _STRADDLED.search(line)):
            patience.left -= 1 + line.count("?") + line.count("\ufffd")
            steps += [
                replace(step, start=step.start + match.start()) for step in reframe(line, glossary)
            ]
    return steps


def reframe(line: str, glossary: Glossary | None) -> list[Step]:
    """Steps ``frame-shift`` and ``gloss`` that put the characters of one line back together; none without gain.

    ``glossary`` is what the page taught; without it the line must prove itself.
    """
    if not (SLIP.search(line) or (glossary and _STRADDLED.search(line))):
        return []
    odd = _ODD.search(line)
    tokens = list(_TOKEN.finditer(line, max(0, odd.start() - _BEFORE) if odd else 0))
    holes = sum(token["hole"] is not None for token in tokens)
    if holes > min(_MOST_HOLES, (len(tokens) - holes) / _SOUND):
        return []
    literal = _search(tokens, glossary, literal=True)
    best = _search(tokens, glossary, literal=False)
    gain = literal.cost - best.cost
    if gain < _STEP_GAIN:
        return []
    return _steps(line, tokens, best, gain)


def _search(tokens: list[re.Match[str]], glossary: Glossary | None, *, literal: bool) -> _Path:
    paths = [_Path()]
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        found: dict[tuple[int, str, int], _Path] = {}
        for path in paths:
            for way in _ways(path, token, following, glossary, literal=literal):
                key = (way.pending, way.text[-1:], way.two[1])
                if key not in found or found[key].cost > way.cost:
                    found[key] = way
        # Behind an unknown byte all ways cost the same: they part at the next character.
        again = following is not None and following["hole"] is not None
        width = 1 if literal else _WIDTH if token["hole"] is None else _AGAIN if again else _WIDE
        paths = [_came(way) for way in nsmallest(width, found.values(), key=_cost_of)]
    return min(map(_closed, paths), key=_final_cost_of)


def _came(path: _Path) -> _Path:
    """The path with its place behind the token on its trail; a way over a token carries the trail before it."""
    trail = _Trail(path.trail, len(path.text), not path.pending)
    return _Path(path.cost, path.pending, path.text, path.two, trail)


def _cost_of(path: _Path) -> float:
    return path.cost


def _final_cost_of(path: _Path) -> float:
    """The cost of a path to the end of a line, which a comma or an opening bracket does not end."""
    return path.cost + (_HALF / 4 if path.text.endswith(_NO_END) else 0.0)


def _ways(
    path: _Path,
    token: re.Match[str],
    following: re.Match[str] | None,
    glossary: Glossary | None,
    *,
    literal: bool,
) -> Iterator[_Path]:
    """Every way to go on over one token."""
    whole = token.group()
    if token["char"]:
        if path.pending and whole in _BYTE_80:
            yield _push(path, b"\x80")
            return
        if not (data := _encoded(whole)):  # U+00A0 of an &nbsp; was never a pair of bytes
            yield _print(path, whole, 0.0)
            return
        yield _push(path, data)
        if path.pending and whole in _FOLDED:
            yield _push(path, _encoded(_FOLDED[whole]))
        return
    if token["gloss"]:
        yield path if _carries(path.two, token["r2"]) else _print(path, whole, 2.0)
        return
    # A bracket that was never opened and a question mark before a mark are no honest text.
    odd = token["slip"] or _STRADDLED.match(token.string, token.start())
    yield _print(path, whole, 8.0 if odd else 4.0)
    if literal:
        return
    if token["slip"]:
        for byte in _trails(path.two[1], fold_reading(token["r1"])):
            char = _pair(path.two[1], byte)
            known = glossary is not None and char in glossary.characters
            yield _push(path, bytes((byte,)), 0.0 if known else 2.0)
        return
    if path.pending:
        yield _push(path, _encoded("？"), _A_QUESTION)
        for first, seconds in _undefined().items():
            if likelihood(_pair(path.pending, first)) > _LEAST:
                middle = _push(path, bytes((first,)), 5.0)
                yield from (_push(middle, bytes((second,))) for second in seconds)
    if path.pending or following is None or following["char"] or following["hole"]:
        for byte in _BYTES:
            yield _push(path, bytes((byte,)), 4.0)


def _print(path: _Path, text: str, cost: float) -> _Path:
    """The path with text that stands for itself."""
    path = _closed(path)
    return path._replace(cost=path.cost + cost, text=path.text + text, two=(0, 0))


def _push(path: _Path, data: bytes, cost: float = 0.0) -> _Path:
    """The path with more bytes read."""
    cost, pending, text = path.cost + cost, path.pending, path.text
    for byte in data:
        if pending and 0x40 <= byte != 0x7F:
            char = _pair(pending, byte)
            cost += _price(text[-1:], char)
            text += char
            pending = 0
            continue
        if pending:
            text, cost, pending = text + "\ufffd", cost + _HALF, 0
        if byte >= 0x81:
            pending = byte
            continue
        # A lone letter between Han characters is half of one more likely than a letter.
        lone = chr(byte).isalpha() and text[-1:] > "\u3000"
        cost += 4.0 if lone else 0.5
        text += chr(byte)
    two = (*path.two, *data)[-2:]
    return _Path(cost, pending, text, (two[0], two[1]), path.trail)


def _closed(path: _Path) -> _Path:
    """A path where no more bytes follow: half a character is left over."""
    if not path.pending:
        return path
    return path._replace(cost=path.cost + _HALF, pending=0, text=path.text + "\ufffd")


@cache
def _price(previous: str, char: str) -> float:
    """What one more character costs: good text less than nothing."""
    near = affinity(previous, char) if previous and not previous.isascii() else 0.0
    return _COMMON - max(-19.0, likelihood(char)) - near


@cache
def _pair(lead: int, trail: int) -> str:
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return "\ufffd"


@cache
def _undefined() -> dict[int, tuple[int, ...]]:
    """The pairs that GBK leaves undefined, lead → second bytes that can be leads: decoders print ? for both."""
    leads = {
        lead: tuple(byte for byte in _BYTES if _pair(lead, byte) == "\ufffd") for lead in _BYTES
    }
    return {lead: seconds for lead, seconds in leads.items() if seconds}


def _encoded(char: str) -> bytes:
    """The character in GBK; nothing for one that GBK does not hold."""
    return char.encode("gbk", "ignore")


def _carries(two: tuple[int, int], reading: str) -> bool:
    return two[0] >= 0x81 and two[1] >= 0x40 and is_reading(_pair(*two), fold_reading(reading))


@cache
def _trails(lead: int, reading: str) -> tuple[int, ...]:
    """The bytes that make a character with this reading behind ``lead`` and can be a lead themselves.

    The likeliest first, and converted characters before those: the readings stand behind them.
    """
    fitting = [b for b in _BYTES if lead >= 0x81 and is_reading(_pair(lead, b), reading)]
    return tuple(sorted(fitting, key=lambda byte: _rank(_pair(lead, byte)))[:5])


def _rank(char: str) -> tuple[bool, float]:
    return simple_form(char) == char, -likelihood(char)


def _steps(line: str, tokens: list[re.Match[str]], best: _Path, gain: float) -> list[Step]:
    """Steps cut where the line and the result stand between two characters."""
    trails: list[_Trail] = []
    trail = best.trail
    while trail is not None:
        trails.append(trail)
        trail = trail.before
    steps: list[Step] = []
    start, at = tokens[0].start(), 0
    shifted = False
    for token, here in zip(tokens, reversed(trails), strict=True):
        shifted |= not here.between or token["slip"] is not None or token["hole"] is not None
        if not here.between and token is not tokens[-1]:
            continue
        end = token.end()
        length = len(best.text) if token is tokens[-1] else here.length
        before, after = line[start:end], best.text[at:length]
        if before != after:
            last = steps[-1] if steps else None
            if last and last.start + len(last.before) == start:
                steps[-1] = Step(last.step, last.start, last.before + before, last.after + after)
            elif not after and start:  # a reading alone: show its character
                steps.append(Step("gloss", start - 1, line[start - 1] + before, line[start - 1]))
            else:
                steps.append(Step("frame-shift" if shifted else "gloss", start, before, after))
        start, at, shifted = end, length, False
    share = round(gain / max(1, sum(s.step == "frame-shift" for s in steps)), 3)
    return [
        Step(s.step, s.start, s.before, s.after, share if s.step == "frame-shift" else 0.0)
        for s in steps
    ]
