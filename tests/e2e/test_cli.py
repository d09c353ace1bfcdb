"""The command line as a person meets it: good input, bad input, pipes, exit codes."""

import json
import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

import govnews
from govnews.cli import app
from govnews.commands.reading import read_page
from govnews.schema import FAILURE_SCHEMA, load_schema

ROOT = Path(__file__).parents[2]
TWIN = ROOT / "tests" / "fixtures" / "clone.test" / "twin-text" / "page.txt"
URL = "http://www.sample.test/zwdt/202311/t20231106_50001.html"
TITLE = "样例市部署冬季供暖保障工作"
PAGE = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>{TITLE}</title></head><body>
<h1>{TITLE}</h1><div>2023年11月6日 来源：样例日报</div>
<div class="TRS_Editor"><p>样例市昨日召开会议，部署冬季供暖保障工作，要求各区县在月中以前完成管网检修，确保群众温暖过冬。</p>
<p>会议指出，供热单位要按时足量供热，室内温度不得低于十八摄氏度，并公布二十四小时服务电话，接受群众监督。</p>
<p>会议强调，要做好燃料储备和应急抢修准备，对困难家庭给予补贴，及时回应群众关切，把各项工作做实做细。</p></div>
</body></html>""".encode("gb18030")
LINKS = "".join(
    f'<li><a href="/zwdt/202311/t20231106_5000{n}.html">样例市召开第{n}次工作会议</a> 2023-11-0{n}</li>'
    for n in range(1, 10)
)
LIST = f"<html><head><meta charset='utf-8'><title>政务动态</title></head><body><ul>{LINKS}</ul></body></html>"
BAD = {
    "empty.html": b"",
    "blank.html": b" \r\n\t \n",
    "image.html": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8,
    "random.txt": bytes((n * n * 31 + n * 7) % 251 for n in range(4096)),
    "large.html": b"<p>" + b"a" * (20 * 2**20),
}


def run(*arguments, stdin=None, env=None):
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin, env=env)


def records(result) -> list[dict]:
    return [json.loads(line) for line in result.stdout_bytes.decode().split("\n") if line]


@pytest.fixture
def page(tmp_path) -> Path:
    path = tmp_path / "one" / "page.html"
    path.parent.mkdir()
    path.write_bytes(PAGE)
    return path


def test_extract_writes_the_line_of_the_library(page):
    result = run("extract", page, "--url", URL)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes.decode() == govnews.dump_line(govnews.extract(PAGE, URL)) + "\n"
    assert records(result)[0]["title"] == TITLE


def test_content_decides_what_is_html(page):
    disguised = page.with_name("page.txt")
    page.rename(disguised)
    assert records(run("extract", disguised))[0]["title"] == TITLE


def test_text_dump_is_read_as_text(tmp_path):
    disguised = tmp_path / "dump.html"
    disguised.write_bytes(TWIN.read_bytes())
    (record,) = records(run("extract", disguised))
    assert record["title"] == "“書香兩季”期間各地社區圖書角將突出五大亮點"
    assert record["date"] == "2010-11-16"
    assert sum(r["count"] for r in record["provenance"]["repairs"] if "gloss" in r["step"]) > 40


def test_dash_is_stdout(page):
    assert run("extract", page, "-o", "-").stdout_bytes == run("extract", page).stdout_bytes
    assert not Path("-").exists()


def test_stdin_is_read(page):
    assert records(run("extract", "-", stdin=PAGE))[0]["title"] == TITLE


def test_page_saved_whole_by_a_browser_is_html(tmp_path):
    saved = EmailMessage()
    saved.add_related(PAGE, "text", "html", cte="base64")
    (tmp_path / "page.mhtml").write_bytes(saved.as_bytes())
    assert b"<html" not in (tmp_path / "page.mhtml").read_bytes()
    (record,) = records(run("extract", tmp_path / "page.mhtml"))
    assert record["title"] == TITLE


def test_page_json_beside_a_page_is_used(page):
    known = {"url": URL, "status": 200, "headers": {"content-type": "text/html; charset=big5"}}
    page.with_name("page.json").write_text(json.dumps(known))
    (record,) = records(run("extract", page))
    assert record["url"] == URL
    assert record["title"] == TITLE
    assert record["provenance"]["decoding"]["header"] == "big5"
    assert record["provenance"]["fetch"]["status"] == 200


def test_broken_page_json_is_named(page):
    page.with_name("page.json").write_text("{")
    result = run("extract", page)
    assert result.exit_code == 1
    assert "page.json" in result.stderr


def test_folder_is_walked_in_order_without_its_parts(tmp_path):
    for name in ("b/page.html", "a/2.html", "a/10.html", "c.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(PAGE.replace("样例日报".encode("gb18030"), name.encode()))
    for part in ("c_files/logo.png", "a/style.css", "a/gold.json", ".hidden"):
        path = tmp_path / part
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("extract", tmp_path)
    assert result.exit_code == 0
    assert [r["source"] for r in records(result)] == [
        "a/10.html",
        "a/2.html",
        "b/page.html",
        "c.html",
    ]
    assert records(result) == records(run("extract", tmp_path))


def test_bad_input_costs_one_sentence_each_and_stops_nothing(tmp_path, page):
    for name, body in BAD.items():
        (tmp_path / name).write_bytes(body)
    errors, out = tmp_path / "out" / "errors.jsonl", tmp_path / "out" / "all.jsonl"
    bad = [tmp_path / name for name in BAD]
    result = run("extract", tmp_path / "missing.html", *bad, page, "-o", out, "--errors", errors)
    assert result.exit_code == 1
    assert [json.loads(line)["title"] for line in out.read_text("utf-8").splitlines()] == [TITLE]
    sentences = result.stderr.splitlines()
    assert len(sentences) == len(BAD) + 2, sentences
    for name, sentence in zip(["missing.html", *BAD], sentences, strict=False):
        assert name in sentence
        assert "Traceback" not in sentence
        assert "broke the extractor" not in sentence
    failures = [json.loads(line) for line in errors.read_text("utf-8").splitlines()]
    reasons = {Path(f["url"]).name: f["reason"] for f in failures}
    assert reasons.pop("random.txt") in {"not_html", "undecodable"}
    wanted = {"empty.html": "empty", "blank.html": "empty", "image.html": "not_html"}
    assert reasons == wanted | {"large.html": "too_large"}
    for failure in failures:
        jsonschema.validate(failure, dict(load_schema(FAILURE_SCHEMA)))


def test_list_page_goes_to_errors(tmp_path, page):
    listed = tmp_path / "index.html"
    listed.write_text(LIST, "utf-8")
    errors = tmp_path / "errors.jsonl"
    result = run("extract", listed, page, "--errors", errors)
    assert result.exit_code == 1
    assert [r["title"] for r in records(result)] == [TITLE]
    failure = json.loads(errors.read_text("utf-8"))
    assert (failure["reason"], failure["stage"]) == ("list", "classify")
    assert "index.html" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "--nonsense", "a.html"],
        ["extract", "--profiles", "some", "a.html"],
        ["extract", "a.html", "b.html", "--url", URL],
        ["extract", "a.html", "-o", "a.html"],
        ["decode"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_usage_errors_end_with_2(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "env"),
    [(["--script", "hans"], {}), ([], {"GOVNEWS_SCRIPT": "hans"})],
    ids=["by option", "by environment"],
)
def test_script_hans(arguments, env):
    (record,) = records(run("extract", TWIN, *arguments, env=env))
    assert record["title"] == "“书香两季”期间各地社区图书角将突出五大亮点"
    assert "圖" not in record["text"]


def test_decode_writes_text_to_stdout_and_claims_to_stderr(page):
    result = run("decode", page, "--content-type", "text/html; charset=big5", "--explain")
    assert result.exit_code == 0
    assert TITLE in result.stdout_bytes.decode()
    rows = [line.split() for line in result.stderr.splitlines()]
    assert ["header", "big5", "big5", "disagree"] in rows
    assert ["meta", "gb2312", "gb18030", "agree"] in [row[:3] + row[-1:] for row in rows]
    assert "used gb18030, beyond doubt (confidence 0.98)" in result.stderr


def test_decode_shows_where_characters_are_lost():
    body = "第一行没有损失。\n".encode("gb18030") * 20 + b"\xb5\xda\xb6\xfe\xff\xd0\xd0\n"
    result = run("decode", "-", "--explain", stdin=body)
    assert result.exit_code == 0
    assert "Nothing was declared." in result.stderr
    assert "line 21, 1 lost: 第二\ufffd行" in result.stderr


def test_repair_sums_its_plan_by_step_and_tells_guesses():
    damaged = "城乡居民最低生活保障标准".encode().decode("gb18030", "replace")
    result = run("repair", "--explain", stdin=damaged.encode())
    lines = result.stderr.splitlines()
    assert lines[1] == f"- {damaged}"
    assert lines[2] == "+ 城乡居民最低生活保障标准"
    (row,) = [line for line in lines if line.startswith("filled")]
    assert "鏈� → 最" in row
    assert "a guess" in row
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize("codec", ["latin-1", "gb18030", "gbk"])
def test_damage_that_looks_like_noise_is_repaired_by_both_commands(codec, tmp_path):
    clean = "城乡居民最低生活保障标准由县民政局解释，自下月起施行。"
    dump = tmp_path / "dump.txt"
    dump.write_text(clean.encode().decode(codec, "replace"), "utf-8")
    assert run("repair", dump).stdout_bytes.decode() == clean
    (record,) = records(run("extract", dump))
    assert record["text"] == clean


def test_repair_names_what_is_lost():
    result = run("repair", "--explain", stdin=("县医院" + "锟斤拷" * 4).encode())
    assert "what is lost is lost" in result.stderr
    assert "12 characters in 1 place, from offset 3" in result.stderr


def test_repair_writes_the_repaired_text(tmp_path):
    before = TWIN.read_text("utf-8")
    plain = run("repair", TWIN)
    assert plain.exit_code == 0
    assert plain.stdout_bytes.decode() == govnews.repair(before).text
    explained = run("repair", "-", "--explain", stdin=before.encode())
    assert explained.stdout_bytes == plain.stdout_bytes
    assert "gloss" in explained.stderr
    assert "(wǎng)" in explained.stderr


@pytest.mark.parametrize("command", ["decode", "repair"])
@pytest.mark.parametrize("name", ["missing.html", *sorted(set(BAD) - {"blank.html"})])
def test_bad_input_to_decode_and_repair(command, name, tmp_path):
    if name in BAD:
        (tmp_path / name).write_bytes(BAD[name])
    result = run(command, tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    (sentence,) = result.stderr.splitlines()
    assert name in sentence


def test_repair_of_clean_text_changes_nothing():
    clean = "样例市召开会议，部署冬季供暖工作。\n"
    result = run("repair", "--explain", stdin=clean.encode())
    assert result.stdout_bytes.decode() == clean
    assert "Nothing to repair" in result.stderr


def test_check_passes_what_extract_writes(tmp_path, page):
    out = tmp_path / "out.jsonl"
    run("extract", page, TWIN, "-o", out)
    result = run("check", out)
    assert result.exit_code == 0
    assert "2 lines, 0 failed" in result.stderr


def _line() -> str:
    return govnews.dump_line(govnews.extract(PAGE, URL))


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("{", "not JSON"),
        ("", "empty"),
        ("[]", "not object"),
        ('{"id": NaN}', "NaN"),
        ("\ufeff" + _line(), "byte order mark"),
        (_line().replace('"kind":"article"', '"kind":"list"'), "kind is list"),
        (_line().replace('"subtitle":null,', ""), "subtitle is missing"),
        (_line().replace('"2023-11-06"', '"2023-13-06"'), "ISO 8601"),
        (_line().replace(TITLE, "样例锟斤拷", 1), "residue"),
    ],
    ids=["torn", "blank", "a list", "NaN", "BOM", "wrong kind", "lost key", "no date", "residue"],
)
def test_check_names_the_line_and_what_is_wrong(tmp_path, line, finding):
    out = tmp_path / "out.jsonl"
    out.write_text(_line() + "\n" + line + "\n", "utf-8")
    result = run("check", out)
    assert result.exit_code == 1
    assert f"{out}:2: " in result.stdout
    assert finding in result.stdout
    assert f"{out}:1: " not in result.stdout


def test_check_sees_a_line_cut_off(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text(_line(), "utf-8")
    result = run("check", out)
    assert result.exit_code == 1
    assert "cut off" in result.stdout


def test_check_of_a_missing_file():
    result = run("check", "nowhere.jsonl")
    assert result.exit_code == 1
    assert "nowhere.jsonl" in result.stderr


def _govnews(*arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "govnews.cli", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        **options,
    )


def test_interrupt_keeps_whole_lines_and_ends_with_5(page, tmp_path, monkeypatch):
    turns = iter([read_page, read_page])

    def interrupted(*arguments, **options):
        turn = next(turns, None)
        if turn is None:
            raise KeyboardInterrupt
        return turn(*arguments, **options)

    monkeypatch.setattr("govnews.commands.extract.read_page", interrupted)
    out = tmp_path / "out.jsonl"
    result = run("extract", page, page, page, page, "-o", out)
    assert result.exit_code == 5
    assert "Records written: 2" in result.stderr
    assert [json.loads(line)["title"] for line in out.read_text("utf-8").splitlines()] == [
        TITLE
    ] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_closed_pipe_is_no_error(page):
    running = _govnews("extract", *[page] * 40)
    running.stdout.readline()
    running.stdout.close()
    stderr = running.stderr.read()
    running.stderr.close()
    assert running.wait(30) == 0
    assert stderr == b""


def test_output_is_utf8_whatever_the_locale(page):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    running = _govnews("extract", page, env=environment)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (0, b"")
    assert json.loads(out)["title"] == TITLE


def test_version():
    assert run("--version").stdout == f"govnews {govnews.VERSION}\n"


def test_articles_as_markdown():
    pages = [str(p) for p in sorted(ROOT.glob("tests/fixtures/[gh]*.sample.test/*/page.html"))]
    done = run("extract", *pages, "--format", "md")
    documents = done.stdout_bytes.decode().split("\n\n---\n")
    assert done.exit_code == 0
    assert len(documents) == len(pages) > 1
    assert all("\n---\n\n# " in document for document in documents)
