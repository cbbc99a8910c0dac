"""Patterns, by the engine that the output runs on.

Job: say whether that engine knows a pattern, and whether a text has it. It takes time that grows
with the text and no more, and therefore knows fewer patterns than a description may have; Python's
own engine can be stopped for ever by one, so no pattern of a description is ever given to it to
match. `lower` leaves out what can't be enforced, and the rules say so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

KEYWORD: Final = "pattern"


@lru_cache(maxsize=1024)
def _adapter(pattern: str) -> Any:
    from typing import Annotated

    from pydantic import TypeAdapter
    from pydantic.types import StringConstraints
    from pydantic_core import SchemaError

    try:
        return TypeAdapter(Annotated[str, StringConstraints(pattern=pattern)])
    except SchemaError:
        return None


def enforceable(pattern: Any) -> bool:
    """Return whether the run-time engine knows the pattern."""
    return _adapter(pattern) is not None


def matches(pattern: str, text: str) -> bool:
    """Return whether a text has a pattern, which it has when the engine doesn't know it."""
    from pydantic import ValidationError

    adapter = _adapter(pattern)
    try:
        return adapter is None or adapter.validate_python(text) == text
    except ValidationError:
        return False
