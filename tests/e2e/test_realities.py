"""What government servers do, and hostile ones: each habit is served on loopback and has one known outcome."""

import gzip
import itertools
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from govnews import MAX_BYTES, settings

ROOT = Path(__file__).parent.parent.parent
_TEXT = "样例市水务局今天公布河道整治工作进展，三条河道完成清淤，两座泵站投入使用，沿岸步道同步完工，居民可以就近散步。"


def page(title: str, charset: str = "utf-8", files: str = "") -> bytes:
    body = "".join(f"<p>{_TEXT}（{title}第{k}段）</p>" for k in range(5))
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div>发布时间：2024-05-06 来源：样例市水务局</div><div class=TRS_Editor>{body}{files}</div></body></html>"
    ).encode(charset)


class Rogue(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    times: dict[str, list[float]]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.times.setdefault(self.path, []).append(time.monotonic())
        if path == "/robots.txt":
            self.send(
                200, "User-agent: *\nDisallow: /forbidden/\nCrawl-delay: 0.1\n".encode("utf-16")
            )
        elif path == "/":
            rows = "".join(
                f'<li><a href="{p}">这是第{n}个需要抓取的页面标题</a><span>2024-05-06</span></li>'
                for n, (p, _, _) in enumerate(HABITS)
            )
            traps = "".join(
                f'<li><a href="{t}">这个链接不通向任何页面</a><span>2024-05-06</span></li>'
                for t in (
                    "file:///etc/passwd",
                    "javascript:x()",
                    "data:text/html,x",
                    "ftp://a.test/",
                )
            )
            head = "<meta charset=gb2312>"
            self.send(200, f"{head}<ul class=list>{rows}{traps}</ul>".encode("gbk"))
        else:
            act = next((act for p, act, _ in HABITS if p.partition("?")[0] == path), None)
            if act is not None:
                act(self)
            elif path.startswith("/f/"):
                self.send(200, b"%PDF-1.4\n" + path.encode())
            elif path.startswith("/target"):
                self.send(200, page(f"到达{path[-6:-5]}号目标页面"))
            else:
                self.send(404, b"no")

    def send(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def says(status: int, body: bytes, **headers: str) -> Callable[[Rogue], None]:
    return lambda rogue: rogue.send(status, body, **headers)


def moved(target: str) -> Callable[[Rogue], None]:
    return lambda rogue: rogue.send(302, b"", Location=target)


def short(rogue: Rogue) -> None:
    rogue.send(200, page("短了一截的页面"), length=100_000)
    rogue.close_connection = True


def silent(rogue: Rogue) -> None:
    rogue.close_connection = True
    rogue.connection.shutdown(socket.SHUT_RDWR)


def drip(rogue: Rogue) -> None:
    rogue.send(200, b"<html>", length=1000)
    for _ in range(60):
        time.sleep(0.1)
        rogue.wfile.write(b" ")


def bomb(rogue: Rogue) -> None:
    rogue.send(200, BOMB, Content_Encoding="gzip", Content_Type="text/html")


def lies_once(rogue: Rogue) -> None:
    """Says gzip of a plain body unless it is asked for identity."""
    headers = {} if rogue.headers["Accept-Encoding"] == "identity" else {"Content_Encoding": "gzip"}
    rogue.send(200, page("声称压缩的页面"), **headers)


def ancient(rogue: Rogue) -> None:
    """HTTP/0.9: a body and nothing else."""
    rogue.wfile.write(page("没有头部的页面"))
    rogue.close_connection = True


def in_gbk(rogue: Rogue) -> None:
    """Knows its address in GBK alone."""
    asked = rogue.path.partition("?")[2] == "c=%CD%A8%D6%AA"
    rogue.send(200, page("国标查询的页面")) if asked else rogue.send(404, b"no")


def raw_header(rogue: Rogue) -> None:
    body = page("头部有坏行的页面")
    head = b"HTTP/1.1 200 OK\r\nthis line is broken\r\nContent-Length: %d\r\n\r\n" % len(body)
    rogue.wfile.write(head + body)


# scrapy's command line, and what it needed at most (getrusage would count the parent as well)
MEASURED = """
import atexit, os, sys
from scrapy.cmdline import execute
if os.path.exists("/proc/self/status"):
    atexit.register(lambda: print([x for x in open("/proc/self/status") if x.startswith("VmHWM")][0]))
else:
    atexit.register(lambda: print("VmHWM: 0"))
sys.argv[0] = "scrapy"
execute()
"""
BOMB = gzip.compress(b"<p>" + b"\0" * (120 << 20))
BR_BOMB = brotli.compress(b"\0" * (120 << 20), quality=1)
JSL = b"<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>"
ARTICLE = "article"
HABITS: list[tuple[str, Callable[[Rogue], None], str]] = [
    ("/jsl.html", says(521, JSL, Set_Cookie="__jsluid=1"), "blocked"),
    ("/rs.html", says(412, b"<script>$_ts=window['$_ts'];</script>"), "blocked"),
    ("/jsl200.html", says(200, JSL), "blocked"),
    ("/abroad.html", says(405, b"not allowed"), "http_status"),
    ("/soft.html", says(200, "<html><title>提示</title><p>您访问的页面不存在</p></html>".encode()), "soft_404"),
    ("/script.html", says(200, b"<script>window.location.href='/target1.html'</script>"), "/target1.html"),
    ("/meta.html", says(200, b'<meta http-equiv=refresh content="0;url=/target2.html">'), "/target2.html"),
    ("/moved.html", moved("/target3.html"), "/target3.html"),
    ("/loop.html", moved("/loop.html?"), "redirect"),
    ("/tofile.html", moved("file:///etc/passwd"), "redirect|http_status"),
    ("/todata.html", moved("data:text/html,x"), "redirect|http_status"),
    ("/toprivate.html", moved("http://10.0.0.1/"), "redirect"),
    ("/elsewhere.html", moved("http://other.test/"), "redirect"),
    ("/lies.html", lies_once, ARTICLE),
    ("/alwayslies.html", says(200, page("总说压缩的页面"), Content_Encoding="gzip"), ARTICLE),
    ("/gzip.html", says(200, gzip.compress(page("压缩的页面")), Content_Encoding="gzip"), ARTICLE),
    ("/cutgzip.html", says(200, gzip.compress(page("压缩又截断") * 9)[:-9], Content_Encoding="gzip"), ARTICLE),
    ("/short.html", short, ARTICLE),
    ("/badheader.html", raw_header, ARTICLE),
    ("/gbk.html", says(200, page("错标编码的页面", "gbk"), Content_Type="text/html; charset=utf-8"), ARTICLE),
    ("/bomb.html", bomb, "too_large"),
    ("/brbomb.html", says(200, BR_BOMB, Content_Encoding="br", Content_Type="text/html"), "too_large"),
    ("/br.html", says(200, brotli.compress(page("另一种压缩的页面")), Content_Encoding="br"), ARTICLE),
    ("/ancient.html", ancient, "connection"),
    ("/busy.html", says(200, "<html><title>提示</title><p>系统繁忙，请稍后再试</p></html>".encode()), "soft_404"),
    ("/old-wall.html", says(512, JSL), "blocked"),
    ("/cookie.html", says(200, b"<script>document.cookie='HOY_TR=1';location.reload()</script>"), "blocked"),
    ("/many.html", says(429, b"slow down"), "http_status"),
    ("/query.html?c=\u901a\u77e5", in_gbk, "/query.html?c=%CD%A8%D6%AA"),
    ("/files.html", says(200, page("带有附件的页面", files='<p>附件：<a href="/f/%2e%2e%2f%2e%2e%2fevil.pdf">名单.pdf</a></p>'
     '<p><a href="/f/run.pdf?x=.sh">说明.pdf</a></p>')), ARTICLE),
    ("/deep.html", says(200, page("嵌套很深的页面", files="<div>" * 3000 + "深处" + "</div>" * 3000)), ARTICLE),
    ("/attribute.html", says(200, page("属性很长的页面", files=f'<p title="{"x" * (4 << 20)}">后</p>')), ARTICLE),
    ("/entity.html", says(200, b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page("带有实体的页面", files="<p>&x;</p>")), ARTICLE),
    ("/nul.html", says(200, page("带有空字符的页面", files="<p>甲&#0;乙&#xD800;丙\u2028丁</p>")), ARTICLE),
    ("/huge.html", says(200, b" " * (21 << 20)), "too_large"),
    ("/silent.html", silent, "connection"),
    ("/drip.html", drip, "timeout"),
    ("/pdf.html", says(200, b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), "not_html"),
    ("/empty.html", says(200, b"  \n"), "empty"),
    ("/forbidden/x.html", says(200, page("不许抓取的页面")), "robots"),
    ("/session.html?jsessionid=1", says(200, page("会话不同的页面")), ARTICLE),
    ("/session.html?jsessionid=2", says(200, page("会话不同的页面")), "same"),
    ("/dup/index.html", says(200, page("目录首页的页面")), ARTICLE),
    ("/dup/", says(200, page("目录首页的页面")), "same"),
]  # fmt: skip


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    times: dict[str, list[float]] = {}
    handler = type("Handler", (Rogue,), {"times": times})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    output = tmp_path_factory.mktemp("rogue")
    url = f"http://127.0.0.1:{server.server_address[1]}"
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "crawl", "govportal", "-a", f"portal={url}/", "-a", "attachments=1", "-s", "DOWNLOAD_TIMEOUT=1",
         "-s", "RETRY_TIMES=1", "-s", "AUTOTHROTTLE_ENABLED=1", "-s", "AUTOTHROTTLE_START_DELAY=0",
         "-s", "AUTOTHROTTLE_MAX_DELAY=0.1"],
        check=False, cwd=ROOT, env={**os.environ, "GOVNEWS_OUTPUT": str(output)}, capture_output=True, text=True,
        timeout=60,
    )  # fmt: skip
    server.shutdown()
    server.server_close()
    assert done.returncode == 0, done.stderr
    folder = next(output.iterdir())

    def read(name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (folder / name).read_bytes().splitlines()]

    peak = int(done.stdout.rpartition("VmHWM:")[2].split()[0])
    return {
        "articles": {a["url"].removeprefix(url): a for a in read("articles.jsonl")},
        "errors": {e["url"].removeprefix(url): e for e in read("errors.jsonl")},
        "times": times, "log": done.stderr, "rss": peak, "folder": folder, "lines": (folder / "articles.jsonl").read_bytes(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "outcome"), [(p, o) for p, _, o in HABITS], ids=[p for p, _, _ in HABITS]
)
def test_outcome(crawled: dict[str, Any], path: str, outcome: str) -> None:
    articles, errors = crawled["articles"], crawled["errors"]
    if outcome == ARTICLE:
        assert path in articles
    elif outcome == "same":
        assert path not in articles
        assert path not in errors
    elif outcome.startswith("/"):
        assert outcome in articles
        assert path not in articles
    else:
        assert errors[path]["reason"] in outcome.split("|"), errors[path]


