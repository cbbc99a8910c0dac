"""What is taken in the place of what hasn't the form that the standard gives it.

Job: for each fault of form, its kind and a mend. A value that says the same in another type is
written as it should be; what the standard wants and nothing needs is filled in; what can't be meant
goes, and with it as little as possible. `structure` finds the faults.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from generator.document import Document, Node, Value, join, split
from generator.mending import Mend, left_out, renamed, replaced, with_member
from generator.policy import Kind
from generator.standard.keywords import KNOWN, UNIONS
from generator.standard.objects import StandardObject, type_at
from generator.validate.habits import TYPES, any_of, habit_mend
from generator.validate.messages import Fault
from generator.validate.spelling import as_type

Verdict: TypeAlias = tuple[Kind, "Mend | None"]

_FILLED: Final[Mapping[str, Value]] = {
    "description": "",
    "title": "API",
    "version": "0",
    "required": True,
    **dict.fromkeys(("authorizationUrl", "openIdConnectUrl"), "https://localhost/"),
    "tokenUrl": "",
}
"""What is taken for a member that the standard wants; an object for any other of `_EMPTY`."""
_EMPTY: Final = frozenset({"responses", "content", "flows", "scopes", "paths", "info"})
_ENTRIES: Final = frozenset({"in", "name", "url", "type", "scheme", "propertyName"})
"""Members without which the object that wants them says nothing."""

_BOUNDS: Final = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_LISTS: Final = frozenset({"enum", "allOf", *UNIONS})
"""Keywords that say nothing where they list nothing."""
_DEFAULT: Final = ("discriminator", "defaultMapping")
_STATUS: Final = re.compile(r"[1-5]xx", re.IGNORECASE)


def schema_mend(
    document: Document, schema: StandardObject, fault: Fault, at: StandardObject
) -> Verdict:
    """Return what is done about a fault of a schema itself, at a place in it."""
    keyword = str(fault.path[0]) if fault.path else ""
    if fault.surplus:
        return Kind.UNEXPECTED, _surplus_mend((), fault, at)
    if fault.at_key and len(fault.path) == 1:
        is_keyword = keyword in KNOWN
        return (Kind.NEWER, None) if is_keyword else (Kind.UNEXPECTED, left_out(at.pointer))
    if fault.at_key and fault.path == _DEFAULT:
        return Kind.NEWER, None
    top = join(schema.pointer, keyword)
    if keyword in _BOUNDS:
        return Kind.NEWER, _bound_mend(schema, keyword)
    if keyword == "type" and len(fault.path) < 3 and not fault.missing:
        return _type_mend(schema, at)
    if keyword == "discriminator" and isinstance(at.node.value, str) and len(fault.path) == 1:
        return Kind.FORM, replaced(top, {"propertyName": at.node.value})
    if keyword == "items" and at.node.items and len(fault.path) == 1:
        return Kind.FORM, Mend(top, any_of)
    if keyword == "enum" and at.node.members and len(fault.path) == 1:
        return Kind.FORM, left_out(top)
    if keyword in ("items", "additionalProperties") and len(fault.path) == 1:
        return Kind.FORM, _as_wanted(document, fault, at) or replaced(top, {})
    if (fault.missing and fault.missing not in _FILLED) or (fault.harmless and keyword in _LISTS):
        return Kind.FORM, left_out(top)
    return _plain_mend(document, fault, at)


def _bound_mend(schema: StandardObject, keyword: str) -> Mend | None:
    """The switch of 3.0 in a later version is the number that it makes exclusive."""
    switch = schema.node.members[keyword].value
    if not isinstance(switch, bool):
        return None if isinstance(switch, int | float) else left_out(join(schema.pointer, keyword))

    def change(node: Node) -> Node:
        members = dict(node.members)
        switch_node = members.pop(keyword)
        limit = members.pop(_BOUNDS[keyword], None) if switch else None
        if limit is not None:
            members[keyword] = Node(limit.value, limit.where, switch_node.key)
        return Node(members, node.where, node.key)

    return Mend(schema.pointer, change)


def _type_mend(schema: StandardObject, at: StandardObject) -> Verdict:
    """A list of types and null are of 3.1; other names are those of programming languages."""
    value = at.node.value
    node = schema.node.members["type"]
    names = [item.value for item in node.items] if node.items else [node.value]
    if names and all(name in (*TYPES.values(), "null", "array", "object") for name in names):
        return Kind.NEWER, None
    json_type = TYPES.get(value) if isinstance(value, str) else None
    return Kind.FORM, replaced(at.pointer, json_type) if json_type else left_out(at.pointer)


def object_mend(document: Document, _: StandardObject, fault: Fault, at: StandardObject) -> Verdict:
    """Return what is done about a fault outside of schemas."""
    tokens = split(at.pointer)
    if (mend := habit_mend(document, tokens, fault, at.node)) is not None:
        return Kind.FORM, mend
    if fault.at_key:
        return _unexpected(tokens, at)
    if fault.surplus:
        return Kind.UNEXPECTED, _surplus_mend(tokens, fault, at)
    if fault.missing in _ENTRIES:
        return Kind.FORM, left_out(at.pointer) if len(tokens) > 1 else None
    scheme = tokens[1:2] == ("securitySchemes",) and tokens[3:] in (("type",), ("scheme",))
    if scheme or (len(tokens) > 2 and tokens[-1] in ("in", "$ref")):
        return Kind.FORM, left_out(at.pointer.rpartition("/")[0])
    return _plain_mend(document, fault, at)


def _unexpected(tokens: tuple[str, ...], at: StandardObject) -> Verdict:
    """A member that isn't known is left out, or has the name that was meant."""
    name = _name_meant(tokens[:-1], tokens[-1], at.node)
    reserved = tokens[-3:-2] == ("parameters",) and tokens[-1] == "allowReserved"
    if name == tokens[-1] or reserved:  # the latter stands in paths too from 3.2 on
        return Kind.NEWER, None
    if name:
        return Kind.FORM, renamed(at.pointer.rpartition("/")[0], tokens[-1], name)
    return Kind.UNEXPECTED, left_out(at.pointer)


