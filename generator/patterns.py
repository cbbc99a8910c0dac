"""Whether the output can hold a value to a pattern.

Job: ask the engine that the output runs on, which takes time that grows with the text and no more,
and therefore knows fewer patterns than a description may have. Nothing is matched here. `lower`
leaves out what can't be enforced, and the rules say so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

KEYWORD = "pattern"


@lru_cache(maxsize=1024)
def enforceable(pattern: Any) -> bool:
    """Return whether the run-time engine knows the pattern."""
    from pydantic import TypeAdapter
    from pydantic.types import StringConstraints
    from pydantic_core import SchemaError
    from typing import Annotated

    try:
        TypeAdapter(Annotated[str, StringConstraints(pattern=pattern)])
    except SchemaError:
        return False
    return True
