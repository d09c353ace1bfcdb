"""``govnews status`` and ``govnews redo`` on the folder of a real crawl."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchmarks.loopback import LoopbackSite
from govnews import load_line
from govnews.cli import app
from govnews.commands.folder import Folder
from govnews.values.urls import article_id, canonical_url

ROOT = Path(__file__).parent.parent.parent
SOFT_404 = "http://www.sample.test/zwdt/202402/t20240205_50888.html"


def govnews(*arguments: Any) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def crawling(output: Path, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "govportal", *options],
        cwd=ROOT,
        env={**os.environ, "GOVNEWS_OUTPUT": str(output)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("folder")
    assert crawling(output, "-a", "attachments=1").wait(60) == 0
    return output / "sample"


@pytest.fixture
def folder(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(crawled, tmp_path / "sample"))


def state(folder: Path) -> dict[str, Any]:
    done = govnews("status", folder, "--json")
    assert done.exit_code == 0, done.stderr
    return dict(json.loads(done.stdout))


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(x) for x in (folder / "articles.jsonl").read_bytes().splitlines()]


def test_finished_crawl(crawled: Path) -> None:
    before = {p.name: p.stat().st_mtime_ns for p in crawled.iterdir()}
    known = state(crawled)
    assert known["state"] == "finished"
    assert known["pages"]["waiting"] == known["pages"]["given_up"] == 0
    assert known["articles"]["count"] == known["articles"]["versions"] == len(lines(crawled))
    assert known["errors"]["reasons"] == {
        "blocked": 1,
        "http_status": 1,
        "robots": 1,
        "soft_404": 1,
    }
    assert known["errors"]["hosts"] == {"www.sample.test": 4}
    (warc,) = known["warc"]
    assert warc == {
        "file": "warc/00001.warc.gz",
        "bytes": (crawled / "warc/00001.warc.gz").stat().st_size,
    }
    assert known["files"]["count"] >= 2
    assert known["next"]["command"] == "scrapy crawl govportal -a attachments=1"
    assert "asks which of" in known["next"]["does"]
    assert {p.name: p.stat().st_mtime_ns for p in crawled.iterdir()} == before


def test_for_a_person(crawled: Path) -> None:
    text = govnews("status", crawled).stdout
    for part in ("finished, run 1", "0 waiting", "21 in 21 lines", "1 soft_404", "1 WARC file,"):
        assert part in text


def test_running_and_then_unfinished_crawl(tmp_path: Path) -> None:
    with LoopbackSite(3000) as site:
        process = crawling(tmp_path, "-a", f"portal={site.url}")
        folder = tmp_path / site.url.split("/")[2].replace(":", "-")
        deadline = time.monotonic() + 30
        known: dict[str, Any] = {"articles": {"count": 0}}
        while not known["articles"]["count"] and time.monotonic() < deadline:
            time.sleep(0.1)
            if (folder / "state.sqlite").exists():
                done = govnews("status", folder, "--json")
                known = json.loads(done.stdout) if done.exit_code == 0 else known
        assert known["state"] == "running"
        assert known["pages"]["waiting"] > 0
        assert "refused" in known["next"]["does"]
        refused = govnews("redo", folder, "--write")
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "a crawl is writing" in refused.stderr
        assert govnews("redo", folder).exit_code == 0
        process.send_signal(signal.SIGKILL)
        process.wait()
    known = state(folder)
    assert known["state"] == "unfinished"
    assert "goes on where it stopped" in known["next"]["does"]
    assert f"portal={site.url}" in known["next"]["command"]


@pytest.mark.parametrize("make", ["nothing", "rubbish", "other"])
def test_folder_without_a_crawl_is_named(tmp_path: Path, make: str) -> None:
    if make == "rubbish":
        (tmp_path / "state.sqlite").write_bytes(b"no database " * 99)
    if make == "other":
        with closing(sqlite3.connect(tmp_path / "state.sqlite")) as db:
            db.execute("create table meta (key, value)")
            db.execute("insert into meta values ('format', '99')")
            db.commit()
    for command in ("status", "redo"):
        done = govnews(command, tmp_path)
        assert (done.exit_code, done.stdout) == (1, "")
        assert str(tmp_path) in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


def test_nothing_has_changed(folder: Path) -> None:
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    done = govnews("redo", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 changed, 0 new, 0 gone; nothing was written" in done.stderr
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def worsen(folder: Path) -> dict[str, str]:
    """Make the journal what another engine would have written: a wrong title, a page missed, a page too many."""
    path = folder / "articles.jsonl"
    data = path.read_bytes()
    first = lines(folder)[0]
    title = json.dumps(first["title"], ensure_ascii=False).encode()
    assert data.count(b'"title":' + title) >= 1
    wrong = '"误'.encode() + title[4:]
    path.write_bytes(data.replace(b'"title":' + title, b'"title":' + wrong, 1))
    missed = lines(folder)[1]
    with closing(sqlite3.connect(folder / "state.sqlite")) as db:
        db.execute("delete from articles where id = ?", (missed["id"],))
        db.commit()
    place = None
    for record in _responses(folder):
        if record.fields["warc-target-uri"] == SOFT_404:
            place = record.place
    third = load_line(json.dumps(lines(folder)[2]))
    fetch = replace(third.provenance.fetch, warc_offset=place)
    gone = replace(
        third,
        id=article_id(canonical_url(SOFT_404), None, b""),
        url=SOFT_404,
        provenance=replace(third.provenance, fetch=fetch),
    )
    with Folder(folder, write=True) as opened, opened.journal() as journal:
        journal.append(gone)
    return {"changed": first["url"], "new": missed["url"], "gone": SOFT_404}


def _responses(folder: Path) -> list[Any]:
    from govnews.warc import read_records  # noqa: PLC0415

    with (folder / "warc/00001.warc.gz").open("rb") as stream:
        return [r for r in read_records(stream) if getattr(r, "kind", "") == "response"]


def test_differences_are_shown_and_only_written_when_asked(folder: Path) -> None:
    right = {r["url"]: r for r in lines(folder)}
    wanted = worsen(folder)
    before = (folder / "articles.jsonl").read_bytes()
    shown = govnews("redo", folder, "--json")
    changes = {c["change"]: c for c in map(json.loads, shown.stdout.splitlines())}
    assert {what: c["url"] for what, c in changes.items()} == wanted
    (field,) = changes["changed"]["fields"]
    assert (field["field"], field["after"]) == ("title", right[wanted["changed"]]["title"])
    assert field["before"].startswith("误")
    assert (folder / "articles.jsonl").read_bytes() == before
    person = govnews("redo", folder).stdout
    assert '+"' + field["after"] in person
    done = govnews("redo", folder, "--write")
    assert "2 lines appended" in done.stderr
    data = (folder / "articles.jsonl").read_bytes()
    assert data.startswith(before)
    changed, new = [json.loads(line) for line in data[len(before) :].splitlines()]
    assert changed == {**right[wanted["changed"]], "version": 2}
    fetched = right[wanted["new"]]["provenance"]["fetch"]
    for record in (new, right[wanted["new"]]):
        record["provenance"]["fetch"] = None
        record["attachments"] = None  # their digests are the crawl's alone
    assert new == right[wanted["new"]]
    assert fetched
    again = govnews("redo", folder)
    assert "0 changed, 0 new, 1 gone" in again.stderr


def test_crawl_goes_on_from_what_redo_wrote(folder: Path) -> None:
    wanted = worsen(folder)
    assert govnews("redo", folder, "--write").exit_code == 0
    count = len(lines(folder))
    assert crawling(folder.parent).wait(60) == 0
    assert len(lines(folder)) == count
    assert state(folder)["articles"]["changed"] == 1
    assert [r["version"] for r in lines(folder) if r["url"] == wanted["changed"]] == [1, 2]


def test_redo_that_is_killed_before_its_commit_has_written_nothing(folder: Path) -> None:
    wanted = worsen(folder)
    committed = (folder / "articles.jsonl").read_bytes()
    code = (
        "import os, signal, sys\n"
        "from govnews.commands import folder\n"
        "folder.Journal.commit = lambda self: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from govnews.cli import main\n"
        f"sys.argv = ['govnews', 'redo', {str(folder)!r}, '--write']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert len((folder / "articles.jsonl").read_bytes()) > len(committed)
    assert state(folder)["uncommitted_bytes"] > 0
    assert "2 lines appended" in govnews("redo", folder, "--write").stderr
    data = (folder / "articles.jsonl").read_bytes()
    assert data.startswith(committed)
    assert len(data[len(committed) :].splitlines()) == 2
    assert [r["version"] for r in lines(folder) if r["url"] == wanted["changed"]] == [1, 2]


def test_portals_are_listed_with_how_sure_they_are() -> None:
    text = govnews("portals").stdout
    row = next(line for line in text.splitlines() if line.startswith("www.gov.cn "))
    for part in ("中国政府网", "json", "20", "2026-11 from saved pages"):
        assert part in row
    assert len(text.splitlines()) > 20


def test_one_portal_in_full_and_as_json() -> None:
    text = govnews("portals", "gov.cn").stdout
    for part in ("https://www.gov.cn/yaowen/liebiao/", "20 articles", "-a portal=www.gov.cn"):
        assert part in text
    (known,) = map(json.loads, govnews("portals", "www.mee.gov.cn", "--json").stdout.splitlines())
    assert (known["id"], known["mechanism"], known["min_articles"]) == (
        "www.mee.gov.cn",
        "createPageHTML",
        10,
    )
    assert "nothing is known" in govnews("portals", "https://www.unknown.test/").stdout


def test_unknown_portal_is_explained() -> None:
    done = govnews("portals", "nowhere")
    assert done.exit_code == 2
    assert "no portal is called" in done.stderr
