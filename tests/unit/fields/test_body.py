import pytest

from govnews.dom import parse_html, read_tree
from govnews.fields.context import read_context
from govnews.fields.found import Context

PROSE = "样例市人民政府今天召开会议，研究部署下半年的公共服务工作，要求各部门抓好落实。"
MORE = "会议指出，要把便民服务窗口开到社区和园区，让居民就近办事，少跑路、少等待。"


def body_of(html: str, url: str | None = None) -> Context:
    return read_context(read_tree(parse_html(f"<body>{html}</body>")), url, "none")


def text_of(html: str) -> list[str]:
    ctx = body_of(html)
    return [ctx.tree.lines[i].text for i in ctx.body.indexes]


NAV = "<ul>" + "".join(f"<li><a href='/{n}/'>栏目第{n}项</a></li>" for n in range(12)) + "</ul>"
FOOT = "<div>主办单位：样例市人民政府 版权所有 ICP备00000000号 网站标识码9900000001</div>"


@pytest.mark.parametrize(
    "html",
    [
        f"<div>{{}}</div><div class='x'><p>{PROSE}</p><p>{MORE}</p></div>{{}}",
        f"<table><tr><td>{{}}</td><td><p>{PROSE}<br>{MORE}</p></td></tr></table>{{}}",
        f"{{}}<div><div>{PROSE}</div><div>{MORE}</div></div>{{}}",
        f"{{}}<div><font><font>{PROSE}</font><br><br></font>{MORE}</div>{{}}",
        f"{{}}<section><section><p><span>{PROSE[:9]}</span><span>{PROSE[9:]}</span></p></section><section><p>{MORE}</p></section></section>{{}}",
    ],
    ids=["div", "layout table", "divs", "br and font", "nested sections"],
)
def test_density_finds_the_text_without_a_profile(html: str) -> None:
    assert text_of(html.format(NAV, FOOT)) == [PROSE, MORE]


def test_a_body_printed_twice_is_taken_once() -> None:
    box = f"<p>{PROSE}</p><p>{MORE}</p>"
    assert text_of(f"{NAV}<div class='pc'>{box}</div><div class='mobile'>{box}</div>") == [
        PROSE,
        MORE,
    ]
    ids = f"<div id='zoom'>{box}</div><div class='elder'><div id='zoom'>{box}</div></div>"
    assert text_of(NAV + ids) == [PROSE, MORE]


@pytest.mark.parametrize(
    "extra",
    [
        "【打印】 【关闭】",
        "责任编辑：己方",
        "扫一扫在手机打开当前页",
        "分享到：",
        "浏览次数：12",
        "字体：大 中 小",
        "上一篇：样例市公布年度计划",
        "版权所有：样例市人民政府",
        "附件：",
    ],
)
def test_tools_at_the_end_of_the_box_are_no_text(extra: str) -> None:
    html = f"{NAV}<div id='zoom'><p>{PROSE}</p><p>{MORE}</p><p>{extra}</p></div>"
    assert text_of(html) == [PROSE, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "时间：2024年6月1日上午9时",
        "主办单位：样例市教育局",
        "老年人助餐服务",
        "联系人：甲文 联系电话：0000-0000000",
        "附件：1.申请表",
        "（此件公开发布）",
        "来源：样例日报",
        "样例市人民政府",
        "2024年6月1日",
        "重要提示：报名截止后不再受理。",
    ],
)
def test_lines_that_look_like_furniture_and_are_text_stay(line: str) -> None:
    html = f"{NAV}<div id='zoom'><p>{PROSE}</p><p>{line}</p><p>{MORE}</p></div>"
    assert text_of(html) == [PROSE, line, MORE]


def test_headline_and_masthead_inside_the_box_are_cut() -> None:
    head = "<h1>样例市召开会议</h1><div>发布时间：2024-06-01 09:00 来源：样例市人民政府</div><div>字体：【大 中 小】</div>"
    assert text_of(
        f"<title>样例市召开会议</title>{NAV}<div id='zoom'>{head}<p>{PROSE}</p><p>{MORE}</p></div>"
    ) == [PROSE, MORE]


def test_a_notice_that_opens_with_labels_keeps_them() -> None:
    lines = ["各有关单位：", "会议安排如下。", "时间：2024年6月1日", "地点：样例市会议中心", PROSE]
    html = "".join(f"<p>{line}</p>" for line in lines)
    assert text_of(f"{NAV}<div id='zoom'>{html}</div>") == lines


def test_related_links_at_the_end_of_the_box_are_cut() -> None:
    links = "<p>相关链接</p><ul><li><a href='/1.html'>样例市推出新的便民措施</a></li><li><a href='/2.html'>样例市召开部门会议</a></li></ul>"
    assert text_of(f"{NAV}<div id='zoom'><p>{PROSE}</p><p>{MORE}</p>{links}</div>") == [PROSE, MORE]


def test_a_metadata_table_in_the_box_is_no_text() -> None:
    table = (
        "<table><tr><td>索 引 号</td><td>990000/2024-00001</td><td>主题分类</td><td>其他</td></tr>"
        "<tr><td>发文机关</td><td>样例市人民政府</td><td>成文日期</td><td>2024年6月1日</td></tr></table>"
    )
    ctx = body_of(f"{NAV}<div id='zoom'>{table}<p>{PROSE}</p><p>{MORE}</p></div>")
    assert [ctx.tree.lines[i].text for i in ctx.body.indexes] == [PROSE, MORE]


def test_a_page_without_text_has_no_body() -> None:
    assert body_of(NAV).body.indexes == []


def test_a_layout_called_has_sidebar_is_still_read() -> None:
    html = f"<div class='has-sidebar'>{NAV}<div><p>{PROSE}</p><p>{MORE}</p></div></div>"
    assert text_of(html) == [PROSE, MORE]


def test_comments_are_no_text() -> None:
    comments = "".join(f"<p>{PROSE[:20]}，说得好，支持第{n}次。</p>" for n in range(3))
    assert text_of(
        f"{NAV}<div><p>{PROSE}</p><p>{MORE}</p></div><div id='comments'>{comments}</div>"
    ) == [PROSE, MORE]


def test_a_text_that_a_script_will_show_is_read_where_nothing_else_is() -> None:
    hidden = f"<div id='app' style='display:none'><p>{PROSE}</p><p>{MORE}</p></div>"
    assert text_of(NAV + hidden) == [PROSE, MORE]
    assert text_of(
        f"{NAV}<div><p>{PROSE}</p></div><div style='display:none'><p>{MORE}</p></div>"
    ) == [PROSE]
