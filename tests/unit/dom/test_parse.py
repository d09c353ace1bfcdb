import pytest

from govnews.dom import etext, parse_html, read_tree, rewrite


@pytest.mark.parametrize(
    "html", ["", "   ", "\x00", "纯文本", "<", "<!-- 只有注释 -->", "<p", "</html>"]
)
def test_anything_becomes_a_tree(html: str) -> None:
    read_tree(parse_html(html))


def test_an_inner_end_of_document_hides_nothing() -> None:
    html = "<html><body><div>页头</div></body></html>" + "<div>正文</div>" * 50 + "</body></html>"
    assert len(read_tree(parse_html(html)).lines) == 51


def test_nesting_beyond_256_survives() -> None:
    html = "<span>" * 300 + "<p>文</p>"
    assert [line.text for line in read_tree(parse_html(html)).lines] == ["文"]


def test_text_is_changed_where_a_reader_sees_it_and_nowhere_else() -> None:
    root = parse_html("<p>甲<b>乙</b>丙</p><script>甲</script><pre>甲</pre>")
    rewrite(root, lambda text: text.replace("甲", "丁").replace("丙", "戊"))
    assert "".join(etext(root)).replace("\n", "") == "丁乙戊"
    assert root.find(".//script").text == "甲"  # type: ignore[union-attr]
