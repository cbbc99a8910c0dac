"""What is meant by forms of Swagger 2.0 and of haste, where a description is somebody else's.

Job: the mend of a fault of form that says something all the same, which would be lost if it just
went: a type beside the name of a parameter, a schema right in a response, an address or the name
of a security scheme without the object around it. `forms` asks it before it lets anything go.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.document import Document, Node, Value, split
from generator.mending import Mend, node_of, replaced
from generator.standard.keywords import KNOWN
from generator.validate.body_parameters import LOCATIONS, with_body
from generator.validate.messages import Fault

TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("str", "text", "date", "datetime", "date-time", "uuid", "file"), "string"),
    **dict.fromkeys(("int", "int32", "int64", "long", "Integer"), "integer"),
    **dict.fromkeys(("float", "double", "decimal", "Number"), "number"),
    **dict.fromkeys(("bool", "Boolean"), "boolean"),
    **dict.fromkeys(("list", "Array"), "array"),
    **dict.fromkeys(("dict", "map", "Object"), "object"),
    "String": "string",
}
"""What is meant by names that are no types of JSON Schema."""

_STYLES: Final[Mapping[str, Mapping[str, Value]]] = {
    "csv": {"explode": False},
    "multi": {"explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
}
"""How a list travels by `collectionFormat` of Swagger 2.0."""

_OF_PARAMETERS: Final = frozenset({"description", "deprecated", "example", "examples", "required"})
"""Words that say the same of a parameter as of a schema."""


def habit_mend(document: Document, tokens: tuple[str, ...], fault: Fault, at: Node) -> Mend | None:
    """Return what is taken for a fault outside of schemas; nothing where it says nothing."""
    pointer = "".join(f"/{token.replace('~', '~0').replace('/', '~1')}" for token in tokens)
    parent = pointer.rpartition("/")[0]
    match tokens:
        case (*_, "parameters", _, "type") if fault.at_key:
            return _with_schema(document, parent)
        case (*_, "parameters", _, "in") if at.value in LOCATIONS:
            return with_body(tokens, parent.rpartition("/")[0].rpartition("/")[0])
        case (*_, "parameters") if at.items:
            return _with_one_query(pointer, at)
        case (*_, "responses", _, "schema") if fault.at_key and at.members:
            return _with_content(parent, at)
        case (*_, "servers", _) if isinstance(at.value, str):
            return replaced(pointer, {"url": at.value})
        case (*_, "security", _) if isinstance(at.value, str):
            return replaced(pointer, {at.value: []})
        case (*_, "security", _, _) if at.value is None or at.value == "":
            return replaced(pointer, [])
        case (*_, "responses", _) if isinstance(at.value, str):
            return replaced(pointer, {"description": at.value})
        case (*_, "variables", _) if fault.missing == "default" and (values := at.get("enum")):
            return _with_default(pointer, values)
    return None


def whole_schema_mend(pointer: str, node: Node) -> Mend:
    """Return what is taken for a schema that is no mapping: any JSON, unless it says a type."""
    if split(pointer)[-1:] == ("items",) and node.items:
        return Mend(pointer, any_of)
    name = node.value if isinstance(node.value, str) else ""
    json_type = TYPES.get(name, name) if name in (*TYPES, *TYPES.values()) else ""
    return replaced(pointer, {"type": json_type} if json_type else {})


def any_of(node: Node) -> Node:
    """Schemas of items by their places, as earlier versions had them: each item is any of them."""
    if len(node.items) < 2:
        return node.items[0] if node.items else node
    return Node({"anyOf": Node(node.items, node.where)}, node.where, node.key)


def _with_schema(document: Document, pointer: str) -> Mend:
    """A parameter that says its type beside its name."""
    members = document.at(pointer).members
    keywords = {k: v for k, v in members.items() if k in KNOWN and k not in _OF_PARAMETERS}
    form = members["collectionFormat"].value if "collectionFormat" in members else None

    def change(node: Node) -> Node:
        styles = {
            key: node_of(value, node.where)
            for key, value in _STYLES.get(str(form), {}).items()
            if key not in node.members
        }
        schema = {"schema": Node(keywords, node.where)}
        others = {k: v for k, v in node.members.items() if k not in keywords}
        return Node({**schema, **styles, **others}, node.where, node.key)

    return Mend(pointer, change)


def _with_one_query(pointer: str, parameters: Node) -> Mend | None:
    """A whole query and parts of one exclude each other: the parts have names and count."""
    parts = tuple(one for one in parameters.items if one.text("in") != "querystring")
    if len(parts) in (0, len(parameters.items)):
        return None
    return Mend(pointer, lambda node: Node(parts, node.where, node.key))


def _with_content(pointer: str, schema: Node) -> Mend:
    """An answer whose schema stands beside its description."""

    def change(node: Node) -> Node:
        media = Node({"schema": schema}, schema.where)
        content = Node({"application/json": media}, schema.where)
        others = {k: v for k, v in node.members.items() if k != "schema"}
        return Node({"content": content, **others}, node.where, node.key)

    return Mend(pointer, change)


def _with_default(pointer: str, values: Node) -> Mend | None:
    """A variable of an address is the first of its values."""
    if not values.items:
        return None
    first = node_of(values.items[0].plain(), values.where)
    return Mend(
        pointer, lambda node: Node({**node.members, "default": first}, node.where, node.key)
    )
