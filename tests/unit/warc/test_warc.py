"""WARC files as others and we write them, whole, torn and damaged; messages in every coding."""

import gzip
import io
import zlib

import brotli
import pytest

from govnews.errors import MAX_BYTES
from govnews.warc import Damage, Record, is_archive, read_message, read_records
from tests.archives import record, response

PAGES = [f"<p>第{n}页的正文".encode() * (n + 1) for n in range(5)]


def archive(packed: bool, pages: list[bytes] = PAGES) -> tuple[bytes, list[int]]:
    """A file, and where its records begin."""
    records = [record("warcinfo", "", b"software: x\r\n", packed=packed)]
    records += [response(f"http://a.test/{n}", b, packed=packed) for n, b in enumerate(pages)]
    places = [sum(map(len, records[:n])) for n in range(len(records))]
    return b"".join(records), places


def bodies(data: bytes) -> list[bytes | str]:
    found: list[bytes | str] = []
    for one in read_records(io.BytesIO(data)):
        if isinstance(one, Damage):
            found.append(one.message)
        elif one.kind == "response":
            message = read_message(one.block)
            assert message is not None
            found.append(message.body)
    return found


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_records_in_order_with_their_places(packed: bool) -> None:
    data, places = archive(packed)
    records = [r for r in read_records(io.BytesIO(data)) if isinstance(r, Record)]
    assert [r.kind for r in records] == ["warcinfo"] + ["response"] * 5
    assert [r.place for r in records] == places
    assert bodies(data) == PAGES
    assert is_archive(data[:4096])


def test_file_packed_as_one_member_is_read() -> None:
    assert bodies(gzip.compress(archive(False)[0])) == PAGES


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_torn_tail_is_named_and_the_rest_is_read(packed: bool) -> None:
    data, places = archive(packed)
    for cut in range(places[-1] + 1, len(data) - 4, 7):
        found = bodies(data[:cut])
        assert found[:4] == PAGES[:4]
        assert found[4:] in (
            ["the last record is not whole"],
            [PAGES[4], "the last record is not whole"],
            [PAGES[4]],
        )
    assert bodies(data[: places[-1]]) == PAGES[:4]
    assert bodies(data[: places[-1] + 30])[4:] == ["the last record is not whole"]


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_damage_in_the_middle_costs_its_record(packed: bool) -> None:
    data, places = archive(packed)
    at = places[2]
    broken = data[: at + 4] + b"\xff" * 12 + data[at + 16 :]
    found = bodies(broken)
    assert found == [PAGES[0], "a record is damaged", *PAGES[2:]]


def test_block_longer_than_a_page_is_cut_and_passed_over() -> None:
    data, _ = archive(True, [b"x" * (MAX_BYTES + (1 << 18)), b"after"])
    first, second = bodies(data)
    assert len(first) > MAX_BYTES
    assert second == b"after"


@pytest.mark.parametrize("size", ["x", "-1", "9" * 20])
def test_length_that_is_none_is_damage(size: str) -> None:
    data = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {size}\r\n\r\n".encode()
    assert bodies(data + archive(False)[0]) == ["a record is damaged", *PAGES]


def test_header_without_end_is_damage_and_no_memory() -> None:
    assert bodies(b"WARC/1.0\r\nX: " + b"a" * (1 << 20)) == ["the last record is not whole"]


def test_padding_after_the_last_member_is_nothing() -> None:
    assert bodies(archive(True)[0] + b"\0" * 512) == PAGES


@pytest.mark.parametrize(
    "head", [b"", b"<html>", gzip.compress(b"<html>", mtime=0), b"\x1f\x8b\x08\xff"]
)
def test_other_files_are_no_archive(head: bytes) -> None:
    assert not is_archive(head)


def zstd(body: bytes) -> bytes:
    zstandard = pytest.importorskip("backports.zstd")
    return zstandard.compress(body)


BODY = "<p>压缩过的正文。".encode() * 300
CHUNKED = b"5;x=1\r\n" + BODY[:5] + b"\r\n%x\r\n" % len(BODY[5:]) + BODY[5:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "sent", "seen"),
    [
        ("", BODY, BODY),
        ("Content-Encoding: gzip", gzip.compress(BODY, mtime=0), BODY),
        ("content-encoding: x-gzip", gzip.compress(BODY, mtime=0), BODY),
        ("Content-Encoding: deflate", zlib.compress(BODY), BODY),
        ("Content-Encoding: deflate", zlib.compress(BODY)[2:-4], BODY),
        ("Content-Encoding: br", brotli.compress(BODY), BODY),
        ("Content-Encoding: zstd", lambda: zstd(BODY), BODY),
        ("Content-Encoding: gzip", BODY, BODY),
        ("Content-Encoding: gzip", gzip.compress(BODY, mtime=0)[:-9], BODY),
        ("Content-Encoding: gzip, br", lambda: brotli.compress(gzip.compress(BODY)), BODY),
        ("Content-Encoding: none-known", BODY, BODY),
        ("Transfer-Encoding: chunked", CHUNKED, BODY),
        ("Transfer-Encoding: chunked", BODY, BODY),
        ("Transfer-Encoding: chunked", CHUNKED[:-30], BODY[:-23]),
    ],
)
def test_body_as_a_browser_sees_it(headers: str, sent: object, seen: bytes) -> None:
    body = sent() if callable(sent) else sent
    assert isinstance(body, bytes)
    lines = "HTTP/1.1 200 OK\r\n" + (headers + "\r\n" if headers else "") + "\r\n"
    message = read_message(lines.encode() + body)
    assert message is not None
    assert (message.status, message.body) == (200, seen)


def test_bomb_is_unpacked_only_as_far_as_a_page_may_go() -> None:
    bomb = gzip.compress(b"\0" * (64 << 20))
    message = read_message(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb)
    assert message is not None
    assert len(message.body) == MAX_BYTES + 1


def test_what_is_no_response() -> None:
    assert read_message(b"GET / HTTP/1.1\r\n\r\n") is None
    message = read_message(b"HTTP/1.1 what\nA: b\n\nx")
    assert message is not None
    assert (message.status, message.headers, message.body) == (None, {"a": "b"}, b"x")
