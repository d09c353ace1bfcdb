"""A crawl that is killed again and again must lose nothing, write nothing twice and tear no line.

    python -m benchmarks.kill --pages 10000 --kills 20
    python -m benchmarks.kill --pages 2000 --kills 0 --full-disk 24     on a tmpfs of 24 MiB; needs root on Linux

Every tenth article has three pages. After the last run the lines, the archive and the place in it that each line names
are read back.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from benchmarks.loopback import LoopbackSite, parts_of

ROOT = Path(__file__).parent.parent
PARTS = 3


def crawl(url: str, output: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a crawl of ``url`` into ``output`` as a process of its own."""
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "govportal",
        "-a",
        f"portal={url}",
        "-L",
        "WARNING",
        *options,
    ]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "GOVNEWS_OUTPUT": str(output)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def tally(output: Path, pages: int, parts: int = 1) -> dict[str, int]:
    """Lost, doubled and torn lines in the one folder below ``output``; with ``parts``, articles that lack a page."""
    lost, doubled, torn, short = set(range(pages)), 0, 0, 0
    data = next(output.glob("*/articles.jsonl")).read_bytes()
    for line in data.splitlines(keepends=True):
        try:
            record = json.loads(line)
            number = int(record["url"].rpartition("_")[2].partition(".")[0])
            torn += not line.endswith(b"\n")
        except ValueError:
            torn += 1
            continue
        doubled += number not in lost
        lost.discard(number)
        expected = [f"本文第{k + 1}页" for k in range(parts_of(number, parts))]
        short += parts_of(number, parts) > 1 and any(k not in record["text"] for k in expected)
    found = {"lost": len(lost), "doubled": doubled, "torn": torn}
    return {**found, "short": short} if parts > 1 else found


def misplaced(output: Path) -> int:
    """Lines whose ``warc_file`` and ``warc_offset`` do not lead to their page.

    Every record of the archive is read and checked against its digests: a damaged or torn one raises.
    """
    places: dict[tuple[str, int], str] = {}
    for path in sorted(output.glob("*/warc/*.warc.gz")):
        with path.open("rb") as stream:
            reader = ArchiveIterator(stream, check_digests="raise")
            for record in reader:
                record.content_stream().read()
                url = record.rec_headers.get_header("WARC-Target-URI")
                places[f"warc/{path.name}", reader.get_record_offset()] = url
    wrong = 0
    for line in next(output.glob("*/articles.jsonl")).read_bytes().splitlines():
        record = json.loads(line)
        fetch = record["provenance"]["fetch"]
        wrong += places.get((fetch["warc_file"], fetch["warc_offset"])) != record["url"]
    return wrong


@contextmanager
def small_disk(mebibytes: int | None) -> Iterator[Path]:
    """A folder to write to: with ``mebibytes``, a file system of that size."""
    with tempfile.TemporaryDirectory() as name:
        if mebibytes is None:
            yield Path(name)
            return
        options = ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", name]
        subprocess.run(options, check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def kill_again_and_again(
    site: LoopbackSite, folder: Path, kills: int, chance: random.Random
) -> int:
    """Start the crawl, kill it after a random share of the pages, and so on; gives how often it could be killed."""
    for done in range(kills):
        process = crawl(site.url, folder)
        enough = len(site.hits) + chance.uniform(0.1, 1.4) * site.total / kills
        while len(site.hits) < enough and process.poll() is None:
            time.sleep(chance.uniform(0.001, 0.02))
        if process.poll() is not None:
            process.communicate()
            return done
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return kills


def fill(site: LoopbackSite, folder: Path, mebibytes: int) -> dict[str, object]:
    """Crawl until the disk is full, then make room: the exit code and what was said."""
    ballast = folder / "ballast"
    ballast.write_bytes(b"\0" * (mebibytes << 19))  # half of it
    process = crawl(site.url, folder)
    said = process.communicate()[1].decode(errors="replace").strip().splitlines()
    ballast.unlink()
    return {"full_exit": process.returncode, "full_said": said[-1] if said else ""}


def main() -> int:
    """Run it and print one line of numbers; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full-disk", type=int, metavar="MIB")
    options = parser.parse_args()
    begun = time.monotonic()
    with LoopbackSite(options.pages, parts=PARTS) as site, small_disk(options.full_disk) as folder:
        filled = fill(site, folder, options.full_disk) if options.full_disk else {}
        kills = kill_again_and_again(site, folder, options.kills, random.Random(options.seed))
        code = crawl(site.url, folder).wait()
        found = {**tally(folder, options.pages, PARTS), "misplaced": misplaced(folder)}
        more = {"exit": code, "pages": options.pages, "kills": kills, "fetched": len(site.hits)}
        seconds = round(time.monotonic() - begun, 1)
        print(json.dumps({**found, **more, **filled, "seconds": seconds}))
    return int(any(found.values()) or code != 0 or kills < options.kills)


if __name__ == "__main__":
    sys.exit(main())
