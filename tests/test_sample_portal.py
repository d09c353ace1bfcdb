"""The sample portal agrees with itself and with the library: every page reachable, every kind told apart."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import govnews
from govnews.sites.profile import load_profiles

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "spiders" / "sample"
PAGES: dict[str, dict[str, Any]] = {
    page["url"]: page for page in tomllib.loads((SAMPLE / "site.toml").read_text("utf-8"))["page"]
}
EXPECTED = json.loads((ROOT / "tests" / "fixtures" / "sample_portal.json").read_text("utf-8"))
GOLD_KIND = {
    gold["url"]: gold["kind"]
    for path in ROOT.glob("tests/fixtures/*/*/gold.json")
    if (gold := json.loads(path.read_text("utf-8")))
}
HTML = [
    url for url, page in PAGES.items() if page["kind"] in ("article", "list", "soft_404", "blocked")
]


def _body(url: str) -> bytes:
    return (SAMPLE / "site" / PAGES[url]["file"]).read_bytes()


def test_manifest_and_folder_hold_the_same_files() -> None:
    named = {page["file"] for page in PAGES.values() if "file" in page}
    kept = {
        p.relative_to(SAMPLE / "site").as_posix()
        for p in (SAMPLE / "site").rglob("*")
        if p.is_file()
    }
    assert named == kept


@pytest.mark.parametrize("url", [u for u in HTML if not u.endswith(".json")])
def test_kind(url: str) -> None:
    page = PAGES[url]
    told = govnews.classify(
        _body(url), url, content_type=page["content_type"], status=page["status"]
    )
    wanted = page["kind"]
    if wanted == "article":
        assert told in govnews.ARTICLE_KINDS
        article = govnews.extract(_body(url), url, content_type=page["content_type"])
        assert article.kind == GOLD_KIND[url]
    elif (
        url != "http://www.sample.test/yaowen/liebiao/"
    ):  # filled by its script: a shell is right too
        assert told == wanted


def test_attachments_are_binary() -> None:
    for url, page in PAGES.items():
        if page["kind"] == "attachment":
            assert govnews.classify(_body(url), url, content_type=page["content_type"]) == "binary"


def test_every_article_is_reached_from_the_seeds_and_nothing_else() -> None:
    profile = load_profiles().hosts["www.sample.test"]
    portal = govnews.load_portal("sample")
    queue, seen, found = [*profile.crawl.seeds], set(), set()
    while queue:
        url = queue.pop()
        if url in seen or url not in PAGES:
            continue
        seen.add(url)
        listing = govnews.read_list(_body(url), url, content_type=PAGES[url]["content_type"])
        found |= {entry.url for entry in listing.entries if portal.wants(entry.url)}
        queue += [request.url for request in listing.next]
    redirects = EXPECTED["redirects"]
    assert {redirects.get(url, url) for url in found} == {
        *EXPECTED["articles"],
        *(error["url"] for error in EXPECTED["errors"]),
    }


@pytest.mark.parametrize(
    ("path", "used", "contradicted"),
    [
        ("www.sample.test/jrzg/2010-06/18/content_1630812.htm", "gb18030", False),
        ("www.sample.test/zwdt/201907/t20190715_31004.html", "gb18030", False),
        ("www.sample.test/zwdt/202403/t20240308_51005.html", "utf-8", True),
        ("www.sample.test/zwdt/202406/t20240611_51230.html", "mixed", True),
        ("tw.sample.test/news/content_3012.html", "big5", False),
    ],
    ids=["GBK", "GB18030 called gb2312", "UTF-8 called gb2312", "GBK inside UTF-8", "Big5"],
)
def test_encoding(path: str, used: str, contradicted: bool) -> None:
    url = f"http://{path}"
    article = govnews.extract(_body(url), url, content_type=PAGES[url]["content_type"])
    decoding = article.provenance.decoding
    assert (decoding.used, decoding.replacements) == (used, 0)
    assert bool(decoding.conflicts) == contradicted


def test_profile_expects_every_article() -> None:
    profile = load_profiles().hosts["www.sample.test"]
    assert profile.crawl.local
    assert profile.expect.min_articles == len(EXPECTED["articles"])
