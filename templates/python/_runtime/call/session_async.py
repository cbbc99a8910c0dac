"""What makes the calls of a client that is awaited.

Job: what `session` does, with `await`, and without keeping an event loop from its other tasks:
large bodies are built and read beside it (`worker`). Nothing is decided here: what is sent is
`request`'s, what an answer means is `response`'s, and whether there is another try is settled in
`attempts`. `send` is the one place around the network.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar, Unpack

from ..network import transports
from ..process.worker import LARGE, WORKER, large, snapshot
from ..request.building import Extras, extras_of
from ..request.ready import importing, prepare
from ..response.raw import RawResponse
from ..setup.configuration import configure
from ..setup.credentials import Secret
from ..setup.events import Event
from ..setup.tokens import Tokens
from ..setup.typed_options import CallOptions
from ..transport.protocol import AsyncTransport, Request, Response, Transports
from ..transport.sources import Sources
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import APIError, APITimeoutError
from ..vocabulary.omit import omit
from ..vocabulary.operation import Operation, PagedOperation
from ..vocabulary.provider import CredentialValue, Provider
from ..vocabulary.signals import interrupts
from ..vocabulary.tracebacks import of_assertions
from . import logs
from .attempts import Attempts, RetryLater
from .availability import announce
from .shared import BaseSession, await_locked

if TYPE_CHECKING:
    from typing import Self

    import httpx2

    from ..transport.opened import AsyncOpenResponse
    from .pages import AsyncPage, Turn
    from .streams import AsyncStream

R = TypeVar("R")
T = TypeVar("T")

_MOST: Final = 1024 * 1024
"""Bytes that are kept of an answer that isn't the stream that was asked for."""

__tracebackhide__ = of_assertions


