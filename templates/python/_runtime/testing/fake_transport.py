"""A transport without a network, for the tests of whoever uses the clients.

Job: answer calls from a list or by a function, record what was sent without the credential, and
hold each request body and each answer against its model: one that breaks the schema fails the test
with the place (in the words of `replies`). It is given to a client as `http_client`, and all the
rest of the client works as it does elsewhere: retries with their waits, errors, hooks, limits. It
needs no test framework.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from threading import Lock
from typing import Any, NoReturn, TypeAlias

from ..model.decode import decode
from ..transport.bodies import Streamed
from ..transport.exchange import Exchange, Phases
from ..transport.failures import closed, failure, foreign
from ..transport.incoming import Incoming
from ..transport.protocol import (
    AsyncTransport,
    Limits,
    Opener,
    Request,
    Response,
    Transport,
)
from ..transport.sources import Sources
from ..transport.underway import C, Underway
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import APIError, APITimeoutError
from ..vocabulary.header_map import Headers
from ..vocabulary.json_text import loads
from ..vocabulary.tracebacks import of_assertions
from .replies import (
    BadReplyError as BadReplyError,
    BadRequestBodyError as BadRequestBodyError,
    Function,
    Reply as Reply,
    SentRequest as SentRequest,
    UnexpectedRequestError as UnexpectedRequestError,
    Value,
    complaint,
    content_of,
    headers_of,
    named,
    reply_complaint,
    reply_defects,
    shown,
)

__tracebackhide__ = of_assertions


class FakeTransport:
    """Answers the calls of sync and async clients.

    Each answer is given once, in order; a function answers everything from its turn on. It is
    called with the request, and may be a coroutine function where the client is async. Waits
    between tries are real unless `sources` has a clock that says otherwise, such as `FakeClock`.
    """

    def __init__(
        self, *answers: Value | Function, validate: bool = True, sources: Sources | None = None
    ) -> None:
        """Prepare to give these answers.

        Args:
            answers: what is given, in order.
            validate: whether a body, sent or answered, that breaks its schema fails the test.
            sources: what clients take time and chance from.
        """
        self.sources = sources
        self.requests: list[SentRequest] = []
        """What was sent, tries that came to nothing included."""
        self._answers = list(answers)
        self._validate = validate
        self._failure: AssertionError | None = None
        self._lock = Lock()

    @property
    def last(self) -> SentRequest:
        """The latest request."""
        return self.requests[-1]

    def add(self, *answers: Value | Function) -> None:
        """Append answers."""
        with self._lock:
            self._answers += answers

    def verify(self) -> None:
        """Fail if a request was wrong or unexpected, though the failure was caught; or none came.

        Raises:
            AssertionError: that is so, or answers are left over.
        """
        if self._failure is not None:
            raise self._failure
        remaining = [answer for answer in self._answers if not callable(answer)]
        if remaining:
            raise AssertionError(f"{len(remaining)} answer(s) are left that no request came for")

    def sync_transport(self) -> Transport:
        """Return the transport of a sync client; `http_client` asks for it."""
        return _SyncView(self._answer, self._reply)

    def async_transport(self) -> AsyncTransport:
        """Return the transport of an async client; `http_client` asks for it."""
        return _AsyncView(self._answer, self._reply)

    def _answer(self, request: Request) -> Value | Awaitable[Value]:
        """Record the request and return its answer."""
        record = self._recorded(request)
        with self._lock:
            self.requests.append(record)
            if record.defects and self._validate:
                self._fail(BadRequestBodyError(complaint(record)))
            if not self._answers:
                self._fail(UnexpectedRequestError(f"no answer is left for {named(record)}"))
            answer = self._answers[0]
            if not callable(answer):
                del self._answers[0]
        return answer(record) if callable(answer) else answer

    def _reply(self, value: Any, request: Request) -> Reply:
        """Return the answer as a reply, which is as it is described unless it needn't be."""
        if isinstance(value, APIError):
            raise copy.copy(value)  # since a client notes in it how the call went
        reply = value if isinstance(value, Reply) else Reply(value)
        defects = reply_defects(reply, request) if self._validate and reply.validate else ()
        if defects:
            with self._lock:
                self._fail(BadReplyError(reply_complaint(request, defects)))
        return reply

    def _fail(self, failure: AssertionError) -> NoReturn:
        self._failure = self._failure or failure
        raise failure

    def _recorded(self, request: Request) -> SentRequest:
        operation = request.operation
        content = b"".join(request.body) if isinstance(request.body, Streamed) else request.body
        annotation = operation.request() if operation and operation.request else None
        is_json = operation is not None and operation.sends_json  # else a token is asked for
        value = loads(content) if content and is_json else None
        unread = content is None or annotation is None
        body, defects = (value, ()) if unread else decode(annotation, value)
        return SentRequest(
            operation=operation.name if operation else "",
            method=request.method,
            url=request.url,
            headers=Headers(shown(request)),
            content=content or b"",
            json=value,
            body=body,
            defects=defects,
        )


