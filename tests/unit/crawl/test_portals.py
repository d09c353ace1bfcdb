import pytest

from govnews import Portal, ProfileError, load_portal
from govnews.sites.portals import known_portals


@pytest.mark.parametrize("name", ["www.gov.cn", "gov.cn", "https://www.gov.cn/yaowen/liebiao/"])
def test_known_portal(name: str) -> None:
    portal = load_portal(name)
    assert portal.id == "www.gov.cn"
    assert portal.wants("https://www.gov.cn/yaowen/liebiao/202405/content_6950177.htm")
    assert not portal.wants("https://www.gov.cn/yaowen/liebiao/home.htm")
    assert not portal.wants("https://sousuo.www.gov.cn/yaowen/202405/content_1.htm")


def test_url_starts_the_crawl_there() -> None:
    assert load_portal("https://www.gov.cn/zhengce/").seeds == ("https://www.gov.cn/zhengce/",)


def test_stranger_is_one_host() -> None:
    portal = load_portal("http://news.example.test:8080/list/")
    assert (portal.id, portal.hosts, portal.local) == (
        "news.example.test-8080",
        ("news.example.test",),
        False,
    )
    assert portal.wants("http://news.example.test:8080/anything")
    assert not portal.wants("javascript:void(0)")


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://localhost/", True),
        ("http://[::1]:80/", True),
        ("http://10.0.0.1/", False),
        ("http://192.168.1.1/", False),
    ],
)
def test_only_loopback_typed_by_hand_is_local(url: str, local: bool) -> None:
    assert load_portal(url).local is local


@pytest.mark.parametrize(
    "name", ["nowhere", "file:///etc/passwd", "ftp://a.test/", "http://", "http://a:b/"]
)
def test_anything_else_is_explained(name: str) -> None:
    with pytest.raises(ProfileError):
        load_portal(name)


# One address in the form that each portal's articles have, and one of another page.
FORMS = {
    "sample": ("http://www.sample.test/zwdt/202405/t20240520_51002.html", "http://www.sample.test/zwdt/index_1.html"),
    "www.gov.cn": ("https://www.gov.cn/yaowen/liebiao/202405/content_1.htm", "https://www.gov.cn/yaowen/liebiao/"),
    "www.mfa.gov.cn": ("https://www.fmprc.gov.cn/web/wjdt_674879/fyrbt_674889/t1839549.shtml", "https://www.mfa.gov.cn/web/"),
    "www.ndrc.gov.cn": ("https://www.ndrc.gov.cn/xwdt/xwfb/202405/t20240520_1386001.html", "https://www.ndrc.gov.cn/xwdt/"),
    "www.mee.gov.cn": ("https://www.mee.gov.cn/zcwj/bwj/gw/202204/t20220417_974894.shtml", "https://www.mee.gov.cn/zcwj/bwj/"),
    "www.mof.gov.cn": ("https://www.mof.gov.cn/zhengwuxinxi/caizhengxinwen/202405/t20240520_1.htm", "https://www.mof.gov.cn/"),
    "www.moa.gov.cn": ("https://www.moa.gov.cn/xw/zwdt/202405/t20240520_6455001.htm", "https://www.moa.gov.cn/xw/zwdt/"),
    "www.mwr.gov.cn": ("https://www.mwr.gov.cn/xw/slyw/202405/t20240520_1712001.html", "https://www.mwr.gov.cn/xw/slyw/"),
    "www.scio.gov.cn": ("https://www.scio.gov.cn/xwfb/gwyxwbgsxwfbh/202405/t20240520_1.html", "https://www.scio.gov.cn/xwfb/"),
    "www.miit.gov.cn": (
        "https://www.miit.gov.cn/zwgk/zcwj/wjfb/art/2024/art_0123456789abcdef0123456789abcdef.html",
        "https://www.miit.gov.cn/zwgk/zcwj/wjfb/index.html",
    ),
    "www.mohurd.gov.cn": ("https://www.mohurd.gov.cn/gongkai/zc/wjk/art/2024/art_17339_1.html", "https://www.mohurd.gov.cn/"),
    "www.nhsa.gov.cn": ("https://www.nhsa.gov.cn/art/2024/5/20/art_7_12345.html", "https://www.nhsa.gov.cn/col/col7/index.html"),
    "www.chinatax.gov.cn": ("https://www.chinatax.gov.cn/chinatax/n810341/n810755/c5230001/content.html", "https://www.chinatax.gov.cn/"),
    "www.mca.gov.cn": ("https://www.mca.gov.cn/n152/n165/c1662004999980001/content.html", "https://www.mca.gov.cn/n152/n165/index.html"),
    "www.csrc.gov.cn": ("https://www.csrc.gov.cn/csrc/c100028/c7480001/content.shtml", "https://www.csrc.gov.cn/csrc/c100028/common_xq_list.shtml"),
    "www.cac.gov.cn": ("https://www.cac.gov.cn/2024-05/20/c_1717000000000001.htm", "https://www.cac.gov.cn/yaowen/wxyw/A093602index_1.htm"),
    "www.beijing.gov.cn": ("https://www.beijing.gov.cn/zhengce/zhengcefagui/202405/t20240520_1.html", "https://www.beijing.gov.cn/zhengce/zhengcefagui/index_1.html"),
    "www.gd.gov.cn": ("https://www.gd.gov.cn/zwgk/wjk/qbwj/content/post_4420001.html", "https://www.gd.gov.cn/zwgk/wjk/qbwj/index_2.html"),
    "www.gz.gov.cn": ("https://www.gz.gov.cn/xw/gzyw/content/post_9660001.html", "https://www.gz.gov.cn/xw/gzyw/index_2.html"),
    "www.info.gov.hk": ("https://www.info.gov.hk/gia/general/202405/20/P2024052000123.htm", "https://www.info.gov.hk/gia/general/ctoday.htm"),
    "www.gov.mo": ("https://www.gov.mo/zh-hant/news/1100001/", "https://www.gov.mo/zh-hant/news/page/2/"),
    "www.president.gov.tw": ("https://www.president.gov.tw/NEWS/28001", "https://www.president.gov.tw/Page/35"),
}  # fmt: skip


@pytest.mark.parametrize("portal", known_portals(), ids=lambda p: p.id)
def test_profile_knows_its_articles_and_its_lists(portal: Portal) -> None:
    if portal.id in FORMS:
        article, other = FORMS[portal.id]
        assert portal.wants(article)
        assert not portal.wants(other)
    assert all(portal.covers(seed) and not portal.wants(seed) for seed in portal.seeds)
    assert portal.zone == "+08:00"
    assert portal.verified
    assert portal.min_articles
    assert portal.local is (portal.id == "sample")


def test_there_is_a_portal_of_every_kind() -> None:
    assert len(known_portals()) >= 13
    assert {
        "www.gov.cn",
        "www.beijing.gov.cn",
        "www.gz.gov.cn",
        "www.info.gov.hk",
        "www.gov.mo",
        "www.president.gov.tw",
    } <= set(FORMS)
