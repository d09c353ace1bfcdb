"""``govnews extract --format md`` as a person meets it: stdout, one file, a folder of files."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from govnews.commands.markdown import SEPARATOR

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
TABLE = FIXTURES / "city.sample.test" / "word-table"
POLICY = FIXTURES / "city.sample.test" / "policy-issuers"


def govnews(*arguments) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "govnews.cli", *map(str, arguments)]
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=60
    )


def front(text: str) -> dict:
    return yaml.safe_load(text.split("---\n", 2)[1])


def test_one_page_is_one_document():
    done = govnews("extract", TABLE, "--format", "md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("---\nschema_version:")
    assert front(done.stdout)["title"] == "样例新区2024年夏季游泳场所卫生抽检结果"
    assert "\n# 样例新区2024年夏季游泳场所卫生抽检结果\n" in done.stdout
    assert "| 2 | 滨河健身中心 | 余氯 | 不合格 |\n" in done.stdout
    assert "\t" not in done.stdout


def test_several_pages_are_parted():
    documents = govnews("extract", TABLE, POLICY, "--format", "md").stdout.split(SEPARATOR)
    assert [front(d)["kind"] for d in documents] == ["article", "policy"]
    assert front(documents[1])["policy"]["doc_no"] == "样发改社会〔2024〕118号"


@pytest.mark.parametrize("made", [True, False])
def test_a_folder_gets_a_file_for_each_record(tmp_path, made):
    folder = tmp_path / "articles"
    if made:
        folder.mkdir()
    done = govnews("extract", TABLE, POLICY, TABLE, "--format", "md", "-o", folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    names = sorted(p.name for p in folder.iterdir())
    assert [n[:10] for n in names] == ["2024-07-02", "2024-07-02", "2024-07-09"]
    assert [n.endswith("-2.md") for n in names] == [True, False, False]
    assert {front(p.read_text("utf-8"))["date"] for p in folder.iterdir()} == {
        "2024-07-02",
        "2024-07-09",
    }


def test_a_name_of_a_file_is_one_file(tmp_path):
    govnews("extract", TABLE, POLICY, "--format", "md", "-o", tmp_path / "all.md")
    assert (tmp_path / "all.md").read_text("utf-8").count(SEPARATOR) == 1


def test_documents_below_the_input_are_not_read_again(tmp_path):
    (tmp_path / "page.html").write_bytes((TABLE / "page.html").read_bytes())
    for _ in range(2):
        done = govnews("extract", tmp_path, "--format", "md", "-o", tmp_path / "md")
        assert (done.returncode, done.stderr) == (0, "")
        assert len(list((tmp_path / "md").iterdir())) == 1


def test_a_page_that_gives_none_is_named_and_costs_itself(tmp_path):
    (tmp_path / "empty.html").write_bytes(b"")
    done = govnews("extract", tmp_path / "empty.html", TABLE, "--format", "md")
    assert done.returncode == 1
    assert "empty.html" in done.stderr
    assert SEPARATOR not in done.stdout
    assert front(done.stdout)["date"] == "2024-07-02"
