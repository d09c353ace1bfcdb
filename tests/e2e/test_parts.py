"""Articles of several pages: one record each, whatever happens between two pages."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
TOTAL = 40
PARTS = 3
BROKEN = {7: 404, 8: 0}  # the third page of these: a status, or a connection that is cut
_SENTENCE = "三条河道完成清淤，两座泵站投入使用，沿岸步道同步完工，居民可以就近散步。"


def part(number: int, k: int) -> bytes:
    text = "".join(f"<p>第{number}号报告第{k + 1}页第{n}段：{_SENTENCE}</p>" for n in range(3))
    return (
        f"<html><head><meta charset=utf-8><title>第{number}号河道整治报告</title></head><body><h1>第{number}号河道整治报告</h1>"
        f"<div>发布时间：2024-05-20 来源：样例日报</div><div class=TRS_Editor>{text}</div>"
        f'<script>createPageHTML({PARTS}, {k}, "content_{number}", "html");</script></body></html>'
    ).encode()


def answer(path: str) -> tuple[int, bytes]:
    if path == "/":
        rows = "".join(
            f'<li><a href="/a/content_{n}.html">第{n}号河道整治报告</a><span>2024-05-20</span></li>'
            for n in range(TOTAL)
        )
        return 200, f"<ul>{rows}</ul>".encode()
    name = path.rpartition("/")[2].removesuffix(".html").split("_")
    if name[0] != "content":
        return 404, b"no"
    number, k = int(name[1]), int(name[2]) if len(name) > 2 else 0
    if k == 2 and number in BROKEN:
        return BROKEN[number], b"no"
    return 200, part(number, k)


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, body = answer(self.path)
            if not status:
                self.close_connection = True
                self.connection.close()
                return
            tag = f'"{self.path}"'
            if self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
            self.send_response_only(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = _Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def crawl(output: Path, url: str, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "govportal", "-a", f"portal={url}", "-s", "RETRY_TIMES=0", *options],
        cwd=ROOT, env={**os.environ, "GOVNEWS_OUTPUT": str(output)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and what was said."""
    said = process.communicate(timeout=60)[0]
    return process.returncode, said


def lines(output: Path) -> list[dict[str, Any]]:
    found = [p.read_bytes() for p in output.glob("*/articles.jsonl")]
    return [json.loads(x) for data in found for x in data.splitlines()]


def check(output: Path) -> None:
    """Every report once, with all of its pages in order."""
    records = lines(output)
    numbers = sorted(int(r["title"][1:-7]) for r in records)
    assert numbers == list(range(TOTAL))
    for record, number in ((r, int(r["title"][1:-7])) for r in records):
        pages = PARTS - (number in BROKEN)
        begun = [f"第{number}号报告第{k + 1}页第{n}段" for k in range(pages) for n in range(3)]
        assert [line.partition("：")[0] for line in record["text"].split("\n")] == begun
        missing = [p for p in record["provenance"]["problems"] if p["code"] == "part_missing"]
        assert len(missing) == (number in BROKEN)
        assert record["url"].endswith(f"/a/content_{number}.html")


@pytest.fixture(scope="module")
def crawled(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("parts")
    assert ended(crawl(output, site))[0] == 0
    return output


def test_pages_of_an_article_are_one_record(crawled: Path) -> None:
    check(crawled)
    assert [p.stat().st_size for p in crawled.glob("*/errors.jsonl")] == [0]


def test_second_run_finds_nothing_new(crawled: Path, site: str) -> None:
    before = len(lines(crawled))
    code, said = ended(crawl(crawled, site))
    assert code == 0
    assert f"{TOTAL} unchanged" in said
    assert len(lines(crawled)) == before


def test_archive_gives_the_same_records(crawled: Path) -> None:
    names = sorted(map(str, crawled.glob("*/warc/*.warc.gz")))
    done = subprocess.run(
        [sys.executable, "-m", "govnews.cli", "extract", *names],
        check=False,
        cwd=ROOT,
        capture_output=True,
    )
    found = {r["id"]: r for r in map(json.loads, done.stdout.splitlines())}
    wanted = {r["id"]: r for r in lines(crawled)}
    cut = [r["id"] for r in wanted.values() if r["title"] == "第8号河道整治报告"]
    for records in (found, wanted):
        for record in records.values():
            record["provenance"]["fetch"] = None
            if record["id"] in cut:  # what was never answered lies in no archive
                record["provenance"]["problems"] = []
    assert found == wanted


def test_redo_sees_no_difference(crawled: Path) -> None:
    (folder,) = crawled.iterdir()
    done = subprocess.run(
        [sys.executable, "-m", "govnews.cli", "redo", str(folder), "--json"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    changes = [json.loads(line) for line in done.stdout.splitlines()]
    assert [c["fields"][0]["field"] for c in changes] == ["provenance.problems"], (
        "the cut connection"
    )


@pytest.mark.parametrize("kills", [1, 3])
def test_killed_between_two_pages_nothing_is_lost_or_doubled(
    site: str, tmp_path: Path, kills: int
) -> None:
    fast = ("-s", "GOVNEWS_COMMIT_SECONDS=0.02")
    for k in range(kills):
        process = crawl(tmp_path, site, *fast)
        deadline = time.monotonic() + 30
        goal = (k + 1) * TOTAL // (kills + 2)
        while len(_whole(tmp_path)) < goal and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        ended(process)
    assert len(_whole(tmp_path)) < TOTAL, "the crawl ended before it was killed"
    assert ended(crawl(tmp_path, site, *fast))[0] == 0
    check(tmp_path)


def _whole(output: Path) -> list[bytes]:
    data = b"".join(p.read_bytes() for p in output.glob("*/articles.jsonl"))
    return data.split(b"\n")[:-1]


def test_stopped_between_two_pages_goes_on_there(site: str, tmp_path: Path) -> None:
    code = 5
    for _ in range(TOTAL * PARTS):
        code = ended(crawl(tmp_path, site, "-a", "max_pages=35"))[0]
        if code != 5:
            break
    assert code == 0
    check(tmp_path)
