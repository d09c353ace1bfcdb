"""A calendar: every page of the list names new articles and a next page, for ever. The crawl stops at its bound."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOUND = 6  # list pages, in place of thousands
BOUNDED = f"import spiders.govportal as s; s.LONGEST = {BOUND}; from scrapy.cmdline import execute; execute()"
PROSE = (
    "样例市水务局今天公布河道整治工作进展，三条河道完成清淤，两座泵站投入使用，沿岸步道同步完工。"
    * 3
)


class Calendar(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        number = int(self.path.rpartition("_")[2].partition(".")[0] or 0) if "_" in self.path else 0
        if "t2024" in self.path:
            body = f"<h1>样例市第{number}日河道整治进展</h1><p>发布时间：2024-05-06</p><div>{PROSE}</div>"
        elif self.path.endswith("robots.txt"):
            body = "User-agent: *\nAllow: /\n"
        else:
            rows = "".join(
                f'<li><a href="/tz/t20240506_{number}{n}.html">样例市第{number}{n}日河道整治工作进展</a> 2024-05-06</li>'
                for n in range(3)
            )
            body = f'<title>公告</title><ul>{rows}</ul><a href="/list_{number + 1}.html">下一页</a>'
        data = f"<meta charset='utf-8'>{body}".encode() if "<" in body else body.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def calendar() -> Iterator[str]:
    Calendar.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Calendar)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_list_without_end_stops_at_its_bound(calendar, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", BOUNDED, "crawl", "govportal", "-a", f"portal={calendar}"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=120,
        env={**os.environ, "GOVNEWS_OUTPUT": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    lists = [path for path in Calendar.asked if "t2024" not in path and "robots" not in path]
    assert len(lists) == len(set(lists)) == BOUND
    (lines,) = tmp_path.glob("*/articles.jsonl")
    assert len([json.loads(x) for x in lines.read_text("utf-8").splitlines()]) == 3 * BOUND
