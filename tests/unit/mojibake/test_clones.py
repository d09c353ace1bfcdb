import pytest

from govnews.mojibake import clone_of

MASTHEAD = "中央政府門戶網站 stranger.example   2010年12月20日   來源:新華社"


def test_a_printed_stranger_and_glosses():
    clone = clone_of(
        site_name="中央政府門戶網站",
        header_text=MASTHEAD,
        served_host=None,
        language="zh-Hant",
        glossed=True,
    )
    assert clone.printed_host == "stranger.example"
    assert clone.likely_original == "www.gov.cn"
    assert clone.signs == ("glosses", "printed_host", "script")


def test_the_original_is_no_clone():
    clone = clone_of(
        site_name="中国政府网",
        header_text="中国政府网 www.gov.cn 2010年12月20日",
        served_host="www.gov.cn",
        language="zh-Hans",
        glossed=False,
    )
    assert clone.signs == ()
    assert clone.likely_original is None


@pytest.mark.parametrize(
    ("name", "served", "language", "glossed", "expected"),
    [
        (
            "人民网",
            "clone.test",
            "zh-Hant",
            True,
            (("glosses", "served_host"), "www.people.com.cn"),
        ),
        ("人民网", "politics.people.com.cn", "zh-Hans", False, ((), None)),
        ("國務院新聞辦公室", "clone.test", "zh-Hant", False, (("script",), None)),
        ("衞生署 新聞公報 委員會", "www.info.gov.hk", "zh-Hant", False, ((), None)),
        ("上海市人民政府", "www.shanghai.gov.cn", "zh-Hant", False, ((), None)),
        (None, "news.example", "zh-Hans", False, ((), None)),
    ],
)
def test_signs(name, served, language, glossed, expected):
    clone = clone_of(
        site_name=name, header_text="", served_host=served, language=language, glossed=glossed
    )
    assert (clone.signs, clone.likely_original) == expected


@pytest.mark.parametrize(
    "header", ["2010.12.20 10.30", "附件1.docx", "Vol. 3 No. 5", "user@mail.example", "index.html"]
)
def test_what_is_no_host(header):
    clone = clone_of(
        site_name=None, header_text=header, served_host=None, language="zh-Hans", glossed=False
    )
    assert clone.printed_host is None
