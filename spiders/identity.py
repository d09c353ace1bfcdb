"""Which requests are the same page: scheme, default port, index pages, session and tracking parameters apart."""

import hashlib

from scrapy import Request

from govnews import fingerprint


class PageFingerprinter:
    """Scrapy's ``REQUEST_FINGERPRINTER_CLASS`` over ``govnews.fingerprint``."""

    def fingerprint(self, request: Request) -> bytes:
        """Digest of the page that ``request`` asks for; a POST is told apart by its body."""
        digest = bytes.fromhex(fingerprint(request.url))
        if request.method == "GET":
            return digest
        return hashlib.sha256(digest + request.method.encode() + request.body).digest()
