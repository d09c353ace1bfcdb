"""What the intact parts of a page say: a word that lost a character here often stands whole elsewhere."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from govnews.mojibake.readings import simple_form

_READ = 200_000  # characters of a page that are remembered
_FOREIGN = 3.0  # nats against a character of the other script
_ENOUGH = 20  # occurrences beyond which more say no more
_TRIPLE, _PAIR = 1.5, 0.5  # weights of what three characters and two show
MOST_WORTH = (_TRIPLE + _PAIR) * log(1 + _ENOUGH)
"""The most that ``Memory.worth`` gives."""


@dataclass(slots=True)
class Memory:
    """Neighbours of two and of three characters in the intact text of one page, and how often each occurs."""

    pairs: Counter[tuple[str, str]]
    triples: Counter[tuple[str, str, str]]
    script: int
    """1 for a page in Traditional script, −1 for Simplified, 0 where it does not show."""
    patience: int = 1_500_000
    """Likely characters that may still be weighed, some seconds' worth: all lost ones of the page draw on it."""

    def worth(self, before: str, char: str, after: str) -> float:
        """Nats in favour of ``char`` between ``before`` and ``after``: 0.0 where the page never has it so."""
        two, one = ("\n\n" + before)[-2], ("\n" + before)[-1]
        next_one, next_two = (after + "\n")[0], (after + "\n\n")[1]
        triples = (
            self.triples[two, one, char]
            + 2 * self.triples[one, char, next_one]
            + self.triples[char, next_one, next_two]
        )
        pairs = self.pairs[one, char] + self.pairs[char, next_one]
        seen = _TRIPLE * log(1 + min(triples, _ENOUGH)) + _PAIR * log(1 + min(pairs, _ENOUGH))
        return seen - (_FOREIGN if script_of(char) * self.script < 0 else 0.0)


def remember(text: str) -> Memory:
    """The memory of a text in which every character that is not known stands as U+FFFD."""
    known = "\n" + text[:_READ] + "\n"
    triples = Counter(zip(known, known[1:], known[2:], strict=False))
    return Memory(Counter(pairwise(known)), triples, _script(known))


def _script(text: str) -> int:
    chars = Counter(text)
    kinds: Counter[int] = Counter()
    for char, times in chars.items():
        kinds[script_of(char)] += times
    return (kinds[1] > kinds[-1]) - (kinds[1] < kinds[-1])


@lru_cache(maxsize=1 << 15)
def script_of(char: str) -> int:
    """1 for a form of Traditional script alone, −1 for one of Simplified alone, 0 for both and for no Han."""
    if simple_form(char) != char:
        return 1
    if not "\u3400" <= char <= "\u9fff":
        return 0
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return -1
    return 0
