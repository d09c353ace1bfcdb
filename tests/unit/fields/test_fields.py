"""One skeleton, one part of it changed at a time: what each field makes of it."""

from typing import Any

import pytest

from govnews.api import extract
from govnews.model import Article

P1 = "为进一步优化营商环境，样例市近日出台十条措施，从企业开办、融资服务、用工保障等方面给予支持。"
P2 = "措施提出，企业开办全流程压缩至一个工作日内，新设企业可免费领取一套印章。"
NAV = "<ul>" + "".join(f"<li><a href='/c{n}/'>栏目{n}导航项</a></li>" for n in range(8)) + "</ul>"
URL = "http://www.example.test/zw/t20240603_12.html"


def page(
    *,
    head: str = "",
    title: str = "<h1>样例市出台十条措施</h1>",
    masthead: str = "",
    body: str = "",
    after: str = "",
    url: str | None = URL,
) -> Article:
    text = body or f"<p>{P1}</p><p>{P2}</p>"
    html = f"<html><head>{head}</head><body>{NAV}{title}{masthead}<div class='con'>{text}</div>{after}</body></html>"
    return extract(html.encode(), url, profiles="none")


@pytest.mark.parametrize(
    ("head", "title", "expected"),
    [
        (
            "<title>样例市出台十条措施_样例市人民政府</title>",
            "<h1>样例市出台十条措施</h1>",
            "样例市出台十条措施",
        ),
        (
            "<title>样例市人民政府</title>",
            "<div class='tit'>样例市出台十条措施</div>",
            "样例市出台十条措施",
        ),
        (
            "<title>通知公告</title><meta name='ColumnName' content='通知公告'>",
            "<h3>样例市出台十条措施</h3>",
            "样例市出台十条措施",
        ),
        (
            "<title>样例市出台十条</title>",
            "<td><b>样例市出台十条措施</b></td>",
            "样例市出台十条措施",
        ),
        (
            "<title>样例市出台十条措施</title>",
            "<h1>样例市<br>出台十条措施</h1>",
            "样例市出台十条措施",
        ),
        (
            "<title>首页 &gt; 政务动态</title>",
            "<h2>样例市出台十条措施 (2024-06-03)</h2>",
            "样例市出台十条措施",
        ),
        (
            "<meta name='ArticleTitle' content='样例市出台十条措施'><title>样例市人民政府</title>",
            "",
            "样例市出台十条措施",
        ),
        ("<meta property='og:title' content='样例市出台十条措施'>", "", "样例市出台十条措施"),
        ("<title>样例市出台十条措施 - 样例市人民政府门户网站</title>", "", "样例市出台十条措施"),
        (
            "<meta name='SiteName' content='样例市政府'><title>样例市政府-样例市出台十条措施</title>",
            "",
            "样例市出台十条措施",
        ),
    ],
)
def test_title(head: str, title: str, expected: str) -> None:
    assert page(head=head, title=title).title == expected


@pytest.mark.parametrize(
    ("masthead", "head", "date", "rule"),
    [
        ("<div>发布时间：2024-06-01 09:30</div>", "", "2024-06-01T09:30:00+08:00", "label:date"),
        (
            "<div>发布时间：2024-06-01</div>",
            "<meta name='PubDate' content='2024-06-03 10:00'>",
            "2024-06-01",
            "label:date",
        ),
        ("<div>[2024-06-01] 【字号：大 中 小】</div>", "", "2024-06-01", "masthead:date"),
        (
            "<div>更新时间：2024-06-01 09:30</div>",
            "<meta name='SiteIDCode' content='9900000001'>",
            "2024-06-01T09:30:00+08:00",
            "label:modified",
        ),
        ("", "<meta name='PubDate' content='2024-06-02 10:00'>", "2024-06-02", "meta:PubDate"),
        ("", "", "2024-06-03", "url"),
        (
            "<div>2024年6月1日 10∶08 来源：样例日报</div>",
            "<meta name='SiteIDCode' content='9900000001'>",
            "2024-06-01T10:08:00+08:00",
            "masthead:date",
        ),
        (
            "<table><tr><td>索引号</td><td>1/2024-00001</td><td>成文日期</td><td>2024-05-01</td></tr><tr><td>文号</td><td></td><td>实施日期</td><td>2024-05-02</td></tr></table>",
            "",
            "2024-06-03",
            "url",
        ),
    ],
)
def test_date(masthead: str, head: str, date: str, rule: str) -> None:
    article = page(masthead=masthead, head=head + "<title>样例市人民政府</title>")
    assert article.date == date
    assert {e.field: e.rule for e in article.provenance.evidence}["date"] == rule


