"""What makes the calls of a client that blocks.

Job: hold a configuration and a transport, and put the steps of a call in order. `session_async` has
the same steps with `await`. A client and its namespaces share one, so that none of them refers to
another. Nothing is decided here: what is sent is `request`'s, what an answer means is `response`'s,
and whether there is another try is settled in `attempts`. `send` is the one place around the
network.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar, Unpack

from ..network import transports
from ..request.building import extras_of
from ..request.ready import importing, prepare
from ..response.raw import RawResponse
from ..setup.configuration import configure
from ..setup.credentials import Secret
from ..setup.events import Event
from ..setup.tokens import Tokens
from ..setup.typed_options import CallOptions
from ..transport.protocol import Request, Response, Transport, Transports
from ..transport.sources import Sources
from ..vocabulary.errors import APIError
from ..vocabulary.omit import omit
from ..vocabulary.operation import Operation, PagedOperation
from ..vocabulary.provider import CredentialValue, Provider
from ..vocabulary.tracebacks import of_assertions
from . import logs
from .attempts import Attempts, RetryLater
from .availability import announce
from .shared import BaseSession, locked, refuse_awaitable

if TYPE_CHECKING:
    from typing import Self

    import httpx2

    from ..transport.opened import OpenResponse
    from .pages import Page, Turn
    from .streams import Stream

R = TypeVar("R")
T = TypeVar("T")

_MOST: Final = 1024 * 1024
"""Bytes that are kept of an answer that isn't the stream that was asked for."""

__tracebackhide__ = of_assertions


