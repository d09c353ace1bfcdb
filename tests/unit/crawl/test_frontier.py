"""A request on its way through state.sqlite comes back as it was."""

import json

import pytest
from scrapy import Request, Spider

from pipelines.store.frontier import _dump, _load


class Walker(Spider):
    name = "walker"

    def parse_list(self, response):
        pass

    def failed(self, failure):
        pass


SPIDER = Walker()


@pytest.mark.parametrize(
    "request_",
    [
        Request("http://a.test/"),
        Request("http://a.test/列表?a=1", SPIDER.parse_list, errback=SPIDER.failed, priority=-3),
        Request(
            "http://a.test/q",
            SPIDER.parse_list,
            method="POST",
            body=bytes(range(256)),
            headers={"X-Name": ["一", "two"], "Content-Type": "application/x-www-form-urlencoded"},
            meta={"wanted": "list", "depth": 3},
            cb_kwargs={"page": 2, "rest": [["http://a.test/3", "GET", None, []]], "found": True},
            dont_filter=True,
            cookies={"a": "b"},
            flags=["kept"],
        ),
    ],
    ids=["address alone", "callbacks", "everything"],
)
def test_request_comes_back_as_it_was(request_: Request) -> None:
    text = _dump(request_)
    again = _load(text, SPIDER)
    assert json.loads(text)["url"] == request_.url
    assert again.to_dict(spider=SPIDER) == request_.to_dict(spider=SPIDER)


def test_what_is_usual_is_not_stored() -> None:
    assert json.loads(_dump(Request("http://a.test/"))) == {"url": "http://a.test/"}
