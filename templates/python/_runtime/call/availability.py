"""Says once that a provider documents an operation as not supported, and what else is against it.

Job: one warning for each process and operation, at the line of the caller's; what is deprecated is
for `deprecations` to say. It never keeps the call from being made: documents are out of date sooner
than servers are. `session` asks it first.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

from ..vocabulary.errors import UnsupportedOperationWarning
from ..vocabulary.operation import Operation
from ..vocabulary.provider import Provider
from .deprecations import warn_of

_announced: set[tuple[str, str]] = set()
_FRAMES_TO_CALLER = 4  # announce, the client's call, the generated method, its caller


def announce(provider: Provider, operation: Operation[Any], arguments: Mapping[str, Any]) -> None:
    """Warn of what is deprecated, and when the operation isn't supported and nobody has said so."""
    warn_of(operation, arguments)
    key = (provider.name, operation.name)
    if operation.availability is None or key in _announced:
        return
    _announced.add(key)
    warnings.warn(
        operation.availability.note, UnsupportedOperationWarning, stacklevel=_FRAMES_TO_CALLER
    )
