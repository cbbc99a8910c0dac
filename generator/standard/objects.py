"""Which object of the standard stands at which position of a description.

The table is the fixed fields of OpenAPI 3.0 to 3.2; ``places`` walks a tree along it. Whatever
is not in the table (extensions, examples, defaults) is data, and data is never searched for
references or schemas.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.document import Node, join
from generator.standard.keywords import SCHEMA_FIELDS

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

IGNORED_HEADERS = ("accept", "content-type", "authorization")
"""Headers that are no parameters of an operation, whatever a description says of them."""

SECTIONS: Mapping[str, str] = {
    "schema": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "example": "examples",
    "request body": "requestBodies",
    "header": "headers",
    "security scheme": "securitySchemes",
    "link": "links",
    "callback": "callbacks",
    "path item": "pathItems",
    "media type": "mediaTypes",
}
"""The kinds that may be referenced, each with its section of the components."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    "description": {
        "paths": "<path item>",
        "webhooks": "{path item}",
        "components": "components",
    },
    "components": {section: f"{{{kind}}}" for kind, section in SECTIONS.items()},
    "path item": {
        "parameters": "[parameter]",
        **dict.fromkeys(METHODS, "operation"),
        "additionalOperations": "{operation}",
    },
    "operation": {
        "parameters": "[parameter]",
        "requestBody": "request body",
        "responses": "<response>",
        "callbacks": "{callback}",
    },
    "parameter": {"schema": "schema", "content": "{media type}", "examples": "{example}"},
    "header": {"schema": "schema", "content": "{media type}", "examples": "{example}"},
    "request body": {"content": "{media type}"},
    "response": {"headers": "{header}", "content": "{media type}", "links": "{link}"},
    "media type": {
        "schema": "schema",
        "itemSchema": "schema",
        "examples": "{example}",
        "encoding": "{encoding}",
    },
    "encoding": {"headers": "{header}"},
    "schema": SCHEMA_FIELDS,
}
"""Field to kind; ``[kind]`` is an array of it, ``{kind}`` a map whose keys are free.

``<kind>`` is such a map where keys that begin with ``x-`` are extensions; elsewhere they are names.
"""


@dataclass(slots=True, eq=False)
class StandardObject:
    """A node at a position that the standard names; immutable as nodes are, for type checkers."""

    pointer: Final[str]
    object_type: Final[str]
    node: Final[Node]

    @property
    def reference(self) -> Node | None:
        """The ``$ref`` of the node, where the standard allows one."""
        return self.node.get("$ref") if self.object_type in SECTIONS else None


def standard_objects(
    node: Node, kind: str = "description", pointer: str = ""
) -> Iterator[StandardObject]:
    """All places below a node, itself first, in the order in which they are written."""
    waiting = [StandardObject(pointer, kind, node)]
    while waiting:  # generators within each other hand each place through all of them
        place = waiting.pop()
        yield place
        below: list[StandardObject] = []
        for token, member in place.node.members.items():
            inner = field_type(place.object_type, token)
            if inner is not None:
                below += _below(member, inner, join(place.pointer, token))
        waiting += reversed(below)


def field_type(kind: str, token: str) -> str | None:
    """What stands in a field of an object of that kind; nothing when it is data."""
    if kind == "callback":  # A map of expressions to path items, with no fields of its own.
        return None if token.startswith("x-") or token == "$ref" else "path item"
    return FIELDS.get(kind, {}).get(token)


def type_at(tokens: Sequence[str]) -> str | None:
    """What stands at a place of a description, in any version; nothing where that isn't known."""
    kind: str | None = "description"
    for token in tokens:
        if kind is None:
            return None
        kind = entry_type(kind, token) if kind[0] in "[{<" else field_type(kind, token)
    return kind


def entry_type(kind: str, token: str) -> str | None:
    """What stands in an entry of a map or an array; nothing when it is an extension."""
    return None if kind[0] == "<" and token.startswith("x-") else kind[1:-1]


def _below(node: Node, kind: str, pointer: str) -> Iterator[StandardObject]:
    """The places in a field: the one that it holds, or those in the array or the map that it is."""
    if kind[0] not in "[{<":
        yield StandardObject(pointer, kind, node)
        return
    entries = enumerate(node.items) if kind[0] == "[" else node.members.items()
    for token, entry in entries:
        inner = entry_type(kind, str(token))
        if inner is not None:
            yield StandardObject(join(pointer, token), inner, entry)
