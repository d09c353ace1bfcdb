"""``govnews extract --explain``: the real cascade, its losers and their reasons, and a record that it does not change."""

from itertools import groupby
from pathlib import Path

import pytest
from typer.testing import CliRunner

import govnews
from govnews.cli import app
from govnews.commands.cascade import cascade

FIXTURES = Path(__file__).parents[1] / "fixtures"
PAGES = sorted(FIXTURES.glob("*/*/page.html"))
PROSE = (
    "<p>样例市昨日召开会议，部署冬季供暖保障工作，要求各区县在月中以前完成管网检修，确保群众温暖过冬。</p>"
    * 4
)
PAGE = f"""<html><head><meta charset="utf-8"><title>部署冬季供暖保障工作_样例市政府网</title>
<meta name="ArticleTitle" content="部署冬季供暖保障工作"><meta name="ColumnName" content="政务动态">
<meta name="PubDate" content="2023-11-09 08:00"><meta name="ContentSource" content="样例日报"></head><body>
<h2>政务动态</h2><h1>部署冬季供暖保障工作</h1><div>发布时间：近日</div><div>2023-11-06 来源：样例晚报</div>
<div id="zoom"></div><div class="article">{PROSE}<img src="/images/icon/share.gif"><p>另见要求。</p></div>
</body></html>"""


def weighed(page: bytes, url: str | None = None) -> dict[str, list[govnews.Candidate]]:
    trace: list[govnews.Candidate] = []
    govnews.extract(page, url, trace=trace)
    trace.sort(key=lambda c: c.field)
    return {field: list(group) for field, group in groupby(trace, key=lambda c: c.field)}


def lost(candidates: list[govnews.Candidate]) -> list[tuple[str, str, str | None]]:
    return [(c.rule, c.value, c.lost) for c in candidates if c.lost]


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parts[-3]}/{p.parts[-2]}")
def test_the_one_taken_is_the_record_s_and_the_record_is_the_same(path):
    body = path.read_bytes()
    trace: list[govnews.Candidate] = []
    article = govnews.extract(body, trace=trace)
    assert article == govnews.extract(body)
    evidence = {e.field: e.rule for e in article.provenance.evidence}
    taken = {c.field: c for c in trace if c.lost is None}
    assert len(taken) == sum(c.lost is None for c in trace)
    for field in ("title", "date", "date_modified", "source", "subtitle", "site_name"):
        value = getattr(article, field)
        assert (taken[field].value if field in taken else None) == (value and value[:200])
        assert evidence.get(field) == (taken[field].rule if field in taken else None)


def test_losers_say_why():
    found = weighed(PAGE.encode(), "http://www.example.test/202311/t20231107_1.html")
    assert ("heading:h2", "政务动态", "the name of a column or of the site") in lost(found["title"])
    (meta,) = [c for c in found["title"] if c.rule == "meta:ArticleTitle"]
    assert (meta.lost or "").startswith("weighs 4.5, the one taken ")
    assert lost(found["date"]) == [
        ("label:date", "近日", "no date follows the label"),
        ("meta:PubDate", "2023-11-09", "a rule before it gave the value"),
        ("url", "2023-11-07", "a rule before it gave the value"),
    ]
    assert lost(found["source"]) == [
        ("meta:ContentSource", "样例日报", "a rule before it gave the value")
    ]
    assert ("generic/body", "", "the box is empty") in lost(found["text"])
    assert [c.lost for c in found["images"]] == ["an icon, a spacer or a code"]


def test_nothing_is_traced_unasked(monkeypatch):
    def never(*_arguments, **_names):
        raise AssertionError("a candidate was made")

    monkeypatch.setattr("govnews.fields.found.Candidate", never)
    assert govnews.extract(PAGE.encode()).title == "部署冬季供暖保障工作"


def test_command_prints_the_cascade_beside_the_record(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    plain = CliRunner().invoke(app, ["extract", str(page)])
    told = CliRunner().invoke(app, ["extract", "--explain", str(page)])
    assert (told.exit_code, told.stdout_bytes) == (0, plain.stdout_bytes)
    lines = told.stderr.splitlines()
    assert lines[0].endswith("page.html: article, no profile of its host, read as utf-8")
    at = lines.index("source")
    assert lines[at + 1].split() == ["+", "label:source", "样例晚报"]
    assert lines[at + 2].split()[:3] == ["-", "meta:ContentSource", "样例日报"]
    assert lines[at + 2].endswith("a rule before it gave the value")
    assert lines[-1].startswith("no rule gave: subtitle, date_modified, authors")


def test_hostile_values_are_shown_not_sent():
    record = govnews.extract(PAGE.encode())
    hostile = govnews.Candidate("source", "label:source", "[bold]报\u202e社\x9b31m\n新")
    lines = [line.plain for line in cascade("a\x1b[2J.html", record, [hostile])]
    assert lines[0].startswith("a\\x1b[2J.html: ")
    (line,) = [line for line in lines if "label:source" in line]
    assert line.endswith("[bold]报\\u202e社\\x9b31m 新")
