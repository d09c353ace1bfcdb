"""Decoding and repair, measured on generated pages and damage, beside the other programs that try.

    python -m benchmarks.text [--seed N] [--share X] [--rows decode,repair,…] [--corpus DIR]

Every row of the table is made anew from the seed: pages of ``tests/unit/charset/pages.py``, damage of ``tests/damage.py``
on the prose of ``tests/prose.py`` and, where the reference corpus lies beside the checkout, on its paragraphs. The others
are optional (``pip install ftfy trafilatura lxml_html_clean resiliparse charset-normalizer``); those missing are named. ``--share 0.1``
takes a tenth of the cases.
"""

import argparse
import json
import platform
import random
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from benchmarks import limits, others
from benchmarks.limits import Row, percent
from govnews import decode, repair
from tests import damage, prose
from tests.unit.charset.pages import make_pages
from tests.unit.mojibake.clean_lines import lines

ROOT = Path(__file__).parents[1]
BESIDE: set[str] = set()
"""The peers that are measured too."""
SIZES = ("title", "line", "paragraph", "page")


@cache
def gold() -> tuple[str, ...]:
    """Every title and paragraph of the reference corpus, nothing where it is not there."""
    found: list[str] = []
    for path in sorted((limits.CORPUS / "gold").glob("*.json")):
        known = json.loads(path.read_text("utf-8"))
        found += [line for line in (known.get("title"), *(known.get("body") or ())) if line]
    return tuple(line for line in dict.fromkeys(found) if "\ufffd" not in line)


@cache
def chinese_gold() -> tuple[str, ...]:
    return tuple(
        line for line in gold() if 2 * len(re.findall("[\u4e00-\u9fff]", line)) > len(line)
    )


def sources(rng: random.Random, size: str, count: int) -> Iterator[str]:
    """Clean Chinese texts of a size, two thirds our own, one third of the corpus where it is there."""
    for number in range(count):
        real = chinese_gold() if number % 3 == 0 else ()
        if size == "title":
            long = [line for line in real if len(line) >= 18]
            yield rng.choice(long)[:18] if long else next(prose.titles(rng, 1, range(17, 20)))
        elif size == "line":
            yield rng.choice(real) if real else prose.sentence(rng.choice(prose.KINDS), rng)
        elif size == "paragraph":
            yield "".join(
                rng.choice(real) if real else prose.sentence("news", rng) for _ in range(3)
            )
        else:
            yield "\n".join(rng.choices(real, k=15)) if real else prose.page(rng)


def carried(text: str, harm: damage.Damage) -> tuple[str, str] | None:
    """The lines that a class of damage can carry, and what it makes of them; None where that is little."""
    kept: list[str] = []
    for line in text.split("\n"):
        try:
            harm(line)
        except UnicodeError:
            continue
        kept.append(line)
    clean = "\n".join(kept)
    if not clean.strip() or len(clean) < len(text) / 10:
        return None
    return clean, harm(clean)


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def row_decode(rng: random.Random, share: float) -> Iterator[Row]:
    pages = list(make_pages(int(1000 * share), rng.randrange(1 << 30)))
    right = sum(decode(page.body, page.content_type).text == page.text for page in pages)
    peers = []
    for name in sorted(BESIDE):
        if read := others.DECODERS.get(name):
            good = sum(_reads(read, page.body, page.content_type) == page.text for page in pages)
            peers.append(f"{name} {percent(good, len(pages)):.1f} %")
    measure = f"decode, {len(pages)} varied pages"
    yield Row(measure, percent(right, len(pages)), "percent", 99.5, ", ".join(peers))


def _reads(read: others.Decoder, body: bytes, header: str | None) -> str:
    try:
        return read(body, header).removeprefix("\ufeff").removesuffix("\ufffd")
    except (UnicodeError, LookupError, ValueError):
        return ""


