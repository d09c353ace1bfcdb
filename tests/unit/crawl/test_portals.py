import pytest

from govnews import ProfileError, load_portal


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
