"""The seam between the protocol and the network.

Job: the two values that cross it and the two protocols that carry them. Everything above is free of
I/O; `network` has the implementations, `testing` one without a network. A transport sends one
request once and gives back one whole answer, whatever its status; redirects are answers, never
followed. What went wrong instead is an exception of ours, and says whether the request may have
reached the server.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias, runtime_checkable
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from ..vocabulary.dataclass import dataclass, field, replace
from ..vocabulary.deadline import Deadline
from ..vocabulary.operation import Operation
from ..vocabulary.provider import CredentialValue
from .bodies import Streamed
from .headers import merged, sensitive
from .masks import masked, masked_bytes, secrets

if TYPE_CHECKING:
    import httpx2

    from .sources import Sources

_MEBIBYTE: Final = 1024 * 1024

MOST_VALUES: Final = 500_000
"""Values of an answer that are read unless a client has other limits."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How large an answer may be."""

    wire: int = 64 * _MEBIBYTE
    """Bytes of the body as it is received."""
    decoded: int = 64 * _MEBIBYTE
    """Bytes of the body once it is decompressed."""
    values: int = MOST_VALUES
    """Values in the JSON of the body; an empty array or object counts as two. Each takes time and
    some hundred bytes of memory, however short it is."""

    @property
    def endless(self) -> Limits:
        """The same for a body that is read as it comes, which may have any number of bytes."""
        return replace(self, wire=sys.maxsize, decoded=sys.maxsize)


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is sent. The parts that hold credentials or content aren't shown."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes | Streamed | None = field(default=None, repr=False)
    timeout: float | httpx2.Timeout | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Pieces of headers and query that must not appear in anything that is shown."""
    operation: Operation[Any] | None = field(default=None, repr=False)
    """What is called; a transport need not know."""
    credentials: tuple[str, ...] = ()
    """The names of the headers that hold credentials, and those of parameters of the query."""
    dropped: frozenset[str] = frozenset()
    """The names, in lower case, of headers that the caller wants sent by no means."""

    @property
    def carried(self) -> frozenset[tuple[str, str]]:
        """Places and names, in lower case, of what may stand for a credential."""
        cookies = [p for n, text in self.headers if n.lower() == "cookie" for p in text.split("; ")]
        return frozenset(
            (place, name.lower())
            for place, names in (
                ("header", (name for name, _ in self.headers)),
                ("query", (name for name, _ in _query(self.url))),
                ("cookie", (pair.partition("=")[0] for pair in cookies)),
            )
            for name in names
        )

    def at(self, address: str | None) -> Request:
        """Return the request to another address; without one it stays as it is."""
        return self if address is None else replace(self, url=address)

    def authorized(self, credentials: tuple[CredentialValue, ...]) -> Request:
        """Return the request with the credentials, unless the caller's own take their place.

        They come last, so that whatever goes wrong before has nothing to hide.
        """
        elsewhere = any(c.place != "header" for c in credentials)
        own = self.carried if elsewhere else frozenset[tuple[str, str]]()
        own_credentials = [c for c in credentials if self._has_room(c, own)]
        headers = merged(
            ((c.wire, c.text) for c in own_credentials if c.place == "header"), self.headers
        )
        headers = merged(headers, _cookies(headers, own_credentials))
        url = _with_query(self.url, own_credentials)
        texts = sensitive((*headers, *_query(url)))
        return replace(
            self,
            url=url,
            headers=headers,
            secrets=secrets((*(c.text for c in credentials), *texts)),
            credentials=tuple(c.wire if c.place != "cookie" else "Cookie" for c in own_credentials),
        )

    def _has_room(self, credential: CredentialValue, own: frozenset[tuple[str, str]]) -> bool:
        """Return whether a credential may be added; headers are merged by their names later."""
        name = credential.wire.lower()
        if credential.place == "header":
            return name not in self.dropped
        return (credential.place, name) not in own

    def mask(self, text: str) -> str:
        """Return `text` without the secrets, should it repeat one, in whatever way it writes it."""
        return masked(text, self.secrets)

    def mask_bytes(self, raw: bytes) -> bytes:
        """Return `raw` without the secrets, should it repeat one, in whatever way it writes it."""
        return masked_bytes(raw, self.secrets)


@dataclass(frozen=True, kw_only=True)
class Response:
    """A whole response: names of headers in lower case, the body decompressed. Nothing shows it."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


Opener: TypeAlias = Callable[[Any], Response]
"""Makes an answer of a success that is `Underway`."""


def _query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def _cookies(
    headers: Iterable[tuple[str, str]], credentials: Iterable[CredentialValue]
) -> tuple[tuple[str, str], ...]:
    """Return the header with all cookies, where credentials are among them."""
    pairs = [f"{quote(c.wire, safe='')}={c.text}" for c in credentials if c.place == "cookie"]
    own = [value for name, value in headers if name.lower() == "cookie" and value]
    return (("Cookie", "; ".join((*own, *pairs))),) if pairs else ()


def _with_query(url: str, credentials: Iterable[CredentialValue]) -> str:
    pairs = [(c.wire, c.text) for c in credentials if c.place == "query"]
    if not pairs:
        return url
    query = urlencode(pairs, safe="*", quote_via=quote)
    return f"{url}{'&' if urlsplit(url).query else '?'}{query}"


class Transport(Protocol):
    """Sends requests and waits.

    Raises `APIConnectionError` when no whole answer came, `APITimeoutError` when none came before
    the deadline, and `ClientClosedError` after `close`. An answer that is a failure by its status
    comes back even if its body didn't come whole.
    """

    @property
    def closed(self) -> bool:
        """Whether nothing is sent any more."""
        ...

    def send(
        self,
        request: Request,
        deadline: Deadline,
        limits: Limits,
        opener: Opener | None = None,
        /,
    ) -> Response:
        """Return the answer to the request, sent once; of a success what an `opener` makes.

        With an `opener` the body of a success is left to be read.
        """
        ...

    def close(self) -> None:
        """Let go of what the transport made itself."""
        ...


class AsyncTransport(Protocol):
    """Sends requests without blocking the event loop; else like `Transport`."""

    @property
    def closed(self) -> bool:
        """Whether nothing is sent any more."""
        ...

    async def send(
        self,
        request: Request,
        deadline: Deadline,
        limits: Limits,
        opener: Opener | None = None,
        /,
    ) -> Response:
        """Return the answer to the request, sent once; of a success what an `opener` makes.

        With an `opener` the body of a success is left to be read.
        """
        ...

    async def close(self) -> None:
        """Let go of what the transport made itself."""
        ...


@runtime_checkable
class Transports(Protocol):
    """Gives clients their way to send, in place of the network."""

    @property
    def sources(self) -> Sources | None:
        """Where those clients take time and chance from; `None` for the computer's."""
        ...

    def sync_transport(self) -> Transport:
        """Return the transport of one sync client, which closes it."""
        ...

    def async_transport(self) -> AsyncTransport:
        """Return the transport of one async client, which closes it."""
        ...
