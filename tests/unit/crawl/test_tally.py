"""A row of the frontier ends when everything that its answer led to is stored, not before."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.signalmanager import SignalManager
from twisted.python.failure import Failure as TwistedFailure

from govnews import Failure
from pipelines.store import Store
from pipelines.store.failed import Failed
from pipelines.store.tally import PARENT, ROW, Tally

MISSING = Failure("http://a.test/index_1.html", "timeout", None, "list", "late")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path, seconds=1000)
    store.begin_run()
    store.proven = True
    yield store
    store.close()


def begun(store: Store) -> tuple[Tally, Request, int]:
    """A leased request for page 2 of a list."""
    stats = SimpleNamespace(inc_value=lambda name: None)
    tally = Tally(SimpleNamespace(signals=SignalManager(), stats=stats))  # type: ignore[arg-type]
    tally._store, tally._on_end = store, lambda row: None
    row = store.tables.add_request(b"1", "a.test", 0, "{}")
    tally.begin(row)
    return tally, Request(MISSING.url, meta={ROW: row}), row


def failure_of(request: Request) -> TwistedFailure:
    failure = TwistedFailure(TimeoutError())
    failure.request = request  # type: ignore[attr-defined]
    return failure


def test_a_failed_list_page_waits_for_the_next_page_it_names(store: Store) -> None:
    tally, request, row = begun(store)

    def failed(failure: Any) -> Iterator[Any]:
        yield MISSING
        yield Request("http://a.test/index_2.html")

    failure = failure_of(request)
    item, following = tally.counting(failed)(failure)
    assert following.meta[PARENT] == row
    tally._dropped(item, failure, Failed(item))
    assert store.tables.count_pending() == 1, "the next page is not stored yet"
    tally.settled(row)
    assert store.tables.count_pending() == 0
    assert store.counts.failed == 1


def test_a_failure_alone_ends_its_row(store: Store) -> None:
    tally, request, _ = begun(store)
    failure = failure_of(request)
    [item] = tally.counting(lambda failure: iter([MISSING]))(failure)
    tally._dropped(item, failure, Failed(item))
    assert store.tables.count_pending() == 0


def test_an_errback_that_breaks_is_a_failure_of_its_page(store: Store) -> None:
    tally, request, _ = begun(store)

    def failed(failure: Any) -> Iterator[Any]:
        yield from ()
        raise KeyError("a bug")

    assert list(tally.counting(failed)(failure_of(request))) == []
    assert store.tables.count_pending() == 0
    assert store.tables.failure(MISSING.url) == ("extract_failed", None, store.run)
