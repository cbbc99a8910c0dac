"""The clients that every generated one derives from: what may be seen of a client, and its end.

Job: show settings without secrets, refuse what would be lost (a setting is never changed in place,
an attribute that nothing reads is none), and make copies. The calls are the session's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import FunctionType
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from ..setup.typed_options import (
    ClientChanges,
    ClientOptions,
    refuse_unknown as refuse_unknown_arguments,
)
from ..transport.protocol import Transports
from ..transport.sources import Sources
from ..vocabulary.provider import Provider
from .namespaces import CachedProperty, refuse_unknown
from .session import SyncSession
from .session_async import AsyncSession
from .signatures import spell_out

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import httpx2

    from ..setup.configuration import Configuration


S = TypeVar("S", SyncSession, AsyncSession)


class BaseClient(Generic[S]):
    """What may be seen of a client, sync or async."""

    def __init__(self, session: S) -> None:
        self._session: S = session

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        spell_out(cls)

    @property
    def _configuration(self) -> Configuration:
        return self._session.configuration

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
        values = self._configuration.options.default_headers
        return {name: value for name, value in values.items() if value is not None}

    @property
    def default_query(self) -> dict[str, object]:
        """The query parameters that the caller has added to every call."""
        return dict(self._configuration.options.default_query)

    def is_closed(self) -> bool:
        """Return whether the client, or the `http_client` that it sends with, is closed."""
        return self._session.closed

    def _parameter(self, argument: str) -> str | None:
        """Return what is sent with each call for that argument of the constructor."""
        values = self._configuration.parameters
        return next((value for p, value in values.items() if p.argument == argument), None)

    if not TYPE_CHECKING:  # for type checkers there is no name but those that a class declares

        def __setattr__(self, name: str, value: object) -> None:
            if not name.startswith("_"):
                self._refuse_setting(name, f"{name} is settled when a client is made")
                refuse_unknown(self, name, SyncClient, AsyncClient)
            object.__setattr__(self, name, value)

        def __getattr__(self, name: str) -> NoReturn:
            if not name.startswith("_"):
                self._refuse_setting(name, f"{name} can't be read from a client")
            about = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(about, name=name, obj=self)

    def _refuse_setting(self, name: str, reason: str) -> None:
        """Raise AttributeError with the way to another value, if a setting has the name."""
        configuration = self._configuration
        if name in configuration.settings:
            way = f"with_options({name}=...) returns a client that differs in it"
            anew = "; a function in its place is asked anew for each try"
            secret = name in configuration.provider.credential_arguments
            raise AttributeError(f"{reason}; {way}{anew if secret else ''}")

    def _copied(self, session: S) -> Self:
        """Return a client of this class over the session.

        What a subclass keeps goes along. What took the place of methods and namespaces stays: it
        may have been made of this client's own.
        """
        replaceable = (CachedProperty, FunctionType)
        attributes = {
            name: value
            for name, value in vars(self).items()
            if not isinstance(getattr(type(self), name, None), replaceable)
        }
        copy = object.__new__(type(self))
        vars(copy).update(attributes, _session=session)
        return copy

    def __repr__(self) -> str:
        if "_session" not in vars(self):  # what was given can't be used
            return f"<{type(self).__name__} that isn't set up>"
        settings = ("base_url", "timeout", "max_retries", "strict")
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in settings)
        return f"{type(self).__name__}({values})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client can't be pickled, and only copy() copies it")


def _refuse_unknown(
    client: object, method: str, names: Iterable[str], provider: Provider, options: type[Any]
) -> None:
    """Refuse what neither the provider's clients nor all clients take."""
    parameters = {*provider.arguments, *options.__optional_keys__, "http_client"}
    refuse_unknown_arguments(f"{type(client).__name__}.{method}", names, parameters)


class SyncClient(BaseClient[SyncSession]):
    """A client whose calls block."""

    def __init__(
        self,
        provider: Provider,
        arguments: Mapping[str, Any],
        *,
        http_client: httpx2.Client | Transports | None = None,
        sources: Sources | None = None,
    ) -> None:
        _refuse_unknown(self, "__init__", arguments, provider, ClientOptions)
        session = SyncSession(provider, arguments, http_client=http_client, sources=sources)
        super().__init__(session)

    def _changed(self, changes: Mapping[str, Any]) -> Self:
        """Return a client that differs in what isn't `omit`."""
        provider = self._configuration.provider
        _refuse_unknown(self, "with_options", changes, provider, ClientChanges)
        return self._copied(self._session.changed(changes))

    def close(self) -> None:
        """Let go of the connections; calls after this raise `ClientClosedError`."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClient(BaseClient[AsyncSession]):
    """A client whose calls are awaited."""

    def __init__(
        self,
        provider: Provider,
        arguments: Mapping[str, Any],
        *,
        http_client: httpx2.AsyncClient | Transports | None = None,
        sources: Sources | None = None,
    ) -> None:
        _refuse_unknown(self, "__init__", arguments, provider, ClientOptions)
        session = AsyncSession(provider, arguments, http_client=http_client, sources=sources)
        super().__init__(session)

    def _changed(self, changes: Mapping[str, Any]) -> Self:
        """Return a client that differs in what isn't `omit`."""
        provider = self._configuration.provider
        _refuse_unknown(self, "with_options", changes, provider, ClientChanges)
        return self._copied(self._session.changed(changes))

    async def close(self) -> None:
        """Let go of the connections; calls after this raise `ClientClosedError`."""
        await self._session.close()

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
