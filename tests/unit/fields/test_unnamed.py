"""Pages of sites that nobody described, whose boxes carry no names: labels and form alone say what is what."""

import pytest

from govnews.api import extract
from govnews.model import Article

TITLE = "样例县召开公共文化服务推进会"
PROSE = (
    "为推进基层公共文化服务体系建设，三月二日，县文化和旅游局召开专题会议，部署本年度重点工作。",
    "会议指出，过去一年，全县新建村级文化活动室三十六个，举办群众性文艺活动二百余场，成效明显。",
    "会议要求，各乡镇要加强组织领导，压实工作责任，完善考核机制，确保各项任务落到实处、见到实效。",
)
NAV = "".join(f'<a href="/{n}/">{n}</a>' for n in ("首页", "政务公开", "办事服务", "互动交流"))
FOOT = "<p>主办单位：样例县人民政府办公室　网站标识码：9900000001　ICP备00000000号</p>"
CRUMBS = ('<a href="/">首页</a>', '<a href="/xw/">新闻中心</a>', '<a href="/xw/bm/">部门动态</a>')
MASTHEAD = "<p>来源：样例日报　发布时间：2021-03-04</p>"
LINKS = (
    '<a href="/x/1.html">样例县公共文化服务工作解读材料</a>',
    '<a href="/x/2.html">一图读懂样例县工作方案主要内容</a>',
)


def read(
    *,
    crumbs: str = "",
    masthead: str = MASTHEAD,
    opening: str = "",
    tail: str = "",
    below: str = "",
    named: str = f"{TITLE}-样例县人民政府",
    title: str = f"<div>{TITLE}</div>",
) -> Article:
    text = "".join(f"<p>{p}</p>" for p in PROSE)
    html = (
        f"<div>{NAV}</div><div>{crumbs}</div>"
        f"<div>{title}{masthead}<div>{opening}{text}{tail}</div>{below}</div><div>{FOOT}</div>"
    )
    url = "http://www.example.test/xw/bm/45678.html"
    html = f"<html><head><title>{named}</title></head><body>{html}</body></html>"
    return extract(html.encode(), url, profiles="none")


@pytest.mark.parametrize(
    "masthead",
    [
        "<div>发布于：{date} 来自：{source}</div>",
        "<div>{date} 来稿单位：{source}</div>",
        "<div>信息发布时间：{date}&nbsp;信息来源单位：{source}</div>",
        "<div>报送单位：{source}</div><div>日期：{date}</div>",
    ],
)
@pytest.mark.parametrize("place", ["masthead", "opening", "below"])
def test_masthead_labels(masthead: str, place: str) -> None:
    shown = masthead.format(source="样例日报", date="2021-03-04 15:06")
    article = read(**{"masthead": "", place: shown})
    assert (article.title, article.source, article.text) == (TITLE, "样例日报", "\n".join(PROSE))
    assert (article.date or "")[:16] == "2021-03-04T15:06"


