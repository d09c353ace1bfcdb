import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from govnews.commands.repair import MEANINGS
from govnews.commands.stretches import find_stretches, show
from govnews.mojibake import repair
from tests.damage import UTF8_AS_GBK, gloss, latin1

ROOT = Path(__file__).parents[3]
CLONE = gloss(
    "市里公佈了今年的數據：投資環境繼續好轉，農村居民的收入穩步增長，網上辦事的人越來越多。"
)


def shown(text: str, *, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=colour, color_system="standard" if colour else None, width=300
    )
    for stretch in find_stretches(text, repair(text).plan):
        for line in show(text, stretch):
            console.print(line, soft_wrap=True)
    return out.getvalue()


def test_changes_that_lie_close_are_one_stretch_and_the_rest_is_cut():
    text = (
        "前文" * 30
        + "\n"
        + "清洁的文字。" * 10
        + latin1("县医院新门诊楼".encode())
        + "清洁的文字。" * 10
    )
    place, old, new = shown(text).splitlines()
    assert place == "line 2, offset 121"
    assert old.startswith("- …的文字。清洁的文字。")
    assert (
        new == "+ …的文字。清洁的文字。清洁的文字。县医院新门诊楼清洁的文字。清洁的文字。清洁的文…"
    )


def test_readings_of_one_line_are_shown_together():
    lines = shown(CLONE).splitlines()
    assert [line[0] for line in lines] == ["l", "-", "+"]
    assert "數(shù)" in lines[1]
    assert "(" not in lines[2]


def test_colour_tells_the_old_the_new_and_the_guess():
    text = UTF8_AS_GBK["python gb18030"]("城乡居民最低生活保障标准由县民政局解释。")
    coloured = shown(text, colour=True)
    assert "\x1b[1;31m鏈�" in coloured
    assert "\x1b[1;33m最" in coloured
    assert "\x1b[1;32m城乡居民" in coloured
    assert "\x1b" not in shown(text)


def test_a_long_misread_page_does_not_fill_the_screen():
    text = latin1(("县医院新门诊楼正式投入使用。" * 400).encode())
    assert max(map(len, shown(text).splitlines())) < 700


def test_control_characters_are_shown_and_not_sent():
    text = latin1("县医院".encode()) + "\x1b[2J" + CLONE
    assert "\x1b" not in shown(text)
    assert r"\x1b" in shown(text)


def test_every_step_of_a_plan_has_its_meaning():
    page = (ROOT / "docs" / "ENCODING.md").read_text("utf-8")
    table = page.partition("## What repair undoes")[2].partition("A step is taken")[0]
    documented = set(re.findall(r"`([a-z0-9>-]+)`", table)) & set(MEANINGS)
    assert documented == set(MEANINGS)


@pytest.mark.parametrize("text", ["", "清洁的文字。", "English."])
def test_nothing_changed_nothing_shown(text):
    assert shown(text) == ""
