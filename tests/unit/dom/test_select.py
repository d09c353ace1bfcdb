import time

import pytest

from govnews.dom import attribute, matches, one, optional, parse_html, read_tree, some, text_of
from govnews.dom.tree import Tree
from govnews.errors import GovnewsError, ProfileError

PAGE = """<head><meta name="author" content="己方"></head>
<div id="zoom" class="con pages_content"><p class="a b">一<script>x</script><i>二</i>三</p><p class="a">四</p></div>
<div class="imagezoom"><h1 id="ti">题</h1><a href="x" title="t">链</a></div>"""


@pytest.fixture
def page() -> Tree:
    return read_tree(parse_html(PAGE))


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("#zoom", ["一二三 四"]),
        (".a", ["一二三", "四"]),
        ("p.a.b", ["一二三"]),
        ("#zoom .b", ["一二三"]),
        ("h1#ti", ["题"]),
        ("a[title]", ["链"]),
        ('a[title="t"]', ["链"]),
        ("[class*=pages]", ["一二三 四"]),
        ("[class^=con]", ["一二三 四"]),
        ("#zoom > p + p", ["四"]),
        ("//p[@class='a']", ["四"]),
        ("div.zoom", []),
        (".ti", []),
        ('meta[name="author"]', ["己方"]),
    ],
)
def test_css_and_xpath(page: Tree, selector: str, found: list[str]) -> None:
    assert [text_of(e) for e in some(page, selector)] == found


def test_selectors_state_how_many_they_expect(page: Tree) -> None:
    assert one(page, "#ti").text == "题"
    assert optional(page, ".none") is None
    assert matches(page, ".imagezoom")
    with pytest.raises(GovnewsError, match="2 elements"):
        one(page, "p")


def test_a_selector_that_is_none_is_named(page: Tree) -> None:
    with pytest.raises(ProfileError, match=r"p\["):
        some(page, "p[")


def test_the_first_attribute_with_a_value(page: Tree) -> None:
    link = one(page, "a")
    assert attribute(link, "data-x", "title", "href") == "t"
    assert attribute(link, "name") is None


def test_elements_within_others_are_found_at_any_depth() -> None:
    html = (
        "<div class=a><p>1</p><div class=b><p>2</p><div class=a><p>3</p></div></div></div><p>4</p>"
    )
    page = read_tree(parse_html(html))
    for selector, texts in {
        ".a p": "123",
        ".b p": "23",
        ".a .b p": "23",
        ".b .a p": "3",
        ".a .a p": "3",
        ".b .b p": "",
        "div div div p": "3",
        "html p": "1234",
        ".none p": "",
    }.items():
        assert "".join(text_of(e) for e in some(page, selector)) == texts, selector


def test_depth_costs_nothing_per_element() -> None:
    page = read_tree(parse_html("<div class=a>" * 1500 + "<p>x</p>" * 20_000))
    begun = time.process_time()
    assert len(some(page, ".a p")) == len(some(page, "body .a p")) == 20_000
    assert some(page, ".b p") == some(page, ".b .a p") == []
    assert time.process_time() - begun < 5  # one step an ancestor and element: 15 s
