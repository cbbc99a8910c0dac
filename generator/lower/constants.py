"""Constants: the values of `enum` and `const`, and what stands where they are of several types.

Job: tell values of one type, which are constants, from a mixture, of which the JSON types stand.
Part of `normal`.
"""

from __future__ import annotations

from typing import Any

from generator.lower.findings import Findings
from generator.lower.raw import json_type
from generator.schema import Constants, Free, OneOf, Plain, Schema, Shape


def constants(values: tuple[Any, ...], pointer: str, findings: Findings) -> Shape:
    """Return the shape of a schema that lists its values."""
    types = {type(value) for value in values}
    if len(types) == 1 and types <= {str, int, bool}:
        return Constants(values=tuple(dict.fromkeys(values)))
    message = "constants have to be strings, whole numbers or booleans, all of one type"
    findings.unsupported(pointer, message, "their JSON types stand", strict="error")
    groups: dict[str, list[Any]] = {}
    for value in values:
        groups.setdefault(json_type(value), []).append(value)
    shapes = [_of_one_type(name, tuple(group)) for name, group in groups.items()]
    if len(shapes) == 1:
        return shapes[0]
    if any(isinstance(shape, Free) for shape in shapes):
        return Free()
    return OneOf(members=tuple(Schema(shape=shape, pointer=pointer) for shape in shapes))


def _of_one_type(json_type: str, values: tuple[Any, ...]) -> Shape:
    """Return the shape of constants of one JSON type; fractions are no constants of a type."""
    match json_type:
        case "string" | "boolean":
            return Constants(values=tuple(dict.fromkeys(values)))
        case "number" if all(isinstance(value, int) for value in values):
            return Constants(values=tuple(dict.fromkeys(values)))
        case "number":
            return Plain(type="number")
    return Free()
