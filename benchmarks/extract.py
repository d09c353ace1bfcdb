"""What a whole record costs, as a multiple of parsing the same bytes.

    python benchmarks/extract.py [FOLDER] [--rounds N] [--profiles all|families|none] [--pages]

CPU time (``process_time``) of ``govnews.extract`` against that of ``lxml.html.fromstring`` on the same bytes, in one
run: the multiple says more than seconds do, for it moves little from machine to machine. Each round takes the pages in
another order and swaps which of the two goes first; of the rounds, each page keeps its median. Without a folder the
pages are the project's own saved pages; with one, every file below it that is HTML, ``page.json`` beside it being read.
"""

import argparse
import json
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html

import govnews

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
PAGES = {".html", ".htm", ".shtml"}


@dataclass
class Timed:
    """One page and what it took, in seconds of CPU, a value for each round."""

    name: str
    body: bytes
    url: str | None
    content_type: str | None
    parse: list[float] = field(default_factory=list)
    record: list[float] = field(default_factory=list)

    @property
    def multiple(self) -> float:
        """The record's cost in parses."""
        return statistics.median(self.record) / statistics.median(self.parse)


def saved_pages(folder: Path) -> Iterator[Timed]:
    """The pages of a folder. A ``page.json`` may name the file of its bytes (``body``, from the repository's root)."""
    for path in sorted(folder.rglob("*")):
        if path.name == "page.json":
            known = json.loads(path.read_bytes())
            elsewhere = known.get("body")
            if elsewhere and Path(elsewhere).suffix in PAGES:
                yield _page(path.parent.name, ROOT / elsewhere, known)
        elif path.suffix.lower() in PAGES:
            sidecar = path.with_name("page.json")
            known = json.loads(sidecar.read_bytes()) if sidecar.is_file() else {}
            name = path.parent.name if path.stem == "page" else path.stem
            yield _page(name, path, known)


def _page(name: str, path: Path, known: dict[str, Any]) -> Timed:
    return Timed(name, path.read_bytes(), known.get("url"), known.get("content_type"))


def cpu(function: Callable[[], object]) -> float:
    start = time.process_time()
    function()
    return time.process_time() - start


def measure(pages: list[Timed], rounds: int, profiles: Any) -> None:
    """Time every page in every round; a first round warms up and is not kept."""
    for number in range(-1, rounds):
        turn = max(number, 0) * len(pages) // rounds
        for page in pages[turn:] + pages[:turn]:
            record = partial(
                govnews.extract,
                page.body,
                page.url,
                content_type=page.content_type,
                profiles=profiles,
            )
            both = [(page.parse, partial(lxml.html.fromstring, page.body)), (page.record, record)]
            for kept, function in both if number % 2 else reversed(both):
                seconds = cpu(function)
                if number >= 0:
                    kept.append(seconds)


def usable(pages: list[Timed]) -> list[Timed]:
    """The pages that both sides can read; the others are named."""
    kept = []
    for page in pages:
        try:
            lxml.html.fromstring(page.body)
            govnews.extract(page.body, page.url, content_type=page.content_type)
        except (govnews.GovnewsError, lxml.etree.LxmlError, ValueError) as error:
            print(f"left out: {page.name}: {error}", file=sys.stderr)
        else:
            kept.append(page)
    return kept


def report(pages: list[Timed], rounds: int, *, each: bool) -> None:
    if each:
        print(f"{'page':40} {'KiB':>8} {'parse ms':>9} {'record ms':>10} {'multiple':>9}")
        for page in sorted(pages, key=lambda p: -p.multiple):
            parse, record = statistics.median(page.parse), statistics.median(page.record)
            print(
                f"{page.name[:40]:40} {len(page.body) / 1024:8.1f} {parse * 1e3:9.2f}"
                f" {record * 1e3:10.2f} {page.multiple:9.2f}"
            )
        print()
    parse = sum(statistics.median(p.parse) for p in pages)
    record = sum(statistics.median(p.record) for p in pages)
    multiples = sorted(p.multiple for p in pages)
    size = sum(len(p.body) for p in pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(pages)} pages, {size / 2**20:.2f} MiB, {rounds} rounds, govnews {govnews.VERSION},"
    )
    print(
        f"lxml {lxml.etree.__version__}, Python {platform.python_version()}, {platform.machine()}"
    )
    print(f"  parse        {parse * 1e3:9.1f} ms")
    print(f"  whole record {record * 1e3:9.1f} ms   {len(pages) / record:7.1f} pages a CPU second")
    print(f"  multiple of the sum  {record / parse:6.2f}")
    print(f"  median page          {statistics.median(multiples):6.2f}")
    print(f"  worst page           {multiples[-1]:6.2f}")
    print(f"  peak memory          {peak:6.1f} MiB")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--profiles", choices=("all", "families", "none"), default="all")
    parser.add_argument("--pages", action="store_true", help="show each page, the dearest first")
    chosen = parser.parse_args()
    pages = usable(list(saved_pages(chosen.folder)))
    if not pages:
        print(f"no pages below {chosen.folder}", file=sys.stderr)
        return 1
    measure(pages, chosen.rounds, chosen.profiles)
    report(pages, chosen.rounds, each=chosen.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
