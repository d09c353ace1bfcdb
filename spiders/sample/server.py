"""The server of the built-in sample portal: bytes from a folder, answered as the manifest says.

It answers absolute request targets as a proxy gets them (RFC 9112, section 3.2.2) and plain ones by their Host
header, so that one loopback port serves every ``.test`` host of the portal.
"""

import threading
import tomllib
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HERE = Path(__file__).parent
_DATE = formatdate(1_700_000_000, usegmt=True)  # the sample does not change with the clock


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says for one URL."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Site:
    """Every URL of the portal."""

    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def hosts(self) -> frozenset[str]:
        """The host names it serves."""
        return frozenset(urlsplit(url).hostname or "" for url in self.answers)


def read_site(manifest: Path = HERE / "site.toml") -> Site:
    """The site that a manifest describes. Raises ``ValueError`` naming the page that cannot be served."""
    site = Site()
    for page in tomllib.loads(manifest.read_text("utf-8")).get("page", []):
        site.answers[page["url"]] = _answer(page, manifest.parent / "site")
    return site


def _answer(page: dict[str, Any], folder: Path) -> Answer:
    body = b""
    name = page.get("file") or _default_file(page["url"])
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"{page['url']}: {name} lies outside the site")
    if "file" in page or path.is_file():
        body = path.read_bytes()
    headers = {str(k): str(v) for k, v in page.get("headers", {}).items()}
    if kind := page.get("content_type"):
        headers["Content-Type"] = kind
    if target := page.get("location"):
        headers["Location"] = target
    status = int(page.get("status", 200))
    if status == 200:
        headers.setdefault("ETag", f'"{sha256(body).hexdigest()[:16]}"')
    return Answer(status, body, tuple(headers.items()))


def _default_file(url: str) -> str:
    """Where the bytes of a URL lie when the manifest names no file: host and path."""
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path}" + ("index.html" if parts.path.endswith("/") else "")


class SampleServer:
    """Serves a site on a free port of 127.0.0.1, in a thread of this process."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.requests: list[str] = []
        handler = type("Handler", (_Handler,), {"server_of_site": self})
        self._http = _Quiet(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    @property
    def address(self) -> str:
        """``http://127.0.0.1:port``."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that go away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of_site: SampleServer
    timeout = 30

    def do_GET(self) -> None:
        """Answer one request."""
        url = self.path
        if not url.startswith("http"):
            url = f"http://{self.headers.get('Host', '')}{self.path}"
        server = self.server_of_site
        server.requests.append(url)
        answer = server.site.answers.get(url.partition("#")[0])
        if answer is None:
            answer = Answer(404, b"not found", (("Content-Type", "text/plain"),))
        headers = dict(answer.headers)
        if "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
            answer = Answer(304, b"", (("ETag", headers["ETag"]),))
        self.send_response_only(answer.status)
        self.send_header("Date", _DATE)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the crawl has its own log."""
