"""What a crawled page costs beside what fetching and extracting cost alone, in one run against one server.

    python -m benchmarks.crawl --pages 1000

CPU is the sturdy number (user + system of the crawling process, start-up taken off); pages/s vary with the machine.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.kill import ROOT, crawl
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


def cpu_of(process: "subprocess.Popen[bytes]") -> tuple[float, float]:
    """CPU and wall-clock seconds of a process that is waited for here."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.monotonic() - begun


def bare(url: str, pages: int, folder: Path) -> tuple[float, float]:
    """Fetch the same pages with a spider that does nothing."""
    spider = folder / "bare.py"
    spider.write_text(_BARE)
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "runspider",
        str(spider),
        "-a",
        f"url={url}",
        "-a",
        f"pages={pages}",
    ]
    return cpu_of(subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL))


def ours(url: str, output: Path, *options: str) -> tuple[float, float]:
    """Crawl with everything, lists included."""
    return cpu_of(crawl(url, output, *options))


def main() -> None:
    """Print one line of milliseconds a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    pages = parser.parse_args().pages
    begun = time.process_time()
    for number in range(pages):
        extract(article(number), f"http://a.test/content_{number}.html")
    extraction = time.process_time() - begun
    with LoopbackSite(pages) as site, LoopbackSite(1) as one, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        idle_bare, _ = bare(one.url, 1, folder)
        idle, _ = ours(one.url, folder / "idle", "-s", "GOVNEWS_WARC=0")
        fetch, _ = bare(site.url, pages, folder)
        plain, seconds = ours(site.url, folder / "plain", "-s", "GOVNEWS_WARC=0")
        archived, _ = ours(site.url, folder / "warc")
        again, _ = ours(site.url, folder / "warc")
    each = {
        "extract": extraction,
        "bare_fetch": fetch - idle_bare,
        "crawl": plain - idle,
        "warc": archived - plain,
        "second_crawl": again - idle,
    }
    line = {f"{key}_ms": round(1000 * value / pages, 2) for key, value in each.items()}
    ratio = (plain - idle) / (fetch - idle_bare + extraction)
    print(
        json.dumps(
            {
                **line,
                "ratio": round(ratio, 2),
                "pages_per_s": round(pages / seconds, 1),
                "root": ROOT.name,
            }
        )
    )


if __name__ == "__main__":
    main()
