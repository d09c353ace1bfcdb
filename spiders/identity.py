"""Which requests are the same page: scheme, default port, index pages, session and tracking parameters apart."""

import hashlib
from weakref import WeakKeyDictionary

from scrapy import Request

from govnews import fingerprint


class PageFingerprinter:
    """Scrapy's ``REQUEST_FINGERPRINTER_CLASS`` over ``govnews.fingerprint``."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Request, bytes] = WeakKeyDictionary()

    def fingerprint(self, request: Request) -> bytes:
        """Digest of the page that ``request`` asks for; a POST is told apart by its body."""
        digest = self._known.get(request)
        if digest is None:
            digest = bytes.fromhex(fingerprint(request.url))
            if earlier := request.cb_kwargs.get(
                "earlier"
            ):  # a page of this article, whoever else asked for it
                digest = hashlib.sha256(digest + earlier[0]["url"].encode()).digest()
            if request.method != "GET":
                whole = digest + request.method.encode() + request.body
                digest = hashlib.sha256(whole).digest()
            self._known[request] = digest
        return digest
