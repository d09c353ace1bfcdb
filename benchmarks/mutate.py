"""Damaged pages by the thousand: nothing but our own errors may come out, and nothing may take long.

    python -m benchmarks.mutate [--count 100000] [--minutes N] [--seed N] [--corpus DIR] [--state FILE]
    python -m benchmarks.mutate --page "city.sample.test/law nested+flipped 83121"     one page again

Every page is told by a line: a saved page, the damage done to it, a seed. Most come from the project's own saved pages,
one in six from a corpus where one is given; each takes one to three kinds of damage (``mutations.py``). Each is extracted
with a URL and a Content-Type that may be wrong, written and read again, classified, and read as a list. A run is
continued from its state file, so it can be done in slices. CPU time of one process; peak memory is the process's.
"""

import argparse
import faulthandler
import json
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import govnews
from benchmarks.mutations import MUTATIONS, damaged

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
SLOW = 5.0  # seconds of CPU for one page
OURS = (govnews.EmptyInput, govnews.NotText, govnews.TooLarge)
"""What a page may raise."""
_STUCK = 120  # seconds after which a page is given up, with its stack
_KEPT = 10
_OTHERS = 1 / 6  # share of pages that come from a corpus
_URLS = ("http://www.sample.test/zw/202405/t20240520_51002.html", "http://clone.test/", "x", "http://[bad", None)  # fmt: skip
_TYPES = (None, None, None, "text/html", "text/html; charset=gb2312", "text/html; charset=utf-16", "application/octet-stream")  # fmt: skip
_PROFILES: tuple[Literal["all", "families", "none"], ...] = ("all", "all", "families", "none")


@dataclass
class State:
    """What a run has come to."""

    seed: int
    done: int = 0
    seconds: float = 0.0
    """CPU, the damage itself left out."""
    size: int = 0
    """Bytes of all pages."""
    ours: dict[str, int] = field(default_factory=dict)
    """How often each of our errors came."""
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Page and what came out of it that is none of ours."""
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    """Seconds of the dearest single call, size and page."""
    slowest_own: list[tuple[float, int, str]] = field(default_factory=list)
    """The same of the project's own pages, which tests can make again."""
    dearest: list[tuple[float, int, str]] = field(default_factory=list)
    """Seconds a megabyte, of pages of at least 100 kB."""
    over: int = 0
    """Pages that took more than ``SLOW``."""
    memory: int = 0
    """MiB, the most of any slice."""

    @classmethod
    def kept(cls, file: Path, seed: int) -> "State":
        """What a file holds of a run with this seed; a new run where there is none."""
        known = json.loads(file.read_bytes()) if file.exists() else {}
        if known.get("seed") != seed:
            return cls(seed)
        for name in ("failed", "slowest", "slowest_own", "dearest"):
            known[name] = [tuple(entry) for entry in known[name]]
        return cls(**known)


@cache
def own_pages() -> dict[str, Path]:
    """The project's saved pages by name."""
    found = {}
    for sidecar in sorted(FIXTURES.glob("*/*/page.json")):
        known = json.loads(sidecar.read_bytes())
        name = sidecar.parent.relative_to(FIXTURES).as_posix()
        for part in known.get("pages", [known]):
            path = ROOT / part["body"] if "body" in part else sidecar.with_name("page.html")
            if path.exists() and path.suffix != ".txt":
                found.setdefault(name, path)
    return found


@cache
def corpus_pages(corpus: Path | None) -> dict[str, Path]:
    """The pages of a corpus by name."""
    folder = corpus / "pages" if corpus else None
    there = sorted(folder.iterdir()) if folder and folder.is_dir() else []
    return {f"corpus/{path.name}": path for path in there if path.is_file()}


def drawn(seed: int, number: int, corpus: Path | None) -> str:
    """The line of a run's page ``number``."""
    chance = random.Random(f"{seed}:{number}")
    others = corpus_pages(corpus)
    pages = others if others and chance.random() < _OTHERS else own_pages()
    names = "+".join(chance.choices(sorted(MUTATIONS), k=chance.choice((1, 1, 2, 3))))
    return f"{chance.choice(sorted(pages))} {names} {chance.randrange(10**9)}"


def made(page: str, corpus: Path | None = None) -> bytes:
    """The bytes of a page told by its line."""
    name, names, seed = page.rsplit(" ", 2)
    path = own_pages().get(name) or corpus_pages(corpus)[name]
    return damaged(path.read_bytes(), names, int(seed))


