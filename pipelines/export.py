"""The feed exporter of JSON Lines: the same serialiser as everywhere, one whole line a write."""

from io import BytesIO
from typing import Any

from scrapy.exporters import BaseItemExporter

from govnews import Article, dump_line


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
