"""Header lines, people, sources, datelines, documents: what stands on the page → what the record holds."""

import pytest

from govnews.model import Cite, Dateline
from govnews.values.dateline import parse_dateline
from govnews.values.documents import concept_of, find_cites, find_doc_no, find_index_no
from govnews.values.header import first_value, read_header
from govnews.values.people import names
from govnews.values.sources import normalise_source
from govnews.values.text import clean, fold, han_count, squeeze
from govnews.values.urls import article_id, canonical_url, fingerprint, native_id, resolve

HEADERS = [
    ("来源于：样例区办事处", "source", "样例区办事处"),
    ("（责任编辑：张三 / 编发：李四 / 图片来源：科研处）", "editor", "张三"),
    ("最新更新：2016/03/19 10:48 點閱次數：12", "modified", "2016/03/19 10:48"),
    ("來源：樣例局 點閱：123", "source", "樣例局"),
    (
        "中央政府门户网站 www.gov.cn 2007年05月08日 来源：国资委网站【字体：大 中 小】",
        "source",
        "国资委网站",
    ),
    ("信息来源：山东省商务厅浏览次数：次字体：【大 中 小】", "source", "山东省商务厅"),
    ("来源： 来源：省文化和旅游厅 访问次数：", "source", "省文化和旅游厅"),
    ("来源: 《廊坊日报》 作者: 记者 甲文 字体： 小 大", "author", "记者 甲文"),
    ("来　源：新华社 | 打印", "source", "新华社"),
    ("开始时间：2024-01-01", "date", None),
    ("来源：样山发布 日期：2024-02-01", "source", "样山发布"),
    ("来源：样山发布 日期：2024-02-01", "date", "2024-02-01"),
    ("来 源：某局 发布 时间：2024-02-01", "date", "2024-02-01"),
    ("（来源：区住建局）", "source", "区住建局"),
    ("来源：省厅（办公室）", "source", "省厅（办公室）"),
    ("Author: Press Office | Published: May 6, 2024", "date", "May 6, 2024"),
    ("更新时间：2024-01-01 来源：某局", "modified", "2024-01-01"),
]


@pytest.mark.parametrize(("line", "field", "value"), HEADERS, ids=[h[0][:20] for h in HEADERS])
def test_header(line, field, value):
    assert first_value(read_header(line), field) == value


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("记者 王敏、赖臻", ("王敏", "赖臻")),
        ("新華社記者 王敏、賴臻", ("王敏", "賴臻")),
        ("[ 责任编辑：甲文 SF183 ]", ("甲文",)),
        ("记者甲文乙川丙山", ("甲文乙川丙山",)),
        ("王 敏", ("王敏",)),
        ("甲文山 乙川", ("甲文山", "乙川")),
        ("张 三 李小四", ("张三", "李小四")),
        ("John Smith", ("John Smith",)),
        ("", ()),
        ("记者", ()),
        ("长" * 300, ()),
    ],
)
def test_names(raw, expected):
    assert names(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("来源： 来源：省文化和旅游厅", "省文化和旅游厅"),
        ("《廊坊日报》", "《廊坊日报》"),
        ("【新华社】", "新华社"),
        ("来源：", None),
        ("2024", None),
        ("本网", "某市政府网"),
        ("网站名称", None),
    ],
)
def test_source(raw, expected):
    assert normalise_source(raw, "某市政府网") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新华社北京12月21日电(甲文、乙川)今天",
            Dateline("新华社", "北京", "12月21日", ("甲文", "乙川")),
        ),
        (
            "新华社科威特城2月12日电（记者甲文乙川山）",
            Dateline("新华社", "科威特城", "2月12日", ("甲文乙川山",)),
        ),
        ("新华网北京２月８日电", Dateline("新华网", "北京", "２月８日", ())),
        ("中新网12月20日电 有关", Dateline("中新网", None, "12月20日", ())),
        ("本报讯（记者 甲文）", Dateline("本报", None, None, ("甲文",))),
        ("全国电力供应平稳", Dateline()),
        ("我国通讯事业发展", Dateline()),
        ("各地电信企业", Dateline()),
        (None, Dateline()),
        (
            "（中央社記者王大明、李小華台北19日電）樣例縣",
            Dateline("中央社", "台北", "19日", ("王大明", "李小華")),
        ),
        ("〔記者陳小嬋／高雄報導〕樣例區", Dateline(None, "高雄", None, ("陳小嬋",))),
    ],
)
def test_dateline(text, expected):
    assert parse_dateline(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("国办发〔2024〕1号", "国办发〔2024〕1号"),
        ("（国办发﹝2017﹞47号）", "国办发﹝2017﹞47号"),
        ("教函[2024] 第10号", "教函[2024] 第10号"),
        ("各部门：根据国发〔2024〕1号", "国发〔2024〕1号"),
        ("国务院令第321号", "国务院令第321号"),
        ("某委令（2018年第1号）", "某委令（2018年第1号）"),
        ("發文字號：府教學字第1130056789號", "府教學字第1130056789號"),
        ("依據院臺經字第1130012345號函辦理", "院臺經字第1130012345號"),
        ("该院字第3号楼", None),
        ("第十条规定的事项", None),
        ("2024年第1号", None),
    ],
)
def test_doc_no(line, expected):
    assert find_doc_no(line) == expected


@pytest.mark.parametrize(
    "number", ["000014349/2017-00110", "bm56000001/2022-00001937", "11440100MB2C90856P/2023-00331"]
)
def test_index_no(number):
    assert find_index_no(f"索引号：{number} 分类") == number


