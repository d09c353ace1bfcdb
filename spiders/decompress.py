"""Content-Encoding that is not true: old servers label plain bodies gzip."""

import logging
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

_logger = logging.getLogger(__name__)
_ASKED = "govnews_identity"


class LenientCompression(HttpCompressionMiddleware):
    """Scrapy's middleware; a body that cannot be unpacked is asked for plain, and then taken as it is."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Any:
        """The unpacked response, or the request for a plain one. A body that unpacks beyond the limit is refused."""
        try:
            return super().process_response(request, response)
        except IgnoreRequest:
            raise
        except Exception as error:  # gzip, zlib, brotli and zstd each have errors of their own
            _logger.info("%s: the body is not what Content-Encoding says (%s)", response.url, error)
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        if request.meta.get(_ASKED):
            return response.replace(headers=headers)
        plain = request.replace(dont_filter=True, meta={**request.meta, _ASKED: True})
        plain.headers["Accept-Encoding"] = "identity"
        return plain
