from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from twisted.internet.error import DNSLookupError

from spiders import guard
from spiders.guard import Guard, Refused, is_private


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1",
     "::1", "[::1]", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "224.0.0.1", "255.255.255.255"],
)  # fmt: skip
def test_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2001:4860:4860::8888", "www.gov.cn", "[2606:4700::1]"]
)
def test_public(address: str) -> None:
    assert not is_private(address)


def ask(url: str, *hosts: str) -> None:
    crawler: Any = SimpleNamespace(spider=SimpleNamespace(hosts=frozenset(hosts)))
    Guard(crawler).process_request(Request(url))


@pytest.mark.parametrize(
    ("url", "hosts", "reason"),
    [
        ("http://other.test/", ("a.test",), "redirect"),
        ("http://sub.a.test/", ("a.test",), "redirect"),
        ("http://10.0.0.1/", ("10.0.0.1",), "connection"),
        ("http://[::1]/", ("::1",), "connection"),
        ("file:///etc/passwd", ("a.test",), "redirect"),
        ("data:text/html,x", ("a.test",), "redirect"),
        ("ftp://a.test/x", ("a.test",), "redirect"),
    ],
)
def test_refused(url: str, hosts: tuple[str, ...], reason: str) -> None:
    with pytest.raises(Refused) as error:
        ask(url, *hosts)
    assert error.value.reason == reason


def test_host_of_the_portal_passes() -> None:
    ask("http://A.test/x", "a.test")


def test_name_that_leads_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_trusted", {"local.test"})
    assert guard._public("93.184.216.34", "a.test") == "93.184.216.34"
    assert guard._public("127.0.0.1", "local.test") == "127.0.0.1"
    with pytest.raises(DNSLookupError, match="private"):
        guard._public("127.0.0.1", "rebind.test")
