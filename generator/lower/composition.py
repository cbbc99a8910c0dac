"""`allOf`: several schemas that hold at once, as the one that they amount to.

Objects are merged property by property; an annotation beside a single member goes with it. Parts
that contradict each other or aren't objects are problems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document import join

if TYPE_CHECKING:
    from generator.lower.schemas import Schemas

Schema = dict[str, Any]

ANNOTATIONS: Final = frozenset(
    {
        *("title", "description", "default", "deprecated", "example", "examples", "readOnly"),
        *("writeOnly", "externalDocs", "$comment", "xml"),
    }
)
_MERGED: Final = frozenset({"type", "properties", "required", "additionalProperties"})


def composed(schemas: Schemas, schema: Any, pointer: str) -> Any:
    """Return a schema without `allOf` that means the same."""
    if not isinstance(schema, dict) or "allOf" not in schema:
        return schema
    rest = {key: value for key, value in schema.items() if key != "allOf"}
    parts = schema["allOf"]
    if len(parts) == 1 and not _constrains(rest):
        return {**parts[0], **({} if "$ref" in parts[0] else rest)}
    merged: Schema = {"type": "object", "properties": {}, "required": []}
    for number, part in enumerate(parts):
        where = join(join(pointer, "allOf"), str(number))
        _merge(schemas, merged, _resolved(schemas, part, where, ()), where)
    _merge(schemas, merged, rest, pointer)
    return merged


def _constrains(schema: Schema) -> bool:
    return any(key not in ANNOTATIONS and not key.startswith("x-") for key in schema)


def _resolved(schemas: Schemas, part: Any, pointer: str, seen: tuple[str, ...]) -> Any:
    while isinstance(part, dict) and "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        if name in seen:
            schemas.problems.add(pointer, f"`allOf` of {name} contains itself")
            return {}
        seen = (*seen, name)
        part = schemas.components[name]
    if isinstance(part, dict) and "allOf" in part:
        inner: Schema = {"type": "object", "properties": {}, "required": []}
        for member in part["allOf"]:
            _merge(schemas, inner, _resolved(schemas, member, pointer, seen), pointer)
        _merge(schemas, inner, {k: v for k, v in part.items() if k != "allOf"}, pointer)
        return inner
    return part


def _merge(schemas: Schemas, merged: Schema, part: Any, pointer: str) -> None:
    if not isinstance(part, dict) or part.get("type", "object") != "object":
        schemas.problems.add(pointer, "`allOf` of anything but objects isn't supported")
        return
    for key, value in part.items():
        if key == "properties":
            _merge_properties(schemas, merged["properties"], value, pointer)
        elif key == "required":
            merged["required"] += [name for name in value if name not in merged["required"]]
        elif key in ANNOTATIONS or key.startswith("x-") or key in _MERGED:
            merged[key] = value
        elif key in ("oneOf", "anyOf", "discriminator", "nullable"):
            schemas.problems.add(pointer, f"`{key}` within `allOf` isn't supported")
        else:
            merged[key] = value


def _merge_properties(schemas: Schemas, known: Schema, more: Schema, pointer: str) -> None:
    for name, schema in more.items():
        if name in known and known[name] != schema and not _narrows(known[name], schema):
            schemas.problems.add(
                join(join(pointer, "properties"), name),
                f"the property {name!r} has another schema in another part of `allOf`",
            )
        known[name] = schema


def _narrows(wide: Any, narrow: Any) -> bool:
    """Return whether a later part only says more precisely which values it takes."""
    if not isinstance(wide, dict) or not isinstance(narrow, dict):
        return False
    precise = "const" in narrow or "enum" in narrow
    return precise and wide.get("type") in (None, narrow.get("type", wide.get("type")))
