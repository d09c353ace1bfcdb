"""Notices of offices: which of their dates is the publish date, who signs, what their metadata and attachments say."""

import pytest

from govnews.api import extract
from govnews.model import Article

TITLE = "样例街道绿化养护服务采购项目中标结果公示"
ITEMS = (
    "一．采购人名称：样例县样例街道办事处",
    "二．采购项目名称：样例街道绿化养护服务采购项目",
    "三．采购项目编号：YL2021B-017",
    "五．采购方式：公开招标",
    "{line}",
    "七．中标结果：样例园林绿化有限公司，中标价为人民币壹佰贰拾万元整，服务期为自合同签订之日起三年。",
    "八．本公示自发布之日起公示三日，如有异议，请以书面形式向采购人提出，逾期不予受理。",
)


def page(body: str, *, title: str = TITLE, masthead: str = "", crumbs: str = "") -> Article:
    html = (
        f"<title>{title}-样例县人民政府</title><div>{crumbs}</div><div><h1>{title}</h1><div>{masthead}</div>"
        f"<div id='zoom'>{body}</div></div><div>主办：样例县人民政府办公室 网站标识码：9900000001</div>"
    )
    return extract(html.encode(), "http://www.example.test/xw/45678.html")


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "六．采购公告发布日期：2021年6月9日",
        "六、公告日期：2021年6月9日",
        "首次公告日期：2021年6月9日",
        "（六）发布时间：2021-06-09",
    ],
)
def test_a_date_among_the_items_is_no_publish_date(line: str) -> None:
    items = [item.format(line=line) for item in ITEMS]
    article = page(paragraphs(*items), masthead="发布时间：2021-07-07 10:00　来源：样例街道")
    assert (article.date or "")[:16] == "2021-07-07T10:00"
    assert (article.text or "").split("\n") == items


def test_an_item_is_no_headline() -> None:
    html = f"<div id='zoom'>{paragraphs(*ITEMS[:4], ITEMS[5])}</div>"
    assert extract(html.encode()).title is None


def test_who_signs_a_notice_without_an_office_in_its_title() -> None:
    prose = "因设备检修，样例县图书馆定于7月25日闭馆一天，其他时间正常开放，敬请广大读者谅解。"
    signed = (
        "<p style='text-align:right'>样例县文化局</p><p style='text-align:right'>2024年7月23日</p>"
    )
    policy = page(paragraphs(prose) + signed, title="关于样例县图书馆临时闭馆的通知").policy
    assert (policy.issuers, policy.signed_on) == (("样例县文化局",), "2024-07-23")
    assert page(paragraphs(prose) + signed, title="样例县图书馆闭馆一天").policy.signed_on is None


def test_links_to_files_are_no_headings() -> None:
    body = paragraphs(
        "现将有关事项通知如下，请遵照执行。",
        "一、加强组织领导",
        "各单位要高度重视，明确分工，压实责任。",
        "二、做好宣传引导",
        "各单位要利用多种渠道做好政策宣传。",
        "附件：",
        "<a href='1.pdf'>1.操作指引.pdf</a>",
        "<a href='2.xlsx'>2.服务网点.xlsx</a>",
        "样例县人民政府",
    )
    headings = [section.heading for section in page(body).sections if section.heading]
    assert headings == ["一、加强组织领导", "二、做好宣传引导"]


def metadata(*rows: str) -> Article:
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return page(
        paragraphs(ITEMS[5], ITEMS[6]), masthead=f"<table border=1>{table}</table>", title=TITLE
    )


@pytest.mark.parametrize("number", ["号", "〔〕号", "[]号", "第号", ""])
def test_a_number_that_a_template_left_empty(number: str) -> None:
    policy = metadata(
        "<td>索引号：</td><td>002482082/2024-00332</td>",
        f"<td>文号：</td><td>{number}</td>",
        "<td>发布机构：</td><td>样例县教育局</td>",
    ).policy
    assert (policy.doc_no, policy.issuers) == (None, ("样例县教育局",))


def test_an_empty_cell_leaves_its_neighbour_alone() -> None:
    policy = metadata(
        "<td>索引号: 002482082/2024-00332</td><td>文件编号: </td><td>发布机构: 样例县教育局</td>",
        "<td>主题分类: </td><td>公开方式: 主动公开</td><td>浏览次数: 字体：[ 大 中 小 ]</td>",
    ).policy
    assert (policy.issuers, policy.disclosure) == (("样例县教育局",), "主动公开")
    assert "浏览次数" not in [label.label for label in policy.labels]


