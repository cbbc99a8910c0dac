"""A credential in use, and how it is asked for.

Job: check a value without showing it, and keep it where nothing prints it. A callable is asked anew
for each try. `keyring` has all of a client's and chooses, `session` asks, `request` sends.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import NoReturn

from ..transport import headers
from ..vocabulary.errors import ConfigurationError
from ..vocabulary.provider import Credential
from ..vocabulary.signals import interrupts

Key = str | Callable[[], str]
"""A credential, or a function that returns the current one."""
AsyncKey = str | Callable[[], str | Awaitable[str]]
"""A credential, or a function or coroutine function that returns the current one."""

Header = tuple[str, str]


class Secret:
    """A credential in use. What it holds is out of reach of `repr`, `vars`, `copy` and `pickle`."""

    __slots__ = ("_credential", "_key", "origin", "rank", "refreshable")

    def __init__(self, credential: Credential, origin: str, key: object, *, rank: int) -> None:
        self._credential = credential
        self.origin = origin
        """The argument or variable that it came from."""
        self.rank = rank
        """0 for one from the environment; of the caller's, a later one has a higher one."""
        self.refreshable = callable(key)
        """Whether it may be another one the next time it is asked for."""
        self._key: Callable[[], object] = key if callable(key) else lambda: key

    def __repr__(self) -> str:
        return f"<credential from {self.origin}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a credential is neither copied nor pickled")

    def check(self) -> None:
        """Refuse a value that can't be sent before there is a call; a callable isn't asked.

        Raises:
            ConfigurationError: it can't be sent.
        """
        wrong = None if self.refreshable else _problem(self._key())
        if wrong is not None:
            raise ConfigurationError(f"the credential from {self.origin} {wrong}")

    def masked(self) -> Header:
        """Return the header that carries the value, with a mask in its place."""
        return self._credential.header, f"{self._credential.prefix}***"

    def header(self) -> Header:
        """Return the header that carries the current value.

        Raises:
            ConfigurationError: there is none that can be sent. Neither a frame of its traceback nor
                an exception behind it holds the value, or what was said about it.
        """
        outcome = self._asked()
        if isinstance(outcome, ConfigurationError):
            raise outcome
        return outcome

    async def header_async(self) -> Header:
        """Return the header that carries the current value, awaited where it has to be.

        Raises:
            ConfigurationError: as `header` does.
        """
        outcome = await self._awaited()
        if isinstance(outcome, ConfigurationError):
            raise outcome
        return outcome

    def _asked(self) -> Header | ConfigurationError:
        try:
            value = self._key()
        except Exception as error:
            if interrupts(error):
                raise
            return self._failure(error)
        if not inspect.isawaitable(value):
            return self._header(value)
        if inspect.iscoroutine(value):
            value.close()
        return ConfigurationError(f"{self.origin} returns an awaitable: use the async client")

    async def _awaited(self) -> Header | ConfigurationError:
        try:
            value = self._key()
            return self._header(await value if inspect.isawaitable(value) else value)
        except Exception as error:
            if interrupts(error):
                raise
            return self._failure(error)

    def _failure(self, error: Exception) -> ConfigurationError:
        return ConfigurationError(f"{self.origin} raised {type(error).__name__} when it was called")

    def _header(self, value: object) -> Header | ConfigurationError:
        wrong = _problem(value)
        if wrong is not None:
            return ConfigurationError(f"the credential from {self.origin} {wrong}")
        return self._credential.header, f"{self._credential.prefix}{value}"


def _problem(value: object) -> str | None:
    """Return what keeps the value from being a credential, in words that don't show it."""
    return headers.problem(value, ascii_only=True) or (None if value else "is empty")
