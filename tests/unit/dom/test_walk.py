import pytest

from govnews.dom import parse_html, read_tree
from govnews.dom.tree import Tree


def walked(html: str, *, hidden: bool = False) -> Tree:
    return read_tree(parse_html(html), hidden=hidden)


def texts(html: str) -> list[str]:
    return [line.text for line in walked(html).lines]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>一<br>二</p>", ["一", "二"]),
        ("<p>甲<span>乙</span><font>丙</font></p>", ["甲乙丙"]),
        ("<div>前<p>中</p>后</div>", ["前", "中", "后"]),
        ("<p>　　国务院&nbsp;&nbsp;办公厅</p>", ["国务院 办公厅"]),
        ("<p>可见</p><p style='DISPLAY : none'>隐藏</p>", ["可见"]),
        ("<p>可见</p><div hidden><p>隐藏</p></div><p>又见</p>", ["可见", "又见"]),
        ("<script>var a='不'</script><style>.b{}</style><p>文</p>", ["文"]),
        ("<div>来源<script>document.write('：某局');</script></div>", ["来源：某局"]),
        ("<div><noscript>请启用脚本</noscript>正文</div>尾", ["正文", "尾"]),
        ("<p>甲</p>\n \n<p> </p><p>乙</p>", ["甲", "乙"]),
        ("<ucapcontent><p>文</p></ucapcontent>", ["文"]),
    ],
)
def test_lines_end_where_a_reader_sees_them_end(html: str, lines: list[str]) -> None:
    assert texts(html) == lines


def test_hidden_text_is_there_on_request() -> None:
    tree = walked("<p style='display:none'>由脚本显示</p>", hidden=True)
    assert [line.text for line in tree.lines] == ["由脚本显示"]


def test_a_row_of_a_data_table_is_one_line() -> None:
    html = "<table><tr><th>河流</th><th>水质</th></tr><tr><td>甲水<br>上游</td><td><p>Ⅱ类</p></td></tr></table>"
    lines = walked(html).lines
    assert [line.text for line in lines] == ["河流\t水质", "甲水 上游\tⅡ类"]
    assert lines[1].row is not None
    assert lines[1].row.cells == ("甲水 上游", "Ⅱ类")


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>左栏</td><td><table><tr><td>一</td><td>二</td></tr><tr><td>三</td><td>四</td></tr></table></td></tr></table>",
        "<table><tr><td>标题</td></tr><tr><td>正文</td></tr></table>",
        "<table><tr><td><a href='/a'>首页</a></td><td><a href='/b'>新闻</a></td></tr><tr><td><a href='/c'>政务</a></td><td><a href='/d'>服务</a></td></tr></table>",
        f"<table><tr><td>栏</td><td>目</td></tr><tr><td>{'长文。' * 300}</td><td>侧</td></tr></table>",
    ],
    ids=["nested", "one column", "navigation", "a cell that holds the page"],
)
def test_a_table_that_lays_out_the_page_is_no_data(html: str) -> None:
    assert all(line.row is None or line.row.cells[0] in "一三" for line in walked(html).lines)


def test_links_bold_and_pictures_know_their_place() -> None:
    tree = walked(
        "<p><b>一、标题</b></p><p>见<a href='/f.doc'>附件</a></p><img src='a.jpg'><p>图为甲</p>"
    )
    heading, linking, caption = tree.lines
    assert heading.bold == len(heading.text)
    assert linking.linked == 2
    assert [(a.text, a.href, a.line) for a in tree.anchors] == [("附件", "/f.doc", 1)]
    assert tree.pictures[0].line == 2
    assert caption.text == "图为甲"


def test_bold_by_style_counts_and_normal_weight_does_not() -> None:
    tree = walked(
        "<p style='font-weight:bold'>甲</p><p><span style='FONT-WEIGHT: 700'>乙</span></p><p style='font-weight:normal'>丙</p>"
    )
    assert [bool(line.bold) for line in tree.lines] == [True, True, False]


def test_a_link_over_several_blocks_keeps_all_its_text() -> None:
    tree = walked("<a href='/x'><div>标题</div><div>日期</div></a><p>后</p>")
    assert tree.anchors[0].text == "标题 日期"


def test_boxes_cover_their_lines_and_nest() -> None:
    tree = walked("<div id='out'><p>一</p><div class='in'><p>二</p></div></div>")
    outer = tree.box_of(tree.ids["out"][0])
    inner = tree.box_of(tree.classes["in"][0])
    assert [line.text for line in tree.lines_of(outer)] == ["一", "二"]
    assert [line.text for line in tree.lines_of(inner)] == ["二"]
    assert inner.inside(outer)
    assert not outer.inside(inner)


def test_the_head_of_the_page_is_read() -> None:
    tree = walked(
        "<head><title> 甲_乙 </title><base href='/b/'><meta name='PubDate' content=' 2024-01-01 '><meta name='x'></head>"
    )
    assert tree.title == "甲_乙"
    assert tree.base == "/b/"
    assert tree.metas == [("PubDate", "2024-01-01")]


def test_nesting_beyond_the_limits_of_recursion() -> None:
    deep = "<div>" * 1500 + "<p>深处</p>" + "</div>" * 1500
    assert texts(deep) == ["深处"]
