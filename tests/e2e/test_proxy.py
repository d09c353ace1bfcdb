"""A portal that answers only inside its country is crawled through a proxy, set as for any Scrapy project."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.loopback import served

ROOT = Path(__file__).parents[2]
ADDRESS = "http://www.abroad.test/tzgg/202405/t20240506_1.html"  # a name that nothing resolves
PROSE = (
    "样例市水务局今天公布河道整治工作进展，三条河道完成清淤，两座泵站投入使用，沿岸步道同步完工。"
    * 3
)
PAGE = f"<h1>样例市公布河道整治进展</h1><p>发布时间：2024-05-06</p><div>{PROSE}</div>"


def test_everything_goes_through_the_proxy_and_no_name_is_looked_up(tmp_path):
    with served(lambda _target: PAGE) as proxy:
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "govportal", "-a", f"url={ADDRESS}"],
            check=False,
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            timeout=120,
            env={**os.environ, "http_proxy": proxy.url, "no_proxy": "", "GOVNEWS_OUTPUT": str(tmp_path)},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert proxy.asked == ["http://www.abroad.test/robots.txt", ADDRESS]
    (lines,) = tmp_path.glob("*/articles.jsonl")
    (record,) = map(json.loads, lines.read_text("utf-8").splitlines())
    assert (record["title"], record["url"]) == ("样例市公布河道整治进展", ADDRESS)