def test_labels_are_matched_without_their_padding():
    assert concept_of("索 引 号：") == "index_no"
    assert concept_of("文\xa0\xa0\xa0\xa0号") == "doc_no"
    assert concept_of("心情") is None


def test_cites_need_a_number():
    text = "根据《关于加强管理的意见》（国发〔2024〕1号）和《办法》（某部令第11号），参照《条例》。再依《意见》（国发〔2024〕1号）。"
    assert find_cites(text) == (
        Cite("关于加强管理的意见", "国发〔2024〕1号"),
        Cite("办法", "某部令第11号"),
    )


def test_text():
    assert clean("　　国务院\xa0\n 办公厅\u200b ") == "国务院 办公厅"
    assert clean("２０１０年（一）") == "２０１０年（一）"  # full-width forms are content
    assert len(fold("　２０∶１０（ａ）")) == len("　２０∶１０（ａ）")
    assert han_count("a中文𠀀1") == 3
    assert squeeze("文　　号：") == "文号"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://WWW.GOV.CN:80/a/content_1.htm#top", "https://www.gov.cn/a/content_1.htm"),
        (
            "http://big5.www.gov.cn/gate/big5/www.gov.cn//jrzg/content_1.htm",
            "https://www.gov.cn/jrzg/content_1.htm",
        ),
        ("http://a.test/x;jsessionid=AB12?utm_source=w&id=3", "https://a.test/x?id=3"),
        ("http://www.fmprc.gov.cn/web/t1.shtml", "https://www.mfa.gov.cn/web/t1.shtml"),
        ("http://a.test:8080", "https://a.test:8080/"),
        ("file:///etc/passwd", None),
        ("http://[bad", None),
        (None, None),
    ],
)
def test_canonical_url(url, canonical):
    assert canonical_url(url) == canonical


def test_identity_is_host_path_and_query():
    assert article_id("https://www.gov.cn/a", "text", b"x") == article_id(
        "http://www.gov.cn/a", None, b""
    )
    assert (
        len(
            {
                article_id(None, "text", b"x"),
                article_id(None, None, b"x"),
                article_id("https://a.test/", None, b""),
            }
        )
        == 3
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.test/x", "https://a.test/x"),
        ("http://a.test:80/x", "https://a.test:443/x"),
        ("http://A.TEST/x", "http://a.test./x"),
        ("http://a.test/", "http://a.test"),
        ("http://a.test/x/", "http://a.test/x"),
        ("http://a.test/x/index.html", "http://a.test/x/"),
        ("http://a.test/x/index.shtml", "http://a.test/x/default.aspx"),
        ("http://a.test/x#top", "http://a.test/x"),
        ("http://a.test/x;jsessionid=0A1B?p=2", "http://a.test/x?p=2"),
        ("http://a.test/x?jsessionid=0A1B", "http://a.test/x"),
        ("http://a.test/x?PHPSESSID=7&a=1", "http://a.test/x?a=1"),
        ("http://a.test/x?utm_source=w&utm_medium=m", "http://a.test/x"),
        ("http://a.test/x?spm=a1.b2", "http://a.test/x"),
        ("http://a.test/x?from=singlemessage&isappinstalled=0", "http://a.test/x"),
        ("http://a.test/x?a=1&b=2", "http://a.test/x?b=2&a=1"),
        ("http://a.test/x?", "http://a.test/x"),
        ("http://a.test/%e9%80%9a", "http://a.test/%E9%80%9A"),
        ("http://a.test/通知", "http://a.test/%E9%80%9A%E7%9F%A5"),
        (
            "http://big5.www.gov.cn/gate/big5/www.gov.cn/jrzg/2010-12/20/content_1.htm",
            "https://www.gov.cn/jrzg/2010-12/20/content_1.htm",
        ),
        (
            "https://www.fmprc.gov.cn/web/t1839549.shtml",
            "https://www.mfa.gov.cn/web/t1839549.shtml",
        ),
    ],
)
def test_one_fingerprint_for_one_page(one, other):
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.test/x", "http://b.test/x"),
        ("http://a.test/x", "http://www.a.test/x"),
        ("http://a.test:8080/x", "http://a.test/x"),
        ("http://a.test/x?a=1", "http://a.test/x?a=2"),
        ("http://a.test/x?page=1", "http://a.test/x"),
        ("http://a.test/X", "http://a.test/x"),
        ("http://a.test/index_1.html", "http://a.test/"),
        ("http://a.test/x?q=a%26b", "http://a.test/x?q=a&b"),
        ("http://a.test/gate/big5/www.gov.cn/x", "http://www.gov.cn/x"),
        ("javascript:a", "javascript:b"),
    ],
)
def test_different_pages_have_different_fingerprints(one, other):
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("http://www.gov.cn/jrzg/2010-12/20/content_1769836.htm", "content_1769836"),
        ("http://a.test/202311/t20231106_123.html", "t20231106_123"),
        ("http://a.test/art/2024/10/14/art_50_11.html", "art_50_11"),
        ("http://a.test/x/", None),
    ],
)
def test_native_id(url, number):
    assert native_id(url) == number


def test_resolve_never_raises():
    assert resolve("http://a.test/x/", "../y.html") == "http://a.test/y.html"
    assert resolve(None, " y.html ") == "y.html"
    assert resolve("http://a.test/", "http://[bad") == "http://[bad"
