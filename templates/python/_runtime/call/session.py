"""What makes the calls of a client that blocks.

Job: hold a configuration and a transport, and put the steps of a call in order. `session_async` has
the same steps with `await`. A client and its namespaces share one, so that none of them refers to
another. Nothing is decided here: what is sent is `request`'s, what an answer means is `response`'s,
and whether there is another try is settled in `attempts`. `send` is the one place around the
network.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from ..network import transports
from ..request.building import extras_of
from ..request.ready import prepare
from ..response.raw import RawResponse
from ..setup.credentials import Secret
from ..setup.events import Event
from ..setup.typed_options import CallOptions
from ..transport.protocol import Opener, Request, Response, Transport
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import APIError
from ..vocabulary.operation import Operation
from ..vocabulary.provider import CredentialValue
from ..vocabulary.tracebacks import of_assertions
from . import logs
from .attempts import Attempts, RetryLater
from .availability import announce
from .shared import BaseSession, refuse_awaitable

if TYPE_CHECKING:
    from typing import Self


R = TypeVar("R")
T = TypeVar("T")

__tracebackhide__ = of_assertions


class SyncSession(BaseSession):
    """The calls of a client, which block."""

    _transport: Transport

    def _transport_over(self, http_client: object) -> Transport:
        return transports.transport(http_client)

    def call(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> R:
        """Call the operation and return what its answer holds."""
        announce(self._configuration.provider, operation, arguments)
        return self.read(operation, self.ask(operation, arguments, options))

    def call_raw(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        **options: Unpack[CallOptions],
    ) -> RawResponse[R]:
        """Call the operation and return its answer as it came."""
        announce(self._configuration.provider, operation, arguments)
        return self.ask(operation, arguments, options)

    def ask(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        options: CallOptions,
        address: str | None = None,
    ) -> RawResponse[R]:
        """Call the operation, at another address if one is given, and return its answer."""
        draft = self.draft(operation, arguments, extras_of(operation.name, options))
        return self.send(operation, draft.at(address))

    def read(self, operation: Operation[Any], raw: RawResponse[T]) -> T:
        """Return what an answer holds."""
        return raw._parse_in_time()  # pyright: ignore[reportPrivateUsage]  # no business of users

    @property
    def reader(self) -> Self:
        """The session that reads answers: itself, whoever else makes calls with it."""
        return self

    def send(self, operation: Operation[R], draft: Request) -> RawResponse[R]:
        """Send the request, again as the policy allows, and return the answer."""
        attempts = self.attempts(operation, draft)
        answer, _ = self.answer(attempts)
        return answer

    def attempts(self, operation: Operation[R], draft: Request) -> Attempts[R]:
        """Return the tries of a call, of which none was made; what it needs later is imported."""
        prepare(operation)
        return self._attempts(operation, draft)

    def answer(
        self, attempts: Attempts[R], opener: Opener | None = None
    ) -> tuple[RawResponse[R], Response | APIError]:
        """Send a request, again as the policy allows; return the answer, and what it was made of.

        An `opener` makes it of a success that has begun.
        """
        result = self._attempt(attempts, opener)
        while isinstance(step := attempts.after(result), RetryLater):
            self._wait(step)
            result = self._attempt(attempts, opener)
        return step, result

    def _attempt(self, attempts: Attempts[R], opener: Opener | None) -> Response | APIError:
        try:
            self._check_open()
            secrets = attempts.secrets()
            request = attempts.request(tuple(self._current(each, attempts) for each in secrets))
            self._tell("on_request", attempts.event())
            response = self.exchange(request, attempts.deadline, opener)
        except APIError as error:
            return error  # to be raised later, and not out of this handler
        self._tell("on_response", attempts.arrived(response))
        return response

    def exchange(
        self, request: Request, deadline: Deadline, opener: Opener | None = None
    ) -> Response:
        """Send a request once and return what it is answered with.

        Raises:
            APIError: no answer came.
        """
        limits = self._configuration.options.limits
        with logs.quiet():
            if opener is None:
                return self._transport.send(request, deadline, limits)
            return self._transport.send(request, deadline, limits.endless, opener)

    def _current(self, secret: Secret, attempts: Attempts[Any]) -> CredentialValue:
        """Return what a call is sent; a token is fetched once for all who wait for it."""
        if secret.tokens is None:
            return secret.current()
        return secret.tokens.current(self, secret, attempts)

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