@pytest.mark.parametrize(
    ("masthead", "head", "source"),
    [
        ("<div>来源：样例日报 作者：甲文</div>", "", "样例日报"),
        ("<div>来源：样例日报2024/6/13 17:02:11</div>", "", "样例日报"),
        ("<div><p>来源：</p><p>来源：市文旅局</p></div>", "", "市文旅局"),
        ("<div>信息来源：市商务局浏览次数：12次字体：【大 中 小】</div>", "", "市商务局"),
        ("<div>（驻某国使馆供稿） 2019-12-10</div>", "", None),
        ("<div>来源：（驻某国使馆供稿） 2019-12-10</div>", "", "驻某国使馆"),
        ("<div>来源：某局 文章类型：原创</div>", "", "某局"),
        (
            "<div>来源：学习强国、某日报...</div>",
            "<meta name='ContentSource' content='学习强国、某日报、某电视台'>",
            "学习强国、某日报、某电视台",
        ),
        ("", "<meta name='ContentSource' content='样例日报'>", "样例日报"),
        (
            "<div><span>2024-03-05 08:30</span> <span>样例市应急管理局</span></div>",
            "",
            "样例市应急管理局",
        ),
        ("<div>来源：本站</div>", "<meta name='SiteName' content='样例市政府网'>", "样例市政府网"),
        ("<script>document.write('来源：样例县卫生健康局')</script>", "", "样例县卫生健康局"),
    ],
)
def test_source(masthead: str, head: str, source: str | None) -> None:
    assert page(masthead=masthead, head=head).source == source


@pytest.mark.parametrize(
    ("masthead", "after", "authors", "editors"),
    [
        ("<div>来源：样例日报 作者：甲文 丙申</div>", "", ("甲文", "丙申"), ()),
        ("", "<div>责任编辑：己方</div>", (), ("己方",)),
        ("", "<div>【我要纠错】 [责任编辑：己方 SF12]</div>", (), ("己方",)),
        ("<div>作者：2024-01-01</div>", "", (), ()),
        ("", "<p>编辑：丁酉</p><p>责任编辑：己方</p>", (), ("己方",)),
    ],
)
def test_people(
    masthead: str, after: str, authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    article = page(masthead=masthead, after=after)
    assert (article.authors, article.editors) == (authors, editors)


@pytest.mark.parametrize(
    ("crumbs", "expected"),
    [
        (
            "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/x'>政务动态</a> &gt; 正文</div>",
            ("首页", "政务动态"),
        ),
        (
            "<div class='crumb'><a href='/'>首页</a>＞<a href='/x'>政务动态</a>＞样例市出台十条措施</div>",
            ("首页", "政务动态"),
        ),
        (
            "<ol class='breadcrumb'><li><a href='/'>首页</a></li><li>政务动态</li></ol>",
            ("首页", "政务动态"),
        ),
        ("<div><a href='/pl'>评论</a> &gt; <a href='/gc'>海外观察</a></div>", ("评论", "海外观察")),
        ("", ()),
    ],
)
def test_breadcrumbs(crumbs: str, expected: tuple[str, ...]) -> None:
    assert page(title=crumbs + "<h1>样例市出台十条措施</h1>").breadcrumbs == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            "<div class='xg'><div>相关稿件</div><ul><li><a href='/a.html'>样例市召开会议</a></li></ul></div>",
            [("相关稿件", "样例市召开会议")],
        ),
        (
            "<h3>政策解读</h3><p><a href='/a.html'>《措施》解读</a> 2024-06-01</p>",
            [("政策解读", "《措施》解读")],
        ),
        (
            "<div>政策原文：<a href='/a.html'>样例市若干措施</a></div>",
            [("政策原文", "样例市若干措施")],
        ),
        (
            "<div>上一篇：<a href='/a.html'>样例市召开会议</a></div><div>下一篇：没有了</div>",
            [("prev_next", "样例市召开会议")],
        ),
        (
            "<div class='xg'><div>相关稿件</div><ul></ul></div><div class='footer'><a href='http://b.test/'>某部网站</a></div>",
            [],
        ),
        ("<h3>热点专题</h3><ul><li><a href='/zt/a.html'>夏粮收购专题</a></li></ul>", []),
    ],
)
def test_related_links(after: str, expected: list[tuple[str, str]]) -> None:
    assert [(r.group, r.title) for r in page(after=after).related_links] == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("<p>附件：<a href='./P020.doc'>申请表</a></p>", ("申请表", "http://www.example.test/zw/P020.doc", "application/msword")),
        ("<p>工作方案.pdf <a href='/f/1.pdf'>下载</a></p>", ("工作方案.pdf", "http://www.example.test/f/1.pdf", "application/pdf")),
        ("<p><a href='/front/document/download?fileName=%E8%A1%A8.xlsx&amp;fileUrl=abc' title=''></a></p>", ("表.xlsx", "http://www.example.test/front/document/download?fileName=%E8%A1%A8.xlsx&fileUrl=abc", None)),
        ("<p><a href='/down.jsp?id=3'>名单.xls</a></p>", ("名单.xls", "http://www.example.test/down.jsp?id=3", "application/vnd.ms-excel")),
    ],
)  # fmt: skip
def test_attachments(link: str, expected: tuple[str, str, str | None]) -> None:
    found = page(body=f"<p>{P1}</p><p>{P2}</p>{link}").attachments
    assert [(a.title, a.url) for a in found] == [expected[:2]]
    assert expected[2] in (None, found[0].media_type)


