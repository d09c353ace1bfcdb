"""UTF-8 that was read as Latin-1, cp1252 or GB18030: found by the shape of its bytes, read again."""

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from govnews.model import Step
from govnews.mojibake.holes import BROKEN, fill
from govnews.mojibake.latin import BYTES, to_bytes
from govnews.mojibake.memory import Memory
from govnews.plausibility import CREDIBLE, score

# Well-formed sequences alone (Unicode, table 3-7): ED A0 80 would be half of a surrogate pair.
_CHAR = (
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}"
)
_WHOLE = re.compile(rb"(?:" + _CHAR + rb"){1,5000}")
_RUN = re.compile(f"[{BYTES}]{{2,20000}}")
# Letters that only scripts beyond Latin use, and their punctuation.
_WIDE = re.compile("[\u0370-\u1fff\u2010-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_LETTER = re.compile(
    "[\x80-\xff]"
)  # cp1252 has the quotes and dashes of Chinese text too, which prove nothing
_NON_ASCII = re.compile("[^\x00-\x7f]")
_GONE = re.compile("[\ufffd?€]")
_SHAPE = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}[\xe2-\xef][\x80-\xbf]")  # two characters in a row
_ASCII = bytes(range(0x80))
_AHEAD = 8  # tokens that are looked at behind a lost character
_TOKEN = re.compile(
    rb"(?P<good>(?:(?:[\xe2-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]"
    rb"|[\xc2\xc3][\x80-\xbf](?![\x80-\xbf])){1,5000})"
    rb"|(?P<ascii>[\x00-\x7f]{1,5000})|(?P<broken>" + BROKEN + rb")|(?P<other>[\x00-\xff])"
)
_Token: TypeAlias = tuple[str, int, int]
"""What a stretch of bytes is (a group of ``_TOKEN``), where it starts and where it ends."""


@dataclass(frozen=True, slots=True)
class _Bytes:
    """A line and what GB18030 makes of it."""

    text: str
    data: bytes
    """FF stands for U+FFFD."""
    borders: dict[int, int]
    """Where two characters meet in ``data`` → how many stand before."""


def latin_as_utf8(line: str, *, expected: bool = False) -> list[Step]:
    """Steps for UTF-8 that was read as Latin-1 or cp1252, whatever its language.

    A run counts whose bytes are UTF-8: two characters beyond Latin script prove it, accents (Ã©) need three
    in a line and nothing else beside them, because a German “ß“ has the shape by chance. ``expected``: the page is known to be misread so, and one character is enough.
    """
    steps: list[Step] = []
    accents: list[Step] = []
    stray = False
    for run in _RUN.finditer(line):
        data = to_bytes(run.group())
        covered = 0
        for match in _WHOLE.finditer(data):
            text = match.group().decode("utf-8", "replace")
            start = run.start() + match.start()
            before = line[start : start + len(match.group())]
            stray |= _LETTER.search(run.group(), covered, match.start()) is not None
            covered = match.end()
            step = Step("latin1>utf-8", start, before, text, _gain(before, text))
            (steps if len(_WIDE.findall(text)) >= (1 if expected else 2) else accents).append(step)
        stray |= _LETTER.search(run.group(), covered) is not None
    letters = "".join(step.after for step in accents)
    if steps or (len(letters) >= 3 and not stray and len(set(letters)) > 1):
        steps += accents
    return sorted(steps, key=lambda step: step.start)


def gbk_as_utf8(line: str, *, expected: bool = False, memory: Memory | None = None) -> list[Step]:
    """Steps for UTF-8 that was read as GBK or GB18030, in a line or a part of it.

    ``expected``: the page is known to be misread so; short pieces count then without proof of their own. ``memory``:
    what its intact parts say; by it and by their neighbours characters are filled of which the reading lost a byte
    (U+FFFD, ?, € or nothing), each as a step ``filled``. Without it they stand as U+FFFD.
    """
    if not (expected or _GONE.search(line) or _SHAPE.search(line.encode("gb18030", "replace"))):
        return []
    line_bytes = _encode(line)
    groups = _groups(line_bytes.data)
    if not expected and not _may_prove(line_bytes.data, groups):
        return []
    stretches = [_settle(line_bytes, group, expected=expected, memory=memory) for group in groups]
    stretches = [_judged(steps) for steps in stretches if steps]
    found = [step for steps in stretches for step in steps if step.gain > 0.0]
    whole = sum(len(_NON_ASCII.findall(step.before)) for step in found)
    mostly = 5 * whole >= 4 * len(_NON_ASCII.findall(line))
    return found if expected or any(_proves(steps, mostly=mostly) for steps in stretches) else []


def _groups(data: bytes) -> list[list[_Token]]:
    """The stretches of a line that have the shape of UTF-8, as tokens."""
    groups: list[list[_Token]] = [[]]
    for token in _TOKEN.finditer(data):
        if token.lastgroup != "other":
            groups[-1].append((token.lastgroup or "", token.start(), token.end()))
        elif groups[-1]:
            groups.append([])
    return groups


def _may_prove(data: bytes, groups: list[list[_Token]]) -> bool:
    """Whether any stretch can be what ``_proves`` asks for: the cheap look before anything is filled."""
    intact = [sum(end - start for kind, start, end in g if kind == "good") for g in groups]
    if max(intact) >= 8:
        return True
    shaped = sum(end - start for g in groups for kind, start, end in g if kind != "ascii")
    return sum(intact) > 0 and 4 * shaped >= 3 * (len(data) - data.count(b"\xff") - _ascii(data))


def _ascii(data: bytes) -> int:
    return len(data) - len(data.translate(None, _ASCII))


