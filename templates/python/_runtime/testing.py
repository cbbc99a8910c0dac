"""A transport without a network, for the tests of whoever uses the clients.

Job: answer calls from a list or by a function, record what was sent without the credential, and
hold each request body against its model: one that breaks the schema fails the test with the place.
It is given to a client as `http_client`, and all the rest of the client works as it does elsewhere:
retries with their waits, errors, hooks, limits. It needs no test framework.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final, NoReturn, TypeAlias

from .body import Incoming
from .caseless import Headers
from .deadline import Deadline
from .decode import decode
from .defects import Defect
from .errors import APIError, APITimeoutError
from .exchange import Exchange, Phases
from .failures import closed, failure, foreign
from .headers import sensitive
from .model import Model
from .sources import Sources
from .transport import AsyncTransport, Limits, Request, Response, Transport
from .wire import encode, loads

_JSON: Final = {"content-type": "application/json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRequest:
    """A request as a client sent it."""

    operation: str
    """The method that was called, by its attributes on the client."""
    method: str
    url: str
    headers: Headers = field(repr=False)
    """By name in any case; without the credential, and without any other secret."""
    content: bytes = field(repr=False)
    """The body, if any."""
    json: Any = field(repr=False)
    """The JSON value of the body; `None` where there was no body."""
    body: Any = field(repr=False)
    """The body read as its model; `None` where there was no body, the JSON value without a model."""
    defects: tuple[Defect, ...] = ()
    """Where the body breaks its schema."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with all that it may have."""

    body: Model | Mapping[str, Any] | Sequence[Any] | bytes | str | None = None
    """Bytes and text as they are; anything else as JSON."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Value: TypeAlias = Model | Mapping[str, Any] | list[Any] | Reply | APIError
"""What answers a request: a model or a JSON value with status 200, a `Reply`, or what is raised."""
Function: TypeAlias = Callable[[SentRequest], Value | Awaitable[Value]]


class BadRequestBodyError(AssertionError):
    """A request body breaks its schema; the test is meant to fail with this."""


class UnexpectedRequestError(AssertionError):
    """A request came that there is no answer for; the test is meant to fail with this."""


class FakeTransport:
    """Answers the calls of sync and async clients.

    Each answer is given once, in order; a function answers everything from its turn on. It is
    called with the request, and may be a coroutine function where the client is async. Waits between
    tries are real unless `sources` has a clock that says otherwise, such as `FakeClock`.
    """

    def __init__(
        self, *answers: Value | Function, validate: bool = True, sources: Sources | None = None
    ) -> None:
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
        left = [answer for answer in self._answers if not callable(answer)]
        if left:
            raise AssertionError(f"{len(left)} answer(s) are left that no request came for")

    def sync_transport(self) -> Transport:
        """Return the transport of a sync client; `http_client` asks for it."""
        return _SyncView(self)

    def async_transport(self) -> AsyncTransport:
        """Return the transport of an async client; `http_client` asks for it."""
        return _AsyncView(self)

    def _answer(self, request: Request) -> Value | Awaitable[Value]:
        """Record the request and return its answer."""
        sent = self._recorded(request)
        with self._lock:
            self.requests.append(sent)
            if sent.defects and self._validate:
                self._fail(BadRequestBodyError(_complaint(sent)))
            if not self._answers:
                self._fail(UnexpectedRequestError(f"no answer is left for {_named(sent)}"))
            answer = self._answers[0]
            if not callable(answer):
                del self._answers[0]
        return answer(sent) if callable(answer) else answer

    def _fail(self, failure: AssertionError) -> NoReturn:
        self._failure = self._failure or failure
        raise failure

    def _recorded(self, request: Request) -> SentRequest:
        operation = request.operation
        value = loads(request.body) if request.body else None
        expected = operation.request() if operation and operation.request else None
        unread = request.body is None or expected is None
        body, defects = (value, ()) if unread else decode(expected, value)
        return SentRequest(
            operation=operation.name if operation else "",
            method=request.method,
            url=request.url,
            headers=Headers(_shown(request)),
            content=request.body or b"",
            json=value,
            body=body,
            defects=defects,
        )


def _shown(request: Request) -> dict[str, str]:
    """Return the headers without those that hold a secret, and no secret in the others."""
    hidden = {name.lower() for name in request.credentials}
    shown = [h for h in request.headers if h[0].lower() not in hidden and not sensitive([h])]
    return {name: request.mask(value) for name, value in shown}


def _named(sent: SentRequest) -> str:
    return f"{sent.operation or 'a call'}: {sent.method} {sent.url}"


def _complaint(sent: SentRequest) -> str:
    places = [f"{defect.pointer or '/'} {defect.message}" for defect in sent.defects]
    return "\n  ".join([f"the body of {_named(sent)} breaks its schema:", *places])


class _SyncView:
    """The way of one sync client."""

    def __init__(self, fake: FakeTransport) -> None:
        self._fake, self._closed = fake, False

    def send(self, request: Request, deadline: Deadline, limits: Limits, /) -> Response:
        """Return the answer to the request, recorded once."""
        if self._closed:
            raise closed()
        exchange = _begun(deadline)
        value = self._fake._answer(request)  # noqa: SLF001  # the other half of the same class
        if inspect.isawaitable(value):
            if inspect.iscoroutine(value):
                value.close()
            raise TypeError("a sync client can't wait for the answer of a coroutine function")
        return _received(value, request, exchange, limits)

    def close(self) -> None:
        """Let nothing more through."""
        self._closed = True


class _AsyncView:
    """The way of one async client."""

    def __init__(self, fake: FakeTransport) -> None:
        self._fake, self._closed = fake, False

    async def send(self, request: Request, deadline: Deadline, limits: Limits, /) -> Response:
        """Return the answer to the request, recorded once."""
        if self._closed:
            raise closed()
        exchange = _begun(deadline)
        value = self._fake._answer(request)  # noqa: SLF001  # the other half of the same class
        answer = await value if inspect.isawaitable(value) else value
        return _received(answer, request, exchange, limits)

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


def _received(value: Any, request: Request, exchange: Exchange, limits: Limits) -> Response:
    """Return the answer as if it had come over a network, limits and content codings included."""
    if isinstance(value, APIError):
        raise copy.copy(value)  # since a client notes in it how the call went
    reply = value if isinstance(value, Reply) else Reply(value)
    headers, content = _headers(reply), _content(reply.body)  # here, since a mistake is the test's
    incoming = Incoming(limits)
    try:
        exchange.deadline.bounded(None)
        incoming.begin(reply.status, headers)
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


def _headers(reply: Reply) -> list[tuple[bytes, bytes]]:
    plain = isinstance(reply.body, bytes | str) or reply.body is None
    headers = Headers(reply.headers if plain else {**_JSON, **Headers(reply.headers)})
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def _content(body: object) -> bytes:
    if body is None:
        return b""
    if isinstance(body, bytes):
        return body
    return body.encode() if isinstance(body, str) else encode(body)
