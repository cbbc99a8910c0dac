"""A transport without a network, for tests of code that uses these clients.

A client takes it as `http_client`, sync or async, whatever the provider:

    fake = FakeTransport(Reply({"error": {"message": "slow down"}}, status=429), lambda sent: ...)

It answers in order, by models, dictionaries, replies, exceptions of this package or a function;
`requests` holds what was sent, without the credential. A request body that breaks its schema fails
the test, and so does an answer; `build(Class, name=value)` fills in what is required. No test
framework is needed.
"""

from __future__ import annotations

from ._runtime.testing.fake_clock import FakeClock as FakeClock
from ._runtime.testing.fake_transport import (
    BadReplyError as BadReplyError,
    BadRequestBodyError as BadRequestBodyError,
    FakeTransport as FakeTransport,
    Reply as Reply,
    SentRequest as SentRequest,
    UnexpectedRequestError as UnexpectedRequestError,
)
from ._runtime.testing.samples import build as build
from ._runtime.transport.sources import Sources as Sources

__all__ = [
    "BadReplyError",
    "BadRequestBodyError",
    "FakeClock",
    "FakeTransport",
    "Reply",
    "SentRequest",
    "Sources",
    "UnexpectedRequestError",
    "build",
]


def __dir__() -> list[str]:
    return __all__
