"""Header names and values: what may be sent, and how layers of them are merged.

Job: refuse what would break the message or hide a second one in it (RFC 9110, section 5.5), with an
error that names the header and never shows the value. `configuration`, `credentials` and `request`
ask here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from .errors import ArgumentError

Pairs = Iterable[tuple[str, str]]

_TOKEN: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FRAMING: Final = frozenset({"connection", "content-length", "host", "te", "transfer-encoding"})
_SENSITIVE: Final = re.compile(r"auth|cookie|key|secret|token")


def problem(value: object, *, ascii_only: bool = False) -> str | None:
    """Return what keeps `value` from being a header's value, in words that don't show it."""
    if not isinstance(value, str):
        return f"is of type {type(value).__name__}, not str"
    for position, character in enumerate(value):
        if character < " " or character == "\x7f":
            return f"holds a control character at position {position}"
        if character > ("\x7f" if ascii_only else "\xff"):
            kind = "ASCII" if ascii_only else "Latin-1"
            return f"holds a character outside of {kind} at position {position}"
    if value != value.strip():
        return "begins or ends with white space"
    return None


def checked(
    headers: Mapping[str, str] | None, origin: str, refusal: type[ArgumentError] = ArgumentError
) -> dict[str, str]:
    """Return a copy of the headers that the argument `origin` holds, or refuse them."""
    if not isinstance(headers or {}, Mapping):
        raise refusal(f"{origin} has to be a mapping")
    for name, value in (headers or {}).items():
        if not isinstance(name, str) or not _TOKEN.fullmatch(name):
            raise refusal(f"{origin}: a header's name isn't a token of letters and digits")
        if name.lower() in _FRAMING:
            raise refusal(f"{origin}: the header {name} belongs to the connection")
        wrong = problem(value)
        if wrong is not None:
            raise refusal(f"{origin}: the value of the header {name} {wrong}")
    return dict(headers or {})


def merged(*layers: Pairs) -> tuple[tuple[str, str], ...]:
    """Return the headers of all layers; a later one replaces an earlier one of the same name."""
    result: dict[str, tuple[str, str]] = {}
    for layer in layers:
        result.update({name.lower(): (name, value) for name, value in layer})
    return tuple(result.values())


def sensitive(headers: Pairs) -> tuple[str, ...]:
    """Return the values of those headers that hold a secret, going by their names."""
    return tuple(value for name, value in headers if _SENSITIVE.search(name.lower()))
