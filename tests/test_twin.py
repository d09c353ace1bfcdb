"""The twin of the page this project began with: what the record says about the damage and about the copy."""

import re
from pathlib import Path

import pytest

import govnews

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "tests/fixtures/clone.test/twin-text/page.txt").read_text("utf-8")
URL = "http://clone.test/jrzg/2010-11/16/content_1746203.htm"
HTML = (ROOT / "spiders/sample/site/clone.test/jrzg/2010-11/16/content_1746203.htm").read_bytes()
READING = re.compile(r"([\u4e00-\u9fff])\(([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+)\)")


def _article(form: str) -> govnews.Article:
    return govnews.extract_text(TEXT) if form == "text" else govnews.extract(HTML, URL)


def test_the_fixture_is_what_it_says() -> None:
    glossed = READING.findall(TEXT)
    assert len(set(glossed)) == 43
    bare = READING.sub("", TEXT)
    assert not {char for char, _ in glossed} & set(bare), "every occurrence carries its reading"


@pytest.mark.parametrize("form", ["text", "html"])
def test_every_gloss_is_counted(form: str) -> None:
    held = TEXT if form == "text" else HTML.decode("gb18030")
    removed = sum(r.count for r in _article(form).provenance.repairs if r.step == "gloss")
    assert removed == len(READING.findall(held))


@pytest.mark.parametrize("form", ["text", "html"])
def test_the_copy_is_told(form: str) -> None:
    clone = _article(form).provenance.clone
    assert clone.printed_host == "clone.test"
    assert clone.likely_original == "www.gov.cn"
    assert "glosses" in clone.signs


def test_repair_gives_the_clean_page_and_replays() -> None:
    repaired = govnews.repair(TEXT)
    assert repaired.text == READING.sub(r"\1", TEXT)
    assert govnews.apply(repaired.plan, TEXT) == repaired.text