@pytest.mark.parametrize(
    "label",
    [
        "相关图解", "关联解读", "解读材料", "媒体报道", "更多相关", "相關報導", "推薦閱讀", "同类信息",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "block",
    [
        "<div><div>{label}</div><ul><li>{0}</li><li>{1}</li></ul></div>",
        "<h3>{label}</h3><p>{0}</p><p>{1}</p>",
        "<dl><dt>{label}</dt><dd>{0}</dd><dd>{1}</dd></dl>",
    ],
    ids=["list", "paragraphs", "definitions"],
)
@pytest.mark.parametrize("place", ["tail", "below"])
def test_related_links(label: str, block: str, place: str) -> None:
    article = read(**{place: block.format(*LINKS, label=label)})
    assert article.text == "\n".join(PROSE)
    assert [(r.group, (r.url or "")[-7:]) for r in article.related_links] == [
        (label, "/1.html"),
        (label, "/2.html"),
    ]


def test_the_site_s_own_suggestions_are_no_text_and_not_related() -> None:
    article = read(tail=f"<p>您可能感兴趣的文章</p><p>{LINKS[0]}</p><p>{LINKS[1]}</p>")
    assert (article.text, article.related_links) == ("\n".join(PROSE), ())


def test_related_links_end_where_previous_and_next_begin() -> None:
    tail = f"<p>相关链接</p><p>{LINKS[0]}</p><p>上一篇：{LINKS[1]}</p>"
    assert [r.group for r in read(tail=tail).related_links] == ["相关链接", "prev_next"]


@pytest.mark.parametrize(
    "crumbs",
    [
        "<div>当前位置：</div><ul><li>{}</li></ul>".format("</li><li>".join(CRUMBS)),
        "<table><tr><td>当前位置：</td><td>{}</td></tr></table>".format(
            "</td><td>&gt;</td><td>".join(CRUMBS)
        ),
        "<ul><li>当前位置：{}</li></ul>".format("</li><li>".join(CRUMBS)),
        "【当前位置】" + "＞＞".join(CRUMBS),
        "你的位置：" + " &gt; ".join(CRUMBS),
        "当前位置：" + '<img src="/arrow.png">'.join(CRUMBS),
        "当前位置：" + "·".join(CRUMBS),
        "<ol><li>{}</li></ol>".format("</li><li>".join(CRUMBS)),
    ],
    ids=[
        "list",
        "cells",
        "home beside the label",
        "brackets",
        "informal",
        "pictures",
        "dots",
        "links alone",
    ],
)
def test_breadcrumbs(crumbs: str) -> None:
    article = read(crumbs=crumbs)
    assert article.breadcrumbs == ("首页", "新闻中心", "部门动态")
    assert article.text == "\n".join(PROSE)


def test_a_navigation_bar_is_no_path() -> None:
    bar = "".join(f'<li><a href="/xw/{n}/">栏目{n}</a></li>' for n in "abcd")
    crumbs = f'<ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻</a></li>{bar}</ul>'
    assert read(crumbs=crumbs).breadcrumbs == ()


@pytest.mark.parametrize(
    "named",
    [
        f"样例县人民政府 信息公开 {TITLE}",
        f"样例县人民政府门户网站 - 部门动态 - {TITLE}",
        "部门动态_样例县人民政府门户网站",
        "::样例县民政局::",
        "",
    ],
    ids=["site first", "dashes", "column and site", "ornaments", "none"],
)
@pytest.mark.parametrize("tag", ["div", "p", "span"])
def test_a_headline_without_tag_or_name(named: str, tag: str) -> None:
    article = read(named=named, title=f"<div><{tag}>{TITLE}</{tag}></div>")
    assert (article.title, article.text) == (TITLE, "\n".join(PROSE))


@pytest.mark.parametrize(
    "masthead",
    [
        "<div>听全文</div><div>2021-03-04</div><div>来源：样例日报</div><div>- 次</div>",
        "<ul><li>来源：样例日报</li><li>2021-03-04</li></ul>",
    ],
)
def test_headline_and_a_broken_masthead_in_the_box_of_the_text(masthead: str) -> None:
    opening = f"<div>{TITLE}</div>{masthead}"
    article = read(title="", masthead="", opening=opening)
    assert (article.title, article.source, article.date) == (TITLE, "样例日报", "2021-03-04")
    assert article.text == "\n".join(PROSE)


def test_a_document_keeps_the_headline_that_is_a_paragraph_of_it() -> None:
    article = read(title="", masthead="", opening=f"<p>{TITLE}</p>")
    assert article.title == TITLE
    assert article.text == "\n".join((TITLE, *PROSE))


def test_menus_with_prose_above_the_headline_are_no_text() -> None:
    news = "样例县召开第{}次全体会议，研究部署下一阶段的重点工作任务"
    menu = "".join(
        f'<div><a href="/{n}.html">{news.format(n)}</a> <i>{news.format(n)}</i></div>'
        for n in range(40)
    )
    duties = "".join(
        f"<div>（{n}）负责全县第{n}类公共服务的规划、组织和监督。</div>" for n in range(9)
    )
    assert read(crumbs=f"<div>{menu}</div><div>{duties}</div>").text == "\n".join(PROSE)


def test_a_metadata_table_does_not_widen_the_box_of_the_text() -> None:
    rows = (
        ("索引号：", "000000000/2021-00012", "发文字号：", "样政发〔2021〕12号"),
        ("发布机构：", "样例县人民政府办公室", "成文日期：", "2021-03-02"),
    )
    table = "".join("<tr><td>{}</td></tr>".format("</td><td>".join(row)) for row in rows)
    search = "<div>搜索位置 标题 全文 排序方式 按时间 按相关度</div><div>高级搜索</div>"
    article = read(title="", masthead=f"{search}<table>{table}</table><div>{TITLE}</div>{MASTHEAD}")
    assert article.text == "\n".join(PROSE)
    assert article.policy.doc_no == "样政发〔2021〕12号"


def test_a_title_element_in_the_middle_of_the_page_is_no_line() -> None:
    article = read(crumbs=f"<title>{TITLE}_样例县人民政府_部门动态</title>", named="")
    assert (article.title, article.text) == (TITLE, "\n".join(PROSE))


def test_a_masthead_without_labels_is_no_headline() -> None:
    spans = "<div><span>2021-03-04</span><span>样例日报</span><span>记者 某某</span></div>"
    article = read(masthead=spans, named="推进会")
    assert (article.title, article.date) == (TITLE, "2021-03-04")


def test_what_a_time_element_says_for_programs() -> None:
    said = '<p><time class="updated" datetime="2021-03-09T08:00:00+08:00">今天</time> <time datetime="2021-03-04T14:20:00+08:00">5天前</time></p>'
    assert read(masthead=said).date == "2021-03-04T14:20:00+08:00"


def test_a_column_that_title_and_page_repeat_is_no_headline() -> None:
    article = read(named="部门动态", title=f"<p>部门动态</p><p><span>{TITLE}</span></p>")
    assert article.title == TITLE


def test_a_headline_with_its_date_in_the_box_of_the_text() -> None:
    article = read(title="", masthead="", opening=f"<h2>{TITLE} <span>( 2021-03-04)</span></h2>")
    assert (article.title, article.date) == (TITLE, "2021-03-04")
    assert article.text == "\n".join(PROSE)