_Answering: TypeAlias = Callable[[Request], Value | Awaitable[Value]]
_Replying: TypeAlias = Callable[[Any, Request], Reply]


class _SyncView:
    """The way of one sync client."""

    def __init__(self, answer: _Answering, reply: _Replying) -> None:
        self._answer, self._reply, self._closed = answer, reply, False

    @property
    def closed(self) -> bool:
        """Whether nothing is let through any more."""
        return self._closed

    def send(
        self,
        request: Request,
        deadline: Deadline,
        limits: Limits,
        opener: Opener | None = None,
        /,
    ) -> Response:
        """Return the answer to the request, recorded once; of a success what an `opener` makes."""
        if self._closed:
            raise closed()
        exchange = _begun(deadline)
        value = self._answer(request)
        if inspect.isawaitable(value):
            if inspect.iscoroutine(value):
                value.close()
            raise TypeError("a sync client can't wait for the answer of a coroutine function")
        reply = self._reply(value, request)
        incoming = Incoming(limits)

        def opened(content: bytes) -> Response:
            assert opener is not None
            return opener(_underway(request, exchange, incoming, iter((content,))))

        return _received(reply, request, exchange, incoming, opener and opened)

    def close(self) -> None:
        """Let nothing more through."""
        self._closed = True


class _AsyncView:
    """The way of one async client."""

    def __init__(self, answer: _Answering, reply: _Replying) -> None:
        self._answer, self._reply, self._closed = answer, reply, False

    @property
    def closed(self) -> bool:
        """Whether nothing is let through any more."""
        return self._closed

    async def send(
        self,
        request: Request,
        deadline: Deadline,
        limits: Limits,
        opener: Opener | None = None,
        /,
    ) -> Response:
        """Return the answer to the request, recorded once; of a success what an `opener` makes."""
        if self._closed:
            raise closed()
        exchange = _begun(deadline)
        value = self._answer(request)
        answer = await value if inspect.isawaitable(value) else value
        reply = self._reply(answer, request)
        incoming = Incoming(limits)

        def opened(content: bytes) -> Response:
            assert opener is not None
            return opener(_underway(request, exchange, incoming, _pieces(content)))

        return _received(reply, request, exchange, incoming, opener and opened)

    async def close(self) -> None:
        """Let nothing more through."""
        self._closed = True


def _begun(deadline: Deadline) -> Exchange:
    """Return the exchange of a request that is sent now.

    Raises:
        APITimeoutError: no time is left for that.
    """
    exchange = Exchange(deadline=deadline, phases=Phases(), followed=True)
    if deadline.expired:
        raise APITimeoutError("the call's time was up before the request was sent", sent=False)
    exchange.sent = True
    return exchange


def _underway(request: Request, exchange: Exchange, incoming: Incoming, chunks: C) -> Underway[C]:
    return Underway(request=request, exchange=exchange, incoming=incoming, chunks=chunks)


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _received(
    reply: Reply,
    request: Request,
    exchange: Exchange,
    incoming: Incoming,
    opened: Callable[[bytes], Response] | None,
) -> Response:
    """Return the answer as if it had come over a network, limits and content codings included.

    Args:
        reply: what the test answers.
        request: what it answers.
        exchange: the request on its way.
        incoming: what receives the answer.
        opened: makes the answer of a success's body, where that is left to be read.
    """
    headers = headers_of(reply)
    content = content_of(reply.body)  # here, since a mistake is the test's
    try:
        exchange.deadline.bounded(None)
        incoming.begin(reply.status, headers)
        if opened is not None and incoming.succeeds:
            return opened(content)
        if incoming.wanted:
            incoming.take(content)
            incoming.end()
    except Exception as error:
        if foreign(error):
            raise
        outcome = failure(error, request, exchange, incoming)
        if isinstance(outcome, Response):
            return outcome
    else:
        return incoming.response()
    raise outcome
