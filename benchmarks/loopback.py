"""A portal of any size on a loopback port, for tests and benchmarks: numbered lists, articles of own text.

python -m benchmarks.loopback 10000     prints its address and serves until its standard input ends
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PER_LIST = 20
_PARAGRAPH = (
    "样例市农业农村局今年在{n}个乡镇推广节水灌溉，新建蓄水池和输水管道，帮助种植户降低用水成本。"
    "工作人员介绍，项目按照先易后难的办法安排施工，完工一处、验收一处、使用一处。"
)


def article(number: int) -> bytes:
    """The bytes of one article; every number has its own text."""
    paragraphs = "".join(f"<p>{_PARAGRAPH.format(n=number * 7 + k)}</p>" for k in range(5))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        f'<title>第{number}号灌溉项目完工</title><meta name="PubDate" content="2024-03-01"></head><body>'
        f"<h1>第{number}号灌溉项目完工</h1><div class=info>发布时间：2024-03-01 来源：样例市农业农村局</div>"
        f'<div class="TRS_Editor">{paragraphs}</div></body></html>'
    ).encode()


def list_page(number: int, total: int) -> bytes:
    """The bytes of one list page; the last one is shorter."""
    first = number * PER_LIST
    rows = "".join(
        f'<li><a href="/a/content_{k}.html">第{k}号灌溉项目完工</a><span>2024-03-01</span></li>'
        for k in range(first, min(first + PER_LIST, total))
    )
    pages = -(-total // PER_LIST)
    return (
        f'<html><head><meta charset="utf-8"></head><body><ul class=list>{rows}</ul>'
        f'<script>createPageHTML({pages}, {number}, "index", "html");</script></body></html>'
    ).encode()


def answer(path: str, total: int) -> bytes | None:
    """The body for a path, ``None`` for one that does not exist."""
    name = path.rpartition("/")[2].partition(".")[0]
    kind, _, digits = name.partition("_")
    if path in ("/", "/index.html"):
        return list_page(0, total)
    if not digits.isdigit():
        return None
    number = int(digits)
    if kind == "index" and number * PER_LIST < total:
        return list_page(number, total)
    return article(number) if kind == "content" and number < total else None


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that go away."""


class LoopbackSite:
    """Serves ``total`` articles in threads of this process."""

    def __init__(self, total: int) -> None:
        self.hits: list[str] = []
        hits = self.hits

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                hits.append(self.path)
                body = answer(self.path, total)
                tag = f'"{self.path}"'
                if body is not None and self.headers.get("If-None-Match") == tag:
                    self.send_response_only(304)
                    self.send_header("ETag", tag)
                    self.end_headers()
                    return
                self.send_response_only(200 if body is not None else 404)
                self.send_header("ETag", tag)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        self._http = _Quiet(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/"

    def __enter__(self) -> "LoopbackSite":
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._http.shutdown()
        self._http.server_close()


if __name__ == "__main__":
    with LoopbackSite(int(sys.argv[1])) as site:
        print(site.url, flush=True)
        sys.stdin.read()
