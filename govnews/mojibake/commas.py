"""Injected commas: ``工作,。`` where a clone's program put one behind every clause."""

import re

from govnews.model import Step

_INJECTED = re.compile("(?<=[\u3400-\u4dbf\u4e00-\u9fff”》）)])[,，](?=[,，。、；;])")
_LEAST = 3  # on 130 clean pages no more than two were ever found


def shows_commas(text: str) -> bool:
    """Whether a page shows the artefact: three commas or more in front of another mark."""
    return len(_INJECTED.findall(text)) >= _LEAST


def strip_commas(text: str) -> list[Step]:
    """The steps that take the injected commas out of one text of such a page; the mark behind each stays."""
    return [
        Step("comma", match.start(), text[match.start() : match.end() + 1], text[match.end()])
        for match in _INJECTED.finditer(text)
    ]
