"""The seam between the protocol and the network.

Job: the two values that cross it and the two protocols that carry them. Everything above is free of
I/O; `network` has the implementations. A transport sends one request once and gives back one whole
answer, whatever its status; redirects are answers, never followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol

from .headers import merged, secrets, sensitive

if TYPE_CHECKING:
    import httpx2

_MASK: Final = "***"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent. The parts that hold credentials or content aren't shown."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes | None = field(default=None, repr=False)
    timeout: float | httpx2.Timeout | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Pieces of the headers that must not appear in anything that is shown."""

    def authorized(self, credential: tuple[str, str] | None) -> Request:
        """Return the request with the credential, unless a header of the caller's takes its place.

        It comes last, so that whatever goes wrong before has nothing to hide.
        """
        carried = () if credential is None else (credential,)
        headers = merged(carried, self.headers)
        hidden = secrets((*(value for _, value in carried), *sensitive(headers)))
        return replace(self, headers=headers, secrets=hidden)

    def mask(self, text: str) -> str:
        """Return `text` without the secrets, should it repeat one."""
        for secret in self.secrets:
            text = text.replace(secret, _MASK)
        return text

    def mask_bytes(self, raw: bytes) -> bytes:
        """Return `raw` without the secrets, should it repeat one."""
        for secret in self.secrets:
            raw = raw.replace(secret.encode(), _MASK.encode())
        return raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back, whole: header names in lower case, the body decompressed. None of it is shown."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Transport(Protocol):
    """Sends requests and waits.

    Raises `APIConnectionError` when no answer came, and `ClientClosedError` after `close`.
    """

    def send(self, request: Request, /) -> Response:
        """Return the answer to the request, sent once."""
        ...

    def close(self) -> None:
        """Let go of what the transport made itself."""
        ...


class AsyncTransport(Protocol):
    """Sends requests without blocking the event loop; else like `Transport`."""

    async def send(self, request: Request, /) -> Response:
        """Return the answer to the request, sent once."""
        ...

    async def close(self) -> None:
        """Let go of what the transport made itself."""
        ...
