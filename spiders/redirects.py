"""Pages that only lead elsewhere: meta refresh and scripts that set the location, read from the bytes."""

import re
from urllib.parse import urljoin, urlsplit

_SMALL = 4096  # a page that has more to say than this is no redirect
_META = re.compile(
    rb"<meta[^>]{0,80}http-equiv\s{0,5}=\s{0,5}[\"']?refresh[\"']?[^>]{0,80}content\s{0,5}=\s{0,5}[\"']?"
    rb"\s{0,5}(\d{1,4})\s{0,5};\s{0,5}url\s{0,5}=\s{0,5}[\"']?([^\"'>\s]{1,1000})",
    re.I,
)
_SCRIPT = re.compile(
    rb"(?:location(?:\.href)?\s{0,5}=|location\.(?:replace|assign)\s{0,5}\()\s{0,5}[\"']([^\"'\s]{1,1000})[\"']",
    re.I,
)
_COMMENT = re.compile(rb"<!--(?:(?!-->).){0,4096}-->", re.S)
_SOON = 10  # seconds: a later refresh is a page that reloads itself


def find_redirect(body: bytes, url: str) -> str | None:
    """The absolute http(s) address that a small page only leads to; ``None`` for a page to be read.

    A challenge (a script that sets a cookie before it reloads) is no redirect: it is never followed.
    """
    if len(body) > _SMALL or b"document.cookie" in body:
        return None
    text = _COMMENT.sub(b"", body)
    meta = _META.search(text)
    if meta and int(meta[1]) <= _SOON:
        target = meta[2]
    elif script := _SCRIPT.search(text):
        target = script[1]
    else:
        return None
    try:
        absolute = urljoin(url, target.decode("utf-8").replace("&amp;", "&"))
        scheme = urlsplit(absolute).scheme
    except ValueError:
        return None
    same = absolute.partition("#")[0] == url.partition("#")[0]
    return absolute if scheme in ("http", "https") and not same else None
