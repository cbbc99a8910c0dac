"""The stub behind the transport for tests, in place of the network.

Job: let the tests that talk to the stub run over the other transport as well, unchanged. The script
is the stub's and what is sent is recorded there, the credential included, which the transport's own
records leave out. A lost connection is the exception that a network makes of it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from _runtime.testing import fake_transport
from _runtime.transport.protocol import Request
from _runtime.vocabulary.errors import APIConnectionError

from tests.support.stub import Received, Stub


class Doubled(fake_transport.FakeTransport):
    """Answers as the stub would."""

    def __init__(self, stub: Stub) -> None:
        super().__init__()
        self._stub = stub

    def _answer(self, request: Request) -> Any:
        self._recorded(request)
        answer = self._stub.next(_received(request))
        assert not answer.delay, "only a network takes time"
        if answer.drop:
            return APIConnectionError("the connection ended", sent=True)
        return fake_transport.Reply(answer.body, answer.status, answer.headers)


def _received(request: Request) -> Received:
    parts = urlsplit(request.url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    headers = {name.lower(): value for name, value in request.headers}
    return Received(request.method, target, headers, request.body or b"", 0)