def row_repair(rng: random.Random, share: float) -> Iterator[Row]:
    right: defaultdict[str, list[bool]] = defaultdict(list)
    theirs: defaultdict[str, list[bool]] = defaultdict(list)
    for size in SIZES:
        texts = list(sources(rng, size, int((40 if size == "page" else 150) * share)))
        for name, harm in damage.LOSSLESS.items():
            for text in texts:
                if pair := carried(text, harm):
                    truth = damage.truth(name, pair[0])
                    good = repair(pair[1]).text == truth
                    for key in (size, name, "all"):
                        right[key].append(good)
                    for peer in sorted(BESIDE & others.REPAIRERS.keys()):
                        theirs[peer].append(others.REPAIRERS[peer](pair[1]) == truth)
    peers = ", ".join(f"{peer} {percent(sum(g), len(g)):.1f} %" for peer, g in theirs.items())
    for key in (*SIZES, *damage.LOSSLESS, "all"):
        goods = right[key]
        goal = 98.0 if key in (*SIZES, "all") else None
        measure = f"lossless damage undone exactly, {key} ({len(goods)})"
        beside = peers if key == "all" else ""
        yield Row(measure, percent(sum(goods), len(goods)), "percent", goal, beside)


def row_spans(rng: random.Random, share: float) -> Iterator[Row]:
    right: defaultdict[int, list[bool]] = defaultdict(list)
    for text in sources(rng, "paragraph", int(150 * share)):
        for name, harm in damage.LOSSLESS.items():
            size = rng.choice((4, 8, 16, 32))
            truth = damage.truth(name, text)
            start = rng.randrange(max(1, len(truth) - size))
            if len(re.findall("[\u4e00-\u9fff]", truth[start : start + size])) < 0.7 * size:
                continue
            try:
                right[size].append(repair(damage.span(truth, harm, start, size)).text == truth)
            except UnicodeError:
                continue
    for size, goods in sorted(right.items()):
        measure = f"the same, a span of {size} in a paragraph ({len(goods)})"
        yield Row(measure, percent(sum(goods), len(goods)), "percent")


def row_gbk(rng: random.Random, share: float) -> Iterator[Row]:
    total = [0, 0]
    for reader, harm in damage.UTF8_AS_GBK.items():
        same = whole = 0
        for size in SIZES:
            for text in sources(rng, size, int((20 if size == "page" else 80) * share)):
                same += _same(text, repair(harm(text)).text)
                whole += len(text)
        total = [total[0] + same, total[1] + whole]
        yield Row(f"UTF-8 read as GBK, {reader}", percent(same, whole), "percent")
    yield Row("UTF-8 read as GBK, characters right", percent(*total), "percent", 99.0)


def _same(text: str, other: str) -> int:
    """How many characters of ``text`` stand in ``other``, line by line."""
    one, two = text.split("\n"), other.split("\n")
    if len(one) != len(two):
        return 0
    return (
        len(one)
        - 1
        + sum(
            sum(
                block.size
                for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
            )
            for a, b in zip(one, two, strict=True)
        )
    )


def row_readings(rng: random.Random, share: float) -> Iterator[Row]:
    removed: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for number in range(int(300 * share)):
        length = rng.choice((3, 6, 12, 30))
        script, readings = "Traditional", damage.READINGS | damage.LESS_READ
        match number % 4:
            case 0:
                clean = prose.page(rng, length)
                script, readings = "Simplified", damage.SIMPLIFIED_READINGS
            case 1:
                clean = damage.traditional(prose.page(rng, length))
            case _:
                clean = prose.page_hant(rng, length)
        form = rng.choice(list(damage.GLOSSES.values()))
        level = list(readings)[: rng.choice((10, 16, 30, 43, len(readings)))]
        damaged = damage.gloss(clean, level, form, toned=rng.random() < 0.75)
        found = _brackets(damaged) - _brackets(clean)
        if found >= 3:
            removed[script] += found
            left[script] += max(0, _brackets(repair(damaged).text) - _brackets(clean))
    for script, found in removed.items():
        gone = percent(found - left[script], found)
        # Hardly any clone leaves the script alone, and a few readings there may be a teacher's.
        goal = 99.9 if script == "Traditional" else None
        yield Row(f"readings removed, {script} ({found})", gone, "percent", goal)
    texts = list(_honest())
    harmed = sum(repair(text).text != text for text in texts)
    yield Row(f"negatives harmed (of {len(texts)})", harmed, "count", 0.0)


