import base64
import json
import quopri

import pytest

from govnews.api import extract
from govnews.errors import SidecarError
from govnews.fields.found import original_url
from govnews.model import Fetch
from govnews.saved import read_sidecar, unwrap

PROSE = "样例市人民政府今天召开会议，研究部署下半年的公共服务工作，要求各部门抓好落实。"
PAGE = f"<html><head><title>样例市召开会议</title></head><body><h1>样例市召开会议</h1><p>{PROSE}</p><img src='a.jpg'></body></html>"
URL = "http://www.example.test/zw/1.html"


def mhtml(encoding: str) -> bytes:
    raw = PAGE.encode("gb18030")
    body = quopri.encodestring(raw) if encoding == "quoted-printable" else base64.encodebytes(raw)
    head = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nSubject: x\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n------b\r\n'
        f"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: {URL}\r\n\r\n"
    )
    tail = "\r\n------b\r\nContent-Type: image/jpeg\r\nContent-Location: http://www.example.test/zw/a.jpg\r\n\r\nxx\r\n------b--\r\n"
    return head.encode() + body + tail.encode()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_page_saved_as_mhtml(encoding: str) -> None:
    article = extract(mhtml(encoding))
    assert (article.title, article.text, article.url) == ("样例市召开会议", PROSE, URL)
    assert [i.url for i in article.images] == ["http://www.example.test/zw/a.jpg"]


def test_a_long_address_that_is_folded() -> None:
    folded = mhtml("base64").replace(
        f"Content-Location: {URL}".encode(), f"Content-Location: {URL[:24]}\r\n {URL[24:]}".encode()
    )
    assert extract(folded).url == URL
    moved = mhtml("base64").replace(f"Content-Location: {URL}\r\n".encode(), b"")
    head = f"Snapshot-Content-Location: {URL[:24]}\r\n\t{URL[24:]}\r\n".encode()
    assert extract(head + moved).url == URL


def data_of(**more: object) -> bytes:
    """What NFRA's program answers for a document, in our words."""
    body = f"<html><head><meta charset=gb2312><style>p{{margin:0}}</style></head><body><div class=Section0><p>{PROSE}</p></div></body></html>"
    document = {"docId": 7, "docTitle": "关于样例工作的通知", "publishDate": "2024-05-22 17:31:00", "docSource": "样例司",
                "documentNo": "样规〔2024〕7号", "docClob": body, **more}  # fmt: skip
    return json.dumps({"rptCode": 200, "data": document}, ensure_ascii=False).encode()


DATA_URL = "https://www.nfra.gov.cn/cn/static/data/DocInfo/SelectByDocId/data_docId=7.json"


def test_a_page_sent_as_data_is_read_as_its_script_would_show_it() -> None:
    files = [{"title": "样例办法.pdf", "urlOtherName": "/files/a.pdf"}, {"title": None}, 7]
    article = extract(data_of(attachmentInfoVOList=files), DATA_URL)
    assert article.url == "https://www.nfra.gov.cn/cn/view/pages/ItemDetail.html?docId=7"
    assert (article.title, article.date, article.source) == (
        "关于样例工作的通知",
        "2024-05-22",
        "样例司",
    )
    assert (article.text, article.policy.doc_no) == (PROSE, "样规〔2024〕7号")
    assert [(a.title, a.url) for a in article.attachments] == [
        ("样例办法.pdf", "https://www.nfra.gov.cn/files/a.pdf")
    ]


@pytest.mark.parametrize(
    "body",
    [b'{"docClob": ', b'{"data": [], "docClob": "x"}', data_of(docClob=None), b'{"docClob":' + b"[" * 9999],
    ids=["torn", "elsewhere", "no text", "deep"],
)  # fmt: skip
def test_other_data_stays_what_it_is(body: bytes) -> None:
    assert unwrap(body, URL, None).body == body


def test_data_cannot_write_markup_into_the_page() -> None:
    article = extract(data_of(docTitle="<script>x</script>甲乙丙", docSource='"><p>丁'), DATA_URL)
    assert article.title == "<script>x</script>甲乙丙"
    assert article.text == PROSE


