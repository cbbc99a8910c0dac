"""A server on loopback that records what it receives and answers by a script.

Job: be a real HTTP/1.1 server, so that tests see bytes and not mocks. Answers are taken from the
script in order; when it is used up, the last one is given again. It judges nothing.
"""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Received:
    """A request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    """By name in lower case."""
    body: bytes
    port: int
    """The sender's, which tells connections apart."""

    @property
    def json(self) -> Any:
        """The JSON value of the body."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """An answer of the script."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    delay: float = 0.0
    """Seconds before the answer begins."""
    drop: bool = False
    """Close the connection instead of answering."""


def reply(value: Any, status: int = 200, **headers: str) -> Reply:
    """Return an answer that holds `value` as JSON; underscores in header names become hyphens."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json", **named})


class Stub:
    """The server; a context manager that runs it."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.script: list[Reply] = [Reply()]
        self._released = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def last(self) -> Received:
        """The latest request."""
        return self.received[-1]

    def plays(self, *script: Reply) -> None:
        """Replace the script."""
        self.script = list(script)

    def next(self, received: Received) -> Reply:
        """Record a request and return its answer."""
        self.received.append(received)
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def wait(self, seconds: float) -> None:
        """Let time pass, but not beyond the end of the test."""
        self._released.wait(seconds)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(_Handler):
            owner = stub

        return Handler

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        # That a client is gone may be noticed in the midst of the next test, and of what it hears.
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    owner: Stub

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        self._answer(self.owner.next(self._received()))

    def _received(self) -> Received:
        headers = {name.lower(): value for name, value in self.headers.items()}
        chunked = headers.get("transfer-encoding") == "chunked"
        body = self._chunks() if chunked else self.rfile.read(int(headers.get("content-length", 0)))
        return Received(self.command, self.path, headers, body, self.client_address[1])

    def _chunks(self) -> bytes:
        body = b""
        while size := int(self.rfile.readline() or b"0", 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self, answer: Reply) -> None:
        if answer.delay:
            self.owner.wait(answer.delay)
        if answer.drop:
            self.close_connection = True
            return
        self.send_response_only(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.status != 204 and self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()
