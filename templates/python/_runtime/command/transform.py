"""A part of an answer, or another view of it, by a JMESPath expression.

Job: read the expression before anything is sent, and apply it to what came. The library isn't one
that a package needs for calls; where it isn't installed that is told, with what would bring it.
"""

from __future__ import annotations

import importlib
import json
from typing import Any

from ..model.wire import encode
from .inputs import UsageError


def checked(flag: str, expression: str | None) -> None:
    """Refuse an expression that can't be applied.

    Raises:
        UsageError: it isn't one, or the library is missing.
    """
    if expression is not None:
        _compiled(flag, expression)


def applied(expression: str, raw: bytes) -> bytes | None:
    """Return what the expression selects from JSON text, as such text; `None` for nothing."""
    try:
        result = _compiled("--transform", expression).search(json.loads(raw.decode("utf-8-sig")))
    except (ValueError, RecursionError):  # a function that doesn't take what it is given
        return None
    return None if result is None else encode(result)


def unquoted(raw: bytes) -> bytes | None:
    """Return the text that JSON text is, as it is without quotes; `None` where it is no text."""
    value = json.loads(raw)
    return value.encode(errors="backslashreplace") if isinstance(value, str) else None


def _compiled(flag: str, expression: str) -> Any:
    try:
        jmespath: Any = importlib.import_module("jmespath")  # of the extra `cli`
    except ImportError:
        raise UsageError(f"{flag} needs jmespath: install the extra cli, or jmespath") from None
    try:
        return jmespath.compile(expression)
    except ValueError as error:
        reason = str(error).splitlines()[0].rstrip(":")
        raise UsageError(f"{flag}: that isn't a JMESPath expression: {reason}") from None
