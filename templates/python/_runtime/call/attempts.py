"""The tries of one call: what is sent next, and what an answer or a failure leads to.

Job: hold what changes while a call is under way (how often it was tried, since when, what it has
cost the client's budget), and carry out what `retry` and `redirects` decide. There is no I/O in
here: `session` sends, waits and calls hooks in between, so that sync and async share every
decision. A success is final whatever happens around it: it may have been paid for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from ..response.outcome import noted, read_response
from ..response.parsing import Reading
from ..response.raw import RawResponse
from ..response.refusals import meaning, refusal, request_id
from ..setup.configuration import Configuration
from ..setup.credentials import Secret
from ..setup.events import RequestEvent, ResponseEvent, RetryEvent
from ..setup.options import whole
from ..transport.bodies import Streamed
from ..transport.headers import merged
from ..transport.masks import together
from ..transport.protocol import Request, Response
from ..transport.sources import Sources
from ..vocabulary.dataclass import dataclass, replace
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import (
    AnswerTooLargeError,
    APIConnectionError,
    APIError,
    APIStatusError,
    CertificateError,
)
from ..vocabulary.messages import RequestInfo
from ..vocabulary.operation import Operation
from ..vocabulary.provider import CredentialValue
from ..vocabulary.ratelimits import rate_limits
from . import logs
from .budget import REFUND, Budget
from .client_ids import call_id
from .redirects import followed
from .retry import Failure, Policy, Stop, decide
from .retry_after import hinted
from .shown import request_info

R = TypeVar("R")


@dataclass(frozen=True)
class RetryLater:
    """Send the call once more after so many seconds."""

    seconds: float = 0.0
    event: RetryEvent | None = None


class Attempts(Generic[R]):
    """One call on its way. The parts that hold a credential or content aren't shown."""

    def __init__(
        self,
        operation: Operation[R],
        configuration: Configuration,
        sources: Sources,
        budget: Budget,
        draft: Request,
    ) -> None:
        clock = sources.clock
        self.operation = operation
        self.configuration = configuration
        self.sources = sources
        self.budget = budget
        self.draft = draft
        self.attempt = 0
        self.deadline = Deadline.after(whole(draft.timeout), clock)
        self._began = self._sent = clock.now()
        self._id = call_id(configuration.provider.client_request_id, draft, sources)
        self._request, self._url = draft, draft.url
        self._secrets: tuple[Secret, ...] = ()
        self._credentials: tuple[CredentialValue, ...] = ()
        self._hidden: tuple[str, ...] = ()
        self._refused: APIError | None = None
        self._renewed = self._fetching = False
        self._hops = 0
        self._paid = REFUND

    def secrets(self) -> tuple[Secret, ...]:
        """Return the credentials that the operation is sent.

        Raises:
            ConfigurationError: the client doesn't hold one that the operation requires.
        """
        self._secrets = self.configuration.keyring.sent(self.operation, self.draft)
        self._fetching = any(secret.tokens is not None for secret in self._secrets)
        return self._secrets

    def request(self, credentials: tuple[CredentialValue, ...]) -> Request:
        """Return the next request: the draft with its id and the credentials.

        Raises:
            APIError: the last try was refused for its credentials, and these are the same.
        """
        self._fetching = False
        refused, self._refused = self._refused, None
        if refused is not None and credentials == self._credentials:
            del credentials  # some tools show the locals of a traceback's frames
            raise refused
        if not self._hops:  # a redirect belongs to the try that it was the answer to
            self.attempt += 1
            self._url = self.draft.url
        own = () if self._id is None else ((self._id.rule.header, self._id.of(self.attempt)),)
        draft = replace(self.draft, url=self._url, headers=merged(self.draft.headers, own))
        self._credentials, request = credentials, draft.authorized(credentials)
        # Servers may still talk of the credentials of an earlier try.
        self._hidden = together((*self._hidden, *request.secrets))
        self._request = replace(request, secrets=self._hidden)
        self._sent = self.sources.clock.now()
        logs.sending(self.event(), self._request, self.configuration.provider)
        return self._request

    @property
    def latest(self) -> Request:
        """The request that was sent last."""
        return self._request

    def event(self) -> RequestEvent:
        """Return what is told about the request."""
        return RequestEvent(**self._told())

    def _told(self) -> dict[str, Any]:
        members = {n: getattr(self.operation, n) for n in ("method", "path")}
        call = {"operation": self.operation.name, "client_request_id": self._client_id()}
        return {**call, **members, "attempt": self.attempt}

    def _client_id(self) -> str | None:
        return self._id.of(self.attempt) if self._id is not None and self.attempt else None

    def arrived(self, response: Response) -> ResponseEvent:
        """Return what is told about an answer; limits only where a hook may ask for them."""
        provider = self.configuration.provider
        has_observer = self.configuration.options.on_response is not None
        event = ResponseEvent(
            **self._told(),
            status_code=response.status,
            request_id=self._request_id(response.headers),
            elapsed=self.sources.clock.now() - self._sent,
            rate_limits=rate_limits(provider.rate_limits, response.headers) if has_observer else {},
        )
        logs.received(event, response.headers, self._request.mask, provider)
        return event

    def _request_id(self, headers: Mapping[str, str]) -> str | None:
        return request_id(self.configuration.provider, self._request, headers)

    def after(self, result: Response | APIError) -> RawResponse[R] | RetryLater:
        """Return the answer to the call, or when to send it again.

        Raises:
            APIError: neither will be.
        """
        if not isinstance(result, Response):
            result.request_id = result.request_id or self._request_id(
                getattr(result, "headers", {})
            )
            return self._failed(result)
        target = self._target(result)
        if target is not None:
            self._hops, self._url = self._hops + 1, target
            return RetryLater()
        failure = refusal(self.operation, self.configuration.provider, self._request, result)
        if failure is not None:
            return self._failed(failure, hinted(result.headers, self.sources.date()))
        self.budget.give(self._paid)
        return self._raw(result)

    def _target(self, response: Response) -> str | None:
        if not self.configuration.options.follow_redirects or not self._sendable():
            return None
        return followed(self._request.url, response.status, response.headers, self._hops)

    def _failed(self, failure: APIError, hint: float | None = None) -> RetryLater:
        self._hops = 0
        if self._fetching:  # the try began, and ended before the request was sent
            self.attempt += 1
        elif self._renews(failure):
            return RetryLater()
        options, attempt = self.configuration.options, max(1, self.attempt)
        decision = decide(
            Policy(max_retries=options.max_retries, unsafe=options.retry_unsafe),
            self._failure(failure, hint),
            attempt,
            tokens=self.budget.tokens,
            seconds_left=self.deadline.left(),
            chance=self.sources.chance(),
        )
        if isinstance(decision, Stop) or not self.budget.take(decision.cost):
            reason = decision.reason if isinstance(decision, Stop) else "the budget is used up"
            logs.stopping(self.operation.name, attempt, type(failure).__name__, reason)
            raise self.stamped(failure)
        self._paid = decision.cost
        event = self._retry(failure, decision.seconds)
        logs.retrying(event)
        return RetryLater(decision.seconds, event)

    def _renews(self, failure: APIError) -> bool:
        """Return whether the credential may have been renewed since it was refused; asked once."""
        options = self.configuration.options
        refused = getattr(failure, "status_code", None) == 401 and self._sendable()
        if not refused or self._renewed or not any(s.refreshable for s in self._secrets):
            return False
        if self.attempt > options.max_retries:
            return False
        self._refused, self._renewed = failure, True
        for secret in self._secrets:
            secret.refuse(self._credentials)
        return True

    def _sendable(self) -> bool:
        """Return whether the body can be sent once more, as far as it is read while it is sent."""
        return not isinstance(self.draft.body, Streamed) or self.draft.body.sendable

    def _failure(self, error: APIError, hint: float | None) -> Failure:
        if isinstance(error, APIConnectionError):
            final = isinstance(error, CertificateError | AnswerTooLargeError)
            return Failure(sent=error.sent, final=final or not self._sendable())
        if not isinstance(error, APIStatusError):
            return Failure(final=True)
        code_meaning = meaning(self.configuration.provider, error.code, error.type)
        final = (code_meaning is not None and not code_meaning.retry) or not self._sendable()
        return Failure(status=error.status_code, final=final, hint=hint)

    def _retry(self, failure: APIError, seconds: float) -> RetryEvent:
        return RetryEvent(
            **self._told(),
            wait=seconds,
            error=type(failure).__name__,
            status_code=getattr(failure, "status_code", None),
            code=failure.code,
            request_id=failure.request_id,
        )

    def stamped(self, failure: APIError) -> APIError:
        """Return the failure with what the call took until then."""
        failure.attempts = self.attempt
        failure.elapsed = self.sources.clock.now() - self._began
        failure.client_request_id = self._client_id()
        failure.request = self._shown() if self.attempt and not self._fetching else None
        return failure

    def _shown(self) -> RequestInfo:
        return request_info(self._request, self.configuration.provider)

    def _raw(self, response: Response) -> RawResponse[R]:
        provider, elapsed = self.configuration.provider, self.sources.clock.now() - self._began
        request = self._shown()

        def read(deadline: Deadline) -> R:
            try:
                value = self._read(response, deadline)
            except APIError as error:
                error.attempts, error.elapsed = self.attempt, elapsed
                error.client_request_id, error.request = self._client_id(), request
                raise
            noted(value, response, request)
            return value

        return RawResponse(
            request=request,
            status_code=response.status,
            headers=response.headers,
            content=response.body,
            request_id=self._request_id(response.headers),
            client_request_id=self._client_id(),
            rate_limits=provider.rate_limits,
            attempts=self.attempt,
            elapsed=elapsed,
            read=read,
            deadline=self.deadline,
        )

    def _read(self, response: Response, deadline: Deadline) -> R:
        provider, options = self.configuration.provider, self.configuration.options
        reading = Reading(strict=options.strict, values=options.limits.values, deadline=deadline)
        return read_response(self.operation, provider, self._request, response, reading)
