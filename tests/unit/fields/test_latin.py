import pytest

from govnews.dom import parse_html, read_tree
from govnews.fields.context import read_context

PROSE = "The council met on Tuesday to discuss the budget for the coming year, officials said."
MORE = "Members agreed to open three new libraries, and to repair the bridge before winter comes."


def text_of(html: str) -> list[str]:
    ctx = read_context(read_tree(parse_html(f"<body>{html}</body>")), None, "none")
    return [ctx.tree.lines[i].text for i in ctx.body.indexes]


@pytest.mark.parametrize(
    "around",
    [
        "<h1>Council meets on budget</h1>{}",
        "<h1>Council meets</h1><div>By Ann Writer</div><div>November 20, 2019 10:43</div>{}",
        "<figure><img src='a.jpg'><figcaption>The town hall on a sunny day, seen from the river.</figcaption></figure>{}",
        "{}<p>Related: How the budget is made</p>",
        "{}<p><a href='/x'>Five things to know about the new budget of the council</a></p>",
        "{}<div class='newsletter-signup'>Get the morning briefing, every day, in your inbox.</div>",
        "{}<p>Advertisement</p>",
        "{}<p>Image copyright Some Agency</p>",
    ],
)
def test_what_surrounds_the_text_is_dropped(around: str) -> None:
    body = f"<p>{PROSE}</p><p>{MORE}</p>"
    assert text_of(f"<div class='story'>{around.format(body)}</div>") == [PROSE, MORE]


def test_a_caption_on_a_chinese_page_is_text() -> None:
    first, second = (
        "样例市图书馆新馆今天开馆，首日接待读者三千余人次，座无虚席。",
        "新馆设有少年儿童阅览区，并提供自助借还服务，方便居民就近借书。",
    )
    figure = "<figure><img src='a.jpg'><figcaption>图为新馆阅览区。</figcaption></figure>"
    assert text_of(f"<div><p>{first}</p>{figure}<p>{second}</p></div>") == [
        first,
        "图为新馆阅览区。",
        second,
    ]