class SyncSession(BaseSession):
    """The calls of a client, which block."""

    _transport: Transport
    _shared: bool = False

    def __init__(
        self,
        provider: Provider,
        arguments: Mapping[str, Any],
        *,
        http_client: httpx2.Client | Transports | None = None,
        sources: Sources | None = None,
    ) -> None:
        super().__init__(configure(provider, arguments), sources or transports.sources(http_client))
        self._transport = transports.transport(http_client)

    @property
    def closed(self) -> bool:
        """Whether calls are refused, since the client or what it sends with is closed."""
        return self._closed or self._transport.closed

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """Return a copy that replaces some settings and shares connections and retry budget.

        Closing the copy leaves the connections to the original.
        """
        copy, http_client = self._copied(changes)
        copy._shared = http_client is omit
        if http_client is not omit:
            copy._transport = transports.transport(http_client)
            copy._sources = transports.sources(http_client) or self._sources
        return copy

    def call(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> R:
        """Call the operation and return what its answer holds."""
        announce(self._configuration.provider, operation, arguments)
        extras = extras_of(operation.name, options)
        return self.send(
            operation, self.draft(operation, arguments, extras)
        )._parse_in_time()  # pyright: ignore[reportPrivateUsage]  # no business of users

    def call_raw(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> RawResponse[R]:
        """Call the operation and return its answer as it came."""
        announce(self._configuration.provider, operation, arguments)
        extras = extras_of(operation.name, options)
        return self.send(operation, self.draft(operation, arguments, extras))

    def stream(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> Stream[R]:
        """Call the operation and return the items of its answer as they come."""
        announce(self._configuration.provider, operation, arguments)
        extras = extras_of(operation.name, options)
        return self.opened(operation, self.draft(operation, arguments, extras))

    def pages(
        self,
        operation: PagedOperation[R, T],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> Page[R, T]:
        """Call the operation and return the page that it is answered with."""
        announce(self._configuration.provider, operation, arguments)
        with importing():  # before anything is sent
            from .pages import Turn
        return self.page(Turn(operation=operation, arguments=dict(arguments), options=options))

    def pages_raw(
        self,
        operation: PagedOperation[R, T],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> RawResponse[Page[R, T]]:
        """Call the operation and return its page as it came."""
        announce(self._configuration.provider, operation, arguments)
        with importing():
            from .pages import Turn
        return self._turned(Turn(operation=operation, arguments=dict(arguments), options=options))

    def page(self, turn: Turn[R, T]) -> Page[R, T]:
        """Ask for a page, the first one or another."""
        raw = self._turned(turn)
        return raw._parse_in_time()  # pyright: ignore[reportPrivateUsage]  # no business of users

    def _turned(self, turn: Turn[R, T]) -> RawResponse[Page[R, T]]:
        from .pages import Page

        extras = extras_of(turn.operation.name, turn.options)
        draft = self.draft(turn.operation, turn.arguments, extras)
        raw = self.send(turn.operation, draft.at(turn.address))
        return raw.read_as(lambda answer: Page(self.page, turn, answer, raw))

    def stream_raw(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> Stream[bytes]:
        """Call the operation and return the bytes of its answer as they come."""
        announce(self._configuration.provider, operation, arguments)
        extras = extras_of(operation.name, options)
        draft = self.draft(operation, arguments, extras)
        return self.opened(operation, draft, as_bytes=True)

    def opened(
        self, operation: Operation[R], draft: Request, *, as_bytes: bool = False
    ) -> Stream[R]:
        """Send the request, again as the policy allows, and return the stream that it begins."""
        with importing():  # before anything is sent
            from ..transport.opened import OpenResponse
            from .streams import Stream
        prepare(operation)
        attempts = self._attempts(operation, draft)
        result = self._attempt(attempts, opens=True)
        while isinstance(step := attempts.after(result), RetryLater):
            self._wait(step)
            result = self._attempt(attempts, opens=True)
        if not isinstance(result, OpenResponse):
            raise TypeError("the transport opens no streams")
        if attempts.refused_stream(result) is not None:
            raise self._refused(attempts, result)
        stream: Stream[R] = attempts.stream(Stream, step, result, as_bytes=as_bytes)
        return stream.opened(result.channel)

    def _refused(self, attempts: Attempts[R], opened: OpenResponse) -> APIError:
        """Return the exception for an answer that isn't a stream, with the beginning of it."""
        body = b""
        while len(body) < _MOST and (chunk := opened.channel.next(attempts.deadline)):
            body += chunk
        opened.channel.close()
        failure = attempts.refused_stream(
            Response(status=opened.status, headers=opened.headers, body=body[:_MOST])
        )
        return failure or APIError("the answer isn't a stream")

    def send(self, operation: Operation[R], draft: Request) -> RawResponse[R]:
        """Send the request, again as the policy allows, and return the answer."""
        prepare(operation)
        attempts = self._attempts(operation, draft)
        while isinstance(step := attempts.after(self._attempt(attempts)), RetryLater):
            self._wait(step)
        return step

    def _attempt(self, attempts: Attempts[R], *, opens: bool = False) -> Response | APIError:
        options = self._configuration.options
        send = self._transport.open if opens else self._transport.send
        try:
            self._check_open()
            secrets = attempts.secrets()
            request = attempts.request(tuple(self._current(each, attempts) for each in secrets))
            self._tell("on_request", attempts.event())
            with logs.quiet():
                response = send(request, attempts.deadline, options.limits)
        except APIError as error:
            return error  # to be raised later, and not out of this handler
        self._tell("on_response", attempts.arrived(response))
        return response

    def _current(self, secret: Secret, attempts: Attempts[Any]) -> CredentialValue:
        """Return what a call is sent; a token is fetched once for all who wait for it."""
        clock, tokens = self._sources.clock, secret.tokens
        if tokens is None:
            return secret.current()
        held = secret.held(clock.now())
        if held is not None:
            return held
        with locked(tokens.lock(), attempts.deadline):
            held = secret.held(clock.now())
            if held is None:
                self._fetch(tokens, attempts)
                held = secret.held(clock.now())
        return held or secret.current()

    def _fetch(self, tokens: Tokens, attempts: Attempts[Any]) -> None:
        with importing():
            from .granting import granted
        request = self._token_request(tokens, attempts)
        limits = self._configuration.options.limits
        with logs.quiet():
            response = self._transport.send(request, attempts.deadline, limits)
        failure = granted(tokens, request, response, self._sources.clock.now())
        if failure is not None:
            raise failure

    def _wait(self, delay: RetryLater) -> None:
        if delay.event is not None:
            self._tell("on_retry", delay.event)
        for seconds in self._naps(delay.seconds):
            self._sources.clock.sleep(seconds)

    def _tell(self, name: str, event: Event) -> None:
        refuse_awaitable(name, self._hooked(name, event))

    def close(self) -> None:
        """Let go of the connections; calls after this raise `ClientClosedError`."""
        self._closed = True
        if not self._shared:
            self._transport.close()
