"""Unions that no single tag tells apart: the marker ``x-variants`` is whole and can decide.

The marker gives each value of the property to a member, or lists it as shared; rules then choose
by what else the value has, and the last of them, without conditions, takes the rest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.document import Node, join
from generator.findings import Finding
from generator.quoting import nearest
from generator.standard.objects import StandardObject
from generator.validate.rules.unions import Member, members
from generator.validate.survey import Survey, finding

MARKER = "x-variants"
FIELDS: Mapping[str, type] = {"property": str, "mapping": Mapping, "shared": tuple, "rules": tuple}
RULE: Mapping[str, type] = {
    "schema": str,
    "equals": Mapping,
    "present": tuple,
    "absent": tuple,
    "kinds": Mapping,
}
ENTRIES: Mapping[str, type] = {
    **dict.fromkeys(("mapping", "shared", "present", "absent", "kinds"), str),
    "equals": tuple,
    "rules": Mapping,
}
KINDS = ("string", "number", "boolean", "array", "object", "null")
NAMES: Mapping[type, str] = {str: "a string", Mapping: "a mapping", tuple: "a list"}


@dataclass(frozen=True, slots=True, eq=False)
class Marker:
    """A union with the marker: where it is, what it says, whom it is about."""

    place: StandardObject
    property: str
    members: Mapping[str, Member]
    mapping: Mapping[str, Node]
    shared: tuple[Node, ...]
    rules: tuple[StandardObject, ...]


def check(survey: Survey) -> Iterator[Finding]:
    """Yield all findings about marked unions."""
    for place in survey.schemas:
        node = place.node.get(MARKER)
        if node is None:
            continue
        marker = StandardObject(join(place.pointer, MARKER), "", node)
        faults = [*_shape(marker, FIELDS), *_rule_shapes(marker)]
        if faults:
            yield from faults
        elif "discriminator" in place.node.members:
            yield finding(place, MARKER, "a union has a discriminator or x-variants, not both")
        else:
            yield from _union(survey, _read(survey, place, marker))


def _shape(place: StandardObject, fields: Mapping[str, type]) -> Iterator[Finding]:
    """Unknown members and members of the wrong type."""
    required = "property" if fields is FIELDS else "schema"
    if required not in place.node.members:
        yield finding(place, "", f"{required!r} is missing")
    for name, member in place.node.members.items():
        pointer = join(place.pointer, name)
        if name not in fields:
            message = f"unknown member {name!r}{nearest(name, fields)}"
            yield Finding(member.key or member.where, pointer, message)
        elif not isinstance(member.value, fields[name]):
            yield Finding(member.where, pointer, f"must be {NAMES[fields[name]]}")
        else:
            yield from _entries(member, pointer, ENTRIES.get(name, object))


def _entries(node: Node, pointer: str, type_: type) -> Iterator[Finding]:
    for token, entry in node.children():
        if not isinstance(entry.value, type_):
            yield Finding(entry.where, join(pointer, token), f"must be {NAMES[type_]}")


def _rules(marker: StandardObject) -> tuple[StandardObject, ...]:
    rules = marker.node.get("rules")
    above = join(marker.pointer, "rules")
    return tuple(
        StandardObject(join(above, i), "", n) for i, n in enumerate(rules.items if rules else ())
    )


def _rule_shapes(marker: StandardObject) -> Iterator[Finding]:
    for rule in _rules(marker):
        if rule.node.members:
            yield from _shape(rule, RULE)
        kinds = rule.node.get("kinds")
        for name, kind in kinds.members.items() if kinds else ():
            if isinstance(kind.value, str) and kind.value not in KINDS:
                pointer = join(join(rule.pointer, "kinds"), name)
                message = f"{kind.value!r} is not one of {', '.join(KINDS)}"
                yield Finding(kind.where, pointer, message)


def _read(survey: Survey, place: StandardObject, marker: StandardObject) -> Marker:
    name = marker.node.text("property") or ""
    mapping, shared = marker.node.get("mapping"), marker.node.get("shared")
    return Marker(
        place=marker,
        property=name,
        members={member.name: member for member in members(survey, place, name)},
        mapping=mapping.members if mapping else {},
        shared=shared.items if shared else (),
        rules=_rules(marker),
    )


def _union(survey: Survey, marker: Marker) -> Iterator[Finding]:
    for member in marker.members.values():
        if not member.name:
            yield finding(member.place, "", "a member of a marked union must be a named schema")
    yield from _mapping(marker)
    yield from _shared(marker)
    yield from _values(marker)
    yield from _fallback(marker)
    for rule in marker.rules:
        yield from _rule(survey, marker, rule)


def _owners(marker: Marker, value: str) -> list[str]:
    """Return the members that can have a value of the property."""
    return [
        name
        for name, member in marker.members.items()
        if member.tag is not None and (member.values is None or value in member.values)
    ]


def _mapping(marker: Marker) -> Iterator[Finding]:
    """Each entry gives a value to the one member that declares it; an open tag claims nothing."""
    for value, node in marker.mapping.items():
        pointer = join(join(marker.place.pointer, "mapping"), value)
        name, owners = str(node.value), _owners(marker, value)
        if name not in marker.members:
            message = f"{name!r} is not a member of this union{nearest(name, marker.members)}"
            yield Finding(node.where, pointer, message)
        elif name not in owners:
            yield Finding(node.where, pointer, f"{name} cannot be {value!r}")
        elif len(claimants := [one for one in owners if marker.members[one].values]) > 1:
            message = f"{value!r} belongs to {' and '.join(claimants)}; list it as shared"
            yield Finding(node.where, pointer, message)


def _shared(marker: Marker) -> Iterator[Finding]:
    for index, node in enumerate(marker.shared):
        pointer = join(join(marker.place.pointer, "shared"), index)
        if len(_owners(marker, str(node.value))) < 2:
            message = f"{node.value!r} does not belong to several members"
            yield Finding(node.where, pointer, message)
        elif node.value in marker.mapping:
            yield Finding(node.where, pointer, f"{node.value!r} is in the mapping as well")


def _values(marker: Marker) -> Iterator[Finding]:
    """Each value that a member declares is in the mapping or shared, and each member is chosen."""
    shared = {str(node.value) for node in marker.shared}
    rule_targets = {rule.node.text("schema") for rule in marker.rules}
    for name, member in marker.members.items():
        for value in member.values or ():
            if value not in marker.mapping and value not in shared:
                message = f"the marker says nothing about {value!r} of {name}"
                yield finding(marker.place, "mapping", message)
        ambiguous = not member.values or any(value in shared for value in member.values)
        if ambiguous and name not in rule_targets and name:
            yield finding(marker.place, "rules", f"no rule ever chooses {name}")


def _fallback(marker: Marker) -> Iterator[Finding]:
    """Yield a finding where the last rule has conditions, or another one has none."""
    if not marker.rules:
        message = "rules are missing; the last one, without conditions, is the fallback"
        yield finding(marker.place, "", message)
    for rule in marker.rules:
        open_to_all = set(rule.node.members) <= {"schema"}
        if rule is marker.rules[-1] and not open_to_all:
            yield finding(rule, "", "the last rule must have no conditions: it takes the rest")
        elif rule is not marker.rules[-1] and open_to_all:
            yield finding(rule, "", "a rule without conditions hides the rules after it")


def _rule(survey: Survey, marker: Marker, rule: StandardObject) -> Iterator[Finding]:
    """Yield what is wrong with a rule: it chooses a member, by properties that exist."""
    name = rule.node.text("schema") or ""
    member = marker.members.get(name)
    if member is None:
        message = f"{name!r} is not a member of this union{nearest(name, marker.members)}"
        yield finding(rule, "schema", message)
        return
    for keyword in ("equals", "present", "kinds"):
        for token, node, property_name in _mentioned(rule, keyword):
            if survey.property(survey.resolved(member.place), property_name) is None:
                pointer = join(join(rule.pointer, keyword), token)
                yield Finding(node.key or node.where, pointer, f"{name} has no {property_name!r}")
    for token, node, property_name in _mentioned(rule, "absent"):
        others = (survey.resolved(other.place) for other in marker.members.values())
        if not any(survey.property(other, property_name) for other in others):
            pointer = join(join(rule.pointer, "absent"), token)
            yield Finding(node.where, pointer, f"no member has {property_name!r}")


def _mentioned(rule: StandardObject, keyword: str) -> Iterator[tuple[str, Node, str]]:
    """Yield the properties that a condition is about."""
    condition = rule.node.get(keyword)
    for token, node in condition.children() if condition else ():
        yield token, node, token if condition and condition.members else str(node.value)
