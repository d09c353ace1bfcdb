"""Records as Markdown: read back with a parser of CommonMark, for what a page prints can mean nothing but text."""

import json
from dataclasses import replace

import pytest
import yaml
from markdown_it import MarkdownIt

from govnews import extract
from govnews.commands.markdown import as_markdown
from govnews.model import (
    Article,
    Attachment,
    Cite,
    Dateline,
    Evidence,
    Image,
    Label,
    Policy,
    Provenance,
    RelatedLink,
    Section,
    Simplified,
    Table,
)

PARSER = MarkdownIt("commonmark").enable("table")
PLAIN = Article(id="0" * 64, title="样例市供暖", date="2023-11-06", text="第一段。")
HOSTILE = [
    "---",
    "# 不是标题",
    "=====",
    "- 不是列表",
    "1. 不是列表",
    "12) 不是列表",
    "> 不是引用",
    "    不是代码",
    "```不是代码",
    "~~~不是代码",
    "[甲](javascript:alert(1))",
    "![甲](http://evil.test/a.png)",
    "<script>alert(1)</script>",
    "<!-- next record -->",
    "**粗** _斜_ `码` ~~删~~",
    "a|b",
    "&lt;b&gt;",
    "[甲]: http://evil.test/",
    "反斜线\\",
    "两行\n---\ntitle: 伪造",
    "***",
    "+ 加号",
    "<https://evil.test/>",
    "回车\r# 标题",
]


def read(text: str) -> tuple[dict, list]:
    """Front matter and tokens of a document."""
    opening, front, body = text.split("---\n", 2)
    assert opening == ""
    return yaml.safe_load(front), PARSER.parse(body)


def shown(tokens, kind: str) -> list[str]:
    """The text of every block that a token of this type opens."""
    return [
        "".join(child.content for child in tokens[n + 1].children)
        for n, token in enumerate(tokens)
        if token.type == f"{kind}_open"
    ]


