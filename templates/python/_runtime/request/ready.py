"""What a call needs later, imported before it is sent.

Job: leave nothing to be imported once the provider may charge for the call. An import opens files,
and fails where a process has no descriptors left or its disk is gone; then no answer must get lost
by it. What fails before that is an exception of ours, and says that nothing was sent. `session` and
`session_async` call this at the beginning of each call.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

from ..vocabulary.errors import APIConnectionError
from ..vocabulary.operation import Operation
from ..vocabulary.signals import interrupts

_READERS: Final = ("..vocabulary.json_text", "..model.checks", "..model.decode", "..model.wire")
_STANDARD: Final = ("encodings.idna", "encodings.utf_8_sig", "random", "uuid")
"""What the standard library, or a part of the runtime, imports when it is first used."""
_AWAITING: Final = ("..process.loops",)

_READY: Final[set[object]] = set()


def prepare(operation: Operation[Any], *, awaiting: bool = False) -> None:
    """Import what reads the answers to an operation, and what decides on further tries.

    Raises:
        APIConnectionError: something can't be imported; nothing was sent.
    """
    key = (operation.reads, awaiting)
    if key in _READY:
        return
    with importing():
        for name in _STANDARD:
            import_module(name)
        for name in (*_READERS, *(_AWAITING if awaiting else ())):
            import_module(name, __package__)
        for later in operation.reads:
            if later is not None:
                later()
    _READY.add(key)


@contextmanager
def importing() -> Generator[None]:
    """Turn the failure of an import into one of ours.

    Raises:
        APIConnectionError: it fails; nothing was sent.
    """
    try:
        yield
        return
    except (ImportError, OSError) as error:
        if interrupts(error):
            raise
        reason = f"{type(error).__name__}: {error}"
    text = f"a part of the package can't be imported ({reason})"
    raise APIConnectionError(text, reason=reason, sent=False)