def test_wrong_charset_header_is_not_believed(crawled: dict[str, Any]) -> None:
    assert crawled["articles"]["/gbk.html"]["title"] == "错标编码的页面"


def test_body_that_ends_early_is_kept_and_marked(crawled: dict[str, Any]) -> None:
    problems = crawled["articles"]["/short.html"]["provenance"]["problems"]
    assert "body_truncated" in {p["code"] for p in problems}


def test_challenge_is_asked_once_and_never_solved(crawled: dict[str, Any]) -> None:
    assert len(crawled["times"]["/jsl.html"]) == 1
    assert len(crawled["times"]["/rs.html"]) == 1


def test_crawl_delay_is_kept(crawled: dict[str, Any]) -> None:
    moments = sorted(
        t for path, ts in crawled["times"].items() if path != "/robots.txt" for t in ts
    )
    gaps = [b - a for a, b in itertools.pairwise(moments)]
    # The first request may leave before robots.txt is read. Arrivals are not departures: a busy machine can bunch
    # them, but never make the whole faster than the delay allows.
    assert sum(gaps) >= 0.1 * (len(gaps) - 1), gaps
    assert sorted(gaps)[len(gaps) // 2] > 0.09


def test_forbidden_page_is_never_asked_for(crawled: dict[str, Any]) -> None:
    assert "/forbidden/x.html" not in crawled["times"]


def test_bomb_and_huge_body_stay_small_in_memory(crawled: dict[str, Any]) -> None:
    if sys.platform == "linux":
        assert crawled["rss"] < 200_000, "KB"


def test_no_traceback_in_the_log(crawled: dict[str, Any]) -> None:
    assert "Traceback" not in crawled["log"]


def test_attachments_lie_under_their_digest_whatever_they_are_called(
    crawled: dict[str, Any],
) -> None:
    kept = crawled["articles"]["/files.html"]["attachments"]
    assert len(kept) == 2
    for file in kept:
        digest = file["sha256"]
        assert (crawled["folder"] / "files" / digest[:2] / f"{digest}.pdf").is_file()
    stored = [p for p in crawled["folder"].rglob("*") if p.suffix in (".pdf", ".sh", ".part")]
    assert len(stored) == 2


def test_lines_hold_nothing_that_breaks_a_reader(crawled: dict[str, Any]) -> None:
    text = crawled["lines"].decode("utf-8")
    assert not {"\0", "\u2028", "\u2029", "\x85"} & set(text)
    assert len(text.splitlines()) == len(crawled["articles"])
    assert "root:" not in text


class _Strict(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    robots: tuple[int, bytes]
    hits: list[str]

    def do_GET(self) -> None:
        self.hits.append(self.path)
        status, body = 200, page("允许抓取的页面")
        if self.path == "/robots.txt":
            status, body = self.robots
        elif self.path == "/":
            body = (
                '<ul><li><a href="/open/a.html">允许抓取的这一个页面标题</a><span>2024-05-06</span></li>'
                '<li><a href="/内部/a.html">不许抓取的这一个页面标题</a><span>2024-05-06</span></li></ul>'
            ).encode()
        self.send_response_only(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def served(
    handler: type[BaseHTTPRequestHandler], context: ssl.SSLContext | None = None
) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


def crawl(output: Path, url: str, *options: str, **more: str) -> tuple[int, list[str], list[Any]]:
    """Exit code, paths of articles, errors."""
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "govportal", "-a", f"portal={url}/", *options],
        check=False, cwd=ROOT, env={**os.environ, "GOVNEWS_OUTPUT": str(output), **more}, capture_output=True, text=True,
        timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr

    def read(name: str) -> list[Any]:
        return [
            json.loads(x) for p in output.glob(f"*/{name}") for x in p.read_bytes().splitlines()
        ]

    return done.returncode, [a["url"] for a in read("articles.jsonl")], read("errors.jsonl")


IN_GBK = "# 说明\nUser-agent: *\nDisallow: /内部/\n".encode("gbk")


@pytest.mark.parametrize(
    ("robots", "forbidden"),
    [
        ((200, IN_GBK), True),
        ((200, b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /%E5%86%85%E9%83%A8/\r\n"), True),
        ((404, b"<html><p>Disallow: /</p></html>"), False),
    ],
    ids=["GBK path and comment", "BOM", "HTML 404"],
)
def test_robots_in_any_form(tmp_path: Path, robots: tuple[int, bytes], forbidden: bool) -> None:
    hits: list[str] = []
    server = served(type("Handler", (_Strict,), {"robots": robots, "hits": hits}))
    code, urls, errors = crawl(tmp_path, f"http://127.0.0.1:{server.server_address[1]}")
    server.shutdown(), server.server_close()
    assert code == 0
    assert len(urls) == (1 if forbidden else 2)
    assert [e["reason"] for e in errors] == (["robots"] if forbidden else [])
    assert len([h for h in hits if h.startswith("/%E5")]) == (not forbidden)


def test_server_that_fails_on_robots_is_left_alone(tmp_path: Path) -> None:
    hits: list[str] = []
    server = served(type("Handler", (_Strict,), {"robots": (503, b""), "hits": hits}))
    code, urls, errors = crawl(tmp_path, f"http://127.0.0.1:{server.server_address[1]}")
    server.shutdown(), server.server_close()
    assert (code, urls, set(hits)) == (0, [], {"/robots.txt"})
    assert [e["reason"] for e in errors] == ["robots"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of another name, signed by itself, and expired: as many portals have it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "other.test")])
    begun = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begun)
        .not_valid_after(begun + timedelta(days=9))
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM
    plain = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(plain + made.public_bytes(form))
    return path


def secure(certificate: Path, *, old: bool = False) -> tuple[ThreadingHTTPServer, str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if old:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    context.load_cert_chain(certificate)
    robots = (404, b"")
    server = served(type("Handler", (_Strict,), {"robots": robots, "hits": []}), context)
    return server, f"https://127.0.0.1:{server.server_address[1]}"


def test_certificate_that_nobody_should_trust_is_no_obstacle(
    tmp_path: Path, certificate: Path
) -> None:
    server, url = secure(certificate)
    assert len(crawl(tmp_path, url)[1]) == 2
    server.shutdown(), server.server_close()


def test_host_of_tls_1_0_needs_the_documented_switch(tmp_path: Path, certificate: Path) -> None:
    server, url = secure(certificate, old=True)
    code, urls, _ = crawl(tmp_path / "a", url)
    assert (code, urls) == (3, [])
    guide = (ROOT / "docs/CRAWLING.md").read_text("utf-8")
    written = guide.partition("printf '")[2].partition("'")[0]
    (tmp_path / "tls1.cnf").write_text(written.replace("\\n", "\n"))
    switch = ("-s", "DOWNLOAD_TLS_MIN_VERSION=TLSv1.0")
    urls = crawl(tmp_path / "b", url, *switch, OPENSSL_CONF=str(tmp_path / "tls1.cnf"))[1]
    server.shutdown(), server.server_close()
    assert len(urls) == 2


def test_settings_that_keep_the_crawl_safe() -> None:
    kept = dict(vars(settings))
    assert set(kept["DOWNLOAD_HANDLERS"]) == {"file", "data", "ftp", "s3"}, (
        "http: the default handler"
    )
    assert set(kept["DOWNLOAD_HANDLERS"].values()) == {None}
    for name in ("COOKIES_ENABLED", "TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED"):
        assert kept[name] is False
    assert kept["DOWNLOAD_MAXSIZE"] == MAX_BYTES
    assert kept["DEPTH_LIMIT"] > 0