def test_the_head_of_a_taiwanese_notice() -> None:
    text = (
        "發文日期：中華民國一百一十三年三月十三日\n發文字號：樣文彩113司執意字第70394號\n主旨：公告樣例縣文化中心休館事宜。\n"
        "依據：樣例縣文化中心管理辦法第八條。\n公告事項：\n一、樣例縣文化中心自四月一日起休館整修三個月。\n二、休館期間借閱之圖書得延後歸還。"
    )
    html = f"<title>公告查詢系統</title><pre>例稿名稱：樣例縣文化局公告（休館）\n{text}</pre>"
    article = extract(html.encode(), "http://www.example.gov.tw/a.jsp?id=1")
    assert (article.title, article.date) == ("樣例縣文化局公告（休館）", "2024-03-13")
    assert (article.kind, article.policy.doc_no) == ("policy", "樣文彩113司執意字第70394號")
    assert article.policy.written_on == "2024-03-13"


def test_a_table_of_metadata_is_no_text() -> None:
    rows = (
        "<tr><td>报送单位：</td><td>样例市财政局</td><td>主题分类：</td><td></td></tr>"
        "<tr><td>发文字号：</td><td>样财采〔2019〕1号</td><td>成文日期：</td><td>2019-01-04</td></tr>"
        f"<tr><td>标　　题：</td><td colspan=3>{TITLE}</td></tr>"
    )
    html = f"<div><div><table>{rows}</table></div><div id='mainContent'></div></div><script>init()</script>"
    article = extract(html.encode())
    assert (article.text, article.title) == (None, TITLE)
    assert (article.policy.doc_no, article.policy.written_on) == ("样财采〔2019〕1号", "2019-01-04")


def test_author_and_editor_in_one_line_below_the_text() -> None:
    article = page(paragraphs(ITEMS[5], ITEMS[6], "作者：张三 责任编辑：李四"))
    assert article.text == "\n".join((ITEMS[5], ITEMS[6]))
    assert (article.authors, article.editors) == (("张三",), ("李四",))


def test_an_author_at_the_end_of_a_paragraph_is_not_guessed_at() -> None:
    told = f"{ITEMS[5]}{ITEMS[6]}（作者：公共网络发起人、毕业于样例大学、代表作《样例》张三，）"
    assert page(paragraphs(ITEMS[5], told)).authors == ()


def test_headings_whose_values_stand_in_the_next_line() -> None:
    names = ("项目编号：", "项目名称：", "中标信息", "公告期限", "其他补充事宜")
    numbered = [f"{n}、{name}" for n, name in zip("一二三四五", names, strict=True)]
    body = [
        line
        for head in numbered
        for line in (head, "样例街道绿化养护服务采购项目，编号为样采公开二一零零一七")
    ]
    article = page(paragraphs(*body))
    assert [section.heading for section in article.sections] == numbered


def test_metadata_with_labels_in_bold_inside_the_text() -> None:
    rows = (
        "<tr><td><b>名 称：</b>样例市教育局二〇一六年部门预算公开说明</td><td></td></tr>"
        "<tr><td><b>文 号：</b></td><td><b>主 题 词：</b>预算 公开</td></tr>"
        "<tr><td><b>发布机构：</b>样例市教育局</td><td><b>发文日期：</b>2016-03-18</td></tr>"
    )
    html = (
        "<title>样例市政府信息公开平台</title><div class='main'><h4>样例市政府预算</h4>"
        f"<table>{rows}</table><div>{paragraphs(ITEMS[5], ITEMS[6])}</div></div>"
    )
    article = extract(html.encode())
    assert article.title == "样例市教育局二〇一六年部门预算公开说明"
    assert (article.policy.issuers, article.policy.subject_words) == (
        ("样例市教育局",),
        ("预算", "公开"),
    )
    assert "发布机构" not in (article.text or "")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (
            "新华社记者：请问此次活动有哪些亮点？",
            "李四：此次活动共有三大亮点，一是规模更大，二是内容更丰富。",
        ),
        ("Q1：展览何时开放？", "A1：展览自五月一日起免费向公众开放，每周一闭馆，持续三个月。"),
        (
            "[网友 小王] 请问如何预约参观？",
            "[样例馆] 您可以在我馆网站或现场预约，每人每天限约一次。",
        ),
        ("记者：请问有哪些亮点？", "李四：此次活动共有三大亮点，一是规模更大，二是内容更丰富。"),
    ],
)
def test_questions_and_answers_are_a_transcript(asked: str, answered: str) -> None:
    assert page(paragraphs(ITEMS[5], *(asked, answered) * 3)).kind == "transcript"
