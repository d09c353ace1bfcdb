"""``govnews new-site`` and ``check-site`` as a person meets them: a page nobody described, to a profile that is checked."""

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

import govnews
from govnews.cli import app
from govnews.sites.profile import DATA, Select, load_profiles, read_profile
from tests.archives import response

ROOT = Path(__file__).parents[2]
HOST = "www.linhai.test"
URL = f"http://{HOST}/zwgk/gsgg/t20241105_3120.html"
TITLE = "关于开展冬季渔船安全检查的通知"


def html(title: str = TITLE, day: str = "2024-11-05", name: str = "biaoti") -> bytes:
    """An article of a site that nobody described: no tag says what is what, only names do."""
    return f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>{title}-临海县人民政府</title></head><body>
<div class="top"><a href="/">临海县人民政府</a></div><ul class="nav"><li><a href="/zwgk/">政务公开</a></li></ul>
<div class="dqwz">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/gsgg/">公示公告</a></div>
<div class="artbox"><div class="{name}">{title}</div>
<div class="zwxx"><span class="fbsj">发布时间：{day} 09:30</span><span class="laiyuan">信息来源：县海洋渔业局</span><span>浏览次数：12</span></div>
<div class="neirong" id="art20241105"><p>各乡镇人民政府，县政府各部门：</p>
<p>为做好冬季渔船安全生产工作，经研究，决定于11月中旬起在全县范围内开展渔船安全检查，现将有关事项通知如下。</p>
<p>一、检查范围</p><p>全县登记在册的渔船，重点检查消防救生设备、通信导航设备和船员持证情况。</p>
<p>二、工作要求</p><p>各乡镇要明确专人负责，发现隐患立即整改，整改不到位的渔船一律不得出海作业。</p></div></div>
<div class="xgxw"><h3>相关链接</h3><ul><li><a href="/zwgk/gsgg/t20241001_3001.html">关于加强渔港管理的通告全文</a></li>
<li><a href="/zwgk/gsgg/t20240901_2950.html">伏季休渔结束后的安全提示</a></li></ul></div>
<div class="foot">主办：临海县人民政府办公室</div></body></html>""".encode("gb18030")


PAGE = html()


def run(*arguments: object, stdin: bytes | None = None):
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_bytes(PAGE)
    return tmp_path


@pytest.fixture
def drafted(here: Path) -> Path:
    result = run("new-site", "page.html", "--url", URL)
    assert (result.exit_code, result.stderr) == (0, "")
    return here / "drafts" / f"{HOST}.toml"


def test_a_page_becomes_a_profile_and_a_fixture(drafted: Path):
    profile = read_profile(drafted)
    assert profile.select == Select(
        title=(".biaoti",),
        date=(".fbsj",),
        source=(".laiyuan",),
        breadcrumbs=(".dqwz",),
        body=(".neirong",),
        related=(".xgxw",),
    )
    assert profile.verified.startswith("draft")
    assert len(drafted.read_text("utf-8").splitlines()) <= 40
    folder = drafted.parent / HOST / "t20241105_3120"
    assert sorted(p.name for p in folder.iterdir()) == ["gold.new.json", "page.html", "page.json"]
    assert (folder / "page.html").read_bytes() == PAGE
    known = json.loads((folder / "page.json").read_text("utf-8"))
    assert known["sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert (known["url"], known["why"]) == (URL, "")
    example = ROOT / "tests/fixtures/town.sample.test/guide"
    assert list(known) == list(json.loads((example / "page.json").read_text("utf-8")))
    gold = json.loads((folder / "gold.new.json").read_text("utf-8"))
    assert list(gold) == list(json.loads((example / "gold.json").read_text("utf-8")))
    assert (gold["title"], gold["date"]) == (TITLE, "2024-11-05T09:30:00+08:00")


def test_the_table_says_what_the_engine_gives_and_what_the_profile_gives(here: Path):
    lines = (
        run("new-site", "page.html", "--url", URL)
        .stdout_bytes.decode()
        .split("\n\n")[0]
        .splitlines()
    )
    rows = {line.split()[0]: line for line in lines}
    assert list(rows) == ["field", "title", "date", "source", "breadcrumbs", "body", "related"]
    for field, line in list(rows.items())[1:]:
        assert line.endswith(f"same  site:{HOST}/{field}")
    starts = {cell_len(line[: line.index("site:")]) for line in list(rows.values())[1:]}
    assert len(starts) == 1, "columns are straight, Han characters counting two"


def test_round_trip_ends_well_and_says_what_is_left_to_do(drafted: Path):
    result = run("check-site", drafted)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 page, no findings" in result.stdout
    assert "note: www.linhai.test.toml is a draft" in result.stdout
    assert "its gold is a draft that nobody has read" in result.stdout
    folder = drafted.parent / HOST / "t20241105_3120"
    (folder / "gold.new.json").rename(folder / "gold.json")
    drafted.write_text(drafted.read_text("utf-8").replace("draft from", "2026-11 from"), "utf-8")
    result = run("check-site", drafted)
    assert result.exit_code == 0
    assert "note:" not in result.stdout


def test_gold_that_differs_is_named(drafted: Path):
    folder = drafted.parent / HOST / "t20241105_3120"
    gold = json.loads((folder / "gold.new.json").read_text("utf-8"))
    gold["source"] = "县农业局"
    (folder / "gold.json").write_text(json.dumps(gold), "utf-8")
    result = run("check-site", drafted)
    assert result.exit_code == 1
    (sentence,) = result.stderr.splitlines()
    assert 'source differs from its gold: "县农业局" is now "县海洋渔业局"' in sentence


def test_a_changed_layout_is_seen_on_another_page(drafted: Path, here: Path):
    other = here / "other.html"
    other.write_bytes(html("关于发布渔港夜间停泊规定的公告", "2024-12-01", name="wzbt"))
    (here / "saved").mkdir()
    other.rename(here / "saved" / "page.html")
    url = f"http://{HOST}/zwgk/gsgg/t20241201_3200.html"
    (here / "saved" / "page.json").write_text(json.dumps({"url": url}))
    result = run("check-site", drafted, "saved")
    assert result.exit_code == 1
    assert "line 14: select.title: '.biaoti' matches nothing on the one page" in result.stderr
    both = run("check-site", drafted, "saved", drafted.parent / HOST)
    assert (both.exit_code, both.stderr) == (0, "")
    assert "2 pages, no findings" in both.stdout


def test_an_unknown_key_is_named_with_file_line_and_nearest_key(drafted: Path):
    text = drafted.read_text("utf-8")
    line = text.splitlines().index('date = [".fbsj"]') + 1
    drafted.write_text(text.replace('date = [".fbsj"]', 'dat = [".fbsj"]'), "utf-8")
    result = run("check-site", drafted)
    assert result.exit_code == 1
    assert result.stdout == ""
    said = f"{HOST}.toml, line {line}: unknown key 'dat' in [select]; did you mean 'date'?\n"
    assert result.stderr == said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('[".fbsj"]', '["div["]', "not a selector: 'div['"),
        ('[".fbsj"]', '["//p[unknown()]"]', "not a selector: '//p[unknown()]'"),
        ('hosts = ["www.linhai.test"]', 'hosts = ["www.sample.test"]', "already in sample.toml"),
        ('zone = "+08:00"', 'zone = "Peking"', "must be an offset such as '+08:00'"),
        ("[crawl]", 'family = "trs_wmc"\n[crawl]', "no family 'trs_wmc'; did you mean 'trs_wcm'?"),
        ("[crawl]", "[[layout]]\n[[layout]]\n[crawl]", "layouts 1 and 2 overlap"),
        ("[crawl]", "[crawl", f"{HOST}.toml: "),
    ],
)
def test_what_is_wrong_with_a_profile_costs_a_sentence(
    drafted: Path, old: str, new: str, says: str
):
    text = drafted.read_text("utf-8")
    text = text if old in text else text.replace("verified", 'zone = "+08:00"\nverified', 1)
    assert old in text
    drafted.write_text(text.replace(old, new, 1), "utf-8")
    result = run("check-site", drafted)
    assert result.exit_code == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_nothing_is_overwritten_without_force(drafted: Path):
    drafted.write_text("# mine\n", "utf-8")
    result = run("new-site", "page.html", "--url", URL)
    assert result.exit_code == 1
    assert (
        result.stderr == f"page.html: drafts/{HOST}.toml is there already; --force overwrites it\n"
    )
    assert drafted.read_text("utf-8") == "# mine\n"
    assert run("new-site", "page.html", "--url", URL, "--force").exit_code == 0
    assert drafted.read_text("utf-8") != "# mine\n"
    other = run("new-site", "page.html", "--url", URL.replace("3120", "3121"))
    assert other.exit_code == 1, "the profile is there, even if this fixture is not"
    assert not (drafted.parent / HOST / "t20241105_3121").exists()


def test_a_family_is_named_and_not_repeated(here: Path):
    (here / "page.html").write_bytes(PAGE.replace(b'class="neirong"', b'class="TRS_Editor"'))
    assert run("new-site", "page.html", "--url", URL).exit_code == 0
    profile = read_profile(here / "drafts" / f"{HOST}.toml")
    assert (profile.family, profile.select.body) == ("trs_wcm", ())
    assert run("check-site", f"drafts/{HOST}.toml").exit_code == 0


def _mhtml() -> bytes:
    saved = EmailMessage()
    saved.add_related(PAGE, "text", "html", cte="base64", headers=[f"Content-Location: {URL}"])
    return saved.as_bytes()


def _warc() -> bytes:
    links = "".join(
        f'<li><a href="/t2024110{n}_1.html">县政府召开第{n}次工作会议</a></li>' for n in range(9)
    )
    listing = response(f"http://{HOST}/", f"<html><ul>{links}</ul></html>".encode())
    return listing + response(URL, PAGE, "Content-Type: text/html")


@pytest.mark.parametrize(("name", "body"), [("page.mhtml", _mhtml()), ("crawl.warc.gz", _warc())])
def test_an_address_that_the_file_knows_need_not_be_given(here: Path, name: str, body: bytes):
    (here / name).write_bytes(body)
    result = run("new-site", name)
    assert (result.exit_code, result.stderr) == (0, "")
    folder = here / "drafts" / HOST / "t20241105_3120"
    assert (folder / "page.html").read_bytes() == PAGE
    assert json.loads((folder / "page.json").read_text("utf-8"))["url"] == URL
    assert run("check-site", f"drafts/{HOST}.toml").exit_code == 0


def test_of_an_archive_only_articles_of_the_host_are_tried(drafted: Path, here: Path):
    other = response("http://www.other.test/t1.html", html("别的县关于供水检修的公告"))
    gone = response(URL + "x", b"<html>gone</html>", status="404 Not Found")
    (here / "crawl.warc.gz").write_bytes(_warc() + other + gone)
    result = run("check-site", drafted, "crawl.warc.gz")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 page, no findings" in result.stdout


def test_a_folder_of_loose_pages_and_fixtures_is_read_whole(drafted: Path, here: Path):
    loose = here / "drafts" / HOST / "loose"
    loose.mkdir()
    (loose / "saved.html").write_bytes(PAGE)
    (loose / "page.json").write_text(json.dumps({"url": URL}))
    result = run("check-site", drafted, drafted.parent / HOST)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 pages, no findings" in result.stdout


def test_a_host_alone_is_enough_and_stdin_is_read(here: Path):
    result = run("new-site", "-", "--host", HOST, stdin=PAGE)
    assert result.exit_code == 0, result.stderr
    assert (here / "drafts" / HOST / "page" / "page.html").read_bytes() == PAGE
    assert "http://www.linhai.test/ stands for the page's own address" in result.stdout
    assert run("check-site", f"drafts/{HOST}.toml").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.html"], "there is no such file"),
        (["page.html"], "the page's address is not known"),
        (["page.html", "--host", "http://x/"], "this is no host name"),
        (["two"], "there are 2 pages in this folder"),
        (["list.html", "--url", URL], "this is a list of articles"),
        (["dump.txt", "--url", URL], "this is no HTML"),
        (["empty.html", "--url", URL], "empty"),
        (["image.png", "--url", URL], "PNG image"),
        (["page.html", "--url", "http://www.sample.test/a.html"], "check-site sample"),
        ([str(ROOT / "tests/fixtures/clone.test/twin-text")], "this is no HTML"),
    ],
    ids=lambda value: value[-40:] if isinstance(value, str) else Path(value[0]).name,
)
def test_what_gives_no_draft_is_one_sentence(here: Path, arguments: list[str], says: str):
    links = "".join(
        f'<li><a href="/t2024110{n}_1.html">县政府召开第{n}次工作会议</a></li>' for n in range(9)
    )
    (here / "list.html").write_text(f"<html><meta charset=utf-8><ul>{links}</ul></html>", "utf-8")
    (here / "dump.txt").write_text("关于开展检查的通知\n" * 20, "utf-8")
    (here / "empty.html").write_bytes(b"")
    (here / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8)
    (here / "two").mkdir()
    for name in ("a.html", "b.html"):
        (here / "two" / name).write_bytes(PAGE)
    result = run("new-site", *arguments)
    assert result.exit_code == 1
    (sentence,) = result.stderr.splitlines()
    assert says in sentence
    assert result.stdout == ""
    assert not (here / "drafts").exists()


def test_the_sites_of_this_repository_are_found_by_host_and_are_well():
    result = run("check-site", "www.sample.test")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "no findings" in result.stdout
    hosts = read_profile(DATA / "sample.toml").hosts
    fixtures = [
        p.parent for host in hosts for p in (ROOT / "tests/fixtures" / host).glob("*/page.json")
    ]
    tried = [p for p in fixtures if not (p / "page.txt").exists()]
    assert len(tried) > 20
    assert [p.name for p in tried if f"/{p.name}  http" not in result.stdout] == []


@pytest.mark.parametrize(
    ("name", "shown"), [("easysite", "easysite.sample.test"), ("vsb", "vsb.sample.test")]
)
def test_a_family_is_tried_on_the_fixtures_that_show_its_markup(name: str, shown: str):
    result = run("check-site", name)
    assert shown in result.stdout
    sentences = result.stderr.splitlines()
    assert all(s.startswith(f"{name}.toml, line ") and "matches nothing" in s for s in sentences), (
        sentences
    )
    assert result.exit_code == (1 if sentences else 0)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("www.sampel.test", "near: www.sample.test"),
        ("www.mwr.gov.cn", "there is no saved page to try it on"),
        ("missing.toml", "no such file"),
    ],
)
def test_what_cannot_be_checked_is_one_sentence(name: str, says: str):
    result = run("check-site", name)
    assert result.exit_code == 1
    (sentence,) = result.stderr.splitlines()
    assert says in sentence


def test_what_a_draft_gives_is_what_the_library_gives(drafted: Path):
    known = load_profiles().plus(read_profile(drafted))
    article = govnews.extract(PAGE, URL, profiles=known)
    assert article.provenance.extractor.profile == HOST
    gold = json.loads((drafted.parent / HOST / "t20241105_3120/gold.new.json").read_text("utf-8"))
    record = json.loads(govnews.dump_line(article))
    assert gold == {key: record[key] for key in gold}


def test_live_says_what_it_needs_where_only_the_library_is(
    drafted: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("govnews.commands.live.CHECKOUT", drafted.parent)
    result = run("check-site", drafted, "--live", URL)
    assert result.exit_code == 1
    assert (
        result.stderr == "fetching needs the crawler: run govnews from a clone of its repository\n"
    )


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_the_table_keeps_to_the_terminal(here: Path, monkeypatch: pytest.MonkeyPatch, columns: int):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("new-site", "page.html", "--url", URL).stdout_bytes.decode().split("\n\n")[0]
    assert max(map(cell_len, lines.splitlines())) <= max(columns, 90)


class _Site:
    """A host on a loopback port: one article, a robots.txt, a redirect, a page that never ends."""

    def __init__(self, robots: bytes) -> None:
        self.hits: list[tuple[str, str]] = []
        hits = self.hits

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hits.append((self.path, self.headers.get("User-Agent", "")))
                if self.path == "/old.html":
                    self.send_response_only(302)
                    self.send_header("Location", "http://10.0.0.1/t20241105_1.html")
                    self.end_headers()
                    return
                found = {"/robots.txt": robots, "/t20241105_1.html": PAGE}.get(self.path)
                self.send_response_only(200 if found else 404)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(found or b"")))
                self.end_headers()
                self.wfile.write(found or b"")

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def local(drafted: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The drafted profile, for the loopback host."""
    for name in [n for n in os.environ if n.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    path = drafted.with_name("127.0.0.1.toml")
    path.write_text(drafted.read_text("utf-8").replace(f'["{HOST}"]', '["127.0.0.1"]'), "utf-8")
    return path


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Iterator[_Site]:
    found = _Site(getattr(request, "param", b"User-agent: *\nAllow: /\n"))
    yield found
    found.close()


def test_live_fetches_robots_and_one_page_under_our_name(local: Path, site: _Site):
    result = run("check-site", local, "--live", f"{site.url}/t20241105_1.html")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "same  site:127.0.0.1/title" in result.stdout
    assert "1 page, no findings" in result.stdout
    assert [path for path, _ in site.hits] == ["/robots.txt", "/t20241105_1.html"]
    assert all(agent.startswith("govnews/") for _, agent in site.hits)


@pytest.mark.parametrize("site", [b"User-agent: *\nDisallow: /\n"], indirect=True)
def test_live_obeys_robots(local: Path, site: _Site):
    result = run("check-site", local, "--live", f"{site.url}/t20241105_1.html")
    assert result.exit_code == 1
    assert "robots.txt asks not to fetch this page" in result.stderr
    assert [path for path, _ in site.hits] == ["/robots.txt"]


def test_live_names_what_cannot_be_had(local: Path, site: _Site):
    for url, says in (
        (f"{site.url}/gone.html", "status 404"),
        (f"{site.url}/old.html", "10.0.0.1"),
        ("http://10.0.0.1/a.html", "private address"),
        ("file:///etc/passwd", "takes an http or https URL"),
    ):
        result = run("check-site", local, "--live", url)
        assert result.exit_code == 1, url
        assert says in result.stderr
        assert "Traceback" not in result.stderr