def _honest() -> Iterator[str]:
    """Texts that must stay, those among them that are known not to."""
    for name in ("negative", "known_failures"):
        for line in (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text("utf-8").split("\n"):
            case = json.loads(line or "{}")
            if "text" in case and case["text"] == case["expect"]:
                yield case["text"]


def _brackets(text: str) -> int:
    return text.count("(") + text.count("（")


def row_shifts(rng: random.Random, share: float) -> Iterator[Row]:
    known = list(damage.READINGS | damage.LESS_READ)
    sentences = [prose.sentence(rng.choice(prose.KINDS), rng) for _ in range(int(6000 * share))]
    sentences += [s for line in chinese_gold() for s in re.findall("[^。！？]+[。！？]?", line)]
    alike: list[float] = []
    for sentence in dict.fromkeys(map(damage.traditional, sentences)):
        try:
            damaged = damage.gloss_bytes(sentence, known[: rng.choice((16, 30, 43, len(known)))])
        except UnicodeError:
            continue
        if "?" in damaged and "?" not in sentence:
            alike.append(likeness(sentence, repair(damaged).text))
    measure = f"frame-shifted sentences, likeness ({len(alike)})"
    yield Row(measure, statistics.mean(alike), "likeness", 0.97)
    exact = percent(alike.count(1.0), len(alike))
    yield Row("frame-shifted sentences, exact", exact, "percent", 70.0)


def row_clean(rng: random.Random, share: float) -> Iterator[Row]:
    size = int(1200 * share)
    texts = list(prose.lines(rng, 2 * size))
    texts += [prose.sentence(rng.choice(list(prose.TRADITIONAL)), rng) for _ in range(size)]
    texts += map(damage.traditional, prose.lines(rng, size))
    for language in ("ja", "ko", "en", "fr", "ru"):
        texts += lines(language, size)
    changed = sum(bool(repair(text).plan) for text in texts)
    yield Row(f"clean lines changed (of {len(texts)})", changed, "count", 0.0)
    if gold():
        both = [*gold(), *map(damage.traditional, gold())]
        harmed = sum(bool(repair(text).plan) for text in both)
        measure = f"paragraphs of the corpus changed, both scripts (of {len(both)})"
        yield Row(measure, harmed, "count", 0.0)


ROWS = {
    "decode": row_decode,
    "repair": row_repair,
    "spans": row_spans,
    "gbk": row_gbk,
    "readings": row_readings,
    "shifts": row_shifts,
    "clean": row_clean,
    "pointers": limits.row_pointers,
    "cost": limits.row_cost,
    "bulk": limits.row_bulk,
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--seed", type=int, default=20261125)
    options.add_argument("--share", type=float, default=1.0)
    options.add_argument("--rows", default=",".join(ROWS))
    options.add_argument("--corpus", type=Path, default=limits.CORPUS)
    chosen = options.parse_args()
    limits.CORPUS = chosen.corpus
    BESIDE.update(others.installed())
    here = ", ".join(f"{name} {number}" for name, number in others.installed().items())
    print(f"Python {platform.python_version()}, seed {chosen.seed}; beside: {here or 'nobody'}")
    if others.missing():
        print(f"not installed: {', '.join(others.missing())}")
    print(f"corpus: {len(gold())} paragraphs\n" if gold() else "corpus: not here, own text only\n")
    print("| measure | govnews | goal | others |\n|---|---|---|---|")
    for name in chosen.rows.split(","):
        for row in ROWS[name](random.Random(f"{chosen.seed} {name}"), chosen.share):
            print(row, flush=True)


if __name__ == "__main__":
    main()
