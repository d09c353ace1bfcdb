"""``govnews extract`` on WARC files: the lines of the pages in them, whoever wrote the file."""

import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import govnews
from govnews.cli import app
from tests.archives import record, response

TITLE = "样例市部署冬季供暖保障工作"
TEXT = "样例市昨日召开会议，部署冬季供暖保障工作，要求各区县在月中以前完成管网检修，确保群众温暖过冬，并公布服务电话。"
URL = "http://www.sample.test/zwdt/202311/t20231106_50001.html"


def page(title: str = TITLE, text: str = TEXT) -> bytes:
    return (
        f'<html><head><meta charset="gb2312"><title>{title}</title></head><body><h1>{title}</h1>'
        f'<div>2023年11月6日 来源：样例日报</div><div class="TRS_Editor"><p>{text}</p></div></body></html>'
    ).encode("gb18030")


def extract(tmp_path: Path, *files: bytes, options: tuple[str, ...] = ()) -> tuple[Any, list[Any]]:
    names = []
    for number, data in enumerate(files):
        path = tmp_path / "warc" / f"{number:05}.bin"  # its content says what it is
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        names.append(str(path))
    done = CliRunner().invoke(app, ["extract", *names, *options])
    return done, [json.loads(line) for line in done.stdout_bytes.decode().split("\n") if line]


def test_line_is_the_librarys_line_of_the_body(tmp_path: Path) -> None:
    kind = "text/html; charset=big5"
    data = response(URL, page(), f"Content-Type: {kind}", 'ETag: "7"')
    done, (found,) = extract(tmp_path, data)
    assert done.exit_code == 0
    own = json.loads(govnews.dump_line(govnews.extract(page(), URL, content_type=kind)))
    fetch = found["provenance"].pop("fetch")
    own["provenance"].pop("fetch")
    assert list(found.items()) == list(own.items())
    assert fetch == {
        "fetched_at": "2024-05-20T08:00:00Z",
        "status": 200,
        "content_type": kind,
        "etag": '"7"',
        "last_modified": None,
        "body_sha256": fetch["body_sha256"],
        "warc_file": "warc/00000.bin",
        "warc_offset": 0,
    }


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_codings_of_the_wire_are_removed(tmp_path: Path, packed: bool) -> None:
    body = gzip.compress(page())
    chunked = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    headers = ("Content-Encoding: gzip", "Transfer-Encoding: chunked")
    _, (found,) = extract(tmp_path, response(URL, chunked, *headers, packed=packed))
    assert found["title"] == TITLE


def test_what_is_no_page_is_passed_over_and_what_is_no_article_is_an_error(tmp_path: Path) -> None:
    rows = "".join(
        f'<li><a href="/t{n}.html">样例市召开第{n}次工作会议</a> 2023-11-0{n}</li>'
        for n in range(1, 10)
    )
    site = "http://www.sample.test"
    challenge = b"<script>document.cookie='__jsl_clearance=1';location.href='/'</script>"
    data = b"".join(
        [
            record("warcinfo", "", b"software: x\r\n"),
            response(f"{site}/robots.txt", b"User-agent: *\r\nDisallow: /private/\r\n" * 9),
            record("request", URL, b"GET / HTTP/1.1\r\nHost: www.sample.test\r\n\r\n"),
            response(f"{site}/old", b"", f"Location: {URL}", status="301 Moved"),
            response(URL, page()),
            response(f"{site}/list/", f"<ul>{rows}</ul>".encode()),
            response(f"{site}/list.json", json.dumps([{"TITLE": TITLE, "URL": URL}] * 9).encode()),
            response(f"{site}/a.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"),
            response(f"{site}/gone", page(), status="404 Not Found"),
            response(f"{site}/wall", challenge, status="521"),
            response(f"{site}/noted", f"<ul>{rows}</ul>".encode(), Govnews_Wanted="list"),
            record("metadata", URL, b"outlink: x\r\n"),
        ]
    )
    errors = tmp_path / "errors.jsonl"
    done, found = extract(tmp_path, data, options=("--errors", str(errors)))
    assert [r["url"] for r in found] == [URL]
    assert done.exit_code == 1
    failures = [json.loads(line) for line in errors.read_text("utf-8").splitlines()]
    assert {f["url"].removeprefix(site): (f["reason"], f["status"]) for f in failures} == {
        "/list/": ("list", 200),
        "/list.json": ("not_html", 200),
        "/a.pdf": ("not_html", 200),
        "/gone": ("http_status", 404),
        "/wall": ("blocked", 521),
    }


