"""One page from the network, fetched by the crawler itself: its guard, robots.txt, User-Agent and size cap hold here too."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from govnews.commands.archives import Archives
from govnews.commands.fixtures import CHECKOUT
from govnews.commands.inputs import Input, Unreadable

_SECONDS = 20  # for each answer
_WHOLE = 90  # for robots.txt, redirects and the page together


def fetch_page(url: str) -> Input:
    """The page at ``url``. Raises ``Unreadable`` with the reason where it cannot be had.

    Runs ``scrapy crawl govportal -a url=… -a max_pages=1`` in a folder that is thrown away, and takes the page from the
    archive that the crawl keeps.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise Unreadable("--live takes an http or https URL; name a saved page without it")
    if not (CHECKOUT / "scrapy.cfg").is_file():
        raise Unreadable("fetching needs the crawler: run govnews from a clone of its repository")
    with TemporaryDirectory(prefix="govnews-") as folder:
        said = _crawl(url, Path(folder))
        return _fetched(Path(folder), url, said)


def _crawl(url: str, folder: Path) -> str:
    """Run the crawl; what it said of the address, else its last line."""
    settings = {
        "GOVNEWS_FOLDER": folder,
        "GOVNEWS_PROGRESS": 0,
        "DOWNLOAD_TIMEOUT": _SECONDS,
        "RETRY_TIMES": 0,
        "CLOSESPIDER_TIMEOUT": _WHOLE - _SECONDS,
    }
    options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    crawl = ["-m", "scrapy", "crawl", "govportal", "-a", f"url={url}", "-a", "max_pages=1"]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "govnews.settings"}
    try:
        done = subprocess.run(
            [sys.executable, *crawl, *options],
            check=False,
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            timeout=_WHOLE,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(f"{url}: no answer within {_WHOLE} seconds") from None
    lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    about = [line.partition(f": {url}: ")[2] for line in lines]
    told = [*lines[-1:], *(said for said in about if said)]
    return told[-1].strip() if told else f"the crawler ended with exit code {done.returncode}"


def _fetched(folder: Path, url: str, said: str) -> Input:
    errors = folder / "errors.jsonl"
    first = errors.read_bytes().partition(b"\n")[0] if errors.is_file() else b""
    archives = Archives()
    for path in sorted((folder / "warc").glob("*.warc.gz")):
        with path.open("rb") as stream:
            found = [*archives.pages(stream, str(path), str(path)), *archives.unfinished()]
        page = next((one for one in found if isinstance(one, Input)), None)
        if page is not None:
            return Input(url, page.body, page.url, page.content_type, page.fetch)
    raise Unreadable(f"{url}: {json.loads(first)['message'] if first else said}")