@pytest.mark.parametrize(
    ("picture", "url", "caption"),
    [
        ("<p><img src='a.jpg'></p><p style='text-align:center'>会议现场</p>", "a.jpg", "会议现场"),
        ("<p><img src='a.jpg'></p><p>图为会议现场。丙申 摄</p>", "a.jpg", "图为会议现场。丙申 摄"),
        ("<p><img src='/images/blank.gif' data-original='a.jpg'></p>", "a.jpg", None),
        ("<p><img src='a.jpg' oldsrc='b.jpg'></p>", "a.jpg", None),
        ("<p><img src='a.jpg'></p>", "a.jpg", None),
    ],
)
def test_images(picture: str, url: str, caption: str | None) -> None:
    (image,) = page(body=f"<p>{P1}</p>{picture}<p>{P2}</p>").images
    assert (image.url, image.caption) == (f"http://www.example.test/zw/{url}", caption)


@pytest.mark.parametrize(
    "src", ["/icon/doc.gif", "/images/qrcode.png", "x.png' width='16", "data:image/gif;base64,x"]
)
def test_icons_are_no_images(src: str) -> None:
    assert page(body=f"<p>{P1}</p><p><img src='{src}'></p><p>{P2}</p>").images == ()


def test_a_page_of_pictures() -> None:
    article = page(
        masthead="<div>发布日期：2024-05-01 来源：本站</div>",
        body="<p><img src='1.png'></p><p><img src='2.png'></p>",
    )
    assert (article.text, len(article.images)) == (None, 2)


def test_merged_cells_are_resolved_in_tables_and_printed_in_text() -> None:
    table = "<p>表1 水质情况</p><table border=1><tr><td rowspan=2>甲水</td><td>上游</td></tr><tr><td>下游</td></tr><tr><td colspan=2>合计</td></tr></table>"
    article = page(body=f"<p>{P1}</p>{table}<p>{P2}</p>")
    (found,) = article.tables
    assert found.rows == (("甲水", "上游"), ("甲水", "下游"), ("合计", "合计"))
    assert found.caption == "表1 水质情况"
    assert article.text is not None
    assert article.text.split("\n")[2:5] == ["甲水\t上游", "下游", "合计"]


@pytest.mark.parametrize(
    "metadata",
    [
        "<table><tr><td>索 引 号</td><td>12345678/2024-00012</td><td>文　号</td><td>样政发〔2024〕5号</td></tr><tr><td>发布机构</td><td>样例市人民政府</td><td>成文日期</td><td>2024年3月1日</td></tr></table>",
        "<dl><dt>索引号：</dt><dd>12345678/2024-00012</dd><dt>发布机构：</dt><dd>样例市人民政府</dd><dt>成文日期：</dt><dd>2024-03-01</dd><dt>文号：</dt><dd>样政发〔2024〕5号</dd></dl>",
        "<ul><li><b>索 引 号：</b>12345678/2024-00012</li><li><b>发文机关：</b>样例市人民政府</li><li><b>成文日期：</b>2024-03-01</li><li><b>发文字号：</b>样政发〔2024〕5号</li></ul>",
        "<table><tr><th>索取号</th><th>发布机构</th><th>文件编号</th><th>成文日期</th></tr><tr><td>12345678/2024-00012</td><td>样例市人民政府</td><td>样政发〔2024〕5号</td><td>2024-03-01</td></tr></table>",
    ],
    ids=["pairs of cells", "definition list", "list", "header row"],
)  # fmt: skip
def test_metadata_of_a_document(metadata: str) -> None:
    body = f"<p>各县（市、区）人民政府，市政府各部门：</p><p>{P1}</p><p>样例市人民政府</p><p>2024年3月1日</p>"
    policy = page(masthead=metadata, body=body).policy
    found: dict[str, Any] = {
        name: getattr(policy, name)
        for name in ("index_no", "doc_no", "issuers", "written_on", "signed_on", "recipients")
    }
    assert found == {
        "index_no": "12345678/2024-00012",
        "doc_no": "样政发〔2024〕5号",
        "issuers": ("样例市人民政府",),
        "written_on": "2024-03-01",
        "signed_on": "2024-03-01",
        "recipients": ("各县（市、区）人民政府", "市政府各部门"),
    }


