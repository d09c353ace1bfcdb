import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govnews.api import classify, extract
from govnews.errors import MAX_BYTES, EmptyInput, GovnewsError, NotText, TooLarge
from govnews.jsonl import dump_line
from govnews.model import Fetch, PageKind

PROSE = "样例市人民政府今天召开会议，研究部署下半年的公共服务工作，要求各部门抓好落实。"
PAGE = f"""<html><head><title>样例市召开会议_样例市人民政府</title><meta name="SiteName" content="样例市人民政府">
<meta name="PubDate" content="2024-06-02 08:00"></head><body>
<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/zw/">政务动态</a> &gt; 正文</div>
<h1>样例市召开会议</h1><div class="info">发布时间：2024-06-01 09:30 来源：<a href="http://rb.test/">样例日报</a> 作者：甲文</div>
<div id="zoom"><p>{PROSE}</p><p><img src="a.jpg"></p><p style="text-align:center">图为会议现场。丙申 摄</p>
<p>{PROSE[:30]}另有<a href="/f/1.pdf">附件：工作方案</a>可供下载，请各部门查阅。</p><p>责任编辑：己方</p></div>
<div><h3>相关链接</h3><ul><li><a href="/zw/2.html">样例市推出便民措施</a></li></ul></div></body></html>""".encode()
URL = "http://www.example.test/zw/1.html"


def test_the_straight_path() -> None:
    article = extract(PAGE, URL)
    assert article.title == "样例市召开会议"
    assert article.date == "2024-06-01T09:30:00+08:00"
    assert article.date_raw == "2024-06-01 09:30"
    assert (article.source, article.source_url) == ("样例日报", "http://rb.test/")
    assert (article.authors, article.editors) == (("甲文",), ("己方",))
    assert article.breadcrumbs == ("首页", "政务动态")
    assert [i.caption for i in article.images] == ["图为会议现场。丙申 摄"]
    assert [a.url for a in article.attachments] == ["http://www.example.test/f/1.pdf"]
    assert [(r.group, r.title) for r in article.related_links] == [
        ("相关链接", "样例市推出便民措施")
    ]
    assert article.text is not None
    assert article.text.split("\n")[0] == PROSE
    rules = {e.field: e.rule for e in article.provenance.evidence}
    assert {"title", "date", "source", "text", "breadcrumbs", "images"} <= set(rules)
    assert rules["date"] == "label:date"


def test_what_the_crawl_knows_is_kept() -> None:
    fetch = Fetch(fetched_at="2024-06-03T00:00:00+00:00", status=200)
    assert extract(PAGE, URL, fetch=fetch).provenance.fetch == fetch


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", EmptyInput),
        (b" \n\t ", EmptyInput),
        (b"%PDF-1.4 ...", NotText),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), NotText),
        (bytes(range(256)) * 20, NotText),
        (b"a" * (MAX_BYTES + 1), TooLarge),
    ],
)
def test_what_no_page_can_be_read_from_is_refused(body: bytes, error: type[GovnewsError]) -> None:
    with pytest.raises(error):
        extract(body)


def test_utf_16_is_text() -> None:
    assert extract(PAGE.decode().encode("utf-16"), URL).title == "样例市召开会议"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", PageKind.EMPTY),
        (b"\xff\xd8\xff\xe0" + bytes(50), PageKind.BINARY),
        (PAGE, PageKind.ARTICLE),
    ],
)
def test_classify_names_instead_of_raising(body: bytes, kind: PageKind) -> None:
    assert classify(body) is kind


def test_a_page_that_is_no_article_says_so() -> None:
    links = "".join(
        f"<li><a href='/{n}.html'>样例市发布第{n}号通知公告</a> 2024-06-{n:02}</li>"
        for n in range(1, 20)
    )
    article = extract(f"<html><body><ul>{links}</ul></body></html>".encode(), URL)
    assert "not_an_article:list" in {p.code for p in article.provenance.problems}


def test_an_image_only_page_has_no_text() -> None:
    html = "<title>一图读懂</title><h1>一图读懂政策</h1><div>发布时间：2024-06-01</div><div id='zoom'><p><img src='1.png'></p></div>"
    article = extract(html.encode(), URL)
    assert (article.title, article.text, len(article.images)) == ("一图读懂政策", None, 1)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(str.encode)))
def test_any_bytes_raise_nothing_but_our_errors(body: bytes) -> None:
    try:
        dump_line(extract(body, URL))
    except GovnewsError:
        classify(body)


TAGS = ["<p>", "</p>", "<td>", "<table>", "</table>", "<a href='x'>", "</a>", "<br>", "<div id='zoom'>", "<h1>", "<tr>", "<img src='a'>", "</html>", "<script>", "文。", "来源：", "2024-01-01", "：", "附件："]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=60))
def test_any_markup_raises_nothing(parts: list[str]) -> None:
    try:
        article = extract(("<html>" + "".join(parts)).encode())
    except GovnewsError:
        return
    assert article.text is None or article.text.strip()
    assert "\n".join(line for s in article.sections for line in s.paragraphs) is not None


def test_bytes_without_markup_are_read_as_a_dump():
    text = "当前位置：首页 > 要闻\n样例市开放新的阅览室\n2024年5月6日 来源：样例日报\n阅览室每天开放十二小时，市民凭证件入内，座位可以在网上预约。\n"
    article = extract(text.encode("gb18030"), "http://www.sample.test/a")
    assert (article.title, article.date, article.source) == (
        "样例市开放新的阅览室",
        "2024-05-06",
        "样例日报",
    )
    assert article.provenance.decoding.used == "gb18030"


def test_a_short_message_without_markup_is_no_dump():
    assert "not_an_article" in str(extract(b"404 Not Found").provenance.problems)


def test_a_page_of_more_elements_than_are_read_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govnews.dom.walk._MOST", 1000)
    for rest, times in (("<p>甲", 900), ("<p>甲", 1100)):
        codes = [p.code for p in extract(PAGE + rest.encode() * times, URL).provenance.problems]
        assert codes.count("page_limited") == (times > 1000)


def test_a_long_damaged_page_is_repaired_as_far_as_patience_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    damaged = "".join(f"<p>{PROSE}</p>" for _ in range(30)).encode().decode("gb18030", "replace")
    for patience, limited in ((100_000, False), (500, True)):
        monkeypatch.setattr("govnews.textnodes._PATIENCE", patience)
        article = extract(f"<meta charset=utf-8><h1>样例</h1>{damaged}".encode())
        codes = [p.code for p in article.provenance.problems]
        assert article.text is not None
        assert article.text.startswith(PROSE[:20])
        assert codes.count("repair_limited") == limited
        assert (article.text.count(PROSE[:20]) == 30) == (not limited)
