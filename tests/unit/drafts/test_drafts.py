"""From a page to the draft of its profile: places, selectors, the file."""

import re
import time
import tomllib

import pytest

from govnews.drafts.address import address_of, host_in
from govnews.drafts.draft import as_toml, draft_of, is_draft
from govnews.drafts.places import places
from govnews.drafts.reading import Reading, read
from govnews.drafts.selectors import selectors_for
from govnews.model import Page
from govnews.sites.profile import parse_profile

URL = "http://www.linhai.test/zwgk/gsgg/t20241105_3120.html"
TEXT = (
    "<p>为做好冬季渔船安全生产工作，经研究，决定于11月中旬起在全县范围内开展渔船安全检查，现将有关事项通知如下。</p>"
    "<p>各乡镇要明确专人负责，发现隐患立即整改，整改不到位的渔船一律不得出海作业，并及时报告县海洋渔业局。</p>"
)
HEAD = "<meta charset=utf-8><title>关于开展冬季渔船安全检查的通知-临海县人民政府</title>"


def reading_of(html: str, url: str | None = URL) -> Reading:
    return read(
        Page(url or "", f"<html><head>{HEAD}</head><body>{html}</body></html>".encode()), "families"
    )


def selected(html: str, url: str = URL) -> dict[str, list[str]]:
    toml = as_toml(draft_of(reading_of(html, url), url, (host_in(url) or "",)))
    return tomllib.loads(toml)["select"]


def page(
    title: str, masthead: str, body: str = f'<div class="neirong">{TEXT}</div>', rest: str = ""
) -> str:
    crumbs = '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/gsgg/">公示公告</a></div>'
    return f"{crumbs}<div class=art>{title}{masthead}{body}</div>{rest}"


TITLE = "关于开展冬季渔船安全检查的通知"
PLAIN = f"<div class=biaoti>{TITLE}</div>"
SHOWN = "<div class=info><span class=fbsj>发布时间：2024-11-05 09:30</span> <span class=ly>来源：县海洋渔业局</span></div>"


def test_every_field_is_named_by_the_innermost_box_that_says_it():
    links = "".join(
        f'<li><a href="/zwgk/gsgg/t2024100{n}_1.html">关于加强渔港管理的第{n}号通告</a></li>'
        for n in (1, 2)
    )
    rest = f"<div class=xgxw><h3>相关链接</h3><ul>{links}</ul></div>"
    assert selected(page(PLAIN, SHOWN, rest=rest)) == {
        "title": [".biaoti"],
        "date": [".fbsj"],
        "source": [".ly"],
        "breadcrumbs": [".dqwz"],
        "body": [".neirong"],
        "related": [".xgxw"],
    }


@pytest.mark.parametrize(
    ("title", "selector"),
    [
        (f"<h1>{TITLE}</h1>", "h1"),
        (f"<h1 class='fl w1200'>{TITLE}</h1>", "h1"),
        (f"<h2 id=t20241105>{TITLE}</h2><h2>其他</h2>", ""),
        (f"<div id=ti class=fs24>{TITLE}</div>", "#ti"),
        (f"<div class='css-1q2w3e title'>{TITLE}</div>", ".title"),
        (f"<div class=biaoti><span>{TITLE}</span></div>", ".biaoti"),
        (f"<table><tr><td><span class=bt>{TITLE}</span></td></tr></table>", ".bt"),
        (f"<div class=name>别的</div><div class='name bt'>{TITLE}</div>", ".bt"),
    ],
)  # fmt: skip
def test_a_selector_is_short_and_will_hold(title: str, selector: str):
    assert selected(page(title, SHOWN)).get("title") == ([selector] if selector else None)


def test_a_field_without_a_name_of_its_own_is_left_out_with_the_reason():
    html = f"<div><div>{TITLE}</div><div>2024-11-05</div><div>{TEXT}</div></div>"
    toml = as_toml(draft_of(reading_of(html), URL, ("www.linhai.test",)))
    assert "date" not in tomllib.loads(toml)["select"]
    assert re.search(r"# date: found by .*; no id or class", toml)


def test_what_the_family_finds_is_not_repeated():
    html = page(PLAIN, SHOWN, body=f'<div class="TRS_Editor">{TEXT}</div>')
    toml = as_toml(draft_of(reading_of(html), URL, ("www.linhai.test",)))
    table = tomllib.loads(toml)
    assert table["family"] == "trs_wcm"
    assert "body" not in table["select"]
    assert "its markup is on the page: .TRS_Editor" in toml
    assert "the family finds it (family:trs_wcm/body)" in toml


