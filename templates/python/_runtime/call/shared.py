"""What the sessions of sync and async clients have in common.

Job: everything of a session that neither waits nor touches the network. `session` derives from it.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from ..request.building import Extras, build_request
from ..setup.configuration import Configuration
from ..setup.events import Event
from ..transport.protocol import Request
from ..transport.sources import Sources
from ..vocabulary.deadline import Clock
from ..vocabulary.errors import ClientClosedError
from ..vocabulary.omit import omit
from ..vocabulary.operation import Operation
from ..vocabulary.signals import interrupts
from . import logs
from .attempts import Attempts
from .budget import Budget

if TYPE_CHECKING:
    from typing import Self

R = TypeVar("R")

_NAP: Final = 0.05


class BaseSession:
    """A session without the network."""

    def __init__(self, configuration: Configuration, sources: Sources | None) -> None:
        self._configuration = configuration
        self._sources = sources or Sources()
        self._budget = Budget()
        self._closed = False

    @property
    def configuration(self) -> Configuration:
        """What the client is set up with."""
        return self._configuration

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client can't be pickled, and only copy() copies it")

    def _copied(self, changes: Mapping[str, Any]) -> tuple[Self, Any]:
        """Return a copy with the changes that aren't `omit`, and its http_client or `omit`."""
        given = {name: value for name, value in changes.items() if value is not omit}
        http_client = given.pop("http_client", omit)
        copy = object.__new__(type(self))
        vars(copy).update(vars(self), _configuration=self._configuration.changed(given))
        return copy, http_client

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
