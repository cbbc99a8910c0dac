"""Tokens asked for while a call is under way.

Job: return the token that a client keeps, or fetch one, once for all calls that wait for it and
within the time of each.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from threading import TIMEOUT_MAX, Lock
from typing import TYPE_CHECKING, Any, Final

from ..setup.credentials import Secret
from ..transport.protocol import Request, Response
from ..vocabulary.deadline import Deadline
from ..vocabulary.errors import APITimeoutError
from ..vocabulary.provider import CredentialValue
from ..vocabulary.signals import interrupts
from .granting import granted
from .tokens import Tokens

if TYPE_CHECKING:
    from ..call.attempts import Attempts
    from ..call.session import SyncSession
    from ..call.session_async import AsyncSession
    from ..call.shared import BaseSession

_UNFETCHED: Final = "another call didn't fetch a token in time"


class FetchedTokens(Tokens):
    """Tokens of one client, fetched for the first call that needs one and finds none."""

    __slots__ = ()

    def current(
        self, session: SyncSession, secret: Secret, attempts: Attempts[Any], /
    ) -> CredentialValue:
        """Return what a call is sent.

        Raises:
            APIError: no token could be fetched.
        """
        clock = session.clock
        token = secret.held(clock.now())
        if token is not None:
            return token
        with locked(self.lock(), attempts.deadline):
            token = secret.held(clock.now())
            if token is None:
                request = _request(session, self, attempts)
                response = session.exchange(request, attempts.deadline)
                self._keep(request, response, clock.now())
                token = secret.held(clock.now())
        return token or secret.current()

    async def current_async(
        self, session: AsyncSession, secret: Secret, attempts: Attempts[Any], /
    ) -> CredentialValue:
        """Return what a call is sent, as `current` does."""
        clock = session.clock
        token = secret.held(clock.now())
        if token is not None:
            return token
        async with await_locked(self.async_lock(), attempts.deadline):
            token = secret.held(clock.now())
            if token is None:
                request = _request(session, self, attempts)
                response = await session.exchange(request, attempts.deadline)
                self._keep(request, response, clock.now())
                token = secret.held(clock.now())
        return token or secret.current()

    def _keep(self, request: Request, response: Response, now: float) -> None:
        failure = granted(self, request, response, now)
        if failure is not None:
            raise failure


def _request(session: BaseSession, tokens: Tokens, attempts: Attempts[Any]) -> Request:
    configuration = session.configuration
    insecure = configuration.options.allow_insecure_http
    timeout = attempts.draft.timeout
    return tokens.request(configuration.base_url, insecure=insecure, timeout=timeout)


@contextmanager
def locked(lock: Lock, deadline: Deadline) -> Generator[None]:
    """Hold a lock, which is waited for within the time of a call.

    Raises:
        APITimeoutError: it wasn't let go in time.
    """
    seconds = deadline.left()
    if not lock.acquire(timeout=-1 if seconds is None else min(seconds, TIMEOUT_MAX)):
        raise APITimeoutError(_UNFETCHED, sent=False)
    try:
        yield
    finally:
        lock.release()


@asynccontextmanager
async def await_locked(lock: Any, deadline: Deadline) -> AsyncGenerator[None]:
    """Hold a lock of asyncio, which is waited for within the time of a call.

    Raises:
        APITimeoutError: it wasn't let go in time.
    """
    import asyncio  # expensive, and of no use to sync clients

    try:
        async with asyncio.timeout(deadline.left()):
            await lock.acquire()
    except TimeoutError as error:
        if interrupts(error):
            raise
    else:
        try:
            yield
            return
        finally:
            lock.release()
    raise APITimeoutError(_UNFETCHED, sent=False)
