"""Stable names, loopback server: requests to the sample's ``.test`` hosts go to its server as to a proxy.

URLs, identities and Host headers stay what they are; no name is looked up.
"""

from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from spiders.guard import trust
from spiders.sample.server import SampleServer, read_site

PORTAL = "sample"


class SampleMapping:
    """Downloader middleware; starts the server with a crawl of the sample portal and stops it afterwards."""

    def __init__(self, crawler: Crawler) -> None:
        portal = getattr(crawler.spider, "portal", None)
        if portal is None or not portal.local or portal.id != PORTAL:
            raise NotConfigured
        self._server = SampleServer(read_site())
        self._hosts = self._server.site.hosts
        trust("127.0.0.1")
        self._server.start()
        crawler.signals.connect(self._server.stop, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "SampleMapping":
        """As Scrapy builds it; not configured for any other portal."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Lead a request for one of the sample's hosts to the server."""
        if urlsplit(request.url).hostname in self._hosts:
            request.meta["proxy"] = self._server.address
