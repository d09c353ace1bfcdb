"""The feed exporters: JSON Lines by the same serialiser as everywhere, and a table for spreadsheets."""

import json
from io import BytesIO
from typing import Any

from scrapy.exporters import BaseItemExporter, CsvItemExporter

from govnews import Article, dump_line

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class LineExporter(BaseItemExporter):
    """For ``-O``, ``-o`` and FEEDS in the formats jsonl, jl and jsonlines."""

    def __init__(self, file: BytesIO, **options: Any) -> None:
        super().__init__(dont_fail=True, **options)
        self._file = file

    def export_item(self, item: Any) -> None:
        """Write an article's line; anything else has no place in a feed."""
        if isinstance(item, Article):
            self._file.write(dump_line(item).encode() + b"\n")
            self._file.flush()  # several portals may append to one file


class TableExporter(CsvItemExporter):
    """For ``-O``, ``-o`` and FEEDS in the format csv: a column for each key of the record, lists and objects as JSON.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.
    """

    def export_item(self, item: Any) -> None:
        """Write an article's row; anything else has no place in a feed."""
        if isinstance(item, Article):
            super().export_item({k: _cell(v) for k, v in json.loads(dump_line(item)).items()})


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
