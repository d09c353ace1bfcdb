"""A calendar: every page of the list names new articles and a next page, for ever. The crawl stops at its bound."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.loopback import served

ROOT = Path(__file__).parents[2]
BOUND = 6  # list pages, in place of thousands
BOUNDED = f"import spiders.govportal as s; s.LONGEST = {BOUND}; from scrapy.cmdline import execute; execute()"
PROSE = (
    "样例市水务局今天公布河道整治工作进展，三条河道完成清淤，两座泵站投入使用，沿岸步道同步完工。"
    * 3
)


def calendar(target: str) -> str:
    number = int(found[1]) if (found := re.search(r"_(\d+)\.html", target)) else 0
    if "/tz/" in target:
        return (
            f"<h1>样例市第{number}日河道整治进展</h1><p>发布时间：2024-05-06</p><div>{PROSE}</div>"
        )
    rows = "".join(
        f'<li><a href="/tz/t20240506_{number}{n}.html">样例市第{number}{n}日河道整治工作进展</a> 2024-05-06</li>'
        for n in range(3)
    )
    return f'<title>公告</title><ul>{rows}</ul><a href="/list_{number + 1}.html">下一页</a>'


def test_a_list_without_end_stops_at_its_bound(tmp_path):
    with served(calendar) as portal:
        done = subprocess.run(
            [sys.executable, "-c", BOUNDED, "crawl", "govportal", "-a", f"portal={portal.url}/"],
            check=False,
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            timeout=120,
            env={**os.environ, "GOVNEWS_OUTPUT": str(tmp_path)},
        )
    assert done.returncode == 0, done.stderr
    lists = [t for t in portal.asked if "/tz/" not in t and not t.endswith("robots.txt")]
    assert len(lists) == len(set(lists)) == BOUND
    (lines,) = tmp_path.glob("*/articles.jsonl")
    assert len(lines.read_text("utf-8").splitlines()) == 3 * BOUND
