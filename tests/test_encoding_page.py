"""docs/ENCODING.md: its examples run, in the order of the page, and give what they show."""

import doctest
import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "ENCODING.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)


def test_examples_run():
    names: dict[str, Any] = {}
    report: list[str] = []
    for number, block in enumerate(BLOCKS, 1):
        test = doctest.DocTestParser().get_doctest(block, names, f"block {number}", str(PAGE), 0)
        doctest.DocTestRunner(verbose=False).run(test, out=report.append, clear_globs=False)
        names = test.globs
    assert report == []
    assert len(BLOCKS) >= 12


def test_every_step_and_loss_is_on_the_page():
    page = PAGE.read_text("utf-8")
    source = "".join(
        path.read_text("utf-8") for path in (PAGE.parents[1] / "govnews" / "mojibake").glob("*.py")
    )
    assert "`repair_limited`" in page
    losses = set(re.findall(r'_named\("([a-z-]+)"', source))
    assert losses
    assert {name for name in losses if f"`lossy:{name}`" not in page} == set()
    steps = {f"{one}>{two}" for one in ("ncr", "percent") for two in ("utf-8", "gbk", "big5")}
    steps |= set(re.findall(r'Step\("([a-z0-9>-]+)"', source))
    steps |= set(re.findall(r'"((?:latin1|gbk|big5)>[a-z0-9-]+)"', source))
    assert {name for name in steps if f"`{name}`" not in page} == set()
