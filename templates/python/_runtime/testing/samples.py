"""Objects for tests: what is required filled in, the rest as a test says.

Job: make a whole object of a generated class from the members that matter to a test, by what the
class says of its fields; so that nobody writes an answer out, and none goes stale when the
description grows. `fake_transport` offers it. It reads the classes and knows no schema besides.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

from ..model.decode import defects, read
from ..model.model import Model
from ..model.schema import (
    AnyOf,
    Array,
    Boolean,
    Enumeration,
    Map,
    Number,
    Object,
    Schema,
    String,
)
from ..model.unions import Variants
from ..model.wire import encode
from ..vocabulary.json_text import loads

M = TypeVar("M", bound=Model)


def build(kind: type[M], /, **members: Any) -> M:
    """Return an object of the class with these members, by their Python names.

    What is required and isn't among them gets the least value that the description allows: the
    first of several, an empty text or list, zero, an object of its own.

    Raises:
        TypeError: the members break the schema, or one is required whose value can't be guessed;
            the text names each place.
    """
    wire: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if name in members:
            wire[field.wire] = members.pop(name)
        elif field.expected:
            wire[field.wire] = _least(field.schema)
    value = loads(encode({**members, **wire}))
    wrong = defects(kind, value)
    if wrong:
        places = [f"{defect.pointer or '/'} {defect.message}" for defect in wrong]
        raise TypeError("\n  ".join([f"no {kind.__name__} can be made so:", *places]))
    result: M = read(kind, value)
    return result


def _least(schema: Schema) -> Any:
    """Return the least value of a schema."""
    match schema:
        case AnyOf(members=members):
            return None if "null" in schema.types else _least(members[0])
        case Enumeration(values=values):
            return values[0]
        case Object(kind=kind):
            return build(cast("type[Model]", kind))
        case Variants(members=members):
            return build(members[0])
        case String(limits=limits):
            return "x" * limits.get("min_length", 0)
        case Number(limits=limits):
            return max(0, limits.get("gt", -1) + 1, limits.get("ge", 0))
        case Array(items=items, limits=limits):
            return [_least(items) for _ in range(limits.get("min_length", 0))]
        case Map():
            return {}
        case Boolean():
            return False
        case _:
            return None
