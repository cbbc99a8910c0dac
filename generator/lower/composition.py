"""`allOf`: several schemas that hold at once, as the one that they amount to.

Objects are merged property by property, the more precise schema of a property wins; a single part
that the others only annotate stands for all. Parts that contradict each other or aren't objects
are problems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document import join
from generator.lower.keywords import constrains
from generator.lower.kinds import without_null
from generator.standard.keywords import ANNOTATIONS
from generator.standard.references import component_of

if TYPE_CHECKING:
    from generator.lower.schemas import Schemas

Schema = dict[str, Any]

_MERGED: Final = frozenset({"type", "additionalProperties", "minProperties", "maxProperties"})
_OF_THE_WHOLE: Final = frozenset({"discriminator"})
"""What a part says about those that refer to it; the whole is none of them."""


def composed(schemas: Schemas, schema: Any, pointer: str) -> Any:
    """Return a schema without `allOf` that means the same, null aside (`kinds`)."""
    while isinstance(schema, dict) and "allOf" in schema:
        if (part := sole_part(schema)) is None:
            return _Merger(schemas).merged(schema, pointer, ())
        rest = {key: value for key, value in without_null(schema).items() if key != "allOf"}
        schema = part if "$ref" in part else {**_plain_object(rest), **without_null(part)}
    return schema


def sole_part(schema: Schema) -> Schema | None:
    """Return the part of `allOf` that the others and the whole only annotate, if there is one."""
    parts = [part for part in schema["allOf"] if part is not True and _says_more(part)]
    rest = {key: value for key, value in schema.items() if key != "allOf"}
    alone = len(parts) == 1 and isinstance(parts[0], dict) and not _says_more(rest)
    return parts[0] if alone else None


def _says_more(schema: Any) -> bool:
    """Return whether a part is more than an annotation of the others."""
    return not isinstance(schema, dict) or bool(constrains(_plain_object(without_null(schema))))


def _plain_object(schema: Schema) -> Schema:
    return {k: v for k, v in schema.items() if (k, v) != ("type", "object")}


class _Merger:
    """Merges the parts of one `allOf`."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

    def merged(self, schema: Schema, pointer: str, seen: tuple[str, ...]) -> Schema:
        result: Schema = {"type": "object", "properties": {}, "required": []}
        for number, part in enumerate(schema["allOf"]):
            where = join(join(pointer, "allOf"), str(number))
            found, annotated = self._resolved(part, where, seen)
            self._merge(result, found, where, annotated=annotated)
        rest = {key: value for key, value in schema.items() if key != "allOf"}
        self._merge(result, rest, pointer, annotated=True)
        return result

    def _resolved(self, part: Any, pointer: str, seen: tuple[str, ...]) -> tuple[Any, bool]:
        """Return the part itself, and whether what it says of itself is said of the whole."""
        inline = True
        while isinstance(part, dict) and "$ref" in part:
            name, inline = component_of(part["$ref"]), False
            if name is None or name in seen:
                self._schemas.problems.add(pointer, "`allOf` can't use this reference")
                return {}, False
            seen = (*seen, name)
            part = self._schemas.components[name]
        if isinstance(part, dict) and "allOf" in part:
            part = self.merged(part, pointer, seen)
        return part, inline

    def _merge(self, merged: Schema, part: Any, pointer: str, *, annotated: bool) -> None:
        part = without_null(part) if isinstance(part, dict) else part
        if not isinstance(part, dict) or part.get("type", "object") != "object":
            self._problem(pointer, "`allOf` of anything but objects isn't supported")
            return
        self._merge_properties(merged["properties"], part.get("properties", {}), pointer)
        new = [name for name in part.get("required", ()) if name not in merged["required"]]
        merged["required"] += new
        for key, value in part.items():
            if key in ("properties", "required") or key in _OF_THE_WHOLE:
                continue
            if key in _MERGED or (annotated and not constrains({key: value})):
                merged[key] = value
            elif constrains({key: value}):
                self._problem(pointer, f"`{key}` within `allOf` isn't supported")

    def _merge_properties(self, known: Schema, more: Schema, pointer: str) -> None:
        for name, schema in more.items():
            kept = _narrower(known[name], schema) if name in known else schema
            if kept is None:
                message = f"the property {name!r} has another schema in another part of `allOf`"
                self._problem(join(join(pointer, "properties"), name), message)
            else:
                known[name] = kept

    def _problem(self, pointer: str, message: str) -> None:
        self._schemas.problems.add(pointer, message)


def _narrower(one: Any, other: Any) -> Any:
    """Return the one of two schemas that the other allows everything of; `None` if neither is."""
    if _bare(one) == _bare(other) or other is True or other == {}:
        return {**one, **other} if isinstance(one, dict) and isinstance(other, dict) else one
    if one is True or one == {}:
        return other
    if _allows(one, other):
        return other
    return one if _allows(other, one) else None


def _allows(wide: Any, narrow: Any) -> bool:
    """Return whether constants are all among the values of another schema."""
    if not isinstance(wide, dict) or not isinstance(narrow, dict):
        return False
    values = _constants(narrow)
    if values is None or wide.get("type") not in (None, narrow.get("type", wide.get("type"))):
        return False
    known = _constants(wide)
    if known is not None:
        return all(value in known for value in values)
    return not constrains(wide, but=frozenset({"type", "format"}))


def _constants(schema: Schema) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _bare(schema: Any) -> Any:
    """Return a schema without what only tells about it."""
    if not isinstance(schema, dict):
        return schema
    return {key: value for key, value in schema.items() if key not in ANNOTATIONS}
