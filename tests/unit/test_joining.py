import pytest

from govnews.api import extract
from govnews.errors import GovnewsError
from govnews.joining import join
from govnews.model import Article

URL = "http://www.example.test/c/content_1.htm"


def page(number: int, *lines: str) -> Article:
    body = "".join(f"<p>{line}</p>" for line in lines)
    url = URL if number == 1 else URL.replace("_1", f"_1_{number}")
    html = f"<title>样例市年度报告</title><h1>样例市年度报告</h1><div>发布时间：2024-06-01 来源：样例日报</div><div id='zoom'>{body}</div>"
    return extract(html.encode(), url)


def test_text_runs_on_and_headings_count_over_the_pages() -> None:
    whole = join(
        [
            page(
                1,
                "样例市今天公布年度报告，各项工作均按计划完成，现将情况通报如下。",
                "一、教育",
                "全年新增普惠性幼儿园学位4200个，投入资金三千万元。",
            ),
            page(
                2,
                "全年新增普惠性幼儿园学位4200个，投入资金三千万元。",
                "二、交通",
                "全年打通断头路9条，新增公共停车泊位3800个，群众反映良好。",
            ),
        ]
    )
    assert whole.text is not None
    assert whole.text.count("4200") == 1
    assert [s.heading for s in whole.sections] == [None, "一、教育", "二、交通"]
    assert (whole.id, whole.url, whole.source) == (page(1, "甲乙丙。" * 20).id, URL, "样例日报")
    assert whole.content_hash != page(1, "甲乙丙。" * 20).content_hash


def test_one_page_is_itself_and_none_is_an_error() -> None:
    one = page(1, "样例市今天公布年度报告，各项工作均按计划完成，现将情况通报如下。")
    assert join([one]) == one
    with pytest.raises(GovnewsError, match="at least one page"):
        join([])