def _proves(steps: list[Step], *, mostly: bool) -> bool:
    """Whether a stretch is no accident: four characters that nothing was lost of, or one in a line that has the shape."""
    intact = "".join(step.after for step in steps if step.step == "gbk>utf-8")
    count = len(_NON_ASCII.findall(intact))
    enough = count >= 4 or (mostly and count >= 1)
    return enough and steps[0].gain >= 2.0 and score(intact) > CREDIBLE


def _encode(line: str) -> _Bytes:
    """The line in GB18030, € as the byte or the pair that it is."""
    pieces = [b"\xff" if char == "\ufffd" else char.encode("gb18030", "replace") for char in line]
    at = line.find("€")
    while at >= 0:
        if not _is_euro_pair(b"".join(pieces[max(0, at - 2) : at]), pieces[at + 1 : at + 2]):
            pieces[at] = b"\x80"
        at = line.find("€", at + 1)
    ends = accumulate(map(len, pieces), initial=0)
    return _Bytes(line, b"".join(pieces), {end: number for number, end in enumerate(ends)})


def _is_euro_pair(before: bytes, following: list[bytes]) -> bool:
    """Whether € is the pair A2E3 (a last byte, then a first one) and not the byte 80, which browsers show as € too."""
    ends = len(before) >= 2 and before[-2] >= 0xE2 and before[-1] < 0xC0
    goes_on = bool(following) and (following[0][0] < 0xC0 or following[0] == b"\xff")
    return ends and goes_on and following[0][0] >= 0x80


def _settle(
    line: _Bytes, group: list[_Token], *, expected: bool, memory: Memory | None
) -> list[Step]:
    """The steps of one stretch without a foreign byte, not yet judged; none where little of it has the shape."""
    data = line.data
    while group and group[0][0] != "good" and not _headed(data, group[0]):
        group = group[1:]
    end = len(group)
    while end and (
        group[end - 1][0] == "ascii"
        or (group[end - 1][0] == "broken" and not _headed(data, group[end - 1]))
    ):
        end -= 1
    tail = group[end : end + 1]
    group = group[:end]
    if (
        tail and tail[0][0] == "ascii"
    ):  # 者A read as 鑰匒: the last byte took the letter for its partner
        group.append(("ascii", tail[0][1], tail[0][1] + 1))
    good = sum(end - start for kind, start, end in group if kind == "good") // 3
    broken = [data[start:end] for kind, start, end in group if kind == "broken"]
    unmarked = sum(b"\xff" not in piece and b"?" not in piece for piece in broken)
    if not group or good < (unmarked if expected else len(broken) - 1):
        return []
    return _aligned(line, group[0][1], _read(data, group, memory))


def _headed(data: bytes, token: _Token) -> bool:
    """Whether a broken character keeps its first byte, and a second byte or a sign that more is lost."""
    kind, start, end = token
    if kind != "broken" or data[start] < 0xE2 or data[start] == 0xFF:
        return False
    if end - start == 1:  # 。 at the end of a line, where the reader dropped the rest
        return end == len(data) and data[start] in b"\xe3\xef"
    if data[start + 1] == 0x3F:
        return True
    return end - start >= 2 and (data[start + 1] < 0xC0 or data[start + 1] == 0xFF)


def _judged(steps: list[Step]) -> list[Step]:
    """The steps with their gain, or none where the stretch does not read better."""
    sure = [step for step in steps if step.step == "gbk>utf-8"]
    judged = sure if _WIDE.search("".join(step.after for step in sure)) else steps
    before, after = "".join(s.before for s in judged), "".join(s.after for s in judged)
    gain = _gain(before, after)
    if gain < 1.0 or score(after) < CREDIBLE or not _WIDE.search(after):
        return []
    return [Step(s.step, s.start, s.before, s.after, gain) for s in steps]


def _read(data: bytes, group: list[_Token], memory: Memory | None) -> list[tuple[int, str, bool]]:
    """Character by character: where its bytes end, what it is, whether it was filled."""
    pieces: list[tuple[int, str, bool]] = []
    made = ""
    for at, (kind, start, end) in enumerate(group):
        if kind == "broken":
            text = "\ufffd"
            if memory is not None:
                edge = end == len(data) or data[end] < 0x80
                rest = _known(data, group[at + 1 : at + _AHEAD])
                text = fill(data[start:end], made, rest, edge=edge, memory=memory)
            pieces.append((end, text, True))
        else:
            text = data[start:end].decode("utf-8", "replace")
            place = start
            for char in text:
                place += len(char.encode("utf-8"))
                pieces.append((place, char, False))
        made = (made + text)[-400:]
    return pieces


def _known(data: bytes, group: list[_Token]) -> str:
    """What follows, as far as it is known: U+FFFD for characters that are yet to be filled."""
    return "".join(
        "\ufffd"
        if kind == "broken"
        else data[start : min(end, start + 120)].decode("utf-8", "ignore")
        for kind, start, end in group
    )


def _aligned(line: _Bytes, start: int, pieces: list[tuple[int, str, bool]]) -> list[Step]:
    """Steps cut where a character of the line and a character of the result end together."""
    index = line.borders
    steps: list[Step] = []
    opened, made, filled = start, "", False
    for end, text, guessed in pieces:
        made += text
        filled |= guessed
        if end not in index:
            continue
        if opened in index:
            at, before = index[opened], line.text[index[opened] : index[end]]
            name = "filled" if filled else "gbk>utf-8"
            last = steps[-1] if steps else None
            if last and last.step == name == "gbk>utf-8" and last.start + len(last.before) == at:
                steps[-1] = Step(name, last.start, last.before + before, last.after + made)
            else:
                steps.append(Step(name, at, before, made))
        opened, made, filled = end, "", False
    return [step for step in steps if step.before != step.after]


def _gain(before: str, after: str) -> float:
    return round(score(after) - score(before), 3)
