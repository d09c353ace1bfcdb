"""What is wrong with a profile, on any page and on these."""

import pytest

from govnews.drafts.check import Tally, bad_selectors, differences, overlaps
from govnews.drafts.reading import read
from govnews.model import Page
from govnews.sites.profile import DATA, load_profiles, parse_profile, read_profile

GOOD = 'name = "县"\nhosts = ["www.linhai.test"]\nverified = "2026-11"\n'
PAGE = (
    "<html><body><h1>关于开展冬季渔船安全检查的通知</h1><div class=t>发布时间：2024-11-05</div><div class=c><p>"
    "为做好冬季渔船安全生产工作，经研究，决定于11月中旬起在全县范围内开展渔船安全检查，现将有关事项通知如下。"
    "</p></div></body></html>"
)


def said(text: str, *urls: str) -> list[str]:
    profile = parse_profile(GOOD + text, "www.linhai.test.toml")
    known = load_profiles().plus(profile)
    tally = Tally(profile)
    for url in urls:
        tally.add(read(Page(url, PAGE.encode()), known))
    return [*overlaps(profile), *(sentence for _, sentence in tally.findings())]


URL = "http://www.linhai.test/202411/t20241105_1.html"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[select]\ntitle = ["h1"]\nbody = [".c"]\n', []),
        ('[select]\ntitle = ["h1", "h2"]\n', ["select.title: 'h2' matches nothing on the one page"]),
        ('[select]\ndate = ["h1"]\n', ["date: what its selectors match gave no date on any page"]),
        (
            "[[layout]]\nuntil = 2014-02-28\n[[layout]]\nfrom = 2012-01-01\nuntil = 2020-01-01\n",
            ["layouts 1 and 2 overlap, from 2012-01-01 to 2014-02-28"],
        ),
        ("[[layout]]\nuntil = 2011-12-31\n[[layout]]\nfrom = 2012-01-01\nuntil = 2020-01-01\n", []),
        ("[[layout]]\n[[layout]]\n", ["layouts 1 and 2 overlap, from the beginning to today"]),
        ("[[layout]]\nfrom = 2015-01-01\nuntil = 2014-01-01\n", ["layout 1 ends on 2014-01-01"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_sentence(text: str, says: list[str]):
    found = said(text, URL)
    assert len(found) == len(says), found
    assert all(sentence.startswith(start) for sentence, start in zip(found, says, strict=True))


@pytest.mark.parametrize("selector", ["h1[", "//*[unknown()]", "//a[", "p:nth(", "x|p"])
def test_what_is_no_selector_is_named(selector: str):
    profile = parse_profile(GOOD + f"[select]\ntitle = ['h1', '{selector}']\n", "x.toml")
    ((text, sentence),) = bad_selectors(profile)
    assert text == selector
    assert sentence.startswith(f"not a selector: {selector!r}")


def test_a_layout_that_was_not_in_force_is_not_blamed():
    old = '[select]\nbody = [".c"]\n[[layout]]\nuntil = 2014-02-28\n[layout.select]\nbody = ["td.p1"]\n'
    assert said(old, URL) == []
    assert said(old, "http://www.linhai.test/201011/t20101105_1.html") == [
        "layout 1.body: 'td.p1' matches nothing on the one page"
    ]


def test_differences_are_told_from_where_they_part():
    gold = {"a": 1, "b": [], "c": None, "text": "甲" * 100 + "乙" + "丙" * 100}
    now = {"a": 1, "b": ["x"], "c": "", "text": "甲" * 100 + "丁" + "丙" * 100}
    told = [*differences(gold, now)]
    assert told[:2] == [("b", "[]", '["x"]'), ("c", "null", '""')]
    key, was, found = told[2]
    assert (key, len(told)) == ("text", 3)
    assert was.startswith("…" + "甲" * 12 + "乙")
    assert found.startswith("…" + "甲" * 12 + "丁")
    assert len(found) <= 50


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda p: p.stem)
def test_no_profile_of_the_package_is_at_fault_or_a_draft(path):
    profile = read_profile(path)
    assert [*bad_selectors(profile), *overlaps(profile)] == []
    assert not profile.verified.startswith("draft")
