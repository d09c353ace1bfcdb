"""Inline pinyin glosses: 節(jié) back to 節, where the page shows that they were injected.

Spam clones run a replace over converted text that puts a reading behind certain characters. Which characters
differs from page to page, so the set is learned from the page; thresholds from 48 glossed and 145 clean pages
(docs/ENCODING.md). Legitimate brackets stay: 亳(bó)州, 千米(km), dictionaries, teaching pages, (a)(b) lists.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from govnews.model import Step
from govnews.mojibake.readings import (
    fold_reading,
    is_reading,
    is_toned,
    simple_form,
    toneless,
)

LETTERS = "a-zɡàáèéêìíòóùúüāēěīńňōūǎǐǒǔǖǘǚǜǹḿế\u1ec1\u0300\u0301\u0304\u0308\u030c"
_BLANK = "[ \u00a0\u2002\u2003\u2009\u3000]"
_GROUP = rf"[(（]{_BLANK}?[{LETTERS}]{{1,8}}{_BLANK}?[)）]"
_RUN = re.compile(rf"(?:{_GROUP}{_BLANK}?){{1,6}}(?<!{_BLANK})")
_ONE = re.compile(rf"[(（]({_BLANK}?)([{LETTERS}]{{1,8}})({_BLANK}?)[)）]({_BLANK}?)")
# Pages about readings print them for their readers.
_TEACHES = re.compile(
    "[读讀][音作法]|[读讀念]準|注音|拼音|多音|正音|字音|音字|生字|加[点點]字|[声聲][调調]|普通[话話]水平|部首|[笔筆][画畫]"
)
_SEPARATOR = re.compile("[、；;|]")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzɡ" + LETTERS[4:])
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff]")
_SPACES = frozenset((" ", "\u00a0"))
_LEARNED_FROM = 400_000  # characters: a page is judged by its beginning, whatever its length


@dataclass(frozen=True, slots=True)
class Run:
    """One bracket group, or several in a row, behind a Han character."""

    char: str
    """The character before the brackets."""
    readings: tuple[str, ...]
    """What the brackets hold, folded."""
    start: int
    """Where the first bracket stands."""
    end: int
    """Behind the last bracket."""
    blank: bool
    """A blank stands inside the brackets."""
    valid: bool
    """Every reading is a reading of the character."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """What a glossed page taught: the characters and their readings."""

    pairs: frozenset[tuple[str, str]]
    """(character, folded reading) as seen on the page."""
    traditional: bool
    """Nearly every glossed character has another Simplified form: the common kind of clone."""
    blank_after: bool
    """The kind that leaves a blank behind the bracket: 習(xi) 近平."""

    @property
    def characters(self) -> frozenset[str]:
        """The glossed characters."""
        return frozenset(char for char, _ in self.pairs)


def find_runs(text: str) -> Iterator[Run]:
    """Every bracketed group of lower-case pinyin letters behind a Han character, a reading of it or not."""
    for match in _RUN.finditer(text):
        start = match.start()
        if start == 0 or not _HAN.match(text, start - 1):
            continue
        char = text[start - 1]
        groups = _ONE.findall(match.group())
        readings = tuple(fold_reading(reading) for _, reading, _, _ in groups)
        blank = any(before or after for before, _, after, _ in groups)
        valid = all(is_reading(char, reading) for reading in readings)
        yield Run(char, readings, start, match.end(), blank, valid)


def learn(text: str, *, proven: bool = False) -> Glossary | None:
    """The glossary of a page of injected readings, or ``None`` where the brackets are the page's own.

    ``text`` is all text of the page. All conditions must hold; each refuses a kind of honest page. ``proven``: a frame
    shift was found, which nothing else leaves behind; then it is enough that the readings are right.
    """
    sample = text[:_LEARNED_FROM]
    if not proven and not _has_candidates(sample):
        return None
    runs = list(find_runs(sample))
    valid = [run for run in runs if run.valid]
    chars = Counter(run.char for run in valid)
    if len(valid) < 0.9 * len(runs):
        return None
    pairs = {(run.char, reading) for run in valid for reading in run.readings}
    changed = sum(simple_form(char) != char for char in chars) / max(1, len(chars))
    blank_after = sum(sample[run.end : run.end + 1] in _SPACES for run in valid) >= 0.8 * len(valid)
    if proven:
        return Glossary(frozenset(pairs), changed >= 0.8, bool(valid) and blank_after)
    repeated = sum(len(run.readings) > 1 for run in valid)
    if repeated < 2 and (len(valid) < 3 or (len(chars) < 2 and len(valid) < 4)):
        return None
    if sum(map(_is_everyday, chars)) < 0.9 * len(chars):  # readings are printed for rare names
        return None
    consistent = len(valid) / max(1, sum(map(sample.count, list(chars)[:300])))
    throughout = len(valid) >= 12 and len(valid) >= 2 * len(chars) and consistent >= 0.8
    if not throughout and (_TEACHES.search(sample) or _is_list(sample, runs)):
        return None
    converted = changed >= 0.95 and consistent >= 0.95
    if len(chars) < 2 and not (converted or repeated >= 2):
        return None
    sure = converted or repeated >= 2
    if not _is_as_dense(sample, len(valid), steady=consistent >= 0.95, sure=sure):
        return None
    sounds = Counter(char for char, _ in {(char, toneless(reading)) for char, reading in pairs})
    tones = Counter(char for char, reading in pairs if is_toned(reading))
    several = sum(max(sounds[char], tones[char]) > 1 for char in chars)
    if several > 0.1 * len(chars):  # 重(chóng)庆 and 重(zhòng)量 on one page: a dictionary
        return None
    blanks = [run.blank or sample[run.end : run.end + 1].isspace() for run in valid]
    many = len(valid) >= 8 and len(chars) >= 5
    many |= len(valid) >= 6 and len(chars) >= 3 and consistent >= 0.95
    if not (
        (changed >= 0.8 and consistent >= 0.8)
        or sum(blanks) >= 0.8 * len(valid)
        or repeated >= 2
        or (many and (changed >= 0.5 or consistent >= 0.5))
    ):
        return None
    return Glossary(frozenset(pairs), changed >= 0.8, blank_after)


def _is_as_dense(text: str, count: int, *, steady: bool, sure: bool) -> bool:
    """Whether readings are as dense as clones have them: denser is a primer, sparser are remarks.

    ``steady``: every occurrence of the characters carries one; ``sure``: and nobody prints them so.
    """
    han = len(_HAN.findall(text))
    return (1.5 if steady else 2.5) * count <= han <= count / (0.003 if sure else 0.015)


def _is_list(text: str, runs: list[Run]) -> bool:
    """Whether the readings stand in an enumeration of words (積(jī)累、載(zài)重、…), as teachers print them."""
    gaps = [text[one.end : other.start - 1] for one, other in pairwise(runs)]
    short = sum(len(gap) <= 6 and _SEPARATOR.search(gap) is not None for gap in gaps)
    return short >= 2 and 5 * short >= 3 * len(gaps)


def _has_candidates(text: str) -> bool:
    """Whether two brackets open with a small letter: the cheap look, by splitting, before any pattern."""
    opened = (part[:2].lstrip()[:1] for mark in "(（" for part in text.split(mark)[1:])
    return sum(first in _LETTERS for first in opened if first) >= 2


def strip_glosses(text: str, glossary: Glossary) -> list[Step]:
    """The steps that take the glosses out of one text of a glossed page.

    A reading of a rare character that has one form only (亳, 蠡) is the page's own and stays.
    """
    steps = []
    for run in find_runs(text):
        if not run.valid:
            continue
        if simple_form(run.char) == run.char and not _is_everyday(run.char):
            continue
        end = run.end
        if glossary.blank_after and text[end : end + 1] in _SPACES:
            end += 1
        steps.append(Step("gloss", run.start - 1, text[run.start - 1 : end], run.char))
    opening = _RUN.match(text)  # the character stands in the text node before
    if opening:
        known = {reading for _, reading in glossary.pairs}
        if all(fold_reading(reading) in known for _, reading, _, _ in _ONE.findall(opening[0])):
            steps.insert(0, Step("gloss", 0, opening[0], ""))
    return steps


def _is_everyday(char: str) -> bool:
    """Whether the Simplified form stands in GB2312 level 1 (lead bytes B0 to D7)."""
    try:
        code = simple_form(char).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7
