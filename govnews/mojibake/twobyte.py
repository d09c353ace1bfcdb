"""GBK and Big5 text that was read as Latin-1 or as each other.

Here the bytes prove little (nearly any pair is valid in both), so the reading decides: likelihood of the characters
plus their cohesion. On 2,000 clean lines and their misreadings, Chinese lies above −6.6 for all but one line in 200,
while misreadings, and Japanese or Russian converted by mistake, stay below −8.7.
"""

import re
from functools import lru_cache

from govnews.model import Step
from govnews.mojibake.latin import BYTES, to_bytes
from govnews.mojibake.screen import suspects
from govnews.plausibility import affinity, cohesion, likelihood, score

READABLE = -7.5
"""Score plus cohesion above which a line is Chinese text."""
_GAIN = 3.0  # how much better the new reading must be
_LOOK = 200  # characters judged at a time, at the beginning, in the middle and at the end
_RUN = re.compile(f"[{BYTES}](?:[{BYTES}\x00-\x7f]{{0,4000}}[{BYTES}])?[\x40-\x7e]?")
_PIECE = re.compile(f"[{BYTES}][{BYTES}\x40-\x7e]{{1,4000}}")
# GB2312 rows, two high bytes a character: Latin text hardly ever has two such letters together.
_ROWS = re.compile("[\x40-\x7e]{0,9}(?:[\xa1-\xf7][\xa1-\xfe][\x40-\x7e]{0,9}){1,2000}")
_HIGH = re.compile(f"[{BYTES}]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_CODECS = {"gbk": "gb18030", "big5": "big5hkscs"}
_TABLES = {"gbk": ("gb18030",), "big5": ("big5hkscs", "big5", "cp950")}
_TAIL = "".join(map(chr, range(0x40, 0x7F)))
_KANA = re.compile(
    "[\u3041-\u30fe]"
)  # a word of Japanese; misread Chinese has Han and private use among them
_ASCII = "".join(map(chr, range(0x80)))
_WINDOW = 6
_SWITCH = 12.0  # nats a change between clean and misread text costs inside a line
_LOST = -22.0  # a character that has no counterpart in the other encoding


def quality(text: str) -> float:
    """Score plus cohesion of a text, by samples: above ``READABLE`` for Chinese."""
    if len(text) <= 3 * _LOOK:
        return score(text) + cohesion(text)
    middle = (len(text) - _LOOK) // 2
    parts = (text[:_LOOK], text[middle : middle + _LOOK], text[-_LOOK:])
    judged = [part for part in parts if not part.isascii()] or [text]
    return min(score(part) + cohesion(part) for part in judged)


def latin_as_twobyte(line: str, *, expected: str = "") -> list[Step]:
    """Steps for GBK or Big5 text that was read as Latin-1 or cp1252.

    ``expected`` is the name of the reading that the page is known to need: pieces too short to prove it then count.
    """
    best: list[Step] = []
    for kind in _CODECS:
        name = f"latin1>{kind}"
        steps: list[Step] = []
        for run in _RUN.finditer(line):
            steps += _whole(run.group(), run.start(), name) or _pieces(
                run.group(), run.start(), name, expected=expected == name
            )
        proven = [s for s in steps if s.gain and _proves(s.after)]
        if not proven and expected != name:
            continue
        if _weight(steps) > _weight(best):
            best = steps
    return best


def _weight(steps: list[Step]) -> float:
    return sum((quality(s.after) - 2 * READABLE) * len(s.after) for s in steps)


def _proves(text: str) -> bool:
    """Enough Chinese to be no accident: four Han characters that hang together, or two words."""
    han = len(_HAN.findall(text))
    return han >= 2 and quality(text) > READABLE and (han >= 4 or cohesion(text) > 3.0)


def _whole(run: str, start: int, name: str) -> list[Step]:
    """The run as one step where it decodes without an error and reads well."""
    if len(_HIGH.findall(run)) < 3:
        return []
    for text in (run, run[:-1]):
        after = _decoded(text, name)
        # A long run without one error needs no part of it to read well: names and damage of another kind may stand in it.
        if (
            after is not None
            and _HAN.search(after)
            and max(quality(after), _overall(after)) > READABLE
        ):
            if len(text) < len(run) and _HIGH.match(run[-1]):
                return []
            return [Step(name, start, text, after, round(score(after) - score(text), 3))]
    return []


def _overall(text: str) -> float:
    """Score plus cohesion of the whole of a long text."""
    return score(text) + cohesion(text) if len(text) > 40 else -99.0


def _pieces(run: str, start: int, name: str, *, expected: bool) -> list[Step]:
    """The parts of the run between blanks, digits and punctuation, each on its own.

    ``expected``: the page is known to be misread so; marks and symbols of the common rows then count as well.
    """
    steps = []
    for piece in _PIECE.finditer(run):
        for text in (
            piece.group(),
            piece.group().rstrip(_TAIL),
        ):
            after = _decoded(text, name)
            if not after or not _NOT_ASCII.search(after):
                continue
            if score(after) > -10.5 or (expected and _ROWS.fullmatch(text)):
                gain = round(score(after) - score(text), 3)
                steps.append(Step(name, start + piece.start(), text, after, gain))
                break
    return steps


def _decoded(text: str, name: str) -> str | None:
    codec = _CODECS[name.partition(">")[2]]
    try:
        return to_bytes(text).decode(codec)
    except UnicodeError:
        return None


def sisters(line: str, *, expected: str = "", detailed: bool = True) -> list[Step]:
    """Steps for Big5 text read as GBK (``gbk>big5``) and GBK text read as Big5, of a line or a part of it.

    Both encodings pair the same bytes, so every character has one counterpart: the line is converted as a whole
    where all of it reads better, else (``detailed``) by the cheapest path between clean and misread stretches.
    """
    before = quality(line)
    if before > READABLE:
        return _stretches(line) if detailed else []
    for name in ("gbk>big5", "big5>gbk"):
        after = _converted(line, name)
        if after is None:
            continue
        worth = quality(after)
        short = expected == name and worth > before
        if short or (worth > READABLE and worth > before + _GAIN and _proves(after)):
            return [Step(name, 0, line, after, round(score(after) - score(line), 3))]
    return _stretches(line) if detailed else []


def _converted(line: str, name: str) -> str | None:
    """The line read the other way; of the Big5 tables in use the one that reads best."""
    read_as, truly = name.split(">")
    found: list[str] = []
    for codec in _TABLES[read_as]:
        try:
            found.append(line.encode(codec).decode(_CODECS[truly]))
        except UnicodeError:
            continue
    return max(dict.fromkeys(found), key=quality) if found else None


@lru_cache(maxsize=1 << 16)
def _counterpart(char: str, name: str) -> str | None:
    after = _converted(char, name)
    return after if after is not None and len(after) == 1 else None


def _stretches(line: str) -> list[Step]:
    """The misread stretches of a line: Viterbi over the states clean and misread, for the reading that promises more."""
    steps: list[Step] = []
    for name in ("gbk>big5", "big5>gbk"):
        other = [_counterpart(char, name) for char in line]
        if _promising(line, other):
            found = _path(line, other, name)
            steps = max(steps, found, key=_weight_of)
    return steps


def _weight_of(steps: list[Step]) -> int:
    return sum(len(step.after) for step in steps)


def _path(line: str, other: list[str | None], name: str) -> list[Step]:
    rows: tuple[list[str | None], list[str | None]] = ([*line], other)
    clean, misread = 0.0, _SWITCH
    back: list[tuple[bool, bool]] = []
    before: tuple[str | None, str | None] = (None, None)
    for here in zip(*rows, strict=True):
        stay, leave = clean - _worth(before[0], here[0]), misread - _worth(before[1], here[0])
        enter, go_on = clean - _worth(before[0], here[1]), misread - _worth(before[1], here[1])
        back.append((leave + _SWITCH < stay, enter + _SWITCH < go_on))
        clean, misread = min(stay, leave + _SWITCH), min(go_on, enter + _SWITCH)
        before = here
    state = misread < clean
    states = [False] * len(line)
    for at in range(len(line) - 1, -1, -1):
        states[at] = state
        state = state != back[at][state]
    return _cut(line, states, other, name)


def _promising(line: str, row: list[str | None]) -> bool:
    """Whether some window of the line reads better the other way: the cheap look before the search."""
    other = "".join(char or "\ufffd" for char in row)
    done = -1
    for at in suspects(line):
        for start in range(max(done + 1, at - 8, 0), at + 1, _WINDOW // 2):
            before, after = line[start : start + _WINDOW], other[start : start + _WINDOW]
            if score(after) > score(before) + 2.0 and quality(after) > READABLE:
                return True
            done = start
    return False


@lru_cache(maxsize=1 << 16)
def _worth(previous: str | None, char: str | None) -> float:
    """What a character adds behind another one; ASCII says nothing either way."""
    if char is None:
        return _LOST
    if char.isascii():
        return 0.0
    return likelihood(char) + (affinity(previous, char) if previous else 0.0)


def _cut(line: str, states: list[bool], other: list[str | None], name: str) -> list[Step]:
    steps: list[Step] = []
    start = 0
    for at in range(1, len(line) + 1):
        if at < len(line) and states[at] == states[start]:
            continue
        if states[start]:
            before = line[start:at]
            trimmed = before.strip(_ASCII)
            low = start + before.find(trimmed)
            after = "".join(char or "\ufffd" for char in other[low : low + len(trimmed)])
            gain = round(score(after) - score(trimmed), 3)
            kana = len(_KANA.findall(trimmed))
            if "\ufffd" not in after and _proves(after) and gain >= 2.0 and 2 * kana < len(trimmed):
                steps.append(Step(name, low, trimmed, after, gain))
        start = at
    return steps
