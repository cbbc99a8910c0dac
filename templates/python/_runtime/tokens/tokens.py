"""Tokens that a client fetches for itself, with its id and its secret (RFC 6749, section 4.4).

Job: say what the token endpoint is asked, and keep the token until it is about to expire or was
refused. It does no I/O: `fetching` sends what is asked here, one caller for all, and `granting`
reads the answer. Nothing shows what is held.
"""

from __future__ import annotations

import os
from base64 import b64encode
from threading import Lock
from typing import Any, Final, NoReturn
from urllib.parse import quote_plus, urlencode, urljoin

from ..setup import url
from ..transport.masks import secrets
from ..transport.protocol import Request
from ..vocabulary.errors import ConfigurationError

_MARGIN: Final = 30.0
"""Seconds before its end from which on a token isn't used: a call may be long on its way."""
_SHORT: Final = 0.1
"""The part of a short life that is left as a margin."""
_LEAST: Final = 1.0
"""Seconds for which any token is used, whatever its life."""


class Tokens:
    """The tokens of one client, out of reach of `repr`, `vars`, `copy` and `pickle`."""

    __slots__ = (
        *("_address", "_async_lock", "_basic", "_expires", "_lock", "_names", "_process"),
        *("_scopes", "_secret", "_token"),
    )

    def __init__(
        self,
        address: str,
        scopes: tuple[str, ...],
        names: tuple[str, str],
        client_id: object,
        client_secret: object,
    ) -> None:
        """Keep no token yet.

        Args:
            address: where they are asked for, which may be relative to that of the client.
            scopes: what is asked for.
            names: the arguments that the next two were given as.
            client_id: that of the client.
            client_secret: that of the client.

        Raises:
            ConfigurationError: one of the two can't be sent.
        """
        self._address = address
        self._scopes = scopes
        self._names = names
        self._basic = _basic(names, client_id, client_secret)
        self._secret = str(client_secret)
        self._token = ""
        self._expires: float | None = None
        self._start_over()

    def _start_over(self) -> None:
        self._process = os.getpid()
        self._lock = Lock()
        self._async_lock: tuple[Any, Any] | None = None

    @property
    def origin(self) -> str:
        """The arguments that it came from."""
        return " and ".join(self._names)

    def lock(self) -> Lock:
        """Return what one caller of this process holds while it fetches."""
        if self._process != os.getpid():  # a thread of the parent may have held it for ever
            self._start_over()
        return self._lock

    def async_lock(self) -> Any:
        """Return what one task of the running event loop holds while it fetches."""
        import asyncio  # expensive, and of no use to sync clients

        loop = asyncio.get_running_loop()
        if self._async_lock is None or self._async_lock[0] is not loop:
            self._async_lock = loop, asyncio.Lock()
        return self._async_lock[1]

    def held(self, now: float) -> str:
        """Return the token that can be used at that moment; an empty text for none."""
        return self._token if self._expires is None or now < self._expires else ""

    def refuse(self, text: str) -> None:
        """Forget the token if a credential that was refused is it, and not one fetched since."""
        if self._token and text.endswith(self._token):
            self._token = ""

    def request(self, base_url: str, *, insecure: bool, timeout: Any) -> Request:
        """Return what the token endpoint is asked.

        Raises:
            ConfigurationError: it must not be sent a secret.
        """
        form = {"grant_type": "client_credentials"}
        if self._scopes:
            form["scope"] = " ".join(self._scopes)
        address = urljoin(f"{base_url}/", self._address)
        url.base_url(address.partition("?")[0], "the address of tokens", insecure=insecure)
        return Request(
            method="POST",
            url=address,
            headers=(
                ("Accept", "application/json"),
                ("Content-Type", "application/x-www-form-urlencoded"),
                ("Authorization", self._basic),
            ),
            body=urlencode(form).encode(),
            timeout=timeout,
            secrets=secrets((self._basic, self._secret)),
            credentials=("Authorization",),
        )

    def keep(self, token: str, lifetime: object, now: float) -> None:
        """Keep a token for its life of so many seconds, where somebody says how many."""
        self._token, self._expires = token, _end(lifetime, now)

    def __repr__(self) -> str:
        return f"<tokens by {self.origin}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a credential is neither copied nor pickled")


def _basic(names: tuple[str, str], client_id: object, client_secret: object) -> str:
    for name, value in zip(names, (client_id, client_secret), strict=True):
        if not isinstance(value, str) or not value:
            raise ConfigurationError(f"{name} has to be a string that isn't empty")
    try:
        text = f"{quote_plus(str(client_id))}:{quote_plus(str(client_secret))}"
        return f"Basic {b64encode(text.encode()).decode()}"
    except UnicodeEncodeError:
        pass  # its text would show the value
    raise ConfigurationError(f"{' and '.join(names)} can't be sent")


def _end(lifetime: object, now: float) -> float | None:
    """Return the moment from which on a token isn't used; `None` where nobody says it."""
    text = str(lifetime).partition(".")[0]
    if isinstance(lifetime, bool) or not (text.isascii() and text.isdecimal() and len(text) < 12):
        return None
    seconds = float(text)
    return now + max(seconds - min(_MARGIN, seconds * _SHORT), _LEAST)
