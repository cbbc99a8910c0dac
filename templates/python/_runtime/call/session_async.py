"""What makes the calls of a client that is awaited.

Job: what `session` does, with `await`, and without keeping an event loop from its other tasks:
large bodies are built and read beside it (`worker`). Nothing is decided here: what is sent is
`request`'s, what an answer means is `response`'s, and whether there is another try is settled in
`attempts`. `send` is the one place around the network.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from ..network import transports
from ..process.worker import LARGE, WORKER, large, snapshot
from ..request.building import Extras, extras_of
from ..request.ready import prepare
from ..response.raw import RawResponse
from ..setup.credentials import Secret
from ..setup.events import Event
from ..setup.typed_options import CallOptions
from ..transport.protocol import AsyncTransport, Opener, Request, Response
from ..vocabulary.dataclass import replace
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import APIError, APITimeoutError
from ..vocabulary.operation import Operation
from ..vocabulary.provider import CredentialValue
from ..vocabulary.signals import interrupts
from ..vocabulary.tracebacks import of_assertions
from . import logs
from .attempts import Attempts, RetryLater
from .availability import announce
from .shared import BaseSession

if TYPE_CHECKING:
    from typing import Self


R = TypeVar("R")
T = TypeVar("T")

__tracebackhide__ = of_assertions


class AsyncSession(BaseSession):
    """The calls of a client, which are awaited."""

    _transport: AsyncTransport

    def _transport_over(self, http_client: object) -> AsyncTransport:
        return transports.async_transport(http_client)

    async def call(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> R:
        """Call the operation and return what its answer holds."""
        announce(self._configuration.provider, operation, arguments)
        return await self.read(operation, await self.ask(operation, arguments, options))

    async def call_raw(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> RawResponse[R]:
        """Call the operation and return its answer as it came."""
        announce(self._configuration.provider, operation, arguments)
        return await self.ask(operation, arguments, options)

    async def ask(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        options: CallOptions,
        address: str | None = None,
    ) -> RawResponse[R]:
        """Call the operation, at another address if one is given, and return its answer."""
        extras = extras_of(operation.name, options)
        draft = await self.draft_async(operation, arguments, extras)
        return await self.send(operation, draft.at(address))

    async def read(self, operation: Operation[Any], raw: RawResponse[T]) -> T:
        """Return what an answer holds."""
        parse = raw._parse_in_time  # pyright: ignore[reportPrivateUsage]  # no business of users
        return await WORKER.do(operation.reads, parse, long=len(raw.content) > LARGE)

    async def draft_async(
        self, operation: Operation[Any], arguments: Mapping[str, Any], extras: Extras
    ) -> Request:
        """Return the request of a call; large arguments are put together beside the event loop."""
        values, extra_body = snapshot(arguments), extras.body and snapshot(extras.body)
        work = partial(self.draft, operation, values, replace(extras, body=extra_body))
        return await WORKER.do("request", work, long=large((*values.values(), extra_body)))

    @property
    def reader(self) -> Self:
        """The session that reads answers: itself, whoever else makes calls with it."""
        return self

    async def send(self, operation: Operation[R], draft: Request) -> RawResponse[R]:
        """Send the request, again as the policy allows, and return the answer."""
        attempts = await self.attempts(operation, draft)
        answer, _ = await self.answer(attempts)
        return answer

    async def attempts(self, operation: Operation[R], draft: Request) -> Attempts[R]:
        """Return the tries of a call, of which none was made; what it needs later is imported."""
        ready = partial(prepare, operation, awaiting=True)
        await WORKER.do(("ready", operation.reads), ready)
        return self._attempts(operation, draft)

    async def answer(
        self, attempts: Attempts[R], opener: Opener | None = None
    ) -> tuple[RawResponse[R], Response | APIError]:
        """Send a request, again as the policy allows; return the answer, and what it was made of.

        An `opener` makes it of a success that has begun.
        """
        result = await self._attempt(attempts, opener)
        while isinstance(step := attempts.after(result), RetryLater):
            await self._wait(step)
            result = await self._attempt(attempts, opener)
        return step, result

    async def _attempt(
        self, attempts: Attempts[R], opener: Opener | None
    ) -> Response | APIError:
        try:
            self._check_open()
            secrets = attempts.secrets()
            request = attempts.request(  # no name here holds the headers: frames may be shown
                tuple([await self._current(each, attempts) for each in secrets])
            )
            await self._tell("on_request", attempts.event())
            response = await self.exchange(request, attempts.deadline, opener)
        except APIError as error:
            return error  # to be raised later, and not out of this handler
        await self._tell("on_response", attempts.arrived(response))
        return response

    async def exchange(
        self, request: Request, deadline: Deadline, opener: Opener | None = None
    ) -> Response:
        """Send a request once and return what it is answered with.

        Raises:
            APIError: no answer came.
        """
        limits = self._configuration.options.limits
        with logs.quiet():
            if opener is None:
                return await self._transport.send(request, deadline, limits)
            return await self._transport.send(request, deadline, limits.endless, opener)

    async def _current(self, secret: Secret, attempts: Attempts[Any]) -> CredentialValue:
        """Return what a call is sent; a token is fetched once for all who wait for it."""
        if secret.tokens is None:
            return await _current(secret, attempts.deadline)
        return await secret.tokens.current_async(self, secret, attempts)

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
