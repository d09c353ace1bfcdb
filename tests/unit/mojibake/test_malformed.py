"""Halves of surrogate pairs have the shape of UTF-8 and are none: whatever stands beside them, a plan fits its text."""

import pytest

from govnews import repair
from govnews.mojibake.plan import apply

HALF = b"\xed\xa0\x80"
TITLE = "样例市召开会议部署防汛工作".encode()


@pytest.mark.parametrize("codec", ["gb18030", "latin-1", "cp1252"])
@pytest.mark.parametrize("at", [3, 9, 15, 16, 17, 21])
@pytest.mark.parametrize(
    "bad", [HALF, b"\xed\xbf\xbf", b"\xe0\x80\x80", b"\xf4\x90\x80\x80", HALF * 2]
)
def test_plans_fit(codec: str, at: int, bad: bytes) -> None:
    text = (TITLE[:at] + bad + TITLE[at:]).decode(codec, "replace")
    repaired = repair(f"{text}\n{text}：{TITLE.decode(codec, 'replace')}")
    assert (
        apply(repaired.plan, f"{text}\n{text}：{TITLE.decode(codec, 'replace')}") == repaired.text
    )
