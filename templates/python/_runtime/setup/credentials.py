"""A credential in use, and how it is asked for.

Job: check a value without showing it, and keep it where nothing prints it. A callable is asked anew
for each try. `keyring` has all of a client's and chooses, `session` asks, `request` sends.
"""

from __future__ import annotations

import inspect
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from typing import Final, NoReturn

from ..transport import headers
from ..vocabulary.errors import ConfigurationError
from ..vocabulary.provider import Credential, CredentialValue, TokenSource
from ..vocabulary.signals import interrupts

Key = str | Callable[[], str]
"""A credential, or a function that returns the current one."""
AsyncKey = str | Callable[[], str | Awaitable[str]]
"""A credential, or a function or coroutine function that returns the current one."""

_COOKIE: Final = r"[!#-+\--:<-\[\]-~]*"
"""What the value of a cookie may consist of (RFC 6265, section 4.1.1)."""

class Secret:
    """A credential in use. What it holds is out of reach of `repr`, `vars`, `copy` and `pickle`."""

    __slots__ = ("_credential", "_key", "origin", "rank", "refreshable", "tokens")

    def __init__(
        self,
        credential: Credential,
        origin: str,
        key: object,
        *,
        rank: int,
        tokens: TokenSource | None = None,
    ) -> None:
        self._credential = credential
        self.origin = origin
        """The argument or variable that it came from."""
        self.rank = rank
        """0 for one from the environment; of the caller's, a later one has a higher one."""
        self.tokens = tokens
        """What fetches it, where the client does that itself."""
        self.refreshable = callable(key) or self.tokens is not None
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
        wrong = None if self.refreshable else self._problem(self._key())
        if wrong is not None:
            raise ConfigurationError(f"the credential from {self.origin} {wrong}")

    def masked(self) -> CredentialValue:
        """Return what a call is sent, with a mask in the place of the value."""
        return self._sent("***")

    def held(self, now: float) -> CredentialValue | None:
        """Return what a call is sent at that moment; `None` where it has to be fetched first."""
        token = self.tokens.held(now) if self.tokens is not None else ""
        return self._sent(token) if token else None

    def refuse(self, values: tuple[CredentialValue, ...]) -> None:
        """Forget what was fetched, if it is among the credentials that were refused."""
        if self.tokens is not None:
            for each in values:
                self.tokens.refuse(each.text)

    def current(self) -> CredentialValue:
        """Return what a call is sent now.

        Raises:
            ConfigurationError: there is none that can be sent. Neither a frame of its traceback nor
                an exception behind it holds the value, or what was said about it.
        """
        outcome = self._asked()
        if isinstance(outcome, ConfigurationError):
            raise outcome
        return outcome

    async def current_async(self) -> CredentialValue:
        """Return what a call is sent now, awaited where it has to be.

        Raises:
            ConfigurationError: as `current` does.
        """
        outcome = await self._awaited()
        if isinstance(outcome, ConfigurationError):
            raise outcome
        return outcome

    def _asked(self) -> CredentialValue | ConfigurationError:
        try:
            value = self._key()
        except Exception as error:
            if interrupts(error):
                raise
            return self._failure(error)
        if not inspect.isawaitable(value):
            return self._checked(value)
        if inspect.iscoroutine(value):
            value.close()
        return ConfigurationError(f"{self.origin} returns an awaitable: use the async client")

    async def _awaited(self) -> CredentialValue | ConfigurationError:
        try:
            value = self._key()
            return self._checked(await value if inspect.isawaitable(value) else value)
        except Exception as error:
            if interrupts(error):
                raise
            return self._failure(error)

    def _failure(self, error: Exception) -> ConfigurationError:
        return ConfigurationError(f"{self.origin} raised {type(error).__name__} when it was called")

    def _checked(self, value: object) -> CredentialValue | ConfigurationError:
        wrong = self._problem(value)
        if wrong is not None:
            return ConfigurationError(f"the credential from {self.origin} {wrong}")
        return self._sent(value)

    def _sent(self, value: object) -> CredentialValue:
        credential = self._credential
        return CredentialValue(credential.place, credential.wire, f"{credential.prefix}{value}")

    def _problem(self, value: object) -> str | None:
        """Return what keeps the value from being a credential, in words that don't show it."""
        wrong = headers.problem(value, ascii_only=True) or (None if value else "is empty")
        if wrong is None and self._credential.place == "cookie":
            fits = re.fullmatch(_COOKIE, str(value))
            return None if fits else "holds a character that no cookie can hold"
        return wrong


def pair(user: object, password: object, origin: str) -> str:
    """Return a user's name and password as one text (RFC 7617, in UTF-8).

    Raises:
        ConfigurationError: they can't be sent.
    """
    for value in (user, password):
        if not isinstance(value, str):
            raise ConfigurationError(f"{origin} has to be a string, not {type(value).__name__}")
    text = f"{user}:{password}"
    if ":" in str(user) or any(c < " " or c == "\x7f" for c in text):
        raise ConfigurationError(f"{origin} holds a character that can't be sent")
    try:
        return b64encode(text.encode()).decode()
    except UnicodeEncodeError:
        pass  # its text would show the value
    raise ConfigurationError(f"{origin} holds half a surrogate pair, which UTF-8 doesn't have")
