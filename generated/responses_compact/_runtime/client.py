"""The clients that every generated one derives from: thin shells around request and response.

Job: hold a configuration and a transport, and put the steps of a call in order. Sync and async
differ by `await` alone. Nothing is decided here: what is sent is `request`'s, what an answer means
is `response`'s. `_send` is the one place around the network, where tries are repeated once there is
more than one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from . import network
from .availability import announce
from .configuration import Configuration, configure
from .deadline import Deadline
from .errors import ClientClosedError
from .omit import Omit, omit
from .operation import Operation
from .provider import Provider
from .request import Extras, build_request
from .response import read_response
from .transport import AsyncTransport, Limits, Request, Response, Transport

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import httpx2

R = TypeVar("R")


def _deadline(request: Request) -> Deadline:
    """Return the end of a call; the phases of an `httpx2.Timeout` have no common end."""
    return Deadline.after(request.timeout if isinstance(request.timeout, int | float) else None)


class BaseClient:
    """What sync and async clients have in common: their configuration, and what may be seen of it."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._closed = False

    @property
    def base_url(self) -> str:
        """The address that paths are put behind, without a slash at its end."""
        return self._configuration.base_url

    @property
    def timeout(self) -> float | httpx2.Timeout | None:
        """Seconds that a call may take, unless it says otherwise."""
        return self._configuration.options.timeout

    @property
    def max_retries(self) -> int:
        """How often a call is tried again after a failure that may pass."""
        return self._configuration.options.max_retries

    @property
    def strict(self) -> bool:
        """Whether an answer that breaks its schema is an error."""
        return self._configuration.options.strict

    @property
    def default_headers(self) -> dict[str, str]:
        """The headers that the caller has added to every call."""
        return dict(self._configuration.options.default_headers)

    @property
    def default_query(self) -> dict[str, object]:
        """The query parameters that the caller has added to every call."""
        return dict(self._configuration.options.default_query)

    def __repr__(self) -> str:
        shown = ("base_url", "timeout", "max_retries", "strict")
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__name__}({values})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds a credential and connections; it can't be pickled")

    def _copied(self, changes: Mapping[str, Any]) -> tuple[Self, Any]:
        """Return a copy with the changes that aren't `omit`, and its http_client or `omit`."""
        given = {name: value for name, value in changes.items() if value is not omit}
        http_client = given.pop("http_client", omit)
        copy = object.__new__(type(self))
        vars(copy).update(vars(self), _configuration=self._configuration.changed(given))
        return copy, http_client

    def _draft(
        self, operation: Operation[Any], arguments: Mapping[str, Any], extras: Extras
    ) -> Request:
        if self._closed:
            raise ClientClosedError("the client is closed; make a new one for further calls")
        return build_request(operation, arguments, self._configuration, extras)

    def _read(self, operation: Operation[R], request: Request, response: Response) -> R:
        provider, strict = self._configuration.provider, self._configuration.options.strict
        return read_response(operation, provider, request, response, strict=strict)


class SyncClient(BaseClient):
    """A client whose calls block."""

    _transport: Transport
    _shared: bool = False

    def __init__(
        self,
        provider: Provider,
        arguments: Mapping[str, Any],
        *,
        http_client: httpx2.Client | None = None,
    ) -> None:
        super().__init__(configure(provider, arguments))
        self._transport = network.transport(http_client)

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """Return a copy that replaces some settings and shares the connections.

        Closing the copy leaves the connections to the original.
        """
        copy, http_client = self._copied(changes)
        copy._shared = http_client is omit
        if http_client is not omit:
            copy._transport = network.transport(http_client)
        return copy

    def call(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        *,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: float | httpx2.Timeout | None | Omit = omit,
    ) -> R:
        """Call the operation and return what its answer holds."""
        announce(self._configuration.provider, operation)
        extras = Extras(headers=extra_headers, query=extra_query, body=extra_body, timeout=timeout)
        request, response = self._send(self._draft(operation, arguments, extras))
        return self._read(operation, request, response)

    def _send(self, draft: Request) -> tuple[Request, Response]:
        secret = self._configuration.secret
        request = draft.authorized(secret.header() if secret else None)
        return request, self._transport.send(request, _deadline(request), Limits())

    def close(self) -> None:
        """Let go of the connections; calls after this raise `ClientClosedError`."""
        self._closed = True
        if not self._shared:
            self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClient(BaseClient):
    """A client whose calls are awaited."""

    _transport: AsyncTransport
    _shared: bool = False

    def __init__(
        self,
        provider: Provider,
        arguments: Mapping[str, Any],
        *,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        super().__init__(configure(provider, arguments))
        self._transport = network.async_transport(http_client)

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """Return a copy that replaces some settings and shares the connections.

        Closing the copy leaves the connections to the original.
        """
        copy, http_client = self._copied(changes)
        copy._shared = http_client is omit
        if http_client is not omit:
            copy._transport = network.async_transport(http_client)
        return copy

    async def call(
        self,
        operation: Operation[R],
        arguments: Mapping[str, Any],
        *,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: float | httpx2.Timeout | None | Omit = omit,
    ) -> R:
        """Call the operation and return what its answer holds."""
        announce(self._configuration.provider, operation)
        extras = Extras(headers=extra_headers, query=extra_query, body=extra_body, timeout=timeout)
        request, response = await self._send(self._draft(operation, arguments, extras))
        return self._read(operation, request, response)

    async def _send(self, draft: Request) -> tuple[Request, Response]:
        secret = self._configuration.secret
        request = draft.authorized(await secret.header_async() if secret else None)
        return request, await self._transport.send(request, _deadline(request), Limits())

    async def close(self) -> None:
        """Let go of the connections; calls after this raise `ClientClosedError`."""
        self._closed = True
        if not self._shared:
            await self._transport.close()

    aclose = close

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()
