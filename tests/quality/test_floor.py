"""The quality floor holds, and cannot be lowered unnoticed."""

import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("floor", ROOT / "tools" / "floor.py")
floor = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(floor)


def test_nothing_is_below_the_floor():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "floor.py"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr


def test_a_fall_is_named():
    pinned = {"none": {"title": 5, "date": 3}}
    assert floor.falls(pinned, {"none": {"title": 4, "date": 4}}) == [
        "profiles=none: title is right on 4 pages, the floor is 5"
    ]


def test_update_does_not_lower(tmp_path, monkeypatch):
    pins = tmp_path / "floor.json"
    pins.write_text('{"pages": {}, "right": {"none": {"title": 100000}}}', "utf-8")
    monkeypatch.setattr(floor, "FLOOR", pins)
    monkeypatch.setattr(floor, "saved_pages", dict)
    monkeypatch.setattr(sys, "argv", ["floor.py", "--update"])
    assert floor.main() == 1
    assert "100000" in pins.read_text("utf-8")
    monkeypatch.setattr(sys, "argv", ["floor.py", "--lower"])
    assert floor.main() == 0
    assert "100000" not in pins.read_text("utf-8")
