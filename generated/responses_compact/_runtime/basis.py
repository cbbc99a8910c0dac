"""What sync and async clients have in common: their configuration, and what may be seen of it.

Job: everything of a client that neither waits nor touches the network. `client` derives from it.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from . import logs
from .attempts import Tries
from .budget import Budget
from .configuration import Configuration
from .errors import ClientClosedError
from .events import Event
from .omit import omit
from .operation import Operation
from .request import Extras, build_request
from .signals import interrupts
from .sources import Sources
from .transport import Request

if TYPE_CHECKING:
    from typing import Self

    import httpx2

R = TypeVar("R")

_NAP: Final = 0.05


class BaseClient:
    """A client without the network."""

    def __init__(self, configuration: Configuration, sources: Sources | None) -> None:
        self._configuration = configuration
        self._sources = sources or Sources()
        self._budget = Budget()
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
        if not hasattr(self, "_configuration"):  # what was given can't be used
            return f"<{type(self).__name__} that isn't set up>"
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
        self._check_open()
        return build_request(operation, arguments, self._configuration, extras)

    def _check_open(self) -> None:
        if self._closed:
            raise ClientClosedError("the client is closed; make a new one for further calls")

    def _tries(self, operation: Operation[R], draft: Request) -> Tries[R]:
        return Tries(operation, self._configuration, self._sources, self._budget, draft)

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
