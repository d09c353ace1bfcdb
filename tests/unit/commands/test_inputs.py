"""From names to bytes: what is walked, what is passed over, what a page.json may describe."""

import json
import os
import sys

import pytest

from govnews.commands.inputs import Unreadable, find_paths, read_input
from govnews.errors import EmptyInput, TooLarge
from govnews.magic import is_markup


def _make(folder, *names, body=b"<p>a</p>"):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def _found(folder, **options):
    return [str(os.path.relpath(p, folder)) for p in find_paths([str(folder)], **options)]


def test_folder_gives_pages_by_name_and_leaves_parts_out(tmp_path):
    _make(tmp_path, "b.html", "a/z.txt", "a/noext", "B.html", "x.html", "x_files/ad.html")
    _make(tmp_path, ".git/config", "a/page.json", "style.css", "notes_files/kept.html")
    wanted = ["B.html", "a/noext", "a/z.txt", "b.html", "notes_files/kept.html", "x.html"]
    assert _found(tmp_path) == wanted


def test_own_output_is_not_read(tmp_path):
    _make(tmp_path, "a.html", "out.txt")
    assert _found(tmp_path, leave_out=frozenset({(tmp_path / "out.txt").resolve()})) == ["a.html"]


def test_named_paths_keep_their_order_and_are_not_judged():
    assert list(find_paths(["b.css", "-", "a.html"])) == ["b.css", "-", "a.html"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_its_own_folder_is_not_followed(tmp_path):
    _make(tmp_path, "a.html")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert _found(tmp_path) == ["a.html"]


def test_empty_folder_is_named(tmp_path):
    (name,) = find_paths([str(tmp_path)])
    with pytest.raises(Unreadable, match="no page in this folder"):
        read_input(name)


@pytest.mark.parametrize("name", ["nowhere.html", "a/b\0c"], ids=["missing", "NUL in the name"])
def test_what_cannot_be_opened(tmp_path, name):
    with pytest.raises(Unreadable):
        read_input(str(tmp_path / name))


def test_empty_and_large(tmp_path):
    _make(tmp_path, "empty.html", body=b"")
    with pytest.raises(EmptyInput):
        read_input(str(tmp_path / "empty.html"))
    with (tmp_path / "large.html").open("wb") as sparse:
        sparse.truncate(25 * 2**20)
    with pytest.raises(TooLarge, match=r"25\.0 MiB.*20 MiB"):
        read_input(str(tmp_path / "large.html"))


KNOWN = {"url": "http://a.test/1", "status": 200, "content_type": "text/html; charset=gbk"}


@pytest.mark.parametrize(
    ("files", "page", "used"),
    [
        (["page.html"], "page.html", True),
        (["page.txt", "other.html"], "page.txt", True),
        (["article.html"], "article.html", True),
        (["a.html", "b.html"], "a.html", False),
    ],
    ids=["page.html", "page.* among others", "the only page", "one of several"],
)
def test_page_json_describes_one_page(tmp_path, files, page, used):
    _make(tmp_path, *files)
    (tmp_path / "page.json").write_text(json.dumps(KNOWN))
    read = read_input(str(tmp_path / page))
    assert read.url == (KNOWN["url"] if used else None)
    assert read.content_type == (KNOWN["content_type"] if used else None)
    assert (read.fetch is not None) is used


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/html", "ETag": '"1"'},
        [["content-type", "text/html"], ["etag", '"1"']],
    ],
    ids=["map", "pairs"],
)
def test_headers_of_page_json(tmp_path, headers):
    _make(tmp_path, "page.html")
    (tmp_path / "page.json").write_text(json.dumps({"url": None, "headers": headers}))
    read = read_input(str(tmp_path / "page.html"))
    assert (read.url, read.content_type, read.fetch.etag) == (None, "text/html", '"1"')


def test_options_win_over_page_json(tmp_path):
    _make(tmp_path, "page.html")
    (tmp_path / "page.json").write_text(json.dumps(KNOWN))
    read = read_input(str(tmp_path / "page.html"), "http://b.test/", "text/html")
    assert (read.url, read.content_type) == ("http://b.test/", "text/html")


@pytest.mark.parametrize("text", ["{", "[]", '"url"'], ids=["torn", "a list", "a string"])
def test_page_json_that_says_nothing_is_named(tmp_path, text):
    _make(tmp_path, "page.html")
    (tmp_path / "page.json").write_text(text)
    with pytest.raises(Unreadable, match=r"page\.json"):
        read_input(str(tmp_path / "page.html"))


@pytest.mark.parametrize(
    ("body", "markup"),
    [
        ("<!DOCTYPE html>\n<p>甲".encode(), True),
        ("<HTML><BODY>甲".encode("gb18030"), True),
        ("<p>甲</p>".encode(), True),
        ("<html><p>甲</p>".encode("utf-16"), True),
        ("甲乙<3 丙 a<b 丁".encode(), False),
        ("网页标签<p>的用法".encode(), False),
        ("当前位置: 首页>> 要闻\n样例".encode("gb18030"), False),
        (b"", False),
    ],
    ids=["doctype", "upper case", "a fragment", "utf-16", "signs", "a tag named", "text", "empty"],
)
def test_is_markup(body, markup):
    assert is_markup(body) is markup
