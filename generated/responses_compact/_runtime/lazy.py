"""Names that are imported when they are first used (PEP 562).

Job: make importing a package cost next to nothing, whatever it offers. Type checkers don't see
this module: for them the names are imported in the package itself.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Lookup = Callable[[str], Any]
Listing = Callable[[], list[str]]


def lazy(
    package: str, places: Mapping[str, tuple[str, ...]], modules: Sequence[str] = ()
) -> tuple[Lookup, Listing]:
    """Return `__getattr__` and `__dir__` for `package`.

    Args:
        package: the name of the package.
        places: the names that it offers, by the module (relative to it) that has them.
        modules: the modules of its own that it offers themselves.
    """
    where = {name: module for module, names in places.items() for name in names}

    def lookup(name: str) -> Any:
        if name in where:
            value = getattr(importlib.import_module(where[name], package), name)
        elif name in modules:
            value = importlib.import_module(f".{name}", package)
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        setattr(sys.modules[package], name, value)
        return value

    def listing() -> list[str]:
        return sorted({*vars(sys.modules[package]), *where, *modules})

    return lookup, listing
