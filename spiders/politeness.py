"""AutoThrottle that keeps to what robots.txt asks: Crawl-delay is a floor that no fast answer lowers."""

import logging
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

_logger = logging.getLogger(__name__)
# A longer Crawl-delay is a way of saying no; a crawl at one page in ten minutes is still one.
_LONGEST = 600.0
# Too many requests, unavailable, and the statuses of script challenges: each doubles the delay of its host.
_SLOW_DOWN = frozenset({412, 420, 429, 503, 512, 521})


class Politeness(AutoThrottle):
    """Scrapy extension: the delay of a host follows its latency, never below its Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._floors: dict[str, float] = {}
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        agent = self.crawler.settings["ROBOTSTXT_USER_AGENT"] or self.crawler.settings["USER_AGENT"]
        asked = robotparser.crawl_delay(agent)
        host = urlsplit(request.url).hostname or ""
        if not asked or asked <= self._floors.get(host, self.mindelay):
            return
        self._floors[host] = min(float(asked), _LONGEST)
        _logger.info("%s asks for %g s between requests: kept", host, asked)
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot is not None:
            self._keep_floor(slot, self._floors[host])

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        if response.status in _SLOW_DOWN:
            asked = response.headers.get("Retry-After") or b""
            seconds = float(asked) if asked.isdigit() else 0.0
            slot.delay = min(max(2 * slot.delay, seconds), _LONGEST)
        host = urlsplit(response.url).hostname or ""
        if floor := self._floors.get(host):
            self._keep_floor(slot, floor)

    @staticmethod
    def _keep_floor(slot: Slot, floor: float) -> None:
        slot.delay = max(slot.delay, floor)
        slot.jitter = 0  # jitter reaches below the delay as well
