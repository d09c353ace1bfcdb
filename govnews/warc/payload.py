"""The HTTP message in a record's block: status, headers and the body as a browser sees it.

Content codings are removed, bounded by the size of a page (RFC 9110, section 8.4.1; RFC 8878 for zstd, RFC 7932 for
brotli), and chunking too, where an archive kept it. A body that is not what its headers say is taken as it is.
"""

import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from govnews.errors import MAX_BYTES

_LIMIT = MAX_BYTES + 1  # one more than a page may have, so that too much is seen
_PART = 1 << 16


@dataclass(frozen=True, slots=True)
class Message:
    """An HTTP response."""

    status: int | None
    """Status code; null where the status line cannot be read."""
    headers: dict[str, str]
    """Headers, names in lower case; of repeated ones the last."""
    body: bytes
    """The body, codings removed."""


def read_message(block: bytes) -> Message | None:
    """The response in a block; ``None`` where it does not begin with a status line."""
    if not block.startswith(b"HTTP/"):
        return None
    head, gap, body = block.partition(b"\r\n\r\n")
    if not gap:
        head, gap, body = block.partition(b"\n\n")
    lines = head.decode("latin-1").splitlines()
    parts = lines[0].split(None, 2)
    status = int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() else None
    headers = {
        name.strip().lower(): value.strip()
        for name, sign, value in (line.partition(":") for line in lines[1:])
        if sign
    }
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunk(body)
    codings = headers.get("content-encoding", "").lower().split(",")
    for coding in reversed([c.strip() for c in codings if c.strip()][:4]):
        body = _CODINGS.get(coding, _as_it_is)(body)
    return Message(status, headers, body)


def _unchunk(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while (end := body.find(b"\n", at, at + 1000)) >= 0:
        size = body[at:end].partition(b";")[0].strip()
        try:
            length = int(size, 16) if size else -1
        except ValueError:
            length = -1
        if length < 0:
            return body if not parts else b"".join(parts)
        if length == 0:
            return b"".join(parts)
        parts.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length + 2
    return b"".join(parts) or body


def _as_it_is(body: bytes) -> bytes:
    return body


def _gzip(body: bytes) -> bytes:
    return _zlib(body, 47)  # gzip or zlib, by its header


def _deflate(body: bytes) -> bytes:
    unpacked = _zlib(body, 15)
    return _zlib(body, -15) if unpacked is body else unpacked  # some servers leave the header out


def _zlib(body: bytes, bits: int) -> bytes:
    inflate = zlib.decompressobj(bits)

    def unpack(data: bytes, size: int) -> bytes:
        return b"" if inflate.eof else inflate.decompress(inflate.unconsumed_tail + data, size)

    return _bounded(body, unpack, zlib.error)


def _brotli(body: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - Scrapy's own; few archived pages need it

    unpack = brotli.Decompressor()
    return _bounded(
        body, lambda data, size: unpack.process(data, output_buffer_limit=size), brotli.error
    )


def _zstd(body: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - few archived pages need it
    else:
        from backports import zstd  # noqa: PLC0415 - Scrapy's own
    unpack = zstd.ZstdDecompressor()
    return _bounded(body, unpack.decompress, zstd.ZstdError, EOFError)


def _bounded(
    body: bytes,
    unpack: Callable[[bytes, int], bytes],
    *errors: type[Exception],
) -> bytes:
    """What can be unpacked of ``body``, up to one byte more than a page may have; ``body`` itself where nothing can.

    Given in small parts, so that damage costs only what comes after it.
    """
    parts: list[bytes] = []
    size = 0
    with suppress(*errors):
        for at in range(0, len(body), _PART):
            data = body[at : at + _PART]
            while size < _LIMIT and (part := unpack(data, _LIMIT - size)):
                parts.append(part)
                size += len(part)
                data = b""
    return b"".join(parts) or body


_CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
