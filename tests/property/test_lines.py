from hypothesis import given
from hypothesis import strategies as st

from govnews.jsonl import dump_line, load_line
from govnews.model import Article, Label, Policy, RelatedLink, Section
from govnews.plaintext import read_dump
from govnews.values.outline import Line, outline
from govnews.values.text import clean, fold

words = st.text(max_size=40)
maybe = st.none() | words


@given(
    st.builds(
        Article,
        id=words,
        title=maybe,
        text=maybe,
        keywords=st.lists(words, max_size=3).map(tuple),
        sections=st.lists(
            st.builds(
                Section, st.integers(0, 4), maybe, maybe, st.lists(words, max_size=3).map(tuple)
            ),
            max_size=3,
        ).map(tuple),
        related_links=st.lists(st.builds(RelatedLink, maybe, words, maybe, maybe), max_size=2).map(
            tuple
        ),
        policy=st.builds(
            Policy,
            doc_no=maybe,
            labels=st.lists(st.builds(Label, words, words), max_size=2).map(tuple),
        ),
    )
)
def test_what_is_written_is_what_is_read(article):
    line = dump_line(article)
    assert load_line(line) == article
    assert len(line.splitlines()) <= 1
    line.encode("utf-8")


numbered = st.sampled_from(
    ["一、", "二、", "（一）", "（二）", "1.", "2.", "第一条 ", "第一章 ", "亮点一：", ""]
)


@given(st.lists(st.tuples(numbered, words, st.booleans()), max_size=12))
def test_an_outline_holds_every_character_once(parts):
    lines = [
        Line(text, strong=strong)
        for number, tail, strong in parts
        if (text := clean(number + tail))
    ]
    held = "".join((s.heading or "") + "".join(s.paragraphs) for s in outline(lines))
    assert "".join(held.split()) == "".join("".join(line.text for line in lines).split())


@given(words)
def test_cleaning_is_idempotent_and_folding_keeps_offsets(text):
    assert clean(clean(text)) == clean(text)
    assert len(fold(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "首页 > 要闻",
                "来源：新华社 2024-01-02",
                "相关链接",
                "· 标题一二三四",
                "上一篇：无",
                "正文文字，很长的一段话。",
                "责任编辑：甲文",
            ]
        )
        | words,
        max_size=15,
    )
)
def test_any_dump_can_be_read(lines):
    read_dump("\n".join(lines), "+08:00")
