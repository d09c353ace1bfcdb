"""Damaged copies of every fixture: bytes flipped, cut, repeated, lost, nested. Only our errors may come out."""

import json
import random
from pathlib import Path

import pytest

import govnews

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    {
        ROOT / meta["body"] if "body" in meta else path.parent / "page.html"
        for path in ROOT.glob("tests/fixtures/*/*/page.json")
        if "pages" not in (meta := json.loads(path.read_text("utf-8")))
    }
)
HTML = [page for page in PAGES if page.exists() and page.suffix != ".txt"]


def _flipped(body: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randrange(1, 60)):
        body[chance.randrange(len(body))] = chance.randrange(256)
    return body


def _cut(body: bytearray, chance: random.Random) -> bytearray:
    return body[: chance.randrange(1, len(body))]


def _repeated(body: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(body))
    end = chance.randrange(start, len(body))
    return body[:end] + body[start:end] * chance.randrange(1, 4) + body[end:]


def _holed(body: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(body))
    del body[start : start + chance.randrange(1, 2000)]
    return body or bytearray(b"<p>")


def _nested(body: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(body))
    body[start:start] = b"<div>" * chance.choice([300, 5000])
    return body


@pytest.mark.parametrize("page", HTML, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_damage_raises_only_our_errors(page: Path) -> None:
    chance = random.Random(page.as_posix().removeprefix(ROOT.as_posix()))
    for damage in (_flipped, _flipped, _cut, _repeated, _holed, _nested):
        body = bytes(damage(bytearray(page.read_bytes()), chance))
        try:
            article = govnews.extract(body, "http://www.sample.test/")
        except govnews.GovnewsError:
            continue
        assert govnews.load_line(govnews.dump_line(article)) == article
