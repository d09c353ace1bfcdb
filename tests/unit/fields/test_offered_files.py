"""Files that a page offers in other ways than by a link with an extension."""

import pytest

from govnews.api import extract

PROSE = (
    "为进一步规范公共场所卫生管理，保障群众身体健康，根据有关法律法规，结合本县实际，制定本方案。",
    "各乡镇、各部门要提高认识，加强领导，明确分工，落实责任，确保各项工作任务按期完成。",
)


def attachments(html: str, place: str) -> list[tuple[str, str | None]]:
    text = "".join(f"<p>{p}</p>" for p in PROSE)
    inside, below = (html, "") if place == "inside" else ("", html)
    body = f"<h1>样例县卫生管理工作方案</h1><div>{text}{inside}</div>{below}"
    article = extract(f"<body>{body}</body>".encode(), "http://www.example.test/a/1.html", profiles="none")  # fmt: skip
    return [(a.url.removeprefix("http://www.example.test"), a.title) for a in article.attachments]


@pytest.mark.parametrize("place", ["inside", "below"])
@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>附件：<a href="/download.jsp?id=12">工作方案</a></p>', ("/download.jsp?id=12", "工作方案")),
        ('<p>附件1.<a href="/Handler/DownFile.ashx?guid=ab-12">工作方案</a></p>', ("/Handler/DownFile.ashx?guid=ab-12", "工作方案")),
        ('<p><a href="/attachment/456.html" download="方案.xlsx">工作方案</a></p>', ("/attachment/456.html", "工作方案")),
        ('<p>附件：<a href="/f/a.JPG">示意图</a></p>', ("/f/a.JPG", "示意图")),
        ('<p>附件：<a href="/f/a.mp4">会议视频</a></p>', ("/f/a.mp4", "会议视频")),
        ('<iframe src="/f/a.pdf"></iframe>', ("/f/a.pdf", "a.pdf")),
        ('<iframe src="/pdfjs/web/viewer.html?file=/f/a.pdf"></iframe>', ("/f/a.pdf", "a.pdf")),
        ('<embed src="/f/a.ofd">', ("/f/a.ofd", "a.ofd")),
        ('<object data="/f/a.pdf"></object>', ("/f/a.pdf", "a.pdf")),
    ],
)  # fmt: skip
def test_an_offered_file(html: str, expected: tuple[str, str], place: str) -> None:
    assert attachments(html, place) == [expected]


@pytest.mark.parametrize(
    "html",
    [
        '<p>下载：<a href="/download/index.html">客户端</a></p>',
        '<p><a href="/f/a.jpg">示意图</a></p>',
        '<p>附件：<a href="/a/2.html">解读文章</a></p>',
        '<iframe src="http://map.example.test/?file=1"></iframe>',
        '<iframe src="http://[broken/?file=a.pdf"></iframe>',
    ],
)
def test_no_file(html: str) -> None:
    assert attachments(html, "inside") == []
