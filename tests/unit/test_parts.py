"""Which page continues an article, and the record of all of them."""

import time

import pytest

from govnews import Failure, Page, extract_page, next_part

FIRST = "http://www.part.test/zwdt/202405/t20240520_51002.html"
FOLDER = "http://www.part.test/zwdt/202405/"


@pytest.mark.parametrize(
    ("body", "url", "target"),
    [
        ('<a href="t20240520_51002_1.html">下一页</a>', FIRST, "t20240520_51002_1.html"),
        ('<a href="./t20240520_51002_2.html">2</a>', FIRST, "t20240520_51002_2.html"),
        ("<a href=/zwdt/202405/t20240520_51002_2.html>2</a>", FIRST, "t20240520_51002_2.html"),
        ('createPageHTML(3, 0, "t20240520_51002", "html");', FIRST, "t20240520_51002_1.html"),
        ('createPageHTML(3, 1, "t20240520_51002", "html");', "_1", "t20240520_51002_2.html"),
        ('createPageHTML(3, 2, "t20240520_51002", "html");', "_2", None),
        ("createPageHTML('d', 3, 1, 't20240520_51002', 'html', 60);", FIRST, "t20240520_51002_2.html"),
        ("createPageHTML('d', 3, 3, 't20240520_51002', 'html', 60);", "_3", None),
        ('createPageHTML(1, 0, "t20240520_51002", "html");', FIRST, None),
        ('<a href="t20240520_51002_2.html"> <a href="t20240520_51002_3.html">', "_2", "t20240520_51002_3.html"),
        ('<a href="t20240520_51002_2.html">上一页</a>', "_3", None),
        ('<a href="t20240520_51003.html">下一篇</a>', FIRST, None),
        ('<a href="t20240520_51002_2.pdf">附件</a>', FIRST, None),
        ('<a href="/other/t20240520_51002_2.html">2</a>', FIRST, None),
        ('<a href="http://other.test/zwdt/202405/t20240520_51002_2.html">2</a>', FIRST, None),
        ('<img src="xt20240520_51002_2.html">', FIRST, None),
        ('<a href="t20240520_51002_1234.html">', FIRST, None),
        ('<a href="art_7_13.html">下一篇</a>', FOLDER + "art_7_12.html", None),
        ('<a href="?page=2">下一页</a>', FOLDER, None),
        ("", "http://[bad", None),
    ],
)  # fmt: skip
def test_next_part(body: str, url: str, target: str | None) -> None:
    first = None
    if url.startswith("_"):
        first, url = FIRST, FIRST.replace(".html", f"{url}.html")
    found = next_part(body.encode(), url, first)
    assert found == (FOLDER + target if target else None)


def test_cost_is_linear() -> None:
    name = b"t20240520_51002_"
    begun = time.process_time()
    for body in (
        b"=" * 400_000 + name,
        (b'="' + name) * 40_000,
        b"createPageHTML(" * 60_000 + name,
    ):
        next_part(body, FIRST)
    assert time.process_time() - begun < 4


def page(number: int, url: str = FIRST) -> Page:
    text = "".join(
        f"<p>第{number}页第{k}段：三条河道完成清淤，两座泵站投入使用，沿岸步道同步完工，居民可以就近散步。</p>"
        for k in range(3)
    )
    html = (
        "<meta charset=utf-8><title>河道整治进展</title><h1>河道整治进展</h1><div>2024-05-20 来源：样例日报</div>"
        f"<div class=TRS_Editor>{text}</div>"
    )
    return Page(url if number == 1 else url.replace(".html", f"_{number}.html"), html.encode())


def test_record_of_all_pages_and_what_is_missing() -> None:
    gone = Failure("http://www.part.test/4.html", "http_status", 404, "fetch", "status 404")
    first = page(1)
    empty = Page(FIRST, b"")
    rest = (page(2), page(3), gone, empty)
    article = extract_page(Page(first.url, first.body, rest=rest))
    alone = extract_page(first)
    assert (article.id, article.url, article.title) == (alone.id, FIRST, "河道整治进展")
    assert article.text is not None
    assert [line[:7] for line in article.text.split("\n")] == [f"第{n}页第{k}段：" for n in (1, 2, 3) for k in range(3)]  # fmt: skip
    missing = [p.message for p in article.provenance.problems if p.code == "part_missing"]
    assert len(missing) == 2
    assert missing[0] == "http://www.part.test/4.html: status 404"
