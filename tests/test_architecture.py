"""The rules of docs/ARCHITECTURE.md that no other tool holds: purity, sizes, clocks, names, tidy files."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import govnews

ROOT = Path(__file__).parents[1]
ROOMS = ("govnews", "spiders", "pipelines")
SOURCES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))
IDS = [p.relative_to(ROOT).as_posix() for p in SOURCES]
MAY_READ_THE_CLOCK = {"cli.py", "commands", "bulk", "report", "export"}


def _loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    return {name.split(".")[0] for name in done.stdout.decode().split()}


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        ("import govnews", {"scrapy", "twisted", "opencc", "chardet", "typer", "rich", "warcio"}),
        ("import govnews.cli", {"scrapy", "twisted", "opencc", "chardet", "warcio"}),
    ],
    ids=["the library", "the command line"],
)
def test_import_is_light(statement, forbidden):
    assert _loaded_by(statement) & forbidden == set()


@pytest.mark.parametrize("path", SOURCES, ids=IDS)
def test_file_can_be_read_in_one_sitting(path):
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 350
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse("\n".join(lines)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > 50
    ]
    assert long == []


def _clock_calls(tree: ast.AST) -> list[str]:
    """Calls of datetime.now, date.today, time.time and the like, by their last two names."""
    clocks = {
        *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
        *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime"),
    }
    called = (ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call))
    return [name for name in called if ".".join(name.split(".")[-2:]) in clocks]


LIBRARY = [
    p
    for p in SOURCES
    if p.is_relative_to(ROOT / "govnews")
    and p.relative_to(ROOT / "govnews").parts[0] not in MAY_READ_THE_CLOCK
]


def test_the_library_reads_no_clock():
    found = {p.name: _clock_calls(ast.parse(p.read_text("utf-8"))) for p in LIBRARY}
    assert {name: calls for name, calls in found.items() if calls} == {}


def test_clock_rule_sees_a_clock():
    assert _clock_calls(ast.parse("import datetime\nx = datetime.datetime.now(tz)")) != []


def test_the_library_imports_rooms_not_the_root():
    from_root = re.compile(r"^\s*(?:from govnews import|import govnews$)", re.M)
    own = [p for p in SOURCES if p.is_relative_to(ROOT / "govnews") and p.name != "__main__.py"]
    assert [p.name for p in own if from_root.search(p.read_text("utf-8"))] == []


def test_no_vague_module_names():
    vague = {"util", "utils", "helper", "helpers", "manager", "common", "misc", "base"}
    assert [name for name in IDS if Path(name).stem in vague] == []


def test_no_module_shadows_a_public_function():
    public = {n for n in govnews.__all__ if inspect.isfunction(getattr(govnews, n))}
    beside = {p.stem for p in (ROOT / "govnews").iterdir() if p.suffix == ".py" or p.is_dir()}
    assert public & beside == set()


@pytest.mark.parametrize("name", sorted(govnews.__all__))
def test_public_name_is_documented(name):
    value = getattr(govnews, name)
    if inspect.isfunction(value) or inspect.isclass(value):
        assert value.__doc__
        assert not value.__doc__.startswith(f"{name}("), (
            "a dataclass's own signature is no docstring"
        )


def _tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], capture_output=True, cwd=ROOT, check=False)
    if done.returncode:
        pytest.skip("not a git checkout: there is no list of tracked files")
    names = done.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


# Written in pieces, so that this file does not break its own rule.
LOCAL = re.compile(rb"(?<![\w.:/-])/(?:" + b"|".join([b"work", b"root", b"Users"]) + rb")/[\w.]")
REGISTRIES = [b"pypi" + b".org", b"python" + b"hosted", b"registry.npm" + b"js", b"/simple" + b"/"]


def test_no_local_paths_and_no_registry_hosts():
    found = []
    for path in _tracked():
        text = path.read_bytes()
        found += [f"{path.relative_to(ROOT)}: {m[0]!r}" for m in LOCAL.finditer(text)]
        found += [f"{path.relative_to(ROOT)}: {host!r}" for host in REGISTRIES if host in text]
    assert found == []


def test_saved_pages_have_a_reason():
    sidecars = sorted((ROOT / "tests" / "fixtures").rglob("page.json"))
    assert [str(p.parent) for p in sidecars if b'"why"' not in p.read_bytes()] == []


def test_every_room_is_on_the_map():
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    rooms = {
        f"{p.name}/" if p.is_dir() else p.name
        for p in (ROOT / "govnews").iterdir()
        if (p.is_dir() and any(p.glob("*.py"))) or (p.suffix == ".py" and p.stem != "__init__")
    }
    assert sorted(room for room in rooms if f"{room}`" not in page) == []
