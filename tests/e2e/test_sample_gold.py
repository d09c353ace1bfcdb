"""The sample portal crawled whole: every line equal to its gold, every failure as expected, nothing twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
EXPECTED = json.loads((FIXTURES / "sample_portal.json").read_text("utf-8"))
PAGES = {
    meta["url"]: (json.loads((path.parent / "gold.json").read_text("utf-8")), meta)
    for path in FIXTURES.glob("*/*/page.json")
    if (meta := json.loads(path.read_text("utf-8")))["url"] in EXPECTED["articles"]
    and (path.parent / "gold.json").exists()
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "govportal"],
        check=False,
        cwd=ROOT,
        env={**env, "GOVNEWS_OUTPUT": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "sample"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def test_every_article_once(output: Path) -> None:
    urls = [line["url"] for line in _lines(output / "articles.jsonl")]
    assert sorted(urls) == EXPECTED["articles"]


def test_every_line_equals_its_gold(output: Path) -> None:
    for line in _lines(output / "articles.jsonl"):
        gold, meta = PAGES[line["url"]]
        known = meta.get("known_failures", {})
        wrong = [key for key in gold if line[key] != gold[key] and key not in known]
        assert wrong == [], line["url"]


def test_every_failure_is_named(output: Path) -> None:
    keys = ("url", "reason", "status", "stage")
    found = [{key: line[key] for key in keys} for line in _lines(output / "errors.jsonl")]
    assert sorted(found, key=lambda f: f["url"]) == EXPECTED["errors"]
    assert all(line["message"] for line in _lines(output / "errors.jsonl"))
