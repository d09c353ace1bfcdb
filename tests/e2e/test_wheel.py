"""The wheel carries govnews alone, and works where only the wheel is installed.

The new environment sees the dependencies of this one through a .pth file instead of downloading them again: the test
stays quick and needs no network. An entry of a .pth file is a plain path, so the editable install of this checkout is
not seen through it: what runs is what the wheel brought.
"""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = """<html><head><meta charset="gb2312"><title>关于加强冬季供暖保障的通知</title></head><body>
<h1>关于加强冬季供暖保障的通知</h1><p>2023年11月6日 来源：样例市人民政府</p>
<div class="TRS_Editor"><p>各区县人民政府，市政府各部门：为保障群众温暖过冬，现就有关事项通知如下，请认真贯彻执行。</p>
<p>供热单位要按时足量供热，室内温度不得低于十八摄氏度，并公布二十四小时服务电话，接受群众监督。</p></div>
</body></html>"""


def _run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out, cwd=ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of the commands of a new environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    venv.create(folder, with_pip=False, symlinks=True)
    commands = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = commands / "python"
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
    )
    _run(*pip, wheel, cwd=folder)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(paths["purelib"], "dependencies.pth").write_text("\n".join(sorted(here)) + "\n", "utf-8")
    return commands


def test_wheel_carries_govnews_alone(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"govnews"}
    tracked = [p.relative_to(ROOT).as_posix() for p in (ROOT / "govnews").rglob("*") if p.is_file()]
    wanted = {name for name in tracked if "__pycache__" not in name}
    assert wanted - set(names) == set(), "files of the library that the wheel leaves out"


def test_commands_run_from_the_wheel(installed, tmp_path):
    where = _run(
        installed / "python", "-c", "import govnews; print(govnews.__file__)", cwd=tmp_path
    )
    assert Path(where.stdout.strip()).is_relative_to(installed.parent)
    helped = _run(installed / "govnews", "--help", cwd=tmp_path)
    assert "extract" in helped.stdout


def test_extract_runs_from_the_wheel(installed, tmp_path):
    (tmp_path / "page.html").write_bytes(PAGE.encode("gb18030"))
    done = _run(installed / "govnews", "extract", "page.html", "-o", "out.jsonl", cwd=tmp_path)
    assert done.stdout == ""
    line = (tmp_path / "out.jsonl").read_text("utf-8")
    assert '"title":"关于加强冬季供暖保障的通知"' in line
    assert '"date":"2023-11-06"' in line
    _run(installed / "govnews", "check", "out.jsonl", cwd=tmp_path)
