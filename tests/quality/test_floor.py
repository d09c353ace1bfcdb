"""The quality floor holds, and cannot be lowered unnoticed."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("floor", ROOT / "tools" / "floor.py")
floor = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(floor)
PAGES = {"a.test/one": "00", "a.test/two": "11"}


def test_nothing_is_below_the_floor():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "floor.py"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr


def test_a_fall_is_named_whatever_came_right_elsewhere():
    pinned = {"none": {"a.test/one": ["title"]}}
    now = {"none": {"a.test/two": ["title"]}}
    assert floor.falls(PAGES, pinned, now) == [
        "profiles=none: title of a.test/two was right and is wrong"
    ]
    assert floor.risen(PAGES, pinned, now) == ["profiles=none: title of a.test/one has come right"]


def test_pages_that_are_new_changed_or_gone_are_named():
    there = {"a.test/two": "22", "a.test/three": "33"}
    assert floor.strays(PAGES, there) == [
        "a.test/one: gone",
        "a.test/three: not pinned",
        "a.test/two: page or gold changed since it was pinned",
    ]


@pytest.mark.parametrize(
    ("pages", "wrong", "codes"),
    [
        (PAGES, {"none": {}}, (0, 0, 0)),
        ({"a.test/one": "00"}, {"none": {}}, (1, 0, 0)),
        (PAGES, {"none": {"a.test/one": ["title"]}}, (1, 0, 0)),
        (PAGES | {"a.test/three": "33"}, {"none": {}}, (1, 1, 0)),
        (PAGES | {"a.test/one": "99"}, {"none": {}}, (1, 0, 0)),
    ],
    ids=["as pinned", "new page", "came right", "page gone", "page changed"],
)
def test_what_each_flag_accepts(tmp_path, monkeypatch, pages, wrong, codes):
    _pretend(monkeypatch, tmp_path, {"none": {}})
    _expect(monkeypatch, pages, wrong, codes)


def test_a_fall_takes_the_explicit_flag(tmp_path, monkeypatch):
    _pretend(monkeypatch, tmp_path, {"none": {"a.test/two": ["date", "title"]}})
    _expect(monkeypatch, PAGES, {"none": {"a.test/two": ["date"]}}, (1, 1, 0))


def test_changed_gold_does_not_hide_a_fall(tmp_path, monkeypatch):
    _pretend(monkeypatch, tmp_path, {"none": {"a.test/two": ["title"]}})
    _expect(monkeypatch, PAGES | {"a.test/two": "99"}, {"none": {}}, (1, 1, 0))


def _pretend(monkeypatch, folder, now):
    monkeypatch.setattr(floor, "FLOOR", folder / "floor.json")
    monkeypatch.setattr(floor, "MODES", ("none",))
    monkeypatch.setattr(floor, "digests", lambda: PAGES)
    monkeypatch.setattr(floor, "wrong_now", lambda: now)
    monkeypatch.setattr(floor, "gold_of", lambda _name: {"title": "", "date": ""})


def _expect(monkeypatch, pages, wrong, codes):
    text = json.dumps({"pages": pages, "wrong": wrong})
    for flags, code in zip(([], ["--update"], ["--lower"]), codes, strict=True):
        floor.FLOOR.write_text(text, "utf-8")
        monkeypatch.setattr(sys, "argv", ["floor.py", *flags])
        assert floor.main() == code
        written = json.loads(floor.FLOOR.read_text("utf-8"))
        pinned = {"pages": PAGES, "wrong": floor.wrong_now()}
        assert written == (pinned if flags and code == 0 else json.loads(text))
