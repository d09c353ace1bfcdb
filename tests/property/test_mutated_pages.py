"""Damaged copies of every saved page: only our errors may come out, and no page may cost more than its size.

``benchmarks/mutate.py`` tries 100,000 of them; here are one of each kind for every page, the slowest of that run, and those
that once went wrong.
"""

import gc
import time
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest

from benchmarks.mutate import OURS, made, own_pages, tried
from benchmarks.mutations import MUTATIONS
from benchmarks.shapes import SHAPES, bytes_of
from govnews import extract, read_list

URL = "http://www.sample.test/zw/202405/t20240520_51002.html"
# CPU seconds that nothing here comes near: a page of a second that has become one of minutes is to be seen.
CAP = 30.0
# Without ``shaped``, whose pages change with the shapes there are; these are tried at two sizes below.
SLOWEST = (
    "www.sample.test/gov-2016 doubled+crowded+shuffled 295935170",
    "city.sample.test/image-only nested+stuffed+lying 477459004",
    "www.sample.test/trs-attachments crowded+shuffled 153422572",
    "clone.test/byte-slip flipped+repeated+shuffled 207274874",
    "clone.test/twin-html shuffled+lying+stuffed 256641478",
    "city.sample.test/desktop-and-mobile stuffed+flipped+stuffed 85907700",
    "www.sample.test/behind-a-stub nulled+doubled+flipped 664171049",
    "clone.test/twin-html holed+lying+shuffled 848896478",
    "clone.test/byte-slip shuffled+flipped+repeated 266331382",
    "clone.test/byte-slip nulled+repeated+flipped 392514547",
    "clone.test/twin-html lying+opened+nulled 946814981",
    "ucap.sample.test/article lying+stuffed+untagged 700086509",
    "news.sample.test/newspaper nested+misread 545285311",
    "news.sample.test/split-date nested 37385739",
)
ONCE_WRONG = (
    "city.sample.test/law flipped 18110937",  # 第十5条
    "city.sample.test/word-table untagged 931745881",  # a row inside a cell
    "clone.test/twin-html referenced+flipped+lying 794950269",  # half of its lines question marks: 20 s
    "www.sample.test/trs-editor nested+opened 727811598",
)


def cost(page: str) -> float:
    """CPU seconds of one page, whatever came of it. Raises what is no error of ours, and fails where it takes too long."""
    body = made(page)
    begun = time.process_time()
    with suppress(*OURS):
        tried(page, body)
    took = time.process_time() - begun
    assert took < CAP, page
    return took


@pytest.mark.parametrize("kind", MUTATIONS)
def test_one_of_each_kind_for_every_page(kind: str) -> None:
    for name in own_pages():
        cost(f"{name} {kind} {zlib.crc32(f'{name} {kind}'.encode())}")


@pytest.mark.parametrize("page", [*SLOWEST, *ONCE_WRONG])
def test_pages_that_took_long_or_went_wrong(page: str) -> None:
    cost(page)


@pytest.mark.parametrize("name", SHAPES)
def test_cost_grows_with_the_page(name: str) -> None:
    """Ten times the page takes ten times as long, give or take; the square of it would take a hundred times."""
    for read in (extract, read_list):
        most = 30 * max(0.01, _seconds(read, bytes_of(name, 20_000)))
        # The least of up to three: what a busy machine adds is no cost of the page.
        took = [_seconds(read, bytes_of(name, 200_000))]
        while min(took) > most and len(took) < 3:
            took.append(_seconds(read, bytes_of(name, 200_000)))
        assert min(took) < most, (read.__name__, took)


def _seconds(read: Callable[[bytes, str], object], body: bytes) -> float:
    """CPU seconds of reading a page, without the collector's looking through all that the tests hold."""
    gc.collect()
    gc.disable()
    begun = time.process_time()
    with suppress(*OURS):
        read(body, URL)
    took = time.process_time() - begun
    gc.enable()
    return took
