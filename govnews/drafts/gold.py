"""Gold: the record of a page without its bookkeeping, as a person reviews it."""

import json
from typing import Any

from govnews.jsonl import dump_line
from govnews.model import Article

BOOKKEEPING = ("schema_version", "id", "version", "content_hash", "provenance")
"""Keys that say nothing about the page."""


def gold_of(article: Article) -> dict[str, Any]:
    """What a person can check of a record against its page, in the record's order."""
    record: dict[str, Any] = json.loads(dump_line(article))
    return {key: value for key, value in record.items() if key not in BOOKKEEPING}


def as_json(value: object) -> str:
    """A file of a fixture: JSON to be read by eye, one line a member."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
