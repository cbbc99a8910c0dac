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


LONGEST: Final = 10_000
"""Characters of a pattern; engines take many times as many bytes and as long as for text."""


def _validator(pattern: str) -> Any:
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    if len(pattern) > LONGEST:
        return None
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return None


@lru_cache(maxsize=4096)
def enforceable(pattern: Any) -> bool:
    """Return whether the run-time engine knows the pattern, and it isn't too long for that."""
    return _validator(pattern) is not None


_kept = lru_cache(maxsize=8)(_validator)  # of few, since each may take ten megabytes


def made() -> int:
    """Return how many patterns have been made ready for matching so far, which takes time."""
    return _kept.cache_info().misses


def matches(pattern: str, text: str) -> bool:
    """Return whether a text has a pattern, which it has when the engine doesn't know it."""
    from pydantic_core import ValidationError

    known = _kept(pattern)
    try:
        return known is None or known.validate_python(text) == text
    except ValidationError:
        return False
