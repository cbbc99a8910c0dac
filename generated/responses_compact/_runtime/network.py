"""The transports over httpx2: the only module that touches the network.

Job: send one request once. httpx2 is imported and its client made with the first request, so that
a client that is only constructed costs nothing. What httpx2 raises stops here: its exceptions hold
the request with its credential, so a new one is raised after theirs is gone, with their text
masked. Redirects are not followed; proxies and certificates come from the environment as httpx2
reads them.
"""

from __future__ import annotations

from http.cookiejar import CookieJar, DefaultCookiePolicy
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from .errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    ClientClosedError,
    ConfigurationError,
)
from .deadline import Deadline
from .transport import Limits, Request, Response

if TYPE_CHECKING:
    import httpx2


def _no_cookies() -> CookieJar:
    """Return a jar that stays empty: copies of a client share it, but not their credential."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


def _pairs(request: Request) -> list[tuple[bytes, bytes]]:
    """Return the headers as bytes, since httpx2 would encode text as ASCII only."""
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in request.headers]


def _prepared(client: httpx2.Client | httpx2.AsyncClient, request: Request) -> httpx2.Request:
    return client.build_request(
        request.method,
        request.url,
        content=request.body,
        headers=_pairs(request),
        timeout=request.timeout,
    )


def _response(answer: httpx2.Response) -> Response:
    return Response(
        status=answer.status_code,
        headers={name.lower(): value for name, value in answer.headers.items()},
        body=answer.content,
    )


def _failure(error: Exception, request: Request) -> APIError:
    """Return our exception for one of the network layer's, with nothing of it but its text."""
    import httpx2

    reason = f"{type(error).__name__}: {request.mask(str(error))}".rstrip(": ")
    host = urlsplit(request.url).netloc
    if isinstance(error, httpx2.TimeoutException):
        return APITimeoutError(f"{host} didn't answer in time ({reason})", reason=reason)
    return APIConnectionError(f"{host} gave no answer ({reason})", reason=reason)


def _closed() -> ClientClosedError:
    return ClientClosedError("the client is closed; make a new one for further calls")


class HTTPTransport:
    """Sends through an `httpx2.Client`: the caller's, or one of its own."""

    def __init__(self, client: httpx2.Client | None = None) -> None:
        self._client = client
        self._owned = client is None
        self._closed = False
        self._lock = Lock()

    def send(self, request: Request, deadline: Deadline, limits: Limits, /) -> Response:
        """Return the answer to the request, sent once."""
        outcome = self._exchange(request)
        if isinstance(outcome, APIError):
            raise outcome  # here, and not where it was caught: no context holds the request
        return outcome

    def _exchange(self, request: Request) -> Response | APIError:
        client = self._opened()
        if client is None or client.is_closed:
            return _closed()
        try:
            prepared = _prepared(client, request)
            return _response(client.send(prepared, auth=None, follow_redirects=False))
        except Exception as error:
            return _failure(error, request)

    def _opened(self) -> httpx2.Client | None:
        with self._lock:
            if self._client is None and not self._closed:
                import httpx2

                self._client = httpx2.Client(cookies=_no_cookies())
            return None if self._closed else self._client

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        with self._lock:
            self._closed = True
            client = self._client
        if client is not None and self._owned:
            client.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("open connections are neither copied nor pickled")


class AsyncHTTPTransport:
    """Sends through an `httpx2.AsyncClient`: the caller's, or one of its own."""

    def __init__(self, client: httpx2.AsyncClient | None = None) -> None:
        self._client = client
        self._owned = client is None
        self._closed = False
        self._lock = Lock()

    async def send(self, request: Request, deadline: Deadline, limits: Limits, /) -> Response:
        """Return the answer to the request, sent once."""
        outcome = await self._exchange(request)
        if isinstance(outcome, APIError):
            raise outcome  # here, and not where it was caught: no context holds the request
        return outcome

    async def _exchange(self, request: Request) -> Response | APIError:
        client = self._opened()
        if client is None or client.is_closed:
            return _closed()
        try:
            prepared = _prepared(client, request)
            return _response(await client.send(prepared, auth=None, follow_redirects=False))
        except Exception as error:
            return _failure(error, request)

    def _opened(self) -> httpx2.AsyncClient | None:
        with self._lock:
            if self._client is None and not self._closed:
                import httpx2

                self._client = httpx2.AsyncClient(cookies=_no_cookies())
            return None if self._closed else self._client

    async def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        with self._lock:
            self._closed = True
            client = self._client
        if client is not None and self._owned:
            await client.aclose()

    def __reduce__(self) -> NoReturn:
        raise TypeError("open connections are neither copied nor pickled")


def transport(http_client: Any) -> HTTPTransport:
    """Return the transport of a sync client, over the caller's `httpx2.Client` if there is one."""
    _check(http_client, "Client")
    return HTTPTransport(http_client)


def async_transport(http_client: Any) -> AsyncHTTPTransport:
    """Return the transport of an async client, over the caller's `httpx2.AsyncClient` if any."""
    _check(http_client, "AsyncClient")
    return AsyncHTTPTransport(http_client)


def _check(http_client: object, expected: str) -> None:
    if http_client is None:
        return
    import httpx2

    if not isinstance(http_client, getattr(httpx2, expected)):
        raise ConfigurationError(f"http_client has to be an httpx2.{expected}")
