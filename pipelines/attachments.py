"""``-a attachments=1``: the files an article offers, kept under the digest of their bytes.

A file's own name is never used for a path (a page could choose ``../``); the extension only where it is one of a
document's. The same file offered by many pages is stored once.
"""

import hashlib
import mimetypes
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from govnews import Article, Attachment, Problem
from pipelines.store import store_of

_EXTENSIONS = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "wps",
        "xls",
        "xlsx",
        "et",
        "csv",
        "ppt",
        "pptx",
        "ofd",
        "odt",
        "ods",
        "odp",
        "odg",
        "ceb",
        "txt",
        "rtf",
        "zip",
        "rar",
        "7z",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "tif",
        "tiff",
        "mp3",
        "mp4",
    ]
)
_MOST = 100  # of one article


class Attachments:
    """Item pipeline: fetches attachments through the crawl's own downloader, so that its rules hold for them."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._wanted = crawler.settings.getbool("GOVNEWS_ATTACHMENTS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Attachments":
        """As Scrapy builds it."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """The article with digest, size and type of its files; one that cannot be had is a problem of the record."""
        if not self._wanted or not isinstance(item, Article) or not item.attachments:
            return item
        known = {a.url: a for a in self._before(item) if a.sha256}
        files: list[Attachment] = []
        problems: list[Problem] = []
        for attachment in item.attachments[:_MOST]:
            kept = known.get(attachment.url)
            if kept is not None:
                files.append(replace(kept, title=attachment.title))
                continue
            try:
                files.append(await self._fetch(attachment))
            except Exception as error:  # whatever the network or the guard says, the article stays
                files.append(attachment)
                message = f"{attachment.url} could not be fetched: {error}"[:300]
                problems.append(Problem("attachment_failed", "attachments", message))
        provenance = replace(item.provenance, problems=(*item.provenance.problems, *problems))
        rest = item.attachments[_MOST:]
        return replace(item, attachments=(*files, *rest), provenance=provenance)

    def _before(self, item: Article) -> tuple[Attachment, ...]:
        """The attachments of the article as it was last written."""
        store = store_of(self._crawler)
        known = store.tables.article(item.id)
        if known is None or known.run == store.run:  # this run's lines may not be on the disk yet
            return ()
        before = store.recall(item.id)
        return before.attachments if before else ()

    async def _fetch(self, attachment: Attachment) -> Attachment:
        request = Request(attachment.url, callback=NO_CALLBACK)
        response = await self._crawler.engine.download_async(request)
        if response.status != 200:
            raise ValueError(f"status {response.status}")
        digest = hashlib.sha256(response.body).hexdigest()
        extension = Path(urlsplit(attachment.url).path).suffix.lower().lstrip(".")
        name = f"{digest}.{extension}" if extension in _EXTENSIONS else digest
        store_of(self._crawler).keep(f"files/{digest[:2]}/{name}", response.body)
        kind = mimetypes.guess_type(f"x.{extension}")[0] if extension in _EXTENSIONS else None
        return replace(
            attachment,
            sha256=digest,
            size=len(response.body),
            media_type=attachment.media_type or kind,
        )