class AsyncSession(BaseSession):
    """The calls of a client, which are awaited."""

    _transport: AsyncTransport
    _shared: bool = False

    def __init__(
        self,
        provider: Provider,
        arguments: Mapping[str, Any],
        *,
        http_client: httpx2.AsyncClient | Transports | None = None,
        sources: Sources | None = None,
    ) -> None:
        super().__init__(configure(provider, arguments), sources or transports.sources(http_client))
        self._transport = transports.async_transport(http_client)

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
            copy._transport = transports.async_transport(http_client)
            copy._sources = transports.sources(http_client) or self._sources
        return copy

    async def call(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> R:
        """Call the operation and return what its answer holds."""
        announce(self._configuration.provider, operation, arguments)
        extras = extras_of(operation.name, options)
        raw = await self.send(operation, await self._drafted(operation, arguments, extras))
        parse = raw._parse_in_time  # pyright: ignore[reportPrivateUsage]  # no business of users
        return await WORKER.do(operation.reads, parse, long=len(raw.content) > LARGE)

    async def call_raw(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> RawResponse[R]:
        """Call the operation and return its answer as it came."""
        announce(self._configuration.provider, operation, arguments)
        extras = extras_of(operation.name, options)
        return await self.send(operation, await self._drafted(operation, arguments, extras))

    async def _drafted(
        self, operation: Operation[Any], arguments: Mapping[str, Any], extras: Extras
    ) -> Request:
        given, added = snapshot(arguments), extras.body and snapshot(extras.body)
        work = partial(self.draft, operation, given, replace(extras, body=added))
        return await WORKER.do("request", work, long=large((*given.values(), added)))

    async def stream(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> AsyncStream[R]:
        """Call the operation and return the items of its answer as they come."""
        announce(self._configuration.provider, operation, arguments)
        extras = extras_of(operation.name, options)
        return await self.opened(operation, await self._drafted(operation, arguments, extras))

    async def pages(
        self,
        operation: PagedOperation[R, T],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> AsyncPage[R, T]:
        """Call the operation and return the page that it is answered with."""
        announce(self._configuration.provider, operation, arguments)
        with importing():  # before anything is sent
            from .pages import Turn
        given = dict(arguments)
        return await self.page(Turn(operation=operation, arguments=given, options=options))

    async def pages_raw(
        self,
        operation: PagedOperation[R, T],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> RawResponse[AsyncPage[R, T]]:
        """Call the operation and return its page as it came."""
        announce(self._configuration.provider, operation, arguments)
        with importing():
            from .pages import Turn
        given = dict(arguments)
        return await self._turned(Turn(operation=operation, arguments=given, options=options))

    async def page(self, turn: Turn[R, T]) -> AsyncPage[R, T]:
        """Ask for a page, the first one or another."""
        raw = await self._turned(turn)
        parse = raw._parse_in_time  # pyright: ignore[reportPrivateUsage]  # no business of users
        return await WORKER.do(turn.operation.reads, parse, long=len(raw.content) > LARGE)

    async def _turned(self, turn: Turn[R, T]) -> RawResponse[AsyncPage[R, T]]:
        from .pages import AsyncPage

        extras = extras_of(turn.operation.name, turn.options)
        draft = await self._drafted(turn.operation, turn.arguments, extras)
        raw = await self.send(turn.operation, draft.at(turn.address))
        return raw.read_as(lambda answer: AsyncPage(self.page, turn, answer, raw))

    async def stream_raw(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> AsyncStream[bytes]:
        """Call the operation and return the bytes of its answer as they come."""
        announce(self._configuration.provider, operation, arguments)
        extras = extras_of(operation.name, options)
        draft = await self._drafted(operation, arguments, extras)
        return await self.opened(operation, draft, as_bytes=True)

    async def opened(
        self, operation: Operation[R], draft: Request, *, as_bytes: bool = False
    ) -> AsyncStream[R]:
        """Send the request, again as the policy allows, and return the stream that it begins."""
        with importing():  # before anything is sent
            from ..transport.opened import AsyncOpenResponse
            from .streams import AsyncStream
        ready = partial(prepare, operation, awaiting=True)
        await WORKER.do(("ready", operation.reads), ready)
        attempts = self._attempts(operation, draft)
        result = await self._attempt(attempts, opens=True)
        while isinstance(step := attempts.after(result), RetryLater):
            await self._wait(step)
            result = await self._attempt(attempts, opens=True)
        if not isinstance(result, AsyncOpenResponse):
            raise TypeError("the transport opens no streams")
        if attempts.refused_stream(result) is not None:
            raise await self._refused(attempts, result)
        stream: AsyncStream[R] = attempts.stream(AsyncStream, step, result, as_bytes=as_bytes)
        return stream.opened(result.channel)

    async def _refused(self, attempts: Attempts[R], opened: AsyncOpenResponse) -> APIError:
        """Return the exception for an answer that isn't a stream, with the beginning of it."""
        body = b""
        while len(body) < _MOST and (chunk := await opened.channel.next(attempts.deadline)):
            body += chunk
        await opened.channel.close()
        failure = attempts.refused_stream(
            Response(status=opened.status, headers=opened.headers, body=body[:_MOST])
        )
        return failure or APIError("the answer isn't a stream")

    async def send(self, operation: Operation[R], draft: Request) -> RawResponse[R]:
        """Send the request, again as the policy allows, and return the answer."""
        ready = partial(prepare, operation, awaiting=True)
        await WORKER.do(("ready", operation.reads), ready)
        attempts = self._attempts(operation, draft)
        while isinstance(step := attempts.after(await self._attempt(attempts)), RetryLater):
            await self._wait(step)
        return step

    async def _attempt(self, attempts: Attempts[R], *, opens: bool = False) -> Response | APIError:
        options = self._configuration.options
        send = self._transport.open if opens else self._transport.send
        try:
            self._check_open()
            secrets = attempts.secrets()
            request = attempts.request(  # no name here holds the headers: frames may be shown
                tuple([await self._current(each, attempts) for each in secrets])
            )
            await self._tell("on_request", attempts.event())
            with logs.quiet():
                response = await send(request, attempts.deadline, options.limits)
        except APIError as error:
            return error  # to be raised later, and not out of this handler
        await self._tell("on_response", attempts.arrived(response))
        return response

    async def _current(self, secret: Secret, attempts: Attempts[Any]) -> CredentialValue:
        """Return what a call is sent; a token is fetched once for all who wait for it."""
        clock, tokens = self._sources.clock, secret.tokens
        if tokens is None:
            return await _current(secret, attempts.deadline)
        held = secret.held(clock.now())
        if held is not None:
            return held
        async with await_locked(tokens.async_lock(), attempts.deadline):
            held = secret.held(clock.now())
            if held is None:
                await self._fetch(tokens, attempts)
                held = secret.held(clock.now())
        return held or secret.current()

    async def _fetch(self, tokens: Tokens, attempts: Attempts[Any]) -> None:
        with importing():
            from .granting import granted
        request = self._token_request(tokens, attempts)
        limits = self._configuration.options.limits
        with logs.quiet():
            response = await self._transport.send(request, attempts.deadline, limits)
        failure = granted(tokens, request, response, self._sources.clock.now())
        if failure is not None:
            raise failure

    async def _wait(self, delay: RetryLater) -> None:
        if delay.event is not None:
            await self._tell("on_retry", delay.event)
        for seconds in self._naps(delay.seconds):
            await self._sources.clock.sleep_async(seconds)

    async def _tell(self, name: str, event: Event) -> None:
        result = self._hooked(name, event)
        if inspect.isawaitable(result):
            try:
                await result
            except Exception as error:
                if interrupts(error):
                    raise  # anything else: the call is worth more than what watches it
                logs.hook_failed(name, event.operation)

    async def close(self) -> None:
        """Let go of the connections; calls after this raise `ClientClosedError`."""
        self._closed = True
        if not self._shared:
            await self._transport.close()


async def _current(secret: Secret, deadline: Deadline) -> CredentialValue:
    """Return what a call is sent; a function that fetches the credential has the call's time."""
    if not secret.refreshable:
        return secret.current()
    import asyncio  # expensive, and of no use to sync clients

    from ..process.loops import running_loop

    running_loop()
    try:
        async with asyncio.timeout(deadline.left()):
            return await secret.current_async()
    except TimeoutError as error:
        if interrupts(error):
            raise
        # what is raised below has no context
    raise APITimeoutError(f"{secret.origin} didn't return in time", sent=False)
