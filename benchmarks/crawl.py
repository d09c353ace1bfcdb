"""What a crawled page costs beside what fetching and extracting cost alone, in one run against one server.

    python -m benchmarks.crawl --pages 1000 --size 30000 --rounds 3
    python -m benchmarks.crawl --pages 50000 --memory          the peak memory of one long crawl

CPU is the sturdy number (user + system of the crawling process, start-up taken off); pages/s vary with the machine.
Every figure is the median of the rounds; each round measures everything once.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.kill import crawl
from benchmarks.loopback import LoopbackSite, article
from govnews import extract

_BARE = """
import scrapy
class Bare(scrapy.Spider):
    name = "bare"
    custom_settings = {"CONCURRENT_ITEMS": 4, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "LOG_LEVEL": "WARNING",
                       "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "COOKIES_ENABLED": False}
    async def start(self):
        for n in range(int(self.pages)):
            yield scrapy.Request(f"{self.url}a/content_{n}.html")
    def parse(self, response):
        pass
"""
_MIB = 1 << 20


def used(process: "subprocess.Popen[bytes]") -> tuple[float, float, float]:
    """CPU seconds, wall-clock seconds and peak MiB of a process that is waited for here. Raises where it failed."""
    begun = time.monotonic()
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(said.decode(errors="replace"))
    seconds = time.monotonic() - begun
    return usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss * 1024 / _MIB


def bare(url: str, pages: int, folder: Path) -> float:
    """CPU seconds of fetching the same pages with a spider that does nothing."""
    spider = folder / "bare.py"
    spider.write_text(_BARE)
    command = [sys.executable, "-m", "scrapy", "runspider", str(spider)]
    options = ["-a", f"url={url}", "-a", f"pages={pages}"]
    return used(subprocess.Popen([*command, *options], cwd=folder, stderr=subprocess.PIPE))[0]


def extraction(bodies: list[bytes]) -> float:
    """CPU seconds of the library alone."""
    begun = time.process_time()
    for number, body in enumerate(bodies):
        extract(body, f"http://127.0.0.1/a/content_{number}.html")
    return time.process_time() - begun


def one_round(bodies: list[bytes], size: int) -> dict[str, float]:
    """Every figure once: milliseconds of CPU a page, and ratios."""
    pages = len(bodies)
    plain_only = ("-s", "GOVNEWS_WARC=0")
    with (
        LoopbackSite(pages, size) as site,
        LoopbackSite(1, size) as one,
        tempfile.TemporaryDirectory() as name,
    ):
        folder = Path(name)
        idle_bare = bare(one.url, 1, folder)
        idle = used(crawl(one.url, folder / "idle", *plain_only))[0]
        alone = extraction(bodies)
        fetch = bare(site.url, pages, folder) - idle_bare
        plain, seconds, _ = used(crawl(site.url, folder / "plain", *plain_only))
        sent = site.sent
        archived, _, peak = used(crawl(site.url, folder / "warc"))
        first, sent = site.sent - sent, site.sent
        again = used(crawl(site.url, folder / "warc"))[0]
        second = site.sent - sent
    per_page = {
        "extract": alone,
        "bare_fetch": fetch,
        "crawl": plain - idle,
        "warc": archived - plain,
        "second_crawl": again - idle,
    }
    return {
        **{f"{key}_ms": 1000 * value / pages for key, value in per_page.items()},
        "ratio": (plain - idle) / (fetch + alone),
        "second_crawl_cpu": (again - idle) / (archived - idle),
        "second_crawl_bytes": second / first,
        "pages_per_s": pages / seconds,
        "peak_mib": peak,
    }


def memory(pages: int, size: int) -> dict[str, float]:
    """One long crawl, archive and all."""
    with LoopbackSite(pages, size) as site, tempfile.TemporaryDirectory() as name:
        cpu, seconds, peak = used(crawl(site.url, Path(name)))
    return {"cpu_ms": 1000 * cpu / pages, "pages_per_s": pages / seconds, "peak_mib": peak}


def main() -> None:
    """Print one line of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--size", type=int, default=30_000, help="bytes of a page; 0: the least")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="one long crawl only")
    options = parser.parse_args()
    if options.memory:
        found = memory(options.pages, options.size)
    else:
        bodies = [article(number, options.size) for number in range(options.pages)]
        rounds = [one_round(bodies, options.size) for _ in range(options.rounds)]
        found = {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}
    figures = {key: round(value, 3) for key, value in found.items()}
    print(json.dumps({"pages": options.pages, "size": options.size, **figures}))


if __name__ == "__main__":
    main()
