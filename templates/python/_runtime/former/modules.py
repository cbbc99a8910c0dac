"""Deprecated names of classes, found in the modules that had them.

Job: stand for a class by the name that it had before, and warn at the line that asks for it. Type
checkers don't see this module: for them the name is another one for the class.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from ..vocabulary.deprecation import warn


def former(module: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a `__getattr__` for a module, which leaves other names to the one that it has.

    Args:
        module: its name.
        names: the present names by those from before.
    """
    others: Callable[[str], Any] | None = getattr(sys.modules[module], "__getattr__", None)

    def lookup(name: str) -> Any:
        if name in names:
            warn(f"{module}.{name} is deprecated: it is called {names[name]}")
            return getattr(sys.modules[module], names[name])
        if others is not None:
            return others(name)
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return lookup