def test_revisit_of_the_same_page_is_no_line(tmp_path: Path) -> None:
    digest = {"WARC_Payload_Digest": "sha1:AAAA"}
    first = response(URL, page(), **digest)
    again = response(URL, b"", kind="revisit", status="304 Not Modified", **digest)
    refers = {
        "WARC_Refers_To_Target_URI": URL,
        "WARC_Refers_To_Date": "2024-05-20T08:00:00Z",
    }
    third = response(URL, b"", kind="revisit", **refers)
    done, found = extract(tmp_path, first + again, third)
    assert (done.exit_code, len(found)) == (0, 1)


def test_revisit_from_another_address_has_the_originals_body(tmp_path: Path) -> None:
    other = "http://mirror.sample.test/a/content_1.html"
    first = response(URL, page(), WARC_Payload_Digest="sha1:AAAA")
    copy = response(other, b"", kind="revisit", WARC_Payload_Digest="sha1:AAAA")
    done, found = extract(tmp_path, first, copy)
    assert done.exit_code == 0
    assert [(r["url"], r["title"]) for r in found] == [(URL, TITLE), (other, TITLE)]


def test_revisit_without_its_original_is_named(tmp_path: Path) -> None:
    alone = response(URL, b"", kind="revisit", WARC_Payload_Digest="sha1:AAAA")
    done, found = extract(tmp_path, alone + response(f"{URL}?2", page()))
    assert (done.exit_code, len(found)) == (1, 1)
    assert "revisits a page of another file" in done.stderr


def test_changed_text_is_the_next_version_and_the_same_text_no_line(tmp_path: Path) -> None:
    changed = page(text=TEXT + "会议还听取了汇报。")
    data = response(URL, page()) + response(URL, page() + b"<!-- 2 -->") + response(URL, changed)
    _, found = extract(tmp_path, data)
    assert [r["version"] for r in found] == [1, 2]
    assert found[0]["id"] == found[1]["id"]


def test_connection_that_broke_is_a_problem_of_the_record(tmp_path: Path) -> None:
    _, (found,) = extract(tmp_path, response(URL, page(), WARC_Truncated="disconnect"))
    assert "body_truncated" in [p["code"] for p in found["provenance"]["problems"]]


def test_torn_tail_is_one_sentence_and_the_rest_is_read(tmp_path: Path) -> None:
    data = response(URL, page()) + response(f"{URL}?2", page())[:-40]
    done, found = extract(tmp_path, data)
    assert (done.exit_code, len(found)) == (1, 1)
    said = [line for line in done.stderr.splitlines() if "not whole" in line]
    assert len(said) == 1
    assert "00000.bin" in said[0]


def test_conversion_record_is_a_text_dump(tmp_path: Path) -> None:
    dump = f"{TITLE}\n2023年11月6日 来源：样例日报\n{TEXT}\n{TEXT}\n"
    data = record("conversion", URL, dump.encode(), Content_Type="text/plain")
    _, (found,) = extract(tmp_path, data)
    assert (found["title"], found["date"], found["url"]) == (TITLE, "2023-11-06", URL)
    own = json.loads(govnews.dump_line(govnews.extract_text(dump, URL)))
    assert found["text"] == own["text"]


def test_archive_on_stdin(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["extract", "-"], input=response(URL, page()))
    assert json.loads(done.stdout)["title"] == TITLE


def test_a_run_holds_one_page_in_memory(tmp_path: Path) -> None:
    body = page() + b"<!--" + b"x" * (1 << 20) + b"-->"
    data = b"".join(response(f"{URL}?{n}", body) for n in range(40))
    tracemalloc.start()
    _, found = extract(tmp_path, data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 40
    assert peak < 20 << 20
