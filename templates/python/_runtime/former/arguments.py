"""Deprecated names of arguments: what is given by one goes by the present name.

Job: return the one value that an argument was given, whichever of its names that was done by.
"""

from __future__ import annotations

from typing import Any

from ..vocabulary.deprecation import warn
from ..vocabulary.omit import omit


def renamed(operation: str, /, **values: Any) -> Any:
    """Return what was given for an argument, `omit` where nothing was.

    Args:
        operation: the name of what is called.
        values: what each of its names was given, the present name first.

    Raises:
        TypeError: two names were given a value.
    """
    present, *former = values
    names = [name for name, value in values.items() if value is not omit]
    if len(names) > 1:
        raise TypeError(f"{operation}: {names[1]} is {present}: give one of them")
    for name in former:
        if name in names:
            warn(f"{operation}: {name} is deprecated: it is called {present}")
    return values[names[0]] if names else omit
