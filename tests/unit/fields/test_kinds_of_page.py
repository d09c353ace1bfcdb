"""Kinds of page that portals print beside the usual article: old, short, without labels, with JSON-LD."""

import pytest

from govnews.api import extract
from govnews.model import Article

TITLE = "样例县公共场所卫生管理工作方案印发"
PROSE = (
    "为进一步规范公共场所卫生管理，保障群众身体健康，根据有关法律法规，结合本县实际，制定本方案。",
    "各乡镇、各部门要提高认识，加强领导，明确分工，落实责任，确保各项工作任务按期完成。",
)
TEXT = "".join(f"<p>{p}</p>" for p in PROSE)


def read(body: str, *, head: str = f"<title>{TITLE}</title>", encoding: str = "utf-8") -> Article:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return extract(html.encode(encoding), "http://www.example.test/a/123.html", profiles="none")


@pytest.mark.parametrize(
    ("data", "date", "source"),
    [
        (
            '{"@type": "NewsArticle", "headline": "%s", "datePublished": "2023-05-06T08:30:00+08:00",'
            ' "sourceOrganization": {"@type": "Organization", "name": "样例日报"}}',
            "2023-05-06",
            "样例日报",
        ),
        ('{"@graph": [{"@type": "WebSite"}, {"headline": "%s", "datePublished": "2023-05-06"}]}', "2023-05-06", None),
        ('{"title": "%s", "pubDate": "2023-05-06T08:30:00"}', "2023-05-06", None),
        ('[{"headline": "%s", "datePublished": 20230506}]', None, None),
        ('{"headline": "%s", "datePublished": "2023-05-06"', None, None),
        ("[" * 5000 + "%s", None, None),
    ],
    ids=["schema.org", "graph", "cambrian", "a number", "broken", "nested deep"],
)  # fmt: skip
def test_json_ld(data: str, date: str | None, source: str | None) -> None:
    script = f'<script type="application/ld+json">{data % TITLE}</script>'
    article = read(f"<h1>{TITLE}</h1>{TEXT}", head=f"<title>{TITLE}</title>{script}")
    assert (article.title, article.date, article.source) == (TITLE, date, source)


def test_what_the_page_shows_goes_before_json_ld() -> None:
    script = '<script type="application/ld+json">{"headline": "x", "datePublished": "2024-01-01"}</script>'
    article = read(f"<h1>{TITLE}</h1><p>发布时间：2023-05-06</p>{TEXT}{script}")
    assert (article.title, article.date) == (TITLE, "2023-05-06")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_page_of_an_old_editor(encoding: str) -> None:
    heading = f'<p align="center"><b><font size="5">{TITLE}</font></b></p>'
    dated = '<p align="center"><font size="2">（2003年5月6日）</font></p>'
    head = "<title>New Page 1</title>"
    article = read(f'{heading}{dated}{TEXT}<p><a href="index.htm">返回</a></p>', head=head, encoding=encoding)  # fmt: skip
    assert (article.title, article.date) == (TITLE, "2003-05-06")
    assert article.text == "\n".join((TITLE, "（2003年5月6日）", *PROSE))


def test_a_short_notice_outweighs_the_imprint() -> None:
    notice = ("因管道检修，5月7日8时至12时城区停水。", "县自来水公司", "2023年5月6日")
    text = "".join(f"<p>{p}</p>" for p in notice)
    imprint = "<p>主办：样例县人民政府办公室　网站标识码：9900000001</p><p>本站内容由各乡镇和各部门报送，欢迎提出意见。</p>"
    title = "关于城区停水检修的通知"
    article = read(f"<h3>{title}</h3><div>{text}</div><div>{imprint}</div>", head=f"<title>{title}</title>")  # fmt: skip
    assert article.text == "\n".join(notice)


@pytest.mark.parametrize(
    "stamp", ["市政署 2023年05月06日 10:00", "2023-05-06 10:00", "2023/05/06　10:00 市政署"]
)
def test_date_and_office_without_labels_in_the_box_of_the_text(stamp: str) -> None:
    article = read(f"<article><h1>{TITLE}</h1><div>{stamp}</div>{TEXT}</article>")
    assert (article.date or "")[:16] == "2023-05-06T10:00"
    assert article.text == "\n".join(PROSE)
    assert article.source in ("市政署", None)


