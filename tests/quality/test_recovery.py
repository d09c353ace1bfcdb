"""What text recovery promises holds on a part of the benchmark's cases: own text alone, the same each time."""

import random
from pathlib import Path

import pytest

from benchmarks import limits, text


@pytest.mark.parametrize(
    ("row", "share"),
    [
        ("decode", 0.3),
        ("repair", 0.3),
        ("gbk", 0.2),
        ("readings", 0.2),
        ("shifts", 0.3),
        ("clean", 0.1),
        ("pointers", 1.0),
    ],
)
def test_the_goals_are_reached(row, share, monkeypatch):
    monkeypatch.setattr(limits, "CORPUS", Path("nowhere"))
    for known in (text.gold, text.chinese_gold):
        known.cache_clear()
    measured = list(text.ROWS[row](random.Random(f"20261125 {row}"), share))
    assert measured
    assert [str(each) for each in measured if not each.reached] == []
