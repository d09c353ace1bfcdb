import pytest

from govnews.model import RelatedLink
from govnews.skeleton import read_dump
from govnews.values.zones import zone_of

PORTAL = """当前位置： 首页>> 政务动态>> 部门要闻

全市便民服务大厅延长开放时间
某市人民政府网 www.sample.test   2011年3月4日   来源：某市日报

    为方便群众办事，全市便民服务大厅自本周起延长开放时间，周末也有窗口值守。

    亮点一：窗口不打烊

    各窗口实行轮班，午间和周末都有人值守，办事的人不用再请假。

    亮点二：材料再减少

    能在网上核对的材料，一律不再要求提供纸质证明。
【责任编辑：甲文】
相关链接
· 便民服务大厅今日启用 2011-02-01
· 办事指南上线
图片图表
首页 概况 政务 服务 互动 地图
版权所有：某市人民政府
"""

WET = """首页
政务公开
办事服务
关于做好防汛工作的通知
发布时间：2024-06-03 10:20 来源：某区水务局 字体：大 中 小
分享到
各街道办事处：
今年汛期来得早，各单位要提前检查排水设施，备足物资，落实值守。
一、加强巡查
每日巡查不少于两次，发现隐患立即处置。
二、加强值守
实行24小时值守，信息及时上报。
上一篇：关于用水的公告
下一篇：没有了
主办单位：某区水务局 网站标识码：1234567890
"""


@pytest.fixture(scope="module")
def portal():
    return read_dump(PORTAL)


@pytest.fixture(scope="module")
def wet():
    return read_dump(WET, "+08:00")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "全市便民服务大厅延长开放时间"),
        ("date", "2011-03-04"),
        ("date_raw", "2011年3月4日"),
        ("source", "某市日报"),
        ("site_name", "某市人民政府网"),
        ("breadcrumbs", ("首页", "政务动态", "部门要闻")),
        ("editors", ("甲文",)),
        (
            "related_links",
            (
                RelatedLink("相关链接", "便民服务大厅今日启用", None, "2011-02-01"),
                RelatedLink("相关链接", "办事指南上线"),
            ),
        ),
    ],
)
def test_portal(portal, name, value):
    assert getattr(portal, name) == value


def test_portal_sections(portal):
    assert [s.heading for s in portal.sections] == [
        None,
        "亮点一：窗口不打烊",
        "亮点二：材料再减少",
    ]
    assert portal.paragraphs[-1].startswith("能在网上")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "关于做好防汛工作的通知"),
        ("date", "2024-06-03T10:20:00+08:00"),
        ("source", "某区水务局"),
        ("breadcrumbs", ()),
        (
            "related_links",
            (RelatedLink("prev_next", "关于用水的公告"),),
        ),
    ],
)
def test_wet(wet, name, value):
    assert getattr(wet, name) == value


def test_wet_text(wet):
    assert wet.paragraphs[0] == "各街道办事处："
    assert [s.heading for s in wet.sections] == [None, "一、加强巡查", "二、加强值守"]
    assert not any("标识码" in p or "分享" in p for p in wet.paragraphs)


def test_every_value_has_evidence(portal):
    assert {e.field for e in portal.evidence} == {
        "title", "date", "source", "site_name", "breadcrumbs", "text", "related_links", "editors",
    }  # fmt: skip


def test_a_bare_text_gives_a_text_and_guesses_nothing():
    fields = read_dump("这是一段没有题目的文字，它只说一件事，说完就结束了，没有日期也没有来源。")
    assert (fields.title, fields.date, fields.source, fields.breadcrumbs) == (None, None, None, ())
    assert len(fields.paragraphs) == 1


@pytest.mark.parametrize(
    ("url", "marks", "profile", "zone"),
    [
        ("http://www.a.gov.cn/x", "", None, "+08:00"),
        ("http://clone.test/", "来源：新华社", None, "+08:00"),
        ("http://clone.test/", "An English page", None, None),
        (None, "", "+09:00", "+09:00"),
    ],
)
def test_zone(url, marks, profile, zone):
    assert zone_of(url, marks, profile) == zone
