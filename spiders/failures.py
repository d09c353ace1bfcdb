"""What went wrong on the wire, in the words of errors.jsonl."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from twisted.internet.error import SSLError
from twisted.internet.error import TimeoutError as TwistedTimeout
from twisted.python.failure import Failure as TwistedFailure

from govnews import Failure
from spiders.guard import Refused


def failure_of(failure: TwistedFailure, url: str) -> Failure:
    """The failure of a request as a line for errors.jsonl; ``url`` is what was asked for."""
    reason, message = _reason(failure.value)
    return Failure(url, reason, None, "fetch", message)


def _reason(error: BaseException | None) -> tuple[str, str]:
    if isinstance(error, Refused):
        return error.reason, str(error)
    if isinstance(error, IgnoreRequest):
        text = str(error)
        if "robots.txt" in text:
            return "robots", "robots.txt asks not to fetch this page"
        if "redirect" in text:
            return "redirect", "the page redirects in circles or too often"
        if "DOWNLOAD_MAXSIZE" in text:
            return "too_large", "the page unpacks to over 20 MiB"
        return "connection", text or "the request was refused"
    if isinstance(error, CannotResolveHostError):
        return "dns", "the host name cannot be found"
    if isinstance(error, DownloadTimeoutError | TwistedTimeout):
        return "timeout", "the server did not answer in time"
    if isinstance(error, DownloadConnectionRefusedError):
        return "connection", "the server refuses connections"
    if isinstance(error, DownloadCancelledError):
        return "too_large", "the answer is over 20 MiB"
    text = f"{type(error).__name__}: {error}"
    if isinstance(error, SSLError) or "SSL" in text or "TLS" in text:
        return "tls", f"no secure connection: {text[:200]}"
    return "connection", f"the connection failed: {text[:200]}"