def test_a_note_on_adoption_below_the_headline_is_text() -> None:
    note = "（2023年4月20日样例市第五届人民代表大会常务委员会第十次会议通过）"
    article = read(f"<div><h1>{TITLE}</h1><p>{note}</p>{TEXT}</div>")
    assert article.text == "\n".join((note, *PROSE))
    assert article.date is None


def test_the_number_of_a_document_between_headline_and_text() -> None:
    cells = (f"<b>{TITLE}</b>", "样政人〔2023〕3号", "发布时间：2023-05-06 来源：县人社局", TEXT)
    rows = "".join(f'<tr><td align="center">{cell}</td></tr>' for cell in cells)
    article = read(f"<table>{rows}</table>")
    assert (article.title, article.policy.doc_no) == (TITLE, "样政人〔2023〕3号")
    assert article.text == "\n".join(PROSE)


METADATA = (("索引号", "012345678/2023-00002"), ("文号", "样政复〔2023〕2号"), ("成文日期", "2023-05-04"), ("发布日期", "2023-05-06"))  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        "<div><span>{}</span><span>{}</span></div>",
        "<tr><th>{}</th><td>{}</td></tr>",
        "<div><div>{}</div><div>{}</div></div>",
    ],
    ids=["glued", "cells", "boxes"],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_metadata_whose_labels_have_no_colon(row: str, place: str) -> None:
    rows = "".join(row.format(*pair) for pair in METADATA)
    table = f"<table>{rows}</table>" if row.startswith("<tr") else f"<div>{rows}</div>"
    text = f"<h2>{TITLE}</h2><div>{TEXT}</div>"
    article = read(table + text if place == "above" else text + table)
    policy = article.policy
    assert (policy.index_no, policy.doc_no, policy.written_on, policy.published_on) == tuple(
        value for _, value in METADATA
    )
    assert (article.title, article.text) == (TITLE, "\n".join(PROSE))


def test_the_number_in_the_text_of_an_order_goes_before_one_above_it() -> None:
    order = ("样例市人民政府令", "第41号", *PROSE)
    text = "".join(f"<p>{p}</p>" for p in order)
    article = read(f"<h2>{TITLE}</h2><div>（市政府令第41号）</div><div>{text}</div>")
    assert article.policy.doc_no == "样例市人民政府令第41号"


@pytest.mark.parametrize(
    ("masthead", "below", "source", "date"),
    [
        ("<p>2023-05-06</p>", "<p>（来源：样例日报）</p>", "样例日报", "2023-05-06"),
        ("<p>2023-05-06</p>", "<p>（样例县卫生健康局供稿）</p>", "样例县卫生健康局", "2023-05-06"),
        ("<p>2023-05-06</p>", "<p>（某某、某某供稿）</p>", None, "2023-05-06"),
        ("<p>2023-05-06　样例日报　记者 某某</p>", "", "样例日报", "2023-05-06"),
        ("<table><tr><td>来源</td><td>样例日报</td><td>发布时间</td><td>2023-05-06</td></tr></table>", "", "样例日报", "2023-05-06"),
        ("<ul><li>最后修改时间：2023-05-08</li><li>创建时间：2023-05-06</li></ul>", "", None, "2023-05-06"),
    ],
)  # fmt: skip
def test_mastheads(masthead: str, below: str, source: str | None, date: str) -> None:
    article = read(f"<h1>{TITLE}</h1>{masthead}<div>{TEXT}{below}</div>")
    assert (article.source, article.date) == (source, date)


@pytest.mark.parametrize(
    ("title", "foot", "name"),
    [
        ("New Page 1", "样例市档案局 版权所有　建议使用800×600分辨率浏览", "样例市档案局"),
        ("New Page 1", "版权所有：样例市档案局", "样例市档案局"),
        ("样例市水务局", "本站由信息中心维护", "样例市水务局"),
        ("::样例市水务局::", "本站由信息中心维护", "样例市水务局"),
        ("样例市深入推进节水型社会建设", "本站由信息中心维护", None),
    ],
)
def test_site_name(title: str, foot: str, name: str | None) -> None:
    article = read(f"<h1>{TITLE}</h1>{TEXT}<p>{foot}</p>", head=f"<title>{title}</title>")
    assert article.site_name == name
