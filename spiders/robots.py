"""robots.txt as RFC 9309 reads it, in whatever encoding it is served."""

import logging

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response

from govnews import decode

_NOTHING = b"User-agent: *\nDisallow: /\n"


def _one_line(record: logging.LogRecord) -> bool:
    """A host that cannot be reached is a sentence in the log, not the way through Scrapy that led there."""
    record.exc_info = None
    return True


logging.getLogger("scrapy.downloadermiddlewares.robotstxt").addFilter(_one_line)


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware; a server that fails on robots.txt is left alone, and the file need not be UTF-8."""

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if 500 <= response.status < 600:  # RFC 9309, section 2.3.1.4: assume complete disallow
            body = _NOTHING
        elif response.status >= 400:  # section 2.3.1.3: unavailable, everything may be fetched
            body = b""
        else:
            body = decode(response.body[: 500 * 1024]).text.encode("utf-8", "replace")
        await super()._parse_robots(response.replace(body=body), netloc, request)
