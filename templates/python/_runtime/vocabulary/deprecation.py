"""What a description says is to go, and the one warning that its use is worth.

Job: mark what is deprecated for type checkers and editors, and warn whoever uses it, at the line
that does. A value that came in an answer is nobody's use: only what a caller names is.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from .dataclass import dataclass

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated  # which type checkers bring along
else:
    F = TypeVar("F", bound=Callable[..., Any])

    def deprecated(message: str) -> Callable[[F], F]:
        """Return what marks a method as `warnings.deprecated` does; its call is what warns."""

        def marked(method: F) -> F:
            method.__deprecated__ = message
            return method

        return marked


_PACKAGE: Final = __name__.partition("._runtime.")[0]


@dataclass(frozen=True, kw_only=True)
class Deprecation:
    """What is to go: something as a whole, or some of its values."""

    whole: bool = True
    sunset: str = ""
    """The day after which it may be gone, as ISO 8601 has it."""
    values: tuple[Any, ...] = ()
    """The values that are to go."""

    def of(self, name: str, value: object) -> str | None:
        """Return what there is to say of `name` with this value."""
        if self.whole:
            return self.said(name)
        plain = value.value if isinstance(value, Enum) else value
        if any(type(each) is type(plain) and each == plain for each in self.values):
            return f"{name}={plain!r} is deprecated"
        return None

    def said(self, name: str) -> str:
        """Return the words about something that is to go as a whole."""
        until = f" and may be gone after {self.sunset}" if self.sunset else ""
        return f"{name} is deprecated{until}"


def warn(text: str) -> None:
    """Warn at the line outside of the package that has led here."""
    warnings.warn(text, DeprecationWarning, stacklevel=_frames())


def _frames() -> int:
    """Return how many frames above `warn` the code stands that uses the package."""
    frame, number = sys._getframe(1), 1  # pyright: ignore[reportPrivateUsage]
    while frame.f_back is not None and _is_ours(str(frame.f_globals.get("__name__", ""))):
        frame, number = frame.f_back, number + 1
    return number


def _is_ours(module: str) -> bool:
    """Return whether a module is one of the package that nobody has written by hand."""
    return f"{module}.".startswith(f"{_PACKAGE}.") and not module.endswith("._custom")
