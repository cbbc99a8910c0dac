"""The two packages that are compared, without importing either before its turn.

They are imported by name: `openai` need not be there, and the type checkers are not asked to read
a package as large as it.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

OURS = "responses_compact"
THEIRS = "openai"
MISSING = f"{THEIRS} is not installed; `make bench` installs it"


def ours(module: str = "") -> ModuleType:
    """Return our package, or a module of it."""
    return import_module(OURS + module)


def theirs(module: str = "") -> ModuleType | None:
    """Return their package or a module of it, or `None` where it isn't installed."""
    return import_module(THEIRS + module) if find_spec(THEIRS) else None
