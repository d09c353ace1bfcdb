"""The cheap look that comes first: is anything here that running text would not print?"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_NEAR, _ENOUGH = 9, 3  # three rare characters within nine: see tools/build_screen.py


@cache
def _uncommon() -> re.Pattern[str]:
    data = (Path(__file__).parent / "data" / "uncommon.txt").read_bytes().decode("utf-8")
    ranges = "".join(
        f"{re.escape(pair[0])}-{re.escape(pair[1])}" for pair in data.split("\n") if len(pair) == 2
    )
    return re.compile(f"[{ranges}\ud800-\udfff]")


def is_suspect(text: str) -> bool:
    """Whether three characters that Chinese hardly prints stand within nine: true of foreign text too."""
    return next(suspects(text), None) is not None


def suspects(text: str) -> Iterator[int]:
    """Where three characters that Chinese hardly prints stand within nine: the offset of the third."""
    if text.isascii():
        return
    last = before = -_NEAR - 1
    for match in _uncommon().finditer(text):
        at = match.start()
        if at - before < _NEAR:
            yield at
        last, before = at, last
