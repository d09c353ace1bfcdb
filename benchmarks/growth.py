"""What ten times the page costs: every shape of ``shapes`` and real pages over and over, at 1 MB and at 10 MB.

    python -m benchmarks.growth [--sizes 1000000,10000000] [--shapes digits,anchors] [--corpus DIR]

CPU time of ``govnews.extract``, the less of two in a row, and the peak memory of a process that does nothing else. Marked
with ! is what takes over 10 s or 1 GB, or more than twelve times as long for ten times the page.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import govnews
from benchmarks.mutate import OURS, ROOT, corpus_pages, own_pages
from benchmarks.shapes import SHAPES, bytes_of

URL = "http://www.sample.test/zw/202405/t20240520_51002.html"
_LARGEST = 3  # pages of each kind that are repeated
_SECONDS, _MIB, _TIMES = 10.0, 1024, 12.0


def sources(corpus: Path) -> dict[str, bytes]:
    """Real pages that are read over and over, by name: the largest of the project's own and of a corpus."""
    found = {}
    for pages in (own_pages(), corpus_pages(corpus)):
        bodies = {name: path.read_bytes() for name, path in pages.items()}
        for name in sorted(bodies, key=lambda n: -len(bodies[n]))[:_LARGEST]:
            found[f"{name} over and over"] = bodies[name]
    return found


def measured(body: bytes) -> tuple[float, int]:
    """CPU seconds and peak MiB of one page, in a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_measure, args=(theirs,))
    process.start()
    ours.send_bytes(body)
    result: tuple[float, int] = ours.recv()
    process.join()
    return result


def _measure(pipe: Connection) -> None:
    body = pipe.recv_bytes()
    with suppress(*OURS):
        govnews.extract(bytes_of("digits", 1000), URL)
    took = []
    for _ in range(2):
        begun = time.process_time()
        with suppress(*OURS):
            govnews.extract(body, URL)
        took.append(time.process_time() - begun)
    pipe.send((min(took), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default="1000000,10000000")
    parser.add_argument("--shapes", default="")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    chosen = parser.parse_args()
    small, large = map(int, chosen.sizes.split(","))
    wanted = chosen.shapes.split(",") if chosen.shapes else list(SHAPES)
    real = {} if chosen.shapes else sources(chosen.corpus)
    over = 0
    for name in [*real, *wanted]:
        pages = [
            (real[name] * (size // len(real[name]) + 1))[:size]
            if name in real
            else bytes_of(name, size)
            for size in (small, large)
        ]
        (first, _), (second, mib) = map(measured, pages)
        times = second / max(first, 0.004)
        bad = second > _SECONDS or mib > _MIB or times > _TIMES * large / small / 10
        over += bad
        print(
            f"{name:50} {first:7.3f} {second:7.3f} s  x{times:5.1f} {mib:6} MiB {'!' * bad}",
            flush=True,
        )
    print(f"{over} of {len(real) + len(wanted)} over a bound")
    return 0


if __name__ == "__main__":
    sys.exit(main())
