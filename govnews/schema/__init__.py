"""The record as JSON Schema 2020-12: one document for a line of articles.jsonl, one for a line of errors.jsonl.

Both are generated from the dataclasses of ``govnews.model`` (``python -m govnews.schema`` writes them), so the
dataclass with its attribute docstrings is the only place where a key is described.
"""

import json
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

ARTICLE_SCHEMA = "article.schema.json"
FAILURE_SCHEMA = "failure.schema.json"


@cache
def load_schema(name: str = ARTICLE_SCHEMA) -> MappingProxyType[str, Any]:
    """The schema document shipped with the package, read once and handed out read-only."""
    text = files("govnews.schema").joinpath(name).read_text("utf-8")
    return MappingProxyType(json.loads(text))
