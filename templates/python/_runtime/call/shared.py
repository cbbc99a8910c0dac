"""What the sessions of sync and async clients have in common.

Job: everything of a session that neither waits nor touches the network. `session` derives from it.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from ..network import transports
from ..request.building import Extras, build_request
from ..setup.configuration import Configuration, configure
from ..setup.events import Event
from ..transport.protocol import Request
from ..transport.sources import Sources
from ..vocabulary.deadline import Clock
from ..vocabulary.errors import ClientClosedError
from ..vocabulary.omit import omit
from ..vocabulary.operation import Operation
from ..vocabulary.provider import Provider
from ..vocabulary.signals import interrupts
from . import logs
from .attempts import Attempts
from .budget import Budget

if TYPE_CHECKING:
    from typing import Self

R = TypeVar("R")

_NAP: Final = 0.05


class BaseSession(ABC):
    """A session without the network."""

    _transport: Any
    _shared: bool = False
    """Whether the connections are another session's, which closes them."""

    def __init__(
        self,
        provider: Provider,
        arguments: Mapping[str, Any],
        *,
        http_client: object = None,
        sources: Sources | None = None,
    ) -> None:
        """Set up a session; nothing is connected yet.

        Args:
            provider: what it calls.
            arguments: those of the client.
            http_client: a client of the caller's, or what gives out transports in its place.
            sources: what time and chance are taken from.

        Raises:
            ConfigurationError: an argument can't be used.
        """
        self._configuration = configure(provider, arguments)
        self._sources = sources or transports.sources(http_client) or Sources()
        self._budget = Budget()
        self._closed = False
        self._transport = self._transport_over(http_client)

    @abstractmethod
    def _transport_over(self, http_client: object) -> Any:
        """Return what sends, over a client of the caller's if there is one."""

    @property
    def configuration(self) -> Configuration:
        """What the client is set up with."""
        return self._configuration

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client can't be pickled, and only copy() copies it")

    @property
    def closed(self) -> bool:
        """Whether calls are refused, since the client or what it sends with is closed."""
        return bool(self._closed or self._transport.closed)

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """Return a copy that replaces some settings and shares connections and retry budget.

        Closing the copy leaves the connections to the original. A change that is `omit` is none.
        """
        settings = {name: value for name, value in changes.items() if value is not omit}
        http_client = settings.pop("http_client", omit)
        copy = object.__new__(type(self))
        vars(copy).update(vars(self), _configuration=self._configuration.changed(settings))
        copy._shared = http_client is omit
        if http_client is not omit:
            copy._transport = self._transport_over(http_client)
            copy._sources = transports.sources(http_client) or self._sources
        return copy

    def draft(
        self, operation: Operation[Any], arguments: Mapping[str, Any], extras: Extras
    ) -> Request:
        self._check_open()
        return build_request(operation, arguments, self._configuration, extras)

    def _check_open(self) -> None:
        if self._closed:
            raise ClientClosedError("the client is closed; make a new one for further calls")

    def _attempts(self, operation: Operation[R], draft: Request) -> Attempts[R]:
        return Attempts(operation, self._configuration, self._sources, self._budget, draft)

    @property
    def clock(self) -> Clock:
        """What tells and passes the time of calls."""
        return self._sources.clock

    def _naps(self, seconds: float) -> Iterator[float]:
        """Yield the parts of a wait, which ends early when the client is closed meanwhile."""
        while seconds > 0 and not self._closed:
            yield min(seconds, _NAP)
            seconds -= _NAP

    def _hooked(self, name: str, event: Event) -> object:
        """Call a hook; what it raises is logged, since it must not cost anybody an answer."""
        hook = getattr(self._configuration.options, name)
        try:
            return None if hook is None else hook(event)
        except Exception as error:
            if interrupts(error):
                raise  # anything else: the call is worth more than what watches it
            logs.hook_failed(name, event.operation)
            return None


def refuse_awaitable(name: str, result: object) -> None:
    """Log that a hook of a sync client returned something that only an async one can wait for."""
    if inspect.isawaitable(result):
        if inspect.iscoroutine(result):
            result.close()
        logs.LOGGER.error("%s returns an awaitable, which a sync client can't wait for", name)
