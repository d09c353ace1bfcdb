"""Real crawls: ``python -m scrapy crawl`` in a process of its own, on the sample portal and a loopback site."""

import contextlib
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from benchmarks.kill import tally
from benchmarks.loopback import LoopbackSite
from govnews import dump_line, extract, load_line
from spiders.sample.server import read_site

ROOT = Path(__file__).parent.parent.parent


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "scrapy", "crawl", "govportal", *options]


def environment(output: Path) -> dict[str, str]:
    proxies = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    return {**proxies, "GOVNEWS_OUTPUT": str(output)}


def crawl(output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*options),
        check=False,
        cwd=ROOT,
        env=environment(output),
        capture_output=True,
        text=True,
        timeout=60,
    )


def records(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    assert data == b"" or data.endswith(b"\n")
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture(scope="module")
def sample(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    output = tmp_path_factory.mktemp("sample")
    return output, crawl(output)


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    text = (ROOT / "spiders/sample/site.toml").read_text("utf-8")
    return {page["url"]: page for page in tomllib.loads(text)["page"]}


def test_sample_gives_every_article_once(sample: Any, manifest: dict[str, Any]) -> None:
    output, done = sample
    assert done.returncode == 0, done.stderr
    urls = [record["url"] for record in records(output / "sample/articles.jsonl")]
    assert sorted(urls) == sorted(u for u, p in manifest.items() if p["kind"] == "article")


def test_sample_names_every_failure(sample: Any, manifest: dict[str, Any]) -> None:
    output, _ = sample
    found = {e["url"]: e["reason"] for e in records(output / "sample/errors.jsonl")}
    for url, reason in found.items():
        kind = manifest.get(url, {"kind": "missing"})["kind"]
        assert reason == {"forbidden": "robots", "missing": "http_status"}.get(kind, kind), url
    assert {"robots", "soft_404", "blocked", "http_status"} <= set(found.values())


def test_crawled_line_is_the_librarys_line(sample: Any) -> None:
    output, _ = sample
    answers = read_site().answers
    for record in records(output / "sample/articles.jsonl"):
        answer = answers[record["url"]]
        kind = dict(answer.headers).get("Content-Type")
        own = json.loads(dump_line(extract(answer.body, record["url"], content_type=kind)))
        fetch = record["provenance"].pop("fetch")
        own["provenance"].pop("fetch")
        record.pop("version"), own.pop("version")
        assert list(record.items()) == list(own.items())
        assert fetch["status"] == 200
        assert fetch["fetched_at"]
        assert len(fetch["body_sha256"]) == 64


def test_sample_says_what_it_wrote_and_what_to_do_next(sample: Any) -> None:
    _, done = sample
    assert str(Path("sample/articles.jsonl")) in done.stdout
    assert "govnews check" in done.stdout


def test_second_run_says_unchanged_and_gives_a_whole_feed(sample: Any, tmp_path: Path) -> None:
    output, _ = sample
    before = (output / "sample/articles.jsonl").read_bytes()
    done = crawl(output, "-O", str(tmp_path / "all.jsonl"))
    assert done.returncode == 0, done.stderr
    assert "unchanged" in done.stdout
    assert (output / "sample/articles.jsonl").read_bytes() == before
    feed = {r["id"]: r["content_hash"] for r in records(tmp_path / "all.jsonl")}
    assert feed == {r["id"]: r["content_hash"] for r in records(output / "sample/articles.jsonl")}


def archived(output: Path) -> list[Any]:
    found = []
    for path in sorted(output.glob("warc/*.warc.gz")):
        with path.open("rb") as stream:
            reader = ArchiveIterator(stream, check_digests="raise")
            for record in reader:
                record.content_stream().read()
                found.append((record, path.name, reader.get_record_offset()))
    return found


def test_every_exchange_is_archived(sample: Any) -> None:
    output, _ = sample
    records_ = archived(output / "sample")
    answers = [r for r, *_ in records_ if r.rec_type in ("response", "revisit")]
    statuses = {r.http_headers.get_statuscode() for r in answers}
    assert {"200", "301", "404", "521"} <= statuses
    urls = [r.rec_headers.get_header("WARC-Target-URI") for r in answers]
    assert "http://www.sample.test/robots.txt" in urls
    assert len([r for r, *_ in records_ if r.rec_type == "request"]) == len(answers)
    assert all(r.rec_headers.protocol == "WARC/1.1" for r, *_ in records_)


def test_line_points_at_its_record(sample: Any) -> None:
    output, _ = sample
    places = {
        (name, offset): record.rec_headers.get_header("WARC-Target-URI")
        for record, name, offset in archived(output / "sample")
        if record.rec_type != "request"
    }
    for line in records(output / "sample/articles.jsonl"):
        fetch = line["provenance"]["fetch"]
        name = fetch["warc_file"].rpartition("/")[2]
        assert places[name, fetch["warc_offset"]] == line["url"]


def test_archive_gives_the_same_lines_without_the_network(sample: Any) -> None:
    output, _ = sample
    names = sorted(map(str, output.glob("sample/warc/*.warc.gz")))
    done = subprocess.run(
        [sys.executable, "-m", "govnews.cli", "extract", *names],
        check=False,
        cwd=ROOT,
        capture_output=True,
        timeout=60,
    )
    found = {r["id"]: r for r in map(json.loads, done.stdout.splitlines())}
    lines = {r["id"]: r for r in records(output / "sample/articles.jsonl")}
    assert sorted(found) == sorted(lines)
    for key, line in lines.items():
        ours, theirs = line["provenance"]["fetch"], found[key]["provenance"]["fetch"]
        assert theirs.pop("fetched_at")
        assert theirs == {k: v for k, v in ours.items() if k != "fetched_at"}
        ours["fetched_at"] = theirs["fetched_at"] = None
        assert dump_line(load_line(json.dumps(found[key]))) == dump_line(
            load_line(json.dumps(line))
        )


def test_second_run_asks_whether_pages_have_changed(sample: Any) -> None:
    output, _ = sample
    before = len(archived(output / "sample"))
    assert crawl(output).returncode == 0
    # Of this run alone: a page that a redirect leads to may be on the wire twice at once in the first run, and its
    # second answer is then a revisit for its digest.
    answers = {
        record.rec_headers.get_header("WARC-Target-URI"): record
        for record, *_ in archived(output / "sample")[before:]
        if record.rec_type in ("response", "revisit")
    }
    for line in records(output / "sample/articles.jsonl"):
        headers = answers[line["url"]].rec_headers
        assert headers.get_header("WARC-Type") == "revisit", line["url"]
        assert "server-not-modified" in headers.get_header("WARC-Profile"), line["url"]


def test_attachments_are_kept_under_their_digest(tmp_path: Path) -> None:
    done = crawl(tmp_path, "-a", "attachments=1")
    assert done.returncode == 0, done.stderr
    files = {p.name.partition(".")[0]: p for p in tmp_path.glob("sample/files/*/*")}
    offered = [a for r in records(tmp_path / "sample/articles.jsonl") for a in r["attachments"]]
    kept = [a for a in offered if a["sha256"]]
    assert {a["sha256"] for a in kept} == set(files)
    assert len(kept) >= 2
    for attachment in kept:
        body = files[attachment["sha256"]].read_bytes()
        assert (hashlib.sha256(body).hexdigest(), len(body)) == (
            attachment["sha256"],
            attachment["size"],
        )


def test_one_page(tmp_path: Path) -> None:
    with LoopbackSite(3) as site:
        done = crawl(tmp_path, "-a", f"url={site.url}a/content_1.html")
    assert done.returncode == 0, done.stderr
    assert [r["title"] for r in records(tmp_path / "pages/articles.jsonl")] == ["第1号灌溉项目完工"]


def test_saved_files_go_through_the_same_pipelines(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    answers = read_site().answers
    url = "http://www.sample.test/zwdt/202405/t20240520_51002.html"
    (saved / "a").mkdir(parents=True)
    (saved / "a/page.html").write_bytes(answers[url].body)
    (saved / "a/page.json").write_text(json.dumps({"url": url, "content_type": "text/html"}))
    (saved / "b.html").write_bytes(b"")
    done = crawl(tmp_path, "-a", f"saved={saved}")
    assert done.returncode == 0, done.stderr
    assert [r["url"] for r in records(tmp_path / "saved-saved/articles.jsonl")] == [url]
    assert [e["reason"] for e in records(tmp_path / "saved-saved/errors.jsonl")] == ["empty"]


def test_unreachable_portal_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = crawl(tmp_path, "-a", f"portal=http://127.0.0.1:{port}/")
    assert done.returncode == 3
    said = [line for line in done.stderr.splitlines() if line.startswith("govnews:")]
    assert len(said) == 1
    assert "cannot be reached" in said[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "option", ["portl=x", "portal=nowhere", "url=file:///etc/passwd", "since=soon"]
)
def test_usage_is_explained(tmp_path: Path, option: str) -> None:
    done = crawl(tmp_path, "-a", option)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_budget_stops_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with LoopbackSite(30) as site:
        first = crawl(tmp_path, "-a", f"portal={site.url}", "-a", "max_pages=10")
        assert first.returncode == 5, first.stderr
        second = crawl(tmp_path, "-a", f"portal={site.url}")
        assert second.returncode == 0, second.stderr
        assert len(site.hits) == 30 + 2 + 2  # two lists, two robots.txt, nothing twice
    assert tally(tmp_path, 30) == {"lost": 0, "doubled": 0, "torn": 0}


def test_fewer_articles_than_expected_is_exit_code_4(tmp_path: Path) -> None:
    with LoopbackSite(3) as site:
        done = crawl(tmp_path, "-a", f"portal={site.url}", "-s", "GOVNEWS_MIN_ARTICLES=4")
    assert done.returncode == 4
    assert "fewer articles" in done.stdout


def test_several_portals_share_one_feed(tmp_path: Path) -> None:
    with LoopbackSite(3) as one, LoopbackSite(4) as two:
        done = crawl(
            tmp_path, "-a", f"portal={one.url},{two.url}", "-O", str(tmp_path / "all.jsonl")
        )
    assert done.returncode == 0, done.stderr
    assert len(records(tmp_path / "all.jsonl")) == 7
    assert len(list(tmp_path.glob("*/state.sqlite"))) == 2


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal")
def test_several_portals_share_one_live_display(tmp_path: Path) -> None:
    terminal, end = os.openpty()
    shown = b""
    with LoopbackSite(300) as one, LoopbackSite(300) as two:
        process = subprocess.Popen(
            command("-a", f"portal={one.url},{two.url}"),
            cwd=ROOT,
            env={**environment(tmp_path), "TERM": "xterm", "COLUMNS": "100"},
            stderr=end,
            stdout=-3,
        )
        os.close(end)
        with contextlib.suppress(OSError):  # Linux says so where the other end is closed
            while part := os.read(terminal, 4096):
                shown += part
        assert process.wait(60) == 0
    os.close(terminal)
    frames = [frame.count(b" articles ") for frame in shown.split(b"\x1b[1A")]
    assert max(frames) == 2, shown[-2000:]
    assert b"Traceback" not in shown


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill -9"])
def test_interrupted_crawl_loses_nothing(tmp_path: Path, how: signal.Signals) -> None:
    with LoopbackSite(100) as site:
        options = ("-a", f"portal={site.url}", "-s", "GOVNEWS_COMMIT_SECONDS=0.02")
        process = subprocess.Popen(
            command(*options), cwd=ROOT, env=environment(tmp_path), stdout=-3, stderr=-3
        )
        lines = tmp_path / site.url.split("/")[2].replace(":", "-") / "articles.jsonl"
        deadline = time.monotonic() + 30
        while not (lines.exists() and lines.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(how)
        code = process.wait(30)
        assert code == (5 if how is signal.SIGINT else -signal.SIGKILL)
        assert tally(tmp_path, 100)["lost"] > 0, "the crawl ended before it was interrupted"
        done = crawl(tmp_path, *options)
        assert done.returncode == 0, done.stderr
    assert tally(tmp_path, 100) == {"lost": 0, "doubled": 0, "torn": 0}


@pytest.mark.skipif(os.name != "posix", reason="limits a process by ulimit")
def test_disk_that_refuses_ends_the_crawl_and_loses_nothing(tmp_path: Path) -> None:
    with LoopbackSite(60) as site:
        options = ("-a", f"portal={site.url}", "-s", "GOVNEWS_COMMIT_SECONDS=0.05")
        limited = [
            "bash",
            "-c",
            'ulimit -f 96; trap "" XFSZ; exec "$@"',
            "crawl",
            *command(*options),
        ]
        done = subprocess.run(
            limited,
            check=False,
            cwd=ROOT,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 5, done.stderr
        assert "cannot write to" in done.stdout
        done = crawl(tmp_path, *options)
        assert done.returncode == 0, done.stderr
    assert tally(tmp_path, 60) == {"lost": 0, "doubled": 0, "torn": 0}


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "sample").write_text("a file where the folder should be")
    done = crawl(tmp_path)
    assert done.returncode == 2
    assert "cannot write to" in done.stderr
    assert "Traceback" not in done.stderr


def test_second_crawl_into_the_same_folder_is_refused(tmp_path: Path) -> None:
    with LoopbackSite(3000) as site:
        options = ("-a", f"portal={site.url}")
        process = subprocess.Popen(
            command(*options), cwd=ROOT, env=environment(tmp_path), stdout=-3, stderr=-3
        )
        deadline = time.monotonic() + 30
        while len(site.hits) < 5 and time.monotonic() < deadline:
            time.sleep(0.02)
        done = crawl(tmp_path, *options)
        process.send_signal(signal.SIGINT)
        process.wait(30)
    assert done.returncode == 2
    assert "another crawl" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_saved_text_dump_gives_its_record_in_simplified_script(tmp_path):
    done = crawl(
        tmp_path, "-a", "saved=tests/fixtures/clone.test/twin-text", "-s", "GOVNEWS_SCRIPT=hans"
    )
    assert done.returncode == 0, done.stderr
    written = sorted(tmp_path.rglob("articles.jsonl"))
    [line] = [json.loads(x) for path in written for x in path.read_text("utf-8").splitlines()]
    assert line["title"] == "“书香两季”期间各地社区图书角将突出五大亮点"
    assert line["language"] == "zh-Hans"
