"""`readOnly` and `writeOnly` properties: required in one direction.

A property that is required and `readOnly` has to be in answers alone, one that is `writeOnly` in
requests alone. A class is read and built, so what it may lack in one direction that it travels is
optional in it; the tags of unions are not, since nothing could be told without them. OpenAPI 3.0
says so; of 3.1 JSON Schema says that a server may reject what is `readOnly`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from generator.api import Body, Declaration, Model, Operation, Property, Ref, Union, references
from generator.schema import Direction

OneWay = Mapping[tuple[str, str], str]
"""`readOnly` or `writeOnly` by the names of a declaration and a property."""


def direction_of(raw: Any) -> Direction | None:
    """Return the keyword by which a property travels in one direction alone."""
    keywords = raw if isinstance(raw, dict) else {}
    directions: tuple[Direction, ...] = ("readOnly", "writeOnly")
    return next((keyword for keyword in directions if keywords.get(keyword) is True), None)


def directed(
    declarations: Iterable[Declaration], operations: Iterable[Operation], one_way: OneWay
) -> tuple[tuple[Declaration, ...], tuple[Operation, ...]]:
    """Return both, with what need not be there optional."""
    by_name = {declaration.name: declaration for declaration in declarations}
    calls = tuple(operations)
    sent_names = _reached(by_name, [(o.body.type, o.body.properties) for o in calls if o.body])
    answers = [(*o.results, o.error, *(each.type for each in o.failures)) for o in calls]
    read_names = _reached(by_name, [kind for kinds in answers for kind in kinds if kind])
    ways = {"readOnly": sent_names, "writeOnly": read_names}
    loose = {key for key, keyword in one_way.items() if key[0] in ways[keyword]} - _tags(by_name)
    return (
        tuple(_model(declaration, loose) for declaration in by_name.values()),
        tuple(dataclasses.replace(o, body=_body(o.body, loose)) for o in calls),
    )


def _tags(by_name: Mapping[str, Declaration]) -> set[tuple[str, str]]:
    """Return the properties that tell the members of unions apart, which are always there."""
    unions = [declaration for declaration in by_name.values() if isinstance(declaration, Union)]
    return {
        (member.name, union.discriminator.property) for union in unions for member in union.members
    }


def _reached(by_name: Mapping[str, Declaration], starts: list[Any]) -> set[str]:
    """Return the names of all declarations that the types lead to."""
    names: set[str] = set()
    waiting = [ref.name for start in starts for ref in references(start)]
    while waiting:
        name = waiting.pop()
        if name in by_name and name not in names:
            names.add(name)
            waiting += [ref.name for ref in references(by_name[name])]
    return names


def _model(declaration: Declaration, loose: set[tuple[str, str]]) -> Declaration:
    if not isinstance(declaration, Model):
        return declaration
    properties = _properties(declaration.name, declaration.properties, loose)
    return dataclasses.replace(declaration, properties=properties)


def _body(body: Body | None, loose: set[tuple[str, str]]) -> Body | None:
    if body is None or body.properties is None or not isinstance(body.type, Ref):
        return body
    properties = _properties(body.type.name, body.properties, loose)
    return dataclasses.replace(body, properties=properties)


def _properties(
    owner: str, properties: tuple[Property, ...], loose: set[tuple[str, str]]
) -> tuple[Property, ...]:
    return tuple(
        (
            dataclasses.replace(property_, presence="optional")
            if (owner, property_.name.wire) in loose
            else property_
        )
        for property_ in properties
    )