def test_the_draft_is_a_profile_that_says_it_is_a_draft():
    toml = as_toml(draft_of(reading_of(page(PLAIN, SHOWN)), URL, ("www.linhai.test",)))
    profile = parse_profile(toml, "www.linhai.test.toml")
    assert is_draft(profile)
    assert profile.hosts == ("www.linhai.test",)
    assert profile.crawl.article == (r"/t\d{8}_\d+\.html$",)
    assert re.search(profile.crawl.article[0], "/zwgk/gsgg/t20241105_3120.html")
    assert '# seeds = ["http://www.linhai.test/zwgk/gsgg/"]' in toml
    assert len(toml.splitlines()) <= 40


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/tzgg/show.php?id=2217", [r"/show\.php\?id=\d+$"]),
        ("/art/2024/11/5/art_88_1207.html", [r"/art_\d+_\d+\.html$"]),
        ("/c/0123456789abcdef0123456789abcdef.html", [r"/[0-9a-f]{32}\.html$"]),
        ("/news/a-trail/", []),
        ("/x/it's%20'''1.html", []),
    ],
)
def test_the_pattern_of_an_address_leaves_its_numbers_open(path: str, pattern: list[str]):
    url = f"http://www.linhai.test{path}"
    table = tomllib.loads(
        as_toml(draft_of(reading_of(page(PLAIN, SHOWN), url), url, ("www.linhai.test",)))
    )
    assert table.get("crawl", {}).get("article", []) == pattern
    assert all(re.search(one, path) for one in pattern)


def test_a_hostile_page_writes_no_line_of_its_own():
    name = '县政府\u2028\x7f"]\nhosts = ["evil.test"] # 网'
    html = page(PLAIN, SHOWN).replace(
        "<div class=art>", f"<meta name=SiteName content='{name}'><div class=art>"
    )
    url = 'http://www.linhai.test/a"\n[crawl]\nlocal = true\n#/t1.html'
    profile = parse_profile(
        as_toml(draft_of(reading_of(html), url, ("www.linhai.test",))), "x.toml"
    )
    assert profile.hosts == ("www.linhai.test",)
    assert profile.crawl.local is False
    assert '"' in profile.name


def test_selectors_name_exactly_what_is_wanted():
    reading = reading_of(page(PLAIN, SHOWN))
    for key in ("title", "date", "source", "breadcrumbs", "body"):
        for elements in places(reading, key):
            for selector in selectors_for(reading.ctx.tree, elements, frozenset()):
                assert re.fullmatch(r"[\w#.\- ]+", selector)
                assert "nth" not in selector


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<link rel=canonical href=http://www.linhai.test/c.html>", "http://www.linhai.test/c.html"),
        ("<link rel=canonical href=/c.html>", None),
        ('<meta property="og:url" content="http://www.linhai.test/d.html">', "http://www.linhai.test/d.html"),
        ('<meta property="og:url" content="javascript:alert(1)">', None),
        ("", None),
    ],
)  # fmt: skip
def test_a_page_may_say_where_it_is_from(html: str, address: str | None):
    body = f"<html><head>{html}</head><body>{page(PLAIN, SHOWN)}</body></html>".encode()
    assert address_of(read(Page("", body), "families")) == address


MANY = "".join(
    f"<div class='k{n % 50} p'><span class=s{n % 9}>检查</span></div>" for n in range(20_000)
)
HOSTILE = {
    "many boxes": f"<div>{TEXT}{MANY}</div>",
    "deep": "<div class=c><div class=k>" * 900 + TEXT * 2000 + "</div></div>" * 900,
    "long attributes": f"<div class='{'x ' * 300_000}' id='{'y' * 500_000}'>{TEXT}</div>",
    "many links": f"<div>{TEXT}</div><div class=xg><h3>相关链接</h3>"
    + "".join(f"<li><a href=/a/{n}.html>关于第{n}号检查的公告</a></li>" for n in range(20_000))
    + "</div>",
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_costs_little_more_than_reading_it(kind: str):
    reading = reading_of(page(PLAIN, SHOWN, body=HOSTILE[kind]))
    start = time.process_time()
    toml = as_toml(draft_of(reading, URL, ("www.linhai.test",)))
    assert time.process_time() - start < 5
    parse_profile(toml, "www.linhai.test.toml")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://www.linhai.test:8080/a", "www.linhai.test"),
        ("https://政务.test/", "政务.test"),
        ("ftp://a.test/", None),
        ("http://[::1/", None),
        ("http://../x", None),
        (None, None),
    ],
)
def test_host_of_an_address(url: str | None, host: str | None):
    assert host_in(url) == host
