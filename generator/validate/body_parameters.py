"""Parameters that are bodies, as Swagger 2.0 has them: what they say stands in a request body.

Job: the mend of an operation that has parameters in `formData` or in `body`, which frameworks go on
writing into newer descriptions. Without it what they carry would never be sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.document import Node
from generator.mending import Mend, node_of
from generator.standard.objects import METHODS

LOCATIONS: Final = frozenset({"body", "formData"})
_FORMS: Final = ("multipart/form-data", "application/x-www-form-urlencoded")


def with_body(tokens: tuple[str, ...], pointer: str) -> Mend | None:
    """Return the mend of the operation whose parameter is at the tokens; nothing elsewhere."""
    if len(tokens) != 6 or tokens[0] != "paths" or tokens[2] not in METHODS:
        return None
    return Mend(pointer, _changed)


def _changed(operation: Node) -> Node:
    """Return the operation with what such parameters say as its body."""
    every = operation.members["parameters"]
    parts = [one for one in every.items if one.text("in") in LOCATIONS]
    others = tuple(one for one in every.items if one not in parts)
    parameters = Node(others, every.where, every.key)
    body = operation.get("requestBody")
    if (whole := next((one for one in parts if one.text("in") == "body"), None)) is not None:
        body = body or _body(whole, "application/json", whole.get("schema"))
    elif parts:
        body = _with_parts(body, parts)
    members = {**operation.members, "parameters": parameters}
    members |= {"requestBody": body} if body else {}
    return Node(members, operation.where, operation.key)


def _body(parameter: Node, media_type: str, schema: Node | None, body: Node | None = None) -> Node:
    """Return a body of one media type, required as the parameter or another body is."""
    where = parameter.where
    media = Node({"schema": schema or Node({}, where)}, where)
    required = parameter.get("required")
    members = {**body.members} if body else {}
    members |= {"required": required} if required and required.value is True else {}
    return Node({**members, "content": Node({media_type: media}, where)}, where)


def _with_parts(body: Node | None, parts: list[Node]) -> Node | None:
    """Return a form with the parts besides what the body is, where that is a form."""
    content = body.get("content") if body else None
    media_types = dict(content.members) if content else {}
    if not set(media_types) <= set(_FORMS):
        return body
    media_type = _FORMS[0] if _FORMS[0] in media_types or any(map(_is_file, parts)) else _FORMS[1]
    former = next((schema for one in media_types.values() if (schema := one.get("schema"))), None)
    first = next((one for one in parts if _is_required(one)), parts[0])
    return _body(first, media_type, _with_properties(former, parts), body)


def _with_properties(former: Node | None, parts: list[Node]) -> Node:
    """Return the schema of a form that has the parts, and what the former one says."""
    where = parts[0].where
    properties = {part.text("name") or "": _schema(part) for part in parts}
    required = tuple(node_of(part.text("name"), where) for part in parts if _is_required(part))
    members = {"type": node_of("object", where), "properties": Node(properties, where)}
    members |= {"required": Node(required, where)} if required else {}
    own = Node(members, where)
    return Node({"allOf": Node((former, own), where)}, where) if former else own


def _schema(part: Node) -> Node:
    """Return the schema of a part, with the description of the parameter."""
    schema = part.get("schema") or Node({}, part.where)
    description = part.get("description")
    members: Mapping[str, Node] = {"description": description} if description else {}
    return Node({**members, **schema.members}, schema.where, schema.key)


def _is_required(part: Node) -> bool:
    required = part.get("required")
    return required is not None and required.value is True


def _is_file(part: Node) -> bool:
    """Return whether a part is bytes: as itself, or as one of a list."""
    schema = part.get("schema")
    while schema is not None and (items := schema.get("items")) is not None:
        schema = items
    return schema is not None and (
        schema.text("format") in ("binary", "byte") or schema.get("contentMediaType") is not None
    )
