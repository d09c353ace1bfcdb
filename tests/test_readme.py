"""README.md keeps its promises: tagged blocks, two commands, an output line and a before/after that the program gives."""

import json
import re
import shlex
from pathlib import Path

import pytest

import govnews

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```([^\n]*)\n(.*?)^```$", README, re.M | re.S)
TAGS = {"sh", "text", "json", "python", "toml", "sql"}
FIXTURES = ROOT / "tests" / "fixtures"


def _commands() -> list[str]:
    """Every command of the sh blocks."""
    lines = (line for tag, body in BLOCKS if tag == "sh" for line in body.splitlines())
    return [line for line in lines if line.strip() and not line.startswith("#")]


def test_every_block_says_what_it_is():
    assert {tag for tag, _ in BLOCKS} <= TAGS


def test_the_two_set_up_commands_come_first():
    crawl, tests = _commands()[:2]
    for command in (crawl, tests):
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert not command.endswith("\\")
    assert crawl.endswith(".venv/bin/scrapy crawl govportal")
    assert "pytest" in tests


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "benchmarks/README.md"])
def test_links_lead_somewhere(name):
    page = ROOT / name
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_pages_of_docs_link_to_what_exists():
    for page in (ROOT / "docs").glob("*.md"):
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == []


def test_options_shown_exist():
    shown = {
        w for c in _commands() if "govnews " in c for w in shlex.split(c) if w.startswith("--")
    }
    source = "".join(p.read_text("utf-8") for p in (ROOT / "govnews" / "commands").glob("*.py"))
    known = set(re.findall(r"--[a-z-]+", source)) | {
        "--" + name.replace("_", "-") for name in re.findall(r"^    (\w+): \w+ = ", source, re.M)
    }
    assert shown - known == set()


def test_names_used_in_python_are_public():
    used = set()
    for tag, body in BLOCKS:
        if tag == "python":
            used |= set(re.findall(r"govnews\.(\w+)", body))
            for line in re.findall(r"from govnews import ([\w, ]+)", body):
                used |= {name.strip() for name in line.split(",")}
    assert used
    assert used <= set(govnews.__all__)


def _blocks(tag: str) -> list[str]:
    return [body for kind, body in BLOCKS if kind == tag]


def _is_part(shown, whole) -> bool:
    """Whether ``shown`` is ``whole`` with keys left out, and texts cut where they end in an ellipsis."""
    if isinstance(shown, dict):
        return isinstance(whole, dict) and all(
            key in whole and _is_part(value, whole[key]) for key, value in shown.items()
        )
    if isinstance(shown, list):
        return len(shown) == len(whole) and all(map(_is_part, shown, whole))
    if isinstance(shown, str) and shown.endswith("…"):
        return whole.startswith(shown[:-1])
    return shown == whole


def test_before_is_what_the_twin_says():
    twin = (FIXTURES / "clone.test" / "twin-text" / "page.txt").read_text("utf-8")
    lines = _blocks("text")[0].splitlines()
    assert len(lines) >= 4
    assert [line for line in lines if line.rstrip("…") not in twin] == []


def test_after_is_what_the_program_makes_of_it():
    twin = (FIXTURES / "clone.test" / "twin-text" / "page.txt").read_text("utf-8")
    record = json.loads(govnews.dump_line(govnews.extract_text(twin)))
    shown = json.loads(_blocks("json")[0])
    assert {"title", "date", "source", "text", "provenance"} <= set(shown)
    assert {key: record.get(key) for key in shown if not _is_part(shown[key], record[key])} == {}


def test_the_line_shown_is_the_programs_own():
    known = json.loads((FIXTURES / "www.sample.test" / "gov-2008-br" / "page.json").read_bytes())
    body = (ROOT / known["body"]).read_bytes()
    article = govnews.extract(body, known["url"], content_type=known["content_type"])
    assert _blocks("json")[1] == govnews.dump_line(article) + "\n", "run: make readme"
