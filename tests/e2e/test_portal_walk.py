"""How a portal is walked: every kind of list on one loopback site, -a since=, -a shard=, pages asked for once."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

ROOT = Path(__file__).parent.parent.parent
TEXT = "样例市水务局今天公布河道整治工作进展，三条河道完成清淤，两座泵站投入使用，沿岸步道同步完工，居民可以就近散步。"
PROXY = "/module/web/jpage/dataproxy.jsp"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"


def day(number: int) -> str:
    """The newer, the lower the number: 30 May 2024 for 0, a day earlier for each next one."""
    return f"2024-05-{30 - number:02}"


def title(number: int) -> str:
    return f"样例市公布第{number}号河道整治进展"


def article(name: str, number: int) -> bytes:
    text = "".join(f"<p>{TEXT}（{name}，第{number}号，第{k}段）</p>" for k in range(4))
    return (
        f"<html><head><meta charset=utf-8><title>{title(number)}</title></head><body><h1>{title(number)}</h1>"
        f"<div>发布时间：{day(number)} 来源：样例市水务局</div><div class=TRS_Editor>{text}</div></body></html>"
    ).encode()


def rows(name: str, numbers: range, dated: bool = True) -> str:
    return "".join(
        f'<li><a href="/{name}/t_{n}.html">{title(n)}</a>{f"<span>{day(n)}</span>" if dated else ""}</li>'
        for n in numbers
    )


def page(inner: str) -> bytes:
    return f"<html><head><meta charset=utf-8></head><body><ul>{inner}</ul></body></html>".encode()


def number_in(query: dict[str, list[str]], name: str) -> int:
    return int(query.get(name, ["1"])[0])


def trs(path: str, query: dict[str, list[str]]) -> bytes | None:
    """Three pages of four; a page beyond the last is answered with the first, as some servers do."""
    name = path.rpartition("/")[2]
    k = int(name[6:-5]) if name.startswith("index_") else 0
    k = k if k < 3 else 0
    return page(rows("trs", range(4 * k, 4 * k + 4)) + f'<script>createPageHTML(5, {k}, "index", "html");</script>')  # fmt: skip


def linked(path: str, query: dict[str, list[str]]) -> bytes | None:
    k = number_in(query, "p")
    before = f'<li><a href="?p={k - 1}">上一页</a></li>' if k > 1 else ""
    after = f'<li><a href="?p={k + 1}">下一页</a></li>' if k < 3 else ""
    return page(rows("linked", range(4 * k - 4, 4 * k)) + before + after)


def jcms(path: str, query: dict[str, list[str]]) -> bytes | None:
    def records(numbers: range) -> str:
        return "".join(
            f"<record><![CDATA[<li><a href='/jcms/t_{n}.html'>{title(n)}</a><b>{day(n)}</b></li>]]></record>"
            for n in numbers
        )

    return page(
        f'<div><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="{PROXY}?page=1&webid=3&columnid=7&unitid=5"></a>]]>'
        f"</nextgroup><recordset>{records(range(3))}</recordset></datastore></script></div>"
        "<script>$('#5').jpage({perpage: 3, totalRecord: 12});</script>"
    )


def proxy(path: str, query: dict[str, list[str]]) -> bytes | None:
    first, last = number_in(query, "startrecord"), number_in(query, "endrecord")
    inner = "".join(
        f"<record><![CDATA[<li><a href='/jcms/t_{n}.html'>{title(n)}</a><b>{day(n)}</b></li>]]></record>"
        for n in range(first - 1, min(last, 12))
    )
    return f"<datastore><totalrecord>12</totalrecord><recordset>{inner}</recordset></datastore>".encode()  # fmt: skip


def jpaas(path: str, query: dict[str, list[str]]) -> bytes | None:
    return page(
        f"<script parseType=\"bulidstatic\" url=\"{UNIT}\" querydata=\"{{'webId':'w','pageType':'column','tagId':'t'}}\"></script>"
    )


def unit(path: str, query: dict[str, list[str]]) -> bytes | None:
    k = json.loads(query["paramJson"][0])["pageNo"]
    inner = rows("jpaas", range(4 * k - 4, 4 * k)) if k <= 3 else ""
    return json.dumps({"data": {"html": f"<ul>{inner}</ul>"}}).encode()


def data(name: str) -> Callable[[str, dict[str, list[str]]], bytes | None]:
    def answer(path: str, query: dict[str, list[str]]) -> bytes | None:
        k = number_in(query, "page")
        numbers = range(4 * k - 4, 4 * k) if k <= 3 else range(0)
        found = [{"title": title(n), "url": f"/{name}/t_{n}.html", "pubDate": day(n)} for n in numbers]  # fmt: skip
        return json.dumps({"data": {"results": found}}).encode()

    return answer


def igs(path: str, query: dict[str, list[str]]) -> bytes | None:
    return page('<script>$.get("/igs/list.html?index=a&page=" + n + "&size=4", show)</script>')


def sibling(path: str, query: dict[str, list[str]]) -> bytes | None:
    return page('<script>$.ajax({url:"./NEW.json"})</script>')


def new(path: str, query: dict[str, list[str]]) -> bytes | None:
    return json.dumps([{"TITLE": title(n), "URL": f"t_{n}.html", "DOCRELPUBTIME": day(n)} for n in range(12)]).encode()  # fmt: skip


def maps(path: str, query: dict[str, list[str]]) -> bytes | None:
    inner = "".join(f"<sitemap><loc>/maps/{k}.xml</loc></sitemap>" for k in range(5))
    return f"<?xml version='1.0'?><sitemapindex>{inner}</sitemapindex>".encode()


def one_map(path: str, query: dict[str, list[str]]) -> bytes | None:
    k = int(path.rpartition("/")[2][:-4])
    numbers = range(4 * k, 4 * k + 4) if k < 3 else range(1)
    inner = "".join(f"<url><loc>/maps/t_{n}.html</loc><lastmod>{day(n)}</lastmod></url>" for n in numbers)  # fmt: skip
    return f"<?xml version='1.0'?><urlset>{inner}</urlset>".encode()


def rss(path: str, query: dict[str, list[str]]) -> bytes | None:
    inner = "".join(f"<item><title>{title(n)}</title><link>/rss/t_{n}.html</link><pubDate>{day(n)}</pubDate></item>" for n in range(12))  # fmt: skip
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{inner}</channel></rss>".encode()


def undated(path: str, query: dict[str, list[str]]) -> bytes | None:
    return page(rows("undated", range(12), dated=False))


LISTS: dict[str, Callable[[str, dict[str, list[str]]], bytes | None]] = {
    "/trs/": trs,
    "/linked/": linked,
    "/jcms/": jcms,
    "/jpaas/": jpaas,
    "/ucap/list?page=1": data("ucap"),
    "/igs/": igs,
    "/sibling/": sibling,
    "/maps/": maps,
    "/rss/": rss,
    "/undated/": undated,
}
PROGRAMS = {
    "/ucap/list": data("ucap"),
    PROXY: proxy,
    UNIT: unit,
    "/igs/list.html": data("igs"),
    "/sibling/NEW.json": new,
}


def answer(target: str) -> bytes | None:
    parts = urlsplit(target)
    path, query = parts.path, parse_qs(parts.query)
    name = path.rpartition("/")[2]
    if name.startswith("t_"):
        return article(path.split("/")[1], int(name[2:-5]))
    if path in PROGRAMS:
        return PROGRAMS[path](path, query)
    if path.startswith("/maps/") and name:
        return one_map(path, query)
    found = LISTS.get(target) or LISTS.get(path.rpartition("/")[0] + "/")
    return found(path, query) if found else None


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, list[str]]]:
    hits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            hits.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = answer(self.path)
            self.send_response_only(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        do_POST = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = _Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", hits
    server.shutdown()
    server.server_close()


def crawl(output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "govportal", *options],
        check=False,
        cwd=ROOT,
        env={**os.environ, "GOVNEWS_OUTPUT": str(output)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def articles(output: Path) -> list[str]:
    return [
        json.loads(line)["url"]
        for path in output.glob("*/articles.jsonl")
        for line in path.read_bytes().splitlines()
    ]


def ask(site: tuple[str, list[str]], output: Path, *options: str) -> dict[str, list[str]]:
    """All lists crawled in one process, each in its folder; the pages each gave."""
    url, hits = site
    hits.clear()
    done = {}
    for name in LISTS:
        part = output / name.split("/")[1]
        part.mkdir()
        done[part.name] = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", "govportal", "-a", f"portal={url}{name}", "-L", "ERROR", *options],
            cwd=ROOT, env={**os.environ, "GOVNEWS_OUTPUT": str(part)}, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    assert {n: p.wait(120) for n, p in done.items()} == dict.fromkeys(done, 0)
    return {n: sorted(u.removeprefix(url) for u in articles(output / n)) for n in done}


def test_every_kind_of_list_is_walked_to_its_end(site: Any, tmp_path: Path) -> None:
    found = ask(site, tmp_path)
    assert found == {n: sorted(f"/{n}/t_{k}.html" for k in range(12)) for n in found}
    pages = [h for h in site[1] if "/t_" in h]
    assert len(pages) == len(set(pages))
    # the repeated page ends the list, though its script promises one more
    assert "/trs/index_4.html" not in site[1]


def test_since_stops_every_list_and_leaves_older_articles_out(site: Any, tmp_path: Path) -> None:
    found = ask(site, tmp_path, "-a", f"since={day(5)}")
    assert found == {n: sorted(f"/{n}/t_{k}.html" for k in range(6)) for n in found}
    hits = site[1]
    for turned, never in [
        ("/trs/index_2.html", True),
        ("/linked/?p=3", True),
        ("/ucap/list?page=3", True),
    ]:
        assert (turned in hits) is never, "the first page of older entries alone is looked at"
    asked = {h for h in hits if "/t_" in h and not h.startswith("/undated/")}
    assert not [h for h in asked if int(h.rpartition("_")[2][:-5]) > 5], "an entry's date is enough"


def test_shards_cover_the_portal_once(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    assert crawl(whole, "-L", "ERROR").returncode == 0
    for k in (1, 2, 3):
        done = crawl(tmp_path / "shards", "-a", f"shard={k}/3", "-L", "ERROR")
        assert done.returncode == 0, done.stderr
    parts = sorted((tmp_path / "shards").iterdir())
    assert [p.name for p in parts] == ["sample.1-of-3", "sample.2-of-3", "sample.3-of-3"]
    assert sorted(articles(tmp_path / "shards")) == sorted(articles(whole))
    hosts = [{urlsplit(json.loads(x)["url"]).hostname for x in (p / "articles.jsonl").read_bytes().splitlines()} for p in parts]  # fmt: skip
    assert sum(map(len, hosts)) == len(set().union(*hosts)) == 4
