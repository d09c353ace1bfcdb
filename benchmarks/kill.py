"""A crawl that is killed again and again must lose nothing, write nothing twice and tear no line.

python -m benchmarks.kill --pages 10000 --kills 20
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
from pathlib import Path

from benchmarks.loopback import LoopbackSite

ROOT = Path(__file__).parent.parent


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


def tally(output: Path, pages: int) -> dict[str, int]:
    """Lost, doubled and torn lines in the one folder below ``output``."""
    lost, doubled, torn = set(range(pages)), 0, 0
    data = next(output.glob("*/articles.jsonl")).read_bytes()
    for line in data.splitlines(keepends=True):
        try:
            number = int(json.loads(line)["url"].rpartition("_")[2].partition(".")[0])
            torn += not line.endswith(b"\n")
        except ValueError:
            torn += 1
            continue
        doubled += number not in lost
        lost.discard(number)
    return {"lost": len(lost), "doubled": doubled, "torn": torn}


def main() -> int:
    """Run it and print one line of numbers; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    begun = time.monotonic()
    with LoopbackSite(options.pages) as site, tempfile.TemporaryDirectory() as folder:
        for _ in range(options.kills):
            process = crawl(site.url, Path(folder))
            try:
                process.wait(1.0 + chance.uniform(0.2, 3.0))
                break
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
        code = crawl(site.url, Path(folder)).wait()
        found = tally(Path(folder), options.pages)
        seconds = time.monotonic() - begun
        print(
            json.dumps(
                {
                    **found,
                    "exit": code,
                    "pages": options.pages,
                    "kills": options.kills,
                    "fetched": len(site.hits),
                    "seconds": round(seconds, 1),
                }
            )
        )
    return int(any(found.values()) or code != 0)


if __name__ == "__main__":
    sys.exit(main())
