"""Pages as bytes against gold that a person reviewed: one test for every fixture and field.

A fixture is a folder ``tests/fixtures/<host>/<slug>`` with ``page.json`` (url, status, content_type, fetched_at, sha256,
why, and ``body`` where the bytes are kept elsewhere), the bytes themselves and ``gold.json``: the record without
what is bookkeeping. ``pages`` in place of ``body`` makes the record of several pages joined.
A fixture without gold writes ``gold.new.json`` and fails: review it, correct it, rename it.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import govnews
from govnews.drafts.gold import BOOKKEEPING

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
FOLDERS = {
    p.parent.relative_to(FIXTURES).as_posix(): p.parent
    for p in sorted(FIXTURES.glob("*/*/page.json"))
}
DAMAGE = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫|â€|Ã")


@cache
def _meta(name: str) -> dict[str, Any]:
    return json.loads((FOLDERS[name] / "page.json").read_text("utf-8"))


@cache
def _gold(name: str) -> dict[str, Any] | None:
    path = FOLDERS[name] / "gold.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def _parts(name: str) -> list[dict[str, Any]]:
    """The page, or the pages that are joined, each with its url, content_type, sha256 and path."""
    meta = _meta(name)
    folder = FOLDERS[name]
    beside = next(
        (p for p in (folder / "page.html", folder / "page.txt") if p.exists()), folder / "page.html"
    )
    return [
        {**meta, **part, "path": ROOT / part["body"] if "body" in part else beside}
        for part in meta.get("pages", [meta])
    ]


def _extracted(part: dict[str, Any]) -> govnews.Article:
    if part["path"].suffix == ".txt":
        return govnews.extract_text(part["path"].read_text("utf-8"), part["url"])
    return govnews.extract(
        part["path"].read_bytes(), part["url"], content_type=part["content_type"]
    )


@cache
def _content(name: str) -> dict[str, Any]:
    articles = [_extracted(part) for part in _parts(name)]
    article = govnews.join(articles) if "pages" in _meta(name) else articles[0]
    record = json.loads(govnews.dump_line(article))
    return {key: value for key, value in record.items() if key not in BOOKKEEPING}


def _cases() -> list[Any]:
    """One parameter set a field; what ``known_failures`` names (field: reason) is a strict xfail."""
    cases = []
    for name in FOLDERS:
        known = _meta(name).get("known_failures", {})
        for field in _gold(name) or ():
            marks = [pytest.mark.xfail(reason=known[field])] if field in known else []
            cases.append(pytest.param(name, field, id=f"{name}::{field}", marks=marks))
    return cases


@pytest.mark.parametrize(("name", "field"), _cases())
def test_field(name: str, field: str) -> None:
    gold = _gold(name)
    assert gold is not None
    assert json.dumps(_content(name)[field], ensure_ascii=False, indent=1) == json.dumps(
        gold[field], ensure_ascii=False, indent=1
    )


@pytest.mark.parametrize("name", FOLDERS)
def test_gold_has_every_key_in_order(name: str) -> None:
    gold = _gold(name)
    if gold is None:
        draft = FOLDERS[name] / "gold.new.json"
        draft.write_text(json.dumps(_content(name), ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(
            f"{name} has no gold; a draft is in {draft.name}: review it and rename it to gold.json"
        )
    assert list(gold) == list(_content(name))


@pytest.mark.parametrize("name", FOLDERS)
def test_bytes_are_those_that_were_reviewed(name: str) -> None:
    assert _meta(name)["why"], "say why this page is here"
    for part in _parts(name):
        assert hashlib.sha256(part["path"].read_bytes()).hexdigest() == part["sha256"], part[
            "path"
        ].name


@pytest.mark.parametrize("name", FOLDERS)
def test_gold_is_clean(name: str) -> None:
    if _meta(name).get("damage"):
        pytest.skip(f"the damage is the case: {_meta(name)['why']}")
    path = FOLDERS[name] / "gold.json"
    found = DAMAGE.search(path.read_text("utf-8")) if path.exists() else None
    assert found is None


@pytest.mark.parametrize("name", FOLDERS)
def test_sections_hold_the_text(name: str) -> None:
    gold = _gold(name)
    if gold is None:
        pytest.skip("no gold yet")
    held = "".join(
        part for s in gold["sections"] for part in (s["heading"] or "", *s["paragraphs"])
    )
    assert "".join(held.split()) == "".join((gold["text"] or "").split())


def test_every_article_of_the_sample_portal_has_gold() -> None:
    expected = json.loads((FIXTURES / "sample_portal.json").read_text("utf-8"))
    covered = {gold["url"] for name in FOLDERS if (gold := _gold(name))}
    assert set(expected["articles"]) - covered == set()