def tried(page: str, body: bytes) -> float:
    """Read one page in every way; the CPU seconds of the dearest. Raises one of ``OURS``, and what should not be raised."""
    chance = random.Random(page)
    url, content_type, profiles = map(chance.choice, (_URLS, _TYPES, _PROFILES))
    took = 0.0

    def timed(read: Callable[[], object]) -> None:
        nonlocal took
        start = time.process_time()
        try:
            read()
        finally:
            took = max(took, time.process_time() - start)

    def record() -> None:
        article = govnews.extract(body, url, content_type=content_type, profiles=profiles)
        line = govnews.dump_line(article)
        if govnews.load_line(line) != article or "\n" in line[:-1]:
            raise AssertionError("the line does not hold the record")

    govnews.next_part(body, url or "")
    timed(lambda: govnews.classify(body, url, content_type=content_type))
    timed(record)
    timed(lambda: govnews.read_list(body, url or "", content_type=content_type))
    return took


def step(state: State, corpus: Path | None) -> None:
    """Make and try the next page."""
    page = drawn(state.seed, state.done, corpus)
    body = made(page, corpus)
    faulthandler.dump_traceback_later(_STUCK, exit=True)
    start = time.process_time()
    try:
        tried(page, body)
    except OURS as error:
        name = type(error).__name__
        state.ours[name] = state.ours.get(name, 0) + 1
    except Exception:
        state.failed.append((page, traceback.format_exc(limit=-3).strip()))
    faulthandler.cancel_dump_traceback_later()
    took = time.process_time() - start
    state.done += 1
    state.seconds += took
    state.size += len(body)
    state.over += took > SLOW
    _rank(state, page, took, len(body))


def _rank(state: State, page: str, took: float, size: int) -> None:
    entry = (round(took, 3), size, page)
    lists = [state.slowest] if page.startswith("corpus/") else [state.slowest, state.slowest_own]
    for kept in lists:
        kept.append(entry)
        kept.sort(reverse=True)
        del kept[_KEPT:]
    if size >= 100_000:
        state.dearest.append((round(took * 1e6 / size, 2), size, page))
        state.dearest.sort(reverse=True)
        del state.dearest[_KEPT:]


def report(state: State) -> None:
    print(
        f"{state.done} pages, {state.size / 1e6:.0f} MB, seed {state.seed}: {state.seconds:.0f} s of CPU,"
    )
    print(
        f"  {state.seconds * 1e6 / max(state.size, 1):.2f} s a MB, peak memory {state.memory} MiB"
    )
    print(f"  our errors: {state.ours or 'none'}")
    print(f"  over {SLOW:.0f} s: {state.over}")
    for title, kept, unit in (
        ("slowest", state.slowest, "s"),
        ("slowest of our own", state.slowest_own, "s"),
        ("dearest by size", state.dearest, "s/MB"),
    ):
        print(f"{title}:")
        for value, size, page in kept:
            print(f"  {value:7.3f} {unit}  {size / 1e3:7.0f} kB  {page}")
    print(f"failed: {len(state.failed)}")
    shown = {said: page for page, said in reversed(state.failed)}  # the first page of each failure
    for said, page in shown.items():
        print(f"  {page}\n{said}\n")


def run(state: State, count: int, minutes: float, corpus: Path | None, file: Path) -> None:
    """Go on until ``count`` pages are done or the time is over; the state is kept every hundred pages."""
    end = time.monotonic() + minutes * 60
    while state.done < count and time.monotonic() < end:
        step(state, corpus)
        if state.done % 100 == 0 or state.done == count:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            state.memory = max(state.memory, peak)
            file.write_text(json.dumps(asdict(state), ensure_ascii=False, indent=1), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument(
        "--minutes", type=float, default=1e6, help="stop after this time, to go on later"
    )
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--state", type=Path, default=ROOT / "output" / "mutate.json")
    parser.add_argument("--page", help="one page again, told by its line")
    chosen = parser.parse_args()
    if chosen.page:
        body = made(chosen.page, chosen.corpus)
        print(f"{len(body)} bytes, {tried(chosen.page, body):.3f} s of CPU")
        return 0
    state = State.kept(chosen.state, chosen.seed)
    run(state, chosen.count, chosen.minutes, chosen.corpus, chosen.state)
    report(state)
    return 1 if state.failed or state.over else 0


if __name__ == "__main__":
    sys.exit(main())
