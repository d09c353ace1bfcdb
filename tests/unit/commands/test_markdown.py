import json
from dataclasses import replace

import pytest

from govnews import extract
from govnews.commands.markdown import as_markdown
from govnews.model import Attachment, Cite, RelatedLink, Section, Table

PAGE = "<title>关于{0}的通知</title><h1>关于{0}的通知</h1><p>来源：县民政局 2024年5月6日</p><div>{1}</div>"
TEXT = "<p>各乡镇人民政府，县直各有关单位，请认真做好低保标准调整工作，确保政策落实到位。</p>" * 3


def _article(subject="低保标准", text=TEXT):
    return extract(PAGE.format(subject, text).encode(), "https://www.sample.test/a/1.html")


def _front(document):
    lines = document.split("\n")
    end = lines.index("---", 1)
    return {name: json.loads(value) for name, _, value in (x.partition(": ") for x in lines[1:end])}


def test_metadata_stands_in_front():
    front = _front(as_markdown(_article()))
    assert front["title"] == "关于低保标准的通知"
    assert (front["date"], front["source"]) == ("2024-05-06", "县民政局")
    assert front["url"] == "https://www.sample.test/a/1.html"


def test_sections_tables_and_links_become_markdown():
    article = replace(
        _article(),
        sections=(
            Section(
                0, None, None, ("现将标准公布如下：", "类别\t标准", "城市\t700", "请遵照执行。")
            ),
            Section(2, "（一）", "（一）申请条件", ("1. 本县户籍。",)),
        ),
        tables=(Table("表1", (("类别", "标准"), ("城市", "700")), 0),),
        attachments=(Attachment("https://www.sample.test/a b.pdf", "申请表", None, None, None),),
        related_links=(
            RelatedLink("相关链接", "政策解读", "https://www.sample.test/j.html", None),
            RelatedLink("相关链接", "答记者问", None, None),
        ),
        cites=(Cite("社会救助暂行办法", "国务院令第649号"),),
    )
    document = as_markdown(article)
    assert (
        "现将标准公布如下：\n\n**表1**\n\n| 类别 | 标准 |\n| --- | --- |\n| 城市 | 700 |\n\n请遵照执行。"
        in document
    )
    assert "### （一）申请条件\n\n1\\. 本县户籍。" in document
    assert "## 附件\n\n- [申请表](<https://www.sample.test/a%20b.pdf>)" in document
    assert "## 相关链接\n\n- [政策解读](<https://www.sample.test/j.html>)\n- 答记者问" in document
    assert "- 《社会救助暂行办法》国务院令第649号" in document


@pytest.mark.parametrize(
    "hostile",
    [
        "---",
        "# 假标题",
        "[点此](javascript:x)",
        "<script>alert(1)</script>",
        "| a | b |",
        "> 引",
        "`code`",
        "- 项",
        "1) 项",
    ],
)
def test_nothing_that_a_page_prints_becomes_markup(hostile):
    article = replace(_article(), title=hostile, sections=(Section(0, None, None, (hostile,)),))
    title, paragraph = as_markdown(article).split("\n---\n\n", 1)[1].split("\n\n")[:2]
    for line in (title.removeprefix("# "), paragraph.strip()):
        for sign in "[]<>|`":
            assert line.replace(f"\\{sign}", "").count(sign) == 0
    assert not paragraph.startswith(("---", "#", ">", "-", "1)"))


def test_line_separators_do_not_end_the_front_matter():
    article = replace(_article(), source="县\u2028---\u2029局\x85")
    assert _front(as_markdown(article))["source"] == "县\u2028---\u2029局\x85"
