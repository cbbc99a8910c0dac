"""How the members of a union of objects are told apart.

By the discriminator's mapping; by the `x-variants` marker where a tag is shared or may be left
out; without either, by a property whose constants differ. Anything else is a problem: nothing is
guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.api import ByRules, ByTag, JsonType, Ref, Rule
from generator.document import join
from generator.standard.references import component_of, mapping_target

if TYPE_CHECKING:
    from generator.lower.schemas import Schemas

Schema = dict[str, Any]
Told = tuple[tuple[str, Ref], ...]

LESS: Final = "any JSON object stands here instead"


def apart(
    schemas: Schemas, schema: Schema, members: tuple[Ref, ...], pointer: str
) -> ByTag | ByRules | None:
    """Return how `members` are told apart; `None` with a problem noted when nothing says so."""
    if "x-variants" in schema:
        return _by_shape(schemas, schema["x-variants"])
    discriminator = schema.get("discriminator")
    if discriminator is not None:
        return _by_mapping(schemas, discriminator, members, join(pointer, "discriminator"))
    return _by_constants(schemas, members, pointer)


def _by_shape(schemas: Schemas, marker: Schema) -> ByRules:
    mapping = tuple(
        (value, schemas.member(mapping_target(target)))
        for value, target in marker["mapping"].items()
    )
    return ByRules(
        property=marker["property"],
        mapping=mapping,
        shared=tuple(marker.get("shared", ())),
        rules=tuple(_rule(schemas, rule) for rule in marker.get("rules", ())),
    )


def _rule(schemas: Schemas, rule: Schema) -> Rule:
    kinds: tuple[tuple[str, JsonType], ...] = tuple(rule.get("kinds", {}).items())
    return Rule(
        member=schemas.member(mapping_target(rule["schema"])),
        equals=tuple((name, tuple(values)) for name, values in rule.get("equals", {}).items()),
        present=tuple(rule.get("present", ())),
        absent=tuple(rule.get("absent", ())),
        json_types=kinds,
    )


def _by_mapping(
    schemas: Schemas, discriminator: Schema, members: tuple[Ref, ...], pointer: str
) -> ByTag | None:
    tag = discriminator["propertyName"]
    mapping: dict[str, Ref] = {}
    certain = True
    for value, target in discriminator.get("mapping", {}).items():
        mapping[value] = _mapped(schemas, value, schemas.member(mapping_target(target)), pointer)
    for member in members:
        if member not in mapping.values():  # the standard's rule for what the mapping leaves out
            for value in _values(schemas, member, tag) or (member.name,):
                if mapping.setdefault(value, member) != member:
                    message = f"{value!r} may be {mapping[value].name} as well as {member.name}"
                    schemas.problems.unsupported(pointer, message, LESS)
                    certain = False
    for value, member in mapping.items():
        if member not in members:
            message = f"{value!r} leads to {member.name}, which isn't a member"
            schemas.problems.add(join(join(pointer, "mapping"), value), message)
    return ByTag(property=tag, mapping=tuple(mapping.items())) if certain else None


def _mapped(schemas: Schemas, value: str, target: Ref, pointer: str) -> Ref:
    """Return the member that a value means, also where the mapping leads to a union of them."""
    union = schemas.union_of(target.name)
    if union is None:
        return target
    found = dict(union.discriminator.mapping).get(value)
    if found is None:
        message = f"nothing says which member of {target.name} {value!r} is"
        schemas.problems.add(join(join(pointer, "mapping"), value), message)
    return found or union.members[0]


def _by_constants(schemas: Schemas, members: tuple[Ref, ...], pointer: str) -> ByTag | None:
    models = [schemas.composed(member.name) for member in members]
    for tag in dict.fromkeys(name for model in models for name in model.get("properties", {})):
        values = [_values(schemas, member, tag) for member in members]
        every = [value for some in values for value in some]
        if all(values) and len(set(every)) == len(every):
            pairs = zip(values, members, strict=True)
            mapping = tuple((value, member) for some, member in pairs for value in some)
            return ByTag(property=tag, mapping=mapping)
    schemas.problems.unsupported(
        pointer,
        "nothing tells the members of this union apart: give it a `discriminator`, or `x-variants`",
        LESS,
    )
    return None


def _values(schemas: Schemas, member: Ref, tag: str) -> tuple[str, ...]:
    """Return the strings that the tag of a member may be; nothing where it isn't required."""
    model = schemas.composed(member.name)
    schema = model.get("properties", {}).get(tag)
    if not isinstance(schema, dict) or tag not in model.get("required", ()):
        return ()
    if (name := component_of(schema.get("$ref", "#"))) is not None:
        schema = schemas.composed(name)
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return tuple(values) if all(isinstance(value, str) for value in values) else ()
