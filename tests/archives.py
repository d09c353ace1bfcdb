"""WARC records written by hand (ISO 28500:2017, section 4), for tests."""

import gzip


def record(kind: str, url: str, block: bytes, *, packed: bool = True, **fields: str) -> bytes:
    """One record; ``fields`` are further named fields, ``_`` for ``-``."""
    named = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2024-05-20T08:00:00Z",
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    whole = (
        f"WARC/1.1\r\n{lines}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    )
    return gzip.compress(whole) if packed else whole


def response(
    url: str,
    body: bytes,
    *headers: str,
    status: str = "200 OK",
    packed: bool = True,
    kind: str = "response",
    **fields: str,
) -> bytes:
    """A response (or revisit) record."""
    lines = "".join(f"{line}\r\n" for line in headers)
    block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
    return record(kind, url, block, packed=packed, **fields)
