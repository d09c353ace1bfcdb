from collections import Counter
from io import StringIO

import pytest
from rich.console import Console

from pipelines.progress import _span, progress_table


def test_table_says_pages_articles_queue_rate_time_left_and_errors() -> None:
    out = StringIO()
    table = progress_table(
        "样例", 120, 80, queue=240, seconds=60.0, errors=Counter({"a.test": 3, "b.test": 1})
    )
    Console(file=out, width=120).print(table)
    text = out.getvalue()
    for part in (
        "样例",
        "120 pages",
        "80 articles",
        "240 waiting",
        "2.0/s",
        "at least 2 min left",
        "3 failed",
        "a.test",
    ):
        assert part in text


def test_nothing_fetched_yet_is_no_division_by_zero() -> None:
    progress_table("样例", 0, 0, queue=10, seconds=0.001, errors=Counter())


@pytest.mark.parametrize(
    ("seconds", "said"), [(30, "30 s"), (600, "10 min"), (10_800, "3 h"), (864_000, "10 days")]
)
def test_span(seconds: float, said: str) -> None:
    assert _span(seconds) == said
