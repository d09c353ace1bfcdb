import time

import pytest

from govnews.values.dates import date_in_url, find_date, find_dates, from_epoch, parse_date

ZONE = "+08:00"

FORMS = [
    ("2022-04-17 14:46", "2022-04-17T14:46:00+08:00"),
    ("2022-04-17 14:46:09", "2022-04-17T14:46:09+08:00"),
    ("2026-07-12-09:37:43", "2026-07-12T09:37:43+08:00"),
    ("2026/09/11 10:00", "2026-09-11T10:00:00+08:00"),
    ("2010.12.20 ", "2010-12-20"),
    ("2007年05月08日", "2007-05-08"),
    ("2010年12月20日 08:05", "2010-12-20T08:05:00+08:00"),
    ("2025年06月03日 13时44分", "2025-06-03T13:44:00+08:00"),
    ("[2010-12-20]", "2010-12-20"),
    ("2023-08-19 10∶08", "2023-08-19T10:08:00+08:00"),
    ("2023-11-30  14:52", "2023-11-30T14:52:00+08:00"),
    ("2024 07/22 14:52:26", "2024-07-22T14:52:26+08:00"),
    ("2024年1月2日　　9:05", "2024-01-02T09:05:00+08:00"),
    ("２０２３年８月１９日　１０：０８", "2023-08-19T10:08:00+08:00"),
    ("二〇一〇年十二月二十日", "2010-12-20"),
    ("二○一○年十月三十一日", "2010-10-31"),
    ("二零二四年一月二十三日", "2024-01-23"),
    ("中華民國99年12月20日", "2010-12-20"),
    ("中華民國九十九年十二月二十日", "2010-12-20"),
    ("民國一百一十三年五月一日", "2024-05-01"),
    ("民國一百年元月二日", "2011-01-02"),
    ("民國百年三月一日", "2011-03-01"),
    ("民國一一三年五月一日", "2024-05-01"),
    ("民國一百零九年十月三十一日", "2020-10-31"),
    ("2024-01-01 10:002024-01-01 10:00", "2024-01-01T10:00:00+08:00"),
    ("2024-01-01T10:00:00Z", "2024-01-01T10:00:00+00:00"),
    ("2024-01-01T10:00:00.123+0900", "2024-01-01T10:00:00+09:00"),
    ("June 5, 2024", "2024-06-05"),
    ("12-JUNE-2024", "2024-06-12"),
    ("May 28, 2024 16:40", "2024-05-28T16:40:00+08:00"),
    ("28 May 2024, 4:05 pm", "2024-05-28T16:05:00+08:00"),
    ("2012年12月31日 24:00", "2012-12-31"),
]


@pytest.mark.parametrize(("text", "value"), FORMS, ids=[f[0] for f in FORMS])
def test_form(text, value):
    assert parse_date(text, ZONE) == value


@pytest.mark.parametrize(
    "text",
    [
        "2024-13-01",
        "20100-12-20",
        "2011年元旦",
        "2023-02-30",
        "100年5月16日",
        "电话010-2023-1120-1",
    ],
)
def test_no_date(text):
    assert parse_date(text, ZONE) is None


def test_a_date_without_time_gets_no_zone_and_a_time_without_profile_neither():
    assert parse_date("2024-01-01", ZONE) == "2024-01-01"
    assert parse_date("2024-01-01 10:00") == "2024-01-01T10:00:00"


def test_roc_years_only_when_asked_for_or_named():
    assert parse_date("115年05月16日") is None
    assert parse_date("115年05月16日", roc=True) == "2026-05-16"


def test_raw_is_what_stands_on_the_page():
    text = "发布时间：２０２３年８月１９日　来源"
    found = find_date(text)
    assert found.raw == "２０２３年８月１９日"
    assert text[found.start : found.end] == found.raw


def test_all_dates_in_order():
    assert [f.value for f in find_dates("2024-01-02 至 二〇二四年一月三日，2024.1.4")] == [
        "2024-01-02",
        "2024-01-03",
        "2024-01-04",
    ]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.test/t20220417_974894.html", "2022-04-17"),
        ("http://a.test/jrzg/2010-12/20/content_1769836.htm", "2010-12-20"),
        ("http://a.test/art/2024/1/4/art_1_2.html", "2024-01-04"),
        ("http://a.test/202609/content_1.htm", None),
        (None, None),
    ],
)
def test_date_in_url(url, day):
    assert date_in_url(url) == day


def test_epoch_in_seconds_and_milliseconds():
    assert (
        from_epoch(1700000000, ZONE)
        == from_epoch(1700000000000, ZONE)
        == "2023-11-15T06:13:20+08:00"
    )
    assert from_epoch(-5, ZONE) is None


@pytest.mark.parametrize(
    "hostile", ["2" * 200_000, " " * 200_000, "2024年" * 50_000, "二" * 200_000, "一月" * 99_999]
)
def test_hostile_input_costs_nothing(hostile):
    start = time.process_time()
    list(find_dates(hostile, ZONE, roc=True))
    assert time.process_time() - start < 0.5
