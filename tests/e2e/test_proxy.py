"""A portal that answers only inside its country is crawled through a proxy, set as for any Scrapy project."""

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
ADDRESS = "http://www.abroad.test/tzgg/202405/t20240506_1.html"  # a name that nothing resolves
PROSE = (
    "样例市水务局今天公布河道整治工作进展，三条河道完成清淤，两座泵站投入使用，沿岸步道同步完工。"
    * 3
)
PAGE = f"<meta charset='utf-8'><h1>样例市公布河道整治进展</h1><p>发布时间：2024-05-06</p><div>{PROSE}</div>"


class Proxy(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        robots = self.path.endswith("/robots.txt")
        body = b"User-agent: *\nAllow: /\n" if robots else PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain" if robots else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def proxy() -> Iterator[str]:
    Proxy.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_everything_goes_through_the_proxy_and_no_name_is_looked_up(proxy, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "govportal", "-a", f"url={ADDRESS}"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=120,
        env={**os.environ, "http_proxy": proxy, "no_proxy": "", "GOVNEWS_OUTPUT": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert Proxy.asked == ["http://www.abroad.test/robots.txt", ADDRESS]
    (lines,) = tmp_path.glob("*/articles.jsonl")
    (record,) = map(json.loads, lines.read_text("utf-8").splitlines())
    assert (record["title"], record["url"]) == ("样例市公布河道整治进展", ADDRESS)
