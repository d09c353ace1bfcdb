"""Addresses: resolving, the canonical form, identity.

The identity of a page is host, path and query of its canonical URL, so it survives moves from http to https.
"""

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

# Parameters that name a visit, not a page (reference: standards.md §5; crawling.md §8).
_TRACKING = re.compile(
    r"^(?:utm_\w{1,40}|spm|from|isappinstalled|jsessionid|phpsessionid|phpsessid|aspsessionid\w{0,40}|sessionid|sid"
    r"|gclid|fbclid|timestamp|_t|nsukey|scene|share_token)$",
    re.I,
)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/?#;]{0,200}", re.I)
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|php|aspx?)$", re.I)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_GATEWAY = re.compile(r"^/gate/big5/([\w.-]{4,100})/{1,2}(.*)$")
_SAFE = "/%:@!$&'()*+,;=~-._?#"
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Hosts that serve the same site under two names (reference: sites.yaml, mfa; standards.md §5).
_ALIASES = {"www.fmprc.gov.cn": "www.mfa.gov.cn", "fmprc.gov.cn": "www.mfa.gov.cn"}
_NATIVE = tuple(
    re.compile(pattern)
    for pattern in (
        r"/(t\d{8}_\d{1,12})\.s?html?$",
        r"/(content_\d{1,12})\.s?html?$",
        r"/(art_[0-9a-f]{1,40}(?:_\d{1,12})?)\.html?$",
        r"/(m?post_\d{1,12})\.html?$",
        r"/([0-9a-f]{32})\.s?html?$",
        r"/([0-9a-f]{32})/c\.html?$",
        r"/(c\d{1,12}(?:-\d{1,14})?)\.html?$",
        r"/(c_\d{1,14})\.html?$",
        r"/(c\d{1,12})/content\.s?html?$",
        r"/info/\d{1,8}/(\d{1,10})\.htm$",
        r"/(P\d{12,20})\.htm$",
    )
)


def resolve(base: str | None, url: str) -> str:
    """``url`` against ``base``; as it stands where there is no base, or where joining fails."""
    url = url.strip()
    if not base:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def split_url(url: str | None) -> SplitResult:
    """The parts of an address; empty ones where it is none (``http://[bad``)."""
    try:
        return urlsplit(url or "")
    except ValueError:
        return SplitResult("", "", "", "", "")


def escape_query(url: str, encoding: str) -> str:
    """``url`` with its query in the encoding of the page that links to it, as a browser sends it (URL Standard, §5)."""
    start, sign, query = url.partition("?")
    if not sign or query.isascii():
        return url
    codec = "utf-8" if encoding.startswith("utf-") or encoding == "mixed" else encoding
    try:
        return f"{start}?{quote(query, safe=_SAFE, encoding=codec, errors='xmlcharrefreplace')}"
    except LookupError:  # an encoding of the web that Python has under no name
        return url


def host_of(url: str | None) -> str | None:
    """Lower-case host name of ``url`` without port, or ``None``."""
    return split_url(url).hostname or None


def canonical_url(url: str | None) -> str | None:
    """The one address of a page: https, lower-case host, no default port, fragment, session or tracking parameter.

    The big5 gateway of www.gov.cn folds to the inner address, known alias hosts to one of them. Gives ``None`` for
    anything but http and https.

    >>> canonical_url("http://WWW.gov.cn:80/jrzg/2010-12/20/content_1769836.htm#top")
    'https://www.gov.cn/jrzg/2010-12/20/content_1769836.htm'
    """
    try:
        parts = urlsplit((url or "").strip())
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in _DEFAULT_PORTS or not host:
        return None
    path = _SESSION_IN_PATH.sub("", parts.path) or "/"
    gateway = _GATEWAY.match(path)
    if gateway and host.startswith("big5."):
        host, path, port = gateway[1].lower(), "/" + gateway[2], None
    host = _ALIASES.get(host, host)
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path = quote(path, safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit(("https", netloc, path, _query(parts.query), ""))


def _query(query: str) -> str:
    if not query:
        return ""
    kept = [p for p in query.split("&") if p and not _TRACKING.match(p.partition("=")[0])]
    return quote("&".join(kept), safe="/%:@!$&'()*+,;=~-._?")


def article_id(canonical: str | None, text: str | None, body: bytes) -> str:
    """SHA-256 in hex of host + path + query of the canonical URL; of the text without one; of the bytes else."""
    if canonical:
        return hashlib.sha256(canonical.partition("://")[2].encode("utf-8", "replace")).hexdigest()
    if text:
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return hashlib.sha256(body).hexdigest()


def native_id(url: str | None) -> str | None:
    """The portal's own number for the page, as its URL holds it: ``content_1769836``, ``t20231106_123`` …"""
    path = split_url(url).path
    for pattern in _NATIVE:
        if match := pattern.search(path[-200:]):
            return match[1]
    return None


def fingerprint(url: str) -> str:
    """Hex digest under which the crawl knows a URL: addresses of the same page share it.

    Beyond ``canonical_url`` it ignores index pages, a trailing slash, the case of escapes and the order of parameters.
    """
    canonical = canonical_url(url)
    if canonical is None:
        return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
    parts = urlsplit(canonical)
    path = _ESCAPE.sub(lambda match: match[0].upper(), parts.path)
    path = _INDEX.sub("/", path).rstrip("/") or "/"
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)), errors="replace")
    return hashlib.sha256(f"{parts.netloc}{path}?{query}".encode("utf-8", "replace")).hexdigest()
