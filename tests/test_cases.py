"""Damage and honest text as data: ``tests/cases/*.jsonl``, one case a line.

``{label, comment, text or bytes_b64, expect, encoding, plan}``: ``text`` is repaired, ``bytes_b64`` (under
``content_type``) decoded; ``expect`` is the text that must come out, ``encoding`` the one used, ``plan`` the names of the
steps; ``problems`` the losses that must be named. ``wild``: own sentences with damage as it is met; ``synthetic``: every
class of ``tests/damage.py`` on ``tests/prose.py``; ``negative``: stays as it is. ``known_failures`` says in its comments
what is not right yet: a case that comes right fails here, and moves to the file it belongs to.
"""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from govnews.charset import decode
from govnews.mojibake import apply, repair

CASES = Path(__file__).parent / "cases"
KINDS = ("wild", "synthetic", "negative")
LEAST = {"wild": 60, "synthetic": 200, "negative": 150}


def _cases(name: str) -> list[dict[str, Any]]:
    lines = (CASES / f"{name}.jsonl").read_text("utf-8").split("\n")  # U+0085 ends no line here
    return [json.loads(line) for line in lines if line]


ALL = {
    f"{name}: {case['label']}": case for name in (*KINDS, "known_failures") for case in _cases(name)
}


def _run(case: dict[str, Any]) -> None:
    if "bytes_b64" in case:
        decoded = decode(base64.b64decode(case["bytes_b64"]), case.get("content_type"))
        assert (decoded.encoding, decoded.text) == (case["encoding"], case["expect"])
        return
    repaired = repair(case["text"])
    assert repaired.text == case["expect"]
    assert apply(repaired.plan, case["text"]) == case["expect"]
    assert repair(repaired.text).plan == ()
    assert sorted({step.step for step in repaired.plan}) == case["plan"]
    lossy = sorted({p.code for p in repaired.problems if p.code.startswith("lossy:")})
    assert lossy == case.get("problems", lossy)


@pytest.mark.parametrize("label", [label for label in ALL if not label.startswith("known")])
def test_case(label):
    _run(ALL[label])


@pytest.mark.parametrize("label", [label for label in ALL if label.startswith("known")])
@pytest.mark.xfail(strict=True, raises=AssertionError, reason="not right yet")
def test_known_failure(label):
    case = ALL[label]
    if "text" in case:
        assert repair(case["text"]).text == case["expect"]
    else:
        _run(case)


@pytest.mark.parametrize("name", KINDS)
def test_there_are_enough_and_each_gives_its_reason(name):
    cases = _cases(name)
    assert len(cases) >= LEAST[name]
    assert len({case["label"] for case in cases}) == len(cases)
    assert all(case["comment"] for case in cases)
    if name == "negative":
        assert all(case["text"] == case["expect"] and not case["plan"] for case in cases)
    else:
        assert all(case.get("problems") or case.get("text") != case["expect"] for case in cases)