def in_one(article: Article, *paragraphs: str) -> Article:
    return replace(
        article, text="\n".join(paragraphs), sections=(Section(0, None, None, paragraphs),)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paragraph_is_nothing_but_its_text(text):
    front, tokens = read(as_markdown(in_one(PLAIN, text, "后文。")))
    assert [t.type for t in tokens if t.type.endswith("_open")] == [
        "heading_open",
        "paragraph_open",
        "paragraph_open",
    ]
    assert shown(tokens, "paragraph") == [" ".join(text.split()), "后文。"]
    assert front["title"] == PLAIN.title
    assert {c.type for t in tokens for c in t.children or ()} <= {"text", "text_special"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_elsewhere_stays_in_its_place(text):
    article = replace(
        in_one(PLAIN, "第一段。"),
        title=text,
        source=text,
        keywords=(text,),
        policy=Policy(labels=(Label("索引号", text),)),
        tables=(Table(None, ((text, "乙"), ("丙", text)), 0),),
        images=(Image("http://www.sample.test/a.png", text),),
        attachments=(Attachment("http://www.sample.test/a.pdf", text),),
        related_links=(RelatedLink(text, text, "http://www.sample.test/b.html"),),
    )
    front, tokens = read(as_markdown(article))
    plain = " ".join(text.split())
    assert (front["title"], front["source"], front["keywords"]) == (text, text, [text])
    assert front["policy"]["labels"] == [{"label": "索引号", "value": text}]
    assert shown(tokens, "heading") == [plain, "附件", plain]
    assert shown(tokens, "th") + shown(tokens, "td") == [plain, "乙", "丙", plain]
    links = [c.attrs["href"] for t in tokens for c in t.children or () if c.type == "link_open"]
    assert links == ["http://www.sample.test/a.pdf", "http://www.sample.test/b.html"]


@pytest.mark.parametrize(
    "character", ["\x85", "\u2028", "\ufeff", "\x07", "\x7f", "\ufffe", "\x00", "\t"]
)
def test_front_matter_is_yaml_whatever_the_characters(character):
    title = f"样例{character}市: #{character}- x"
    front, _ = read(as_markdown(replace(PLAIN, title=title)))
    assert front["title"] == title


def test_front_matter_says_what_is_known_and_leaves_out_the_rest():
    article = replace(
        PLAIN,
        url="http://www.sample.test/a.html",
        authors=("甲文", "乙川"),
        dateline=Dateline(agency="样例社"),
        cites=(Cite("条例", None), Cite("办法", "令第1号")),
        simplified=Simplified("标题", None, "全文"),
        provenance=Provenance(evidence=(Evidence("title", "heading:h1"),)),
    )
    front, tokens = read(as_markdown(article))
    assert shown(tokens, "paragraph")[-2:] == ["《条例》", "《办法》令第1号"]
    assert front["authors"] == ["甲文", "乙川"]
    assert front["date"] == "2023-11-06"
    assert front["dateline"] == {"agency": "样例社"}
    assert front["simplified"] == {"title": "标题"}
    assert front["provenance"]["evidence"] == {"title": "heading:h1"}
    assert {"text", "subtitle", "editors", "policy", "cites"}.isdisjoint(front)


def test_headings_keep_their_depth_below_the_title():
    sections = tuple(
        Section(level, None, f"第{level}级", ("文。",)) for level in (1, 2, 3, 4, 5, 6)
    )
    _, tokens = read(as_markdown(replace(PLAIN, sections=sections)))
    assert [t.tag for t in tokens if t.type == "heading_open"] == [
        *("h1", "h2", "h3", "h4", "h5", "h6", "h6")
    ]


def test_a_table_takes_the_place_of_its_printed_rows():
    table = Table("各区", (("区", "数"), ("甲区", "1"), ("甲区", "2")), 0)
    article = replace(
        in_one(PLAIN, "如下：", "各区", "区\t数", "甲区\t1", "2", "以上。"), tables=(table,)
    )
    _, tokens = read(as_markdown(article))
    assert shown(tokens, "paragraph") == ["如下：", "各区", "以上。"]
    assert shown(tokens, "th") == ["区", "数"]
    assert shown(tokens, "td") == ["甲区", "1", "甲区", "2"]


def test_a_table_that_stands_nowhere_follows_the_text():
    article = replace(in_one(PLAIN, "甲", "乙"), tables=(Table(None, (("丙", "丁"), ("戊",)), 0),))
    _, tokens = read(as_markdown(article))
    assert shown(tokens, "paragraph") == ["甲", "乙"]
    assert shown(tokens, "td") == ["戊", ""]


def test_an_image_stands_before_its_caption():
    article = replace(
        in_one(PLAIN, "前文。", "图为会场。", "后文。"),
        images=(Image("b.jpg"), Image("a b&amp;<c>.jpg", "甲", "图为会场。")),
    )
    text = as_markdown(article)
    assert text.index("![图为会场。](<a%20b&amp;amp;%3Cc%3E.jpg>)") < text.index("\n图为会场。\n")
    assert text.endswith("后文。\n\n![](<b.jpg>)\n")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "vbscript:x"]
)
def test_addresses_that_run_are_no_links(url):
    links = (RelatedLink("相关链接", "甲", url), RelatedLink("相关链接", "乙", None))
    _, tokens = read(as_markdown(replace(PLAIN, related_links=links, images=(Image(url, "丙"),))))
    types = {c.type for t in tokens for c in t.children or ()}
    assert types <= {"text", "text_special"}


def test_links_of_one_group_stand_together():
    links = (
        RelatedLink("相关链接", "甲", "http://www.sample.test/1.html", "2023-11-01"),
        RelatedLink("prev_next", "乙", "http://www.sample.test/2.html"),
        RelatedLink("相关链接", "丙", "http://www.sample.test/3.html"),
    )
    text = as_markdown(replace(PLAIN, related_links=links))
    assert text.endswith(
        "***\n\n## 相关链接\n\n- [甲](<http://www.sample.test/1.html>) (2023-11-01)\n"
        "- [丙](<http://www.sample.test/3.html>)\n\n"
        "## 上一篇、下一篇\n\n- [乙](<http://www.sample.test/2.html>)\n"
    )


def test_nothing_found_is_front_matter_alone():
    front, tokens = read(as_markdown(Article(id="1" * 64)))
    assert front["id"] == "1" * 64
    assert tokens == []


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
