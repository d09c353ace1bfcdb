import json
from pathlib import Path

import pytest

from govnews import MAX_BYTES, Failure, Page
from spiders.saved import read_saved


def test_sidecar_gives_address_and_headers(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"<p>x")
    known = {
        "url": "http://a.test/",
        "status": 200,
        "headers": {"Content-Type": "text/html", "ETag": "e"},
    }
    (tmp_path / "page.json").write_text(json.dumps(known))
    (page,) = read_saved(tmp_path)
    assert isinstance(page, Page)
    assert (page.url, page.content_type, page.fetch.status, page.fetch.etag) == (
        "http://a.test/",
        "text/html",
        200,
        "e",
    )


def test_sidecar_of_several_pages_means_page_alone(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(b"<p>x")
    (tmp_path / "page.json").write_text('{"url": "http://a.test/"}')
    assert all(p.url.startswith("file:") for p in read_saved(tmp_path))


def test_parts_and_hidden_files_are_no_pages(tmp_path: Path) -> None:
    for name in (".hidden.html", "a.css", "a.js", "list.json"):
        (tmp_path / name).write_bytes(b"x")
    assert list(read_saved(tmp_path)) == []


def test_what_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "big.html").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    (tmp_path / "page.html").write_bytes(b"<p>x")
    (tmp_path / "page.json").write_text("[1]")
    monkeypatch.chdir(tmp_path)
    found = list(read_saved(Path()))
    assert all(isinstance(one, Failure) for one in found)
    assert [one.reason for one in found if isinstance(one, Failure)] == [
        "too_large",
        "extract_failed",
    ]
