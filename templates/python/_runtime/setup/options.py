"""What every client can be told, whoever the provider is.

Job: hold the options, and refuse values that can't work, by the name of their argument. The same
checks are made for a new client, for a changed copy and, as far as it goes, for a single call.
`configuration` keeps the result; what an option does is said where it is obeyed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..transport import headers
from ..transport.protocol import Limits
from ..vocabulary.dataclass import dataclass, field, replace
from ..vocabulary.errors import ConfigurationError
from . import url
from .events import RequestHook, ResponseHook, RetryHook

if TYPE_CHECKING:
    import httpx2

DEFAULT_TIMEOUT: Final = 600.0
DEFAULT_MAX_RETRIES: Final = 2
_LONGEST: Final = 1e9
"""Seconds; systems can't wait for much more."""


@dataclass(frozen=True, kw_only=True)
class OptionValues:
    """What every client takes."""

    timeout: float | httpx2.Timeout | None = DEFAULT_TIMEOUT
    max_retries: int = DEFAULT_MAX_RETRIES
    retry_unsafe: bool = False
    strict: bool = False
    follow_redirects: bool = False
    allow_insecure_http: bool = False
    limits: Limits = Limits()
    default_headers: Mapping[str, str | None] = field(
        default_factory=dict[str, str | None], repr=False
    )
    default_query: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    on_request: RequestHook | None = field(default=None, repr=False)
    on_response: ResponseHook | None = field(default=None, repr=False)
    on_retry: RetryHook | None = field(default=None, repr=False)


def options_with(options: OptionValues, changes: Mapping[str, Any]) -> OptionValues:
    """Return the options with those in `changes` replaced and checked.

    Default headers and query parameters are added to those that are there, unless `set_...`
    replaces all of them.

    Raises:
        ConfigurationError: one of them can't work, or two exclude each other.
    """
    values = {n: _checked(n, v) for n, v in changes.items() if n in OPTIONS}
    for replacing, name in REPLACED.items():
        if changes.keys().isdisjoint((replacing, name)):
            continue
        whole = changes.get(replacing)
        if whole is None:
            values[name] = _added(name, options, values)
        elif changes.get(name) is None:
            values[name] = _checked(name, whole)
        else:
            raise ConfigurationError(f"{name} and {replacing} exclude each other: give one")
    return replace(options, **values)


def _added(name: str, options: OptionValues, values: Mapping[str, Any]) -> dict[str, Any]:
    present, more = getattr(options, name), values.get(name, {})
    if name == "default_query":
        return {**present, **more}
    return dict(headers.layered(present.items(), more.items()))


def _checked(name: str, value: Any) -> Any:
    match name:
        case "timeout":
            return checked_timeout(value)
        case "max_retries":
            return _count(name, value)
        case "limits":
            return _limits(value)
        case "default_headers":
            return headers.checked(value, name, ConfigurationError)
        case "default_query":
            return _query(value)
        case "on_request" | "on_response" | "on_retry":
            return _hook(name, value)
        case _:
            return _flag(name, value)


def checked_timeout(value: Any) -> Any:
    """Return a timeout that can be used: positive seconds, `None`, or an `httpx2.Timeout`."""
    has_phases = hasattr(value, "as_dict")  # asked so that httpx2 need not be imported
    for seconds in value.as_dict().values() if has_phases else (value,):
        wrong = None if seconds is None else _unusable(seconds)
        if wrong is not None:
            raise ConfigurationError(f"timeout {wrong}")
    return value


def _unusable(seconds: Any) -> str | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return "has to be a number of seconds, None or httpx2.Timeout"
    if not 0 < seconds <= _LONGEST:
        return "has to be more than 0 and at most 10**9 seconds; None means no limit"
    return None


def whole(timeout: float | httpx2.Timeout | None) -> float | None:
    """Return the seconds that a call may take as a whole: those of all phases together."""
    if timeout is None or isinstance(timeout, int | float):
        return timeout
    phases = timeout.as_dict().values()
    return None if None in phases else sum(phase for phase in phases if phase is not None)


def _count(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigurationError(f"{name} has to be a whole number from 0 on")
    return value


def _limits(value: Any) -> Limits:
    if value is None:
        return Limits()
    if not isinstance(value, Limits):
        raise ConfigurationError("limits has to be a Limits")
    for name in Limits.__annotations__:
        _count(f"limits.{name}", getattr(value, name))
    return value


def _hook(name: str, value: Any) -> Any:
    if value is None or callable(value):
        return value
    raise ConfigurationError(f"{name} has to be a function")


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name} has to be True or False")
    return value


def _query(value: Any) -> dict[str, object]:
    if not isinstance(value or {}, Mapping):
        raise ConfigurationError("default_query has to be a mapping")
    result = dict(value or {})
    try:
        url.query(result.items())
    except ValueError as error:
        reason = str(error)
    else:
        return result
    raise ConfigurationError(f"default_query: {reason}")


REPLACED: Final = {f"set_{name}": name for name in ("default_headers", "default_query")}
"""What is added to a client's for a copy, by the arguments that replace all of it."""
OPTIONS: Final = frozenset(OptionValues.__annotations__)
"""Their names."""