@pytest.mark.parametrize(
    "data",
    [b"{", b"[]", b'"x"', b"[" * 9999, b"\xff"],
    ids=["torn", "list", "string", "deep", "bytes"],
)
def test_sidecar_that_says_nothing_is_named(data: bytes) -> None:
    with pytest.raises(SidecarError, match=r"page\.json"):
        read_sidecar(data)


@pytest.mark.parametrize("headers", [7, "x", [1, 2], {"A": None}, [["a"]], None])
def test_odd_headers_of_a_sidecar_are_passed_over(headers: object) -> None:
    data = json.dumps({"url": URL, "status": "200", "headers": headers}).encode()
    assert read_sidecar(data) == (URL, Fetch())


def test_a_page_that_only_talks_about_mail_is_left_alone() -> None:
    body = b"<p>Content-Type: multipart/related</p>"
    assert unwrap(body, None, None).body is body


def test_a_broken_mhtml_file_is_left_as_it_is() -> None:
    body = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\nnothing"
    assert unwrap(body, URL, None).body is body


@pytest.mark.parametrize(
    ("url", "original"),
    [
        (
            "https://web.archive.org/web/20120611024252/http://www.example.test/a.html",
            "http://www.example.test/a.html",
        ),
        ("/web/20120611024252im_/http://www.example.test/a.jpg", "http://www.example.test/a.jpg"),
        ("//web.archive.org/web/2012/https://www.example.test/", "https://www.example.test/"),
        (
            "http://www.example.test/web/20120611/a.html",
            "http://www.example.test/web/20120611/a.html",
        ),
    ],
)
def test_the_address_behind_an_archive(url: str, original: str) -> None:
    assert original_url(url) == original


def test_links_of_an_archived_page_lead_to_the_page_itself() -> None:
    html = f"""<html><body><div id="wm-ipp-base"><p>此页由档案馆保存，共有十二次抓取，最早的一次在2010年。</p></div><h1>样例市召开会议</h1>
    <p>{PROSE}</p><p><img src="/web/20120611024252im_/http://www.example.test/zw/a.jpg"></p></body></html>"""
    article = extract(html.encode(), f"https://web.archive.org/web/20120611024252/{URL}")
    assert article.text == PROSE
    assert [i.url for i in article.images] == ["http://www.example.test/zw/a.jpg"]


LOCAL = PAGE.replace("'a.jpg'", "'./1_files/a.jpg'")


@pytest.mark.parametrize(
    ("comment", "url"),
    [
        (f"<!-- saved from url=({len(URL):04})" + URL + " -->", URL),
        (f"<!-- saved from url=({len(URL):04})" + URL + "-->", URL),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ("<!-- saved from url=(0030)file:///home/pages/articles.html -->", None),
    ],
    ids=["marked", "no blank", "no address", "a file"],
)
def test_a_page_that_a_browser_saved(comment: str, url: str | None) -> None:
    body = ("<!DOCTYPE html>\n" + comment + LOCAL).encode()
    article = extract(body)
    assert article.url == url
    assert [i.url for i in article.images] == ["./1_files/a.jpg"]
    assert extract(body, "http://other.test/a").url == "http://other.test/a"


def test_a_page_that_singlefile_saved() -> None:
    comment = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Sat Nov 21 2026\n-->"
    article = extract((f"<!DOCTYPE html> <html lang=zh>{comment}" + LOCAL).encode())
    assert article.url == URL
    assert [i.url for i in article.images] == ["http://www.example.test/zw/1_files/a.jpg"]


def test_a_comment_in_the_text_names_no_address() -> None:
    late = PAGE.replace("</body>", " " * 5000 + f"<!-- saved from url=(0029){URL} --></body>")
    assert extract(late.encode()).url is None


def test_a_page_sent_as_data_under_a_bad_address() -> None:
    data = json.dumps({"data": {"docId": 7, "docTitle": "样例", "docClob": f"<p>{PROSE}</p>"}})
    assert extract(data.encode(), "http://[bad").text == PROSE