def _name_meant(tokens: tuple[str, ...], name: str, node: Node) -> str:
    """A path without a slash has one, a status in small letters is written in capitals.

    What another version of the standard has there keeps its name, and is read in all.
    """
    if tokens == ("paths",) and node.members:
        return f"/{name}"
    if tokens[-1:] == ("responses",) and _STATUS.fullmatch(name):
        return name.upper()
    around = type_at(tokens) or "["
    return name if around[0] not in "[{<" and type_at((*tokens, name)) else ""


def _surplus_mend(tokens: tuple[str, ...], fault: Fault, at: StandardObject) -> Mend:
    """The same for all members at once that are too many to have a fault each."""
    surplus = frozenset(fault.surplus)

    def change(node: Node) -> Node:
        members: dict[str, Node] = {}
        for name, member in node.members.items():
            keyword = _name_meant(tokens, name, member) if name in surplus else name
            if keyword:
                members[keyword] = member
        return Node(members, node.where, node.key)

    return Mend(at.pointer, change)


def _plain_mend(document: Document, fault: Fault, at: StandardObject) -> Verdict:
    if fault.missing in _FILLED:
        return Kind.MISSING, with_member(at.pointer, fault.missing, _FILLED[fault.missing])
    if fault.missing:
        empty = fault.missing in _EMPTY
        return Kind.MISSING, with_member(at.pointer, fault.missing, {}) if empty else None
    if fault.twice:
        return Kind.TWICE, Mend(at.pointer, _once)
    if fault.only is not None:
        return Kind.FORM, replaced(at.pointer, fault.only)
    if fault.harmless:
        return (Kind.NAME if "components" in at.pointer[:12] else Kind.FORM), None
    if (mend := _as_wanted(document, fault, at)) is not None:
        return Kind.FORM if at.node.members else Kind.TEXT, mend
    return Kind.FORM, left_out(at.pointer) if at.pointer else None


def _as_wanted(document: Document, fault: Fault, at: StandardObject) -> Mend | None:
    value = as_type(document, at.node, fault.wants)
    return replaced(at.pointer, value) if value is not None else None


def _once(node: Node) -> Node:
    """The list with each of its items once."""
    distinct: list[Node] = []
    for item in node.items:
        if all(item.plain() != other.plain() for other in distinct):
            distinct.append(item)
    return Node(tuple(distinct), node.where, node.key)
