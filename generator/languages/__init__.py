"""The languages that output is written in: a room for each, and what they have in common.

Nothing outside of this folder knows a language, and none of its rooms knows another. `LANGUAGE`
is written where no other is asked for, and packages in it are what is compared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from generator.languages.language import Language
from generator.languages.python.language import Python

LANGUAGE: Final = Python()


def _java(package: str) -> Language[Any, Any]:
    from generator.languages.java.language import Java  # where it isn't written it isn't read

    return Java(package)


LANGUAGES: Final[dict[str, Callable[[str], Language[Any, Any]]]] = {
    "python": lambda _: LANGUAGE,
    "java": _java,
}
"""Each by its name; it is made for a package of some name, "" for one called after the Api's."""

DEFAULT: Final = "python"
"""The name of `LANGUAGE`."""
