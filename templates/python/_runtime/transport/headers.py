"""Header names and values: what may be sent, and how layers of them are merged.

Job: refuse what would break the message or hide a second one in it (RFC 9110, section 5.5), with an
error that names the header and never shows the value. `configuration`, `credentials` and `request`
ask here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from ..vocabulary.errors import ArgumentError
from ..vocabulary.omit import Omit, omit

Pairs = Iterable[tuple[str, str]]
Layer = Iterable[tuple[str, str | None]]
"""Headers of which a value of `None` takes away those that earlier layers have."""

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
    headers: Mapping[str, str | None | Omit] | None,
    origin: str,
    refusal: type[ArgumentError] = ArgumentError,
) -> dict[str, str | None]:
    """Return a copy of the headers that the argument `origin` holds, or refuse them.

    `None` and `omit` as a value both become `None`: the header isn't to be sent.
    """
    if not _is_mapping(headers or {}):
        raise refusal(f"{origin} has to be a mapping")
    for name, value in (headers or {}).items():
        if not _is_token(name):
            raise refusal(f"{origin}: a header's name isn't a token of letters and digits")
        if name.lower() in _FRAMING:
            raise refusal(f"{origin}: the header {name} belongs to the connection")
        wrong = None if value is None or value is omit else problem(value)
        if wrong is not None:
            raise refusal(f"{origin}: the value of the header {name} {wrong}")
    return {name: None if value is omit else value for name, value in (headers or {}).items()}


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_token(name: object) -> bool:
    return isinstance(name, str) and _TOKEN.fullmatch(name) is not None


def layered(*layers: Layer) -> tuple[tuple[str, str | None], ...]:
    """Return the headers of all layers; a later one replaces an earlier one of the same name."""
    result: dict[str, tuple[str, str | None]] = {}
    for layer in layers:
        result.update({name.lower(): (name, value) for name, value in layer})
    return tuple(result.values())


def merged(*layers: Layer) -> tuple[tuple[str, str], ...]:
    """Return the headers of all layers that are to be sent."""
    return tuple((name, value) for name, value in layered(*layers) if value is not None)


def dropped(headers: Layer) -> frozenset[str]:
    """Return the names, in lower case, of the headers that are not to be sent."""
    return frozenset(name.lower() for name, value in headers if value is None)


def sensitive(headers: Pairs) -> tuple[str, ...]:
    """Return the values of those headers that hold a secret, going by their names."""
    return tuple(value for name, value in headers if _SENSITIVE.search(name.lower()))
