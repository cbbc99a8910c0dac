"""Unions that only say more about an object whose properties stand beside them.

`anyOf: [{required: [a]}, {required: [b]}]` beside `properties` is a demand about values, not a
choice between types: no type says it, and the server judges it. `lower` reads a schema without it,
and `rules.unenforced` tells of it.
"""

from __future__ import annotations

from typing import Any, Final

from generator.standard.keywords import UNIONS

_DATA: Final = frozenset({"const", "default", "enum", "example", "examples"})
_SAID: Final = frozenset({"required", "properties", "type", "additionalProperties", "title"})


def constraint_unions(schema: Any) -> tuple[str, ...]:
    """Return the keywords of the unions that say nothing but what is demanded of the properties."""
    if not isinstance(schema, dict) or not isinstance(properties := schema.get("properties"), dict):
        return ()
    return tuple(
        keyword
        for keyword in UNIONS
        if isinstance(members := schema.get(keyword), list)
        and all(only_constrains(member, properties) for member in members)
    )


def only_constrains(member: Any, properties: dict[str, Any]) -> bool:
    """Return whether a member is about known properties alone."""
    if not isinstance(member, dict) or not member.keys() - {"description"} <= _SAID:
        return False
    plain = member.get("type", "object") == "object" and member.get("additionalProperties", True)
    members = member.get("properties", {})
    return plain is True and isinstance(members, dict) and members.keys() <= properties.keys()


def without_constraint_unions(part: Any) -> Any:
    """Return a part of a description without such unions, wherever they stand."""
    if isinstance(part, list):
        return [without_constraint_unions(item) for item in part]
    if not isinstance(part, dict):
        return part
    keywords = constraint_unions(part)
    return {
        key: value if key in _DATA else without_constraint_unions(value)
        for key, value in part.items()
        if key not in keywords
    }
