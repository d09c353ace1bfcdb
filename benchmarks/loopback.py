"""A portal of any size on a loopback port, for tests and benchmarks: numbered lists, articles of own text.

python -m benchmarks.loopback 10000     prints its address and serves until its standard input ends
"""

import random
import sys
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests import prose

PER_LIST = 20
_PARAGRAPH = (
    "样例市农业农村局今年在{n}个乡镇推广节水灌溉，新建蓄水池和输水管道，帮助种植户降低用水成本。"
    "工作人员介绍，项目按照先易后难的办法安排施工，完工一处、验收一处、使用一处。"
)
_STYLE = ".{0}{{float:left;width:{1}px;margin:0 auto;padding:{2}px 0;background:url(/images/{0}.png) no-repeat}}"
_SCRIPT = 'function show{0}(id){{var box=document.getElementById("{1}"+id);if(box){{box.className="on{0}";}}}}'


def article(number: int, size: int = 0, part: int = 0, parts: int = 1) -> bytes:
    """The bytes of one article; every number has its own text. With ``parts``, of one of its pages.

    ``size`` bytes, about, where that is more than the bare article has: a third of it is the frame of the portal
    (styles, scripts, columns), the rest the text.
    """
    text = [_PARAGRAPH.format(n=number * 7 + k) for k in range(5)]
    turn = ""
    if parts > 1:
        text = [f"本文第{part + 1}页：{line}" for line in text]
        turn = f'<script>createPageHTML({parts}, {part}, "content_{number}", "html");</script>'
    head, columns, foot = _frame() if size else ("", "", "")
    chance, lines = random.Random(number), _lines()
    left = size - sum(map(len, (head.encode(), columns.encode(), foot.encode()))) - 2000
    while left > 0:
        text.append("".join(chance.choices(lines, k=3)))
        left -= len(text[-1].encode())
    paragraphs = "".join(f"<p>{line}</p>\n" for line in text)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}'
        f'<title>第{number}号灌溉项目完工</title><meta name="PubDate" content="2024-03-01"></head><body>{columns}'
        f"<h1>第{number}号灌溉项目完工</h1><div class=info>发布时间：2024-03-01 来源：样例市农业农村局</div>"
        f'<div class="TRS_Editor">{paragraphs}</div>{turn}{foot}</body></html>'
    ).encode()


@cache
def _lines() -> list[str]:
    chance = random.Random(5)
    return [prose.sentence("news", chance) for _ in range(3000)]


@cache
def _frame() -> tuple[str, str, str]:
    """What stands on every page of a portal: in the head, before and after the article."""
    chance, names = random.Random(7), prose.columns()
    styles = "\n".join(_STYLE.format(f"box{n}", 100 + 7 * n, n % 20) for n in range(25))
    scripts = "\n".join(_SCRIPT.format(n, chance.choice("abcdef")) for n in range(15))
    columns = "".join(
        f'<li><a href="/{n:x}/index.html" target="_blank">{chance.choice(names)}</a></li>\n'
        for n in range(45)
    )
    latest = "".join(
        f'<li><a href="/b/t20240301_{n}.html">{prose.sentence("title", chance)}</a></li>\n'
        for n in range(10)
    )
    return (
        f"<style>{styles}</style><script>{scripts}</script>",
        f'<div class="nav"><ul>{columns}</ul></div>',
        f'<div class="latest"><ul>{latest}</ul></div><div class="foot">主办：样例市人民政府办公室</div>',
    )


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


def parts_of(number: int, parts: int) -> int:
    """How many pages an article has: every tenth has ``parts``."""
    return parts if number % 10 == 0 else 1


def answer(path: str, total: int, size: int = 0, parts: int = 1) -> bytes | None:
    """The body for a path, ``None`` for one that does not exist."""
    name = path.rpartition("/")[2].partition(".")[0]
    kind, _, digits = name.partition("_")
    digits, _, part = digits.partition("_")
    if path in ("/", "/index.html"):
        return list_page(0, total)
    if not digits.isdigit():
        return None
    number = int(digits)
    if kind == "index" and number * PER_LIST < total:
        return list_page(number, total)
    count, place = parts_of(number, parts), int(part) if part.isdigit() else 0
    if kind != "content" or number >= total or place >= count:
        return None
    return article(number, size, place, count)


class _Quiet(ThreadingHTTPServer):
    request_queue_size = 128  # of the usual 5 the sixth waits a second

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that go away."""


class LoopbackSite:
    """Serves ``total`` articles, of ``size`` bytes as ``article`` has it, in threads of this process.

    Every tenth article has ``parts`` pages.
    """

    def __init__(self, total: int, size: int = 0, parts: int = 1) -> None:
        self.total = total
        self.hits: list[str] = []
        self.sent = 0  # bytes, heads included
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body in one packet: in two, the second waits 40 ms for an acknowledgement.
            wbufsize = -1
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                site.hits.append(self.path)
                body = answer(self.path, total, size, parts)
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
                site.sent += len(body or b"")
                self.wfile.write(body or b"")

            def flush_headers(self) -> None:
                site.sent += sum(map(len, self._headers_buffer))
                super().flush_headers()

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
