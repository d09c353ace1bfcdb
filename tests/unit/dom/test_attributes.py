"""Tags with thousands of attributes are cut before libxml2 spends the square of their number on them."""

import pytest

from govnews.dom import parse_html
from govnews.dom.attributes import bounded

MANY = 9000
BODY = b"<html><body><p title=x>a > b</p>%s<div>text</div></body></html>"
SEPARATED = {
    "digits": (b" ", b"a%d=1"),
    "names alone": (b"\n", b"a%d"),
    "quoted": (b" ", b'a%d="1"'),
    "not separated": (b"", b"a%d='1'"),
    "slashes": (b"/", b"a%d='1'"),
    "ends of tags in values": (b" ", b"a%d=\"><b class='x'>\""),
    "whole elements in values": (b" ", b"a%d='<p>text</p>'"),
}


@pytest.mark.parametrize("tag", [b"p", b"script", b"meta"])
@pytest.mark.parametrize("form", SEPARATED.values(), ids=SEPARATED)
def test_attributes_by_the_thousand_are_cut(form: tuple[bytes, bytes], tag: bytes) -> None:
    between, one = form
    opened = b"<" + tag + b" " + between.join(one % n for n in range(MANY)) + b">"
    body = bounded(BODY % opened)
    assert len(body) < len(opened) / 20
    root = parse_html(body.decode())
    element = next(e for e in root.iter(tag.decode()) if e.get("a1") is not None)
    assert [str(name) for name, _ in element.items() if name != "title"] == [
        f"a{n}" for n in range(200)
    ]


@pytest.mark.parametrize(
    "inner",
    [
        b"<!-- " + b"a=1 " * MANY + b"--><p>x</p>",
        b"<script>if (a < b) { " + b"x = 1 " * MANY + b"}</script>",
        b"<style>" + b"a b {c:d} " * MANY + b"</style>",
        b"<p>" + b"word " * MANY + b"</p>",
        b'<p title="' + b"word > " * MANY + b'">x</p>',
        b"<p a=1>x</p>" * MANY,
        b"<p " + b" ".join(b"a%d" % n for n in range(400)) + b"></p>" + b"<p>word word</p>" * MANY,
    ],
    ids=["comment", "script", "style", "text", "value", "tags", "hundreds"],
)
def test_all_else_is_left_as_it_is(inner: bytes) -> None:
    body = BODY % inner
    assert bounded(body) is body


def test_what_a_script_holds_stays_with_it() -> None:
    crowd = b" ".join(b"a%d" % n for n in range(MANY))
    body = bounded(b"<script " + crowd + b">var a = '<p " + crowd + b"';</script><p>text</p>")
    assert body.endswith(b">var a = '<p " + crowd + b"';</script><p>text</p>")


@pytest.mark.parametrize(
    "unit", [b"<!--", b"<p a=", b'<p a="', b"<script>", b"<", b"</script", b"-", b"='"]
)
def test_bytes_of_any_kind_are_read(unit: bytes) -> None:
    bounded(BODY % (unit * 100_000 + b" a b c" * 3000))