def test_without_an_address_links_stay_as_they_are() -> None:
    article = page(body=f"<p>{P1}</p><p><img src='./a.jpg'></p><p>{P2}</p>", url=None)
    assert [i.url for i in article.images] == ["./a.jpg"]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("样例市公布一批惠民措施 (2024-05-11)", "样例市公布一批惠民措施"),
        ("样例市公布一批惠民措施 2024年05月11日", "样例市公布一批惠民措施"),
        ("样例市公布一批惠民措施[2024年05月11日 10:20]", "样例市公布一批惠民措施"),
        ("样例市新闻联播（2024年3月3日）", "样例市新闻联播（2024年3月3日）"),
    ],
)
def test_a_stamp_is_no_part_of_a_headline(printed, title):
    prose = (
        "<p>样例市昨日召开会议，部署冬季供暖保障工作，要求各区县在月中以前完成管网检修。</p>" * 3
    )
    assert extract(f"<h1>{printed}</h1><div>{prose}</div>".encode()).title == title


def test_a_film_below_a_masthead_is_an_article_beside_any_list():
    links = "".join(
        f'<li><a href="/n/{n}.html">样例市推进重点项目建设第{n}次调度会召开</a></li>'
        for n in range(12)
    )
    film = "<h1>样例市新闻联播</h1><p>发布时间：2024-03-03 来源：样例电视台</p>{}<ul>{}</ul>"
    for player in ('<video src="/v/1.mp4"></video>', '<iframe src="/player/vod?id=1"></iframe>'):
        record = extract(film.format(player, links).encode())
        assert (record.title, record.text, record.source) == ("样例市新闻联播", None, "样例电视台")
        assert not any(p.code.startswith("not_an_article") for p in record.provenance.problems)
    counter = extract(film.format('<iframe src="/stat/count.html"></iframe>', links).encode())
    assert [p.code for p in counter.provenance.problems][:1] == ["not_an_article:list"]


def test_files_and_metadata_stand_where_a_profile_says():
    prose = (
        "<p>样例市昨日召开会议，部署冬季供暖保障工作，要求各区县在月中以前完成管网检修。</p>" * 3
    )
    links = "".join(f'<p><a href="/x/{n}.html">样例市推进第{n}项工作</a></p>' for n in range(70))
    files = (
        '<div class="xgfj"><a href="/file?id=7">供暖保障方案</a><a href="/jd/1.html">解读</a></div>'
    )
    table = '<table class="table-article"><tr><td>索引号</td><td>AB0100-2024-001</td></tr><tr><td>文号</td><td>样政发〔2024〕7号</td></tr></table>'
    page = f'<h1 id="ivs_title">样例市部署供暖</h1><div id="ivs_content">{prose}</div>{links}{files}{table}'
    known, unknown = (extract(page.encode(), profiles=use) for use in ("families", "none"))
    assert [a.url for a in known.attachments] == ["/file?id=7"]
    assert known.policy.doc_no == "样政发〔2024〕7号"
    rules = {e.field: e.rule for e in known.provenance.evidence}
    assert rules["attachments"] == "family:sh_ivs/attachments"
    assert rules["policy.doc_no"] == rules["policy.labels"] == "family:sh_ivs/policy"
    assert (unknown.attachments, unknown.policy.doc_no) == ((), None)


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2024年3月5日下午3时20分", "2024-03-05T15:20:00"),
        ("2024年3月5日 上午 9:05", "2024-03-05T09:05:00"),
        ("2024年3月5日（星期二）晚上8:30", "2024-03-05T20:30:00"),
        ("2024年3月5日 星期二 13:30", "2024-03-05T13:30:00"),
        ("2024年3月5日下午", "2024-03-05"),
    ],
)
def test_the_part_of_the_day_tells_the_hour(printed, date):
    prose = (
        "<p>样例市昨日召开会议，部署冬季供暖保障工作，要求各区县在月中以前完成管网检修。</p>" * 3
    )
    page = f"<h1>样例市部署冬季供暖</h1><p>来源：样例日报 发布时间：{printed}</p><div>{prose}</div>"
    assert extract(page.encode()).date == date
