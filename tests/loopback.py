"""A web server on loopback for one test: what it answers is a function of what is asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROBOTS = "User-agent: *\nAllow: /\n"


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs."""

    url: str
    """Its root, without a slash at the end."""
    asked: list[str] = field(default_factory=list)
    """The targets of its requests, in order."""


@contextmanager
def served(answer: Callable[[str], str]) -> Iterator[Served]:
    """Serve ``answer(target)`` as UTF-8, and a robots.txt that allows everything."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            robots = self.path.endswith("/robots.txt")
            body = (ROBOTS if robots else answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain" if robots else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
