"""Received values as what is expected, typed as far as they are right, nothing lost.

Job: make an object of the expected class, or of any annotation, of a received value, without
looking into it; and find on request where the value breaks its schema.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ..vocabulary.deadline import NEVER, Deadline
from ..vocabulary.defects import Defect
from ..vocabulary.json_kinds import kind_of
from .annotations import schema_of
from .schema import Object, Schema


def read(annotation: Any, value: Any) -> Any:
    """Return the value, which becomes part of it, as what is expected; a misfit as it is."""
    return schema_for(annotation).make(value)


def fits(annotation: Any, value: Any) -> bool:
    """Return whether a value has a JSON type of what is expected."""
    return kind_of(value) in schema_for(annotation).types


def defects(annotation: Any, value: Any, deadline: Deadline = NEVER) -> tuple[Defect, ...]:
    """Return where a value, which wasn't read yet, breaks the schema of what is expected.

    Raises:
        DeadlineExceeded: there are so many places that time is up before all of it is seen.
    """
    from .checks import defects_of  # hardly anybody needs it

    return defects_of(schema_for(annotation), value, deadline=deadline)


def decode(
    annotation: Any, value: Any, deadline: Deadline = NEVER
) -> tuple[Any, tuple[Defect, ...]]:
    """Return the value read as what is expected, and its defects.

    Raises:
        DeadlineExceeded: it has so many that time is up before all of it is seen.
    """
    wrong = defects(annotation, value, deadline)
    return read(annotation, value), wrong


def schema_for(annotation: Any) -> Schema:
    """Return the schema of an annotation."""
    return Object(annotation) if hasattr(annotation, "__record__") else _schema_for(annotation)


@lru_cache(maxsize=256)
def _schema_for(annotation: Any) -> Schema:
    return schema_of(annotation)
