"""Every exchange on the wire as WARC 1.1, in the store's transaction.

Downloader middleware, the nearest to the network: robots.txt, redirects and errors pass here as well, with the body
as it was transferred (content coding kept, chunking gone). A 304, or a body the store has seen at this address,
becomes a revisit record (ISO 28500:2017, annex: revisit profiles).
"""

import zlib
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from govnews import VERSION
from pipelines.store import store_of

WARC = "warc"
"""Key of ``meta`` under which the spider finds ``(file, offset)`` of the response record."""
DIGEST = "govnews_digest"
_WANTED = "Govnews-Wanted"  # a field of ours: ``article``, ``part``, ``list``, or ``other`` for robots.txt and attachments
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_LEVEL = 2  # of gzip: half the time of level 6 or less, for 2 to 7 per cent more bytes on pages


class Archive:
    """Writes a request and a response (or revisit) record for every answer."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("GOVNEWS_WARC"):
            raise NotConfigured
        self._crawler = crawler
        self._maxsize = crawler.settings.getint("GOVNEWS_WARC_MAXSIZE")
        self._begun = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Archive":
        """As Scrapy builds it."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Append the exchange; the response passes unchanged."""
        store = store_of(self._crawler)
        writer = WARCWriter(BytesIO(), gzip=False, warc_version="1.1")
        known = store.tables.page(self._crawler.request_fingerprinter.fingerprint(request))
        record = _record(writer, request, response, known)
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        name, offset = store.archive(_member(record), self._maxsize, self._opening)
        asked = writer.create_warc_record(
            request.url,
            "request",
            http_headers=_request_headers(request),
            payload=BytesIO(request.body),
            length=len(request.body),
            warc_headers_dict={
                "WARC-Concurrent-To": record.rec_headers.get_header("WARC-Record-ID"),
                "WARC-Date": record.rec_headers.get_header("WARC-Date"),
            },
        )
        store.archive(_member(asked), None, self._opening)
        request.meta[WARC] = (name, offset)
        request.meta[DIGEST] = (digest, record.rec_headers.get_header("WARC-Date"))
        return response

    def _opening(self, name: str) -> bytes:
        """The warcinfo record that begins a file."""
        writer = WARCWriter(BytesIO(), gzip=False, warc_version="1.1")
        settings = self._crawler.settings
        info = {
            "software": f"govnews/{VERSION} (Scrapy, warcio)",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
            "http-header-user-agent": settings["USER_AGENT"],
        }
        return _member(writer.create_warcinfo_record(name, info))


def _record(writer: Any, request: Request, response: Response, known: Any) -> Any:
    """The response record, or a revisit record where nothing new came."""
    headers = _response_headers(response)
    extra: dict[str, str] = {_WANTED: request.meta.get("wanted", "other")}
    if response.ip_address is not None and "proxy" not in request.meta:
        extra["WARC-IP-Address"] = str(response.ip_address)
    if "dataloss" in response.flags:
        extra["WARC-Truncated"] = "disconnect"
    if response.status == 304 and known is not None and known.digest:
        record = writer.create_revisit_record(
            response.url, known.digest, response.url, known.fetched_at, headers, extra
        )
        record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
        return record
    record = writer.create_warc_record(
        response.url,
        "response",
        payload=BytesIO(response.body),
        length=len(response.body),
        http_headers=headers,
        warc_headers_dict=extra,
    )
    writer.ensure_digest(record, block=True, payload=True)
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    if known is not None and response.body and known.digest == digest:
        return writer.create_revisit_record(
            response.url, digest, response.url, known.fetched_at, headers, extra
        )
    return record


def _member(record: Any) -> bytes:
    """The record as one gzip member, so that it can be read alone."""
    plain = BytesIO()
    WARCWriter(plain, gzip=False, warc_version="1.1").write_record(record)
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return press.compress(plain.getbuffer()) + press.flush()


def _response_headers(response: Response) -> Any:
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = ""
    pairs = _pairs(response.headers, len(response.body))
    protocol = response.protocol or "HTTP/1.1"
    return StatusAndHeaders(f"{response.status} {phrase}", pairs, protocol=protocol)


def _request_headers(request: Request) -> Any:
    parts = urlsplit(request.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    pairs = [("Host", parts.netloc.rpartition("@")[2]), *_pairs(request.headers, None)]
    line = f"{request.method} {path} HTTP/1.1"
    return StatusAndHeaders(line, pairs, is_http_request=True)


def _pairs(headers: Any, length: int | None) -> list[tuple[str, str]]:
    """Headers as sent, but for the chunking that is gone and secrets of a proxy."""
    pairs = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
        if name.lower()
        not in (b"transfer-encoding", b"content-length", b"proxy-authorization", b"authorization")
    ]
    return pairs if length is None else [*pairs, ("Content-Length", str(length))]
