"""The store's promise: whatever step the process dies at, nothing is lost, nothing is doubled, no line is torn."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from govnews import Article, Failure, load_line
from pipelines.store import Outcome, Store, StoreError
from pipelines.store.steps import Steps


class Died(BaseException):
    pass


class DiesAt(Steps):
    """Takes a picture of the folder at the n-th step and ends the work there, as a kill would."""

    def __init__(self, step: int, folder: Path, picture: Path) -> None:
        super().__init__()
        self._step, self._folder, self._picture = step, folder, picture

    def __call__(self, name: str) -> None:
        self.count += 1
        if self.count == self._step:
            shutil.copytree(self._folder, self._picture)
            raise Died(name)


def article(number: int, text: str = "正文") -> Article:
    return Article(
        id=f"{number:064x}",
        url=f"http://a.test/{number}",
        content_hash=f"{text}{number}",
        text=text,
    )


def lines(folder: Path) -> list[str]:
    data = (folder / "articles.jsonl").read_bytes()
    assert data == b"" or data.endswith(b"\n")
    return [load_line(line.decode()).id for line in data.splitlines()]


def want(store: Store, number: int) -> None:
    if not store.tables.has_seen(b"%d" % number):
        store.tables.add_request(b"%d" % number, "a.test", -number, "{}")


def work(store: Store, pages: int) -> None:
    """A crawl of ``pages`` pages: page k names page k+1 and is written."""
    store.begin_run()
    store.proven = True
    want(store, 0)
    while rows := list(store.tables.pending("a.test", 1)):
        row, priority, _ = rows[0]
        store.begin_request(row)
        if -priority + 1 < pages:
            want(store, -priority + 1)
        store.write_article(article(-priority))
        store.write_failure(
            Failure(f"http://a.test/f{-priority}", "timeout", None, "fetch", "late")
        )
        store.archive(b"<page>", 20, lambda name: b"<info>")
        store.end_request(row)
        store.commit_if_due()
    store.close()


def total_steps(folder: Path) -> int:
    steps = Steps()
    work(Store(folder, requests=1, steps=steps), 4)
    return steps.count


STEPS = range(1, 71)  # every write, half write, fsync and commit of the work below


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_every_step_nothing_is_lost_doubled_or_torn(tmp_path: Path, step: int) -> None:
    folder, picture = tmp_path / "a", tmp_path / "picture"
    store = Store(folder, requests=1, steps=DiesAt(step, folder, picture))
    with pytest.raises(Died):
        work(store, 4)
    store._shut()
    again = Store(picture, requests=1)
    work(again, 4)
    assert lines(picture) == [f"{n:064x}" for n in range(4)]
    for path in picture.glob("warc/*"):  # a page in flight may be archived twice, never in pieces
        assert re.fullmatch(rb"<info>(?:<page>)+", path.read_bytes())
    errors = (picture / "errors.jsonl").read_text().splitlines()
    assert len(errors) == len(set(errors)) == 4


@pytest.mark.parametrize("step", range(1, 5))
def test_an_attachment_is_there_whole_or_not_at_all(tmp_path: Path, step: int) -> None:
    folder, picture, name = tmp_path / "a", tmp_path / "picture", "files/ab/abcd.pdf"
    store = Store(folder, steps=DiesAt(step, folder, picture))
    with pytest.raises(Died):
        store.keep(name, b"%PDF-1.4")
    store._shut()
    again = Store(picture)
    kept = picture / name
    assert not kept.exists() or kept.read_bytes() == b"%PDF-1.4"
    again.keep(name, b"%PDF-1.4")
    assert [p.name for p in kept.parent.iterdir()] == ["abcd.pdf"]
    assert kept.read_bytes() == b"%PDF-1.4"
    again._shut()


def test_every_step_of_an_attachment_is_a_crash_point(tmp_path: Path) -> None:
    steps = Steps()
    store = Store(tmp_path, steps=steps)
    store.keep("files/ab/abcd.pdf", b"%PDF-1.4")
    assert steps.count == 4
    store._shut()


def test_every_step_of_the_work_is_a_crash_point(tmp_path: Path) -> None:
    assert total_steps(tmp_path / "a") == len(STEPS)


def test_commits_are_grouped(tmp_path: Path) -> None:
    steps = Steps()
    store = Store(tmp_path, seconds=1000, requests=200, steps=steps)
    store.begin_run()
    store.proven = True
    for number in range(450):
        store.write_article(article(number))
        store.end_request(0)
        store.commit_if_due()
    each = ("write", "torn", "torn", "fsync", "fsynced", "commit", "committed")
    assert steps.count == 2 * len(each)
    store.close()


def test_tail_beyond_the_commit_is_cut(tmp_path: Path) -> None:
    work(Store(tmp_path), 2)
    with (tmp_path / "articles.jsonl").open("ab") as file:
        file.write(b'{"half a li')
    Store(tmp_path)._shut()
    assert len(lines(tmp_path)) == 2


def test_missing_bytes_are_named_and_nothing_is_touched(tmp_path: Path) -> None:
    work(Store(tmp_path), 2)
    (tmp_path / "articles.jsonl").write_bytes(b"")
    with pytest.raises(StoreError, match="fresh=1"):
        Store(tmp_path)
    work_file = tmp_path / "state.sqlite"
    assert work_file.stat().st_size > 0


def test_second_crawl_of_a_folder_is_refused_at_once(tmp_path: Path) -> None:
    first = Store(tmp_path)
    with pytest.raises(StoreError, match="another crawl"):
        Store(tmp_path)
    first.close()


def test_corrupt_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "state.sqlite").write_bytes(b"this is no database" * 300)
    with pytest.raises(StoreError, match="cannot be read"):
        Store(tmp_path)


def test_state_of_another_format_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.proven = True
    store.tables.put("format", "99")
    store.close()
    with pytest.raises(StoreError, match="another version"):
        Store(tmp_path)


def test_run_that_reached_nobody_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "a")
    store.begin_run()
    store.write_failure(Failure("http://a.test/", "dns", None, "fetch", "no such name"))
    store.close()
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ("same text", "same text", Outcome.UNCHANGED),
        ("old text", "new text", Outcome.CHANGED),
    ],
)
def test_next_run_writes_changes_only(
    tmp_path: Path, before: str, after: str, outcome: Outcome
) -> None:
    for text in (before, after):
        store = Store(tmp_path)
        store.begin_run()
        store.proven = True
        found, version = store.known_article(article(1, text))
        store.write_article(replace(article(1, text), version=version))
        store.close()
    assert found is outcome
    assert len(lines(tmp_path)) == (2 if outcome is Outcome.CHANGED else 1)
    assert version == (2 if outcome is Outcome.CHANGED else 1)


def test_same_failure_is_written_once_over_two_runs(tmp_path: Path) -> None:
    for status in (404, 404, 500):
        store = Store(tmp_path)
        store.begin_run()
        store.proven = True
        store.write_failure(Failure("http://a.test/x", "http_status", status, "fetch", "no"))
        store.close()
    assert len((tmp_path / "errors.jsonl").read_text().splitlines()) == 2


def test_article_is_recalled_from_the_journal(tmp_path: Path) -> None:
    work(Store(tmp_path), 3)
    store = Store(tmp_path)
    recalled = store.recall(f"{1:064x}")
    assert recalled is not None
    assert recalled.url == "http://a.test/1"
    assert store.recall("0" * 63 + "9") is None
    store.close()
