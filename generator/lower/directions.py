"""`readOnly` and `writeOnly` properties of OpenAPI 3.0: required in one direction.

There a property that is required and `readOnly` has to be in answers alone, one that is `writeOnly`
in requests alone. A class is read and built, so what it may lack in one direction that it travels
is optional in it; the tags of unions are not, since nothing could be told without them. In 3.1 both
keywords are annotations.
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
    stated = raw if isinstance(raw, dict) else {}
    directions: tuple[Direction, ...] = ("readOnly", "writeOnly")
    return next((keyword for keyword in directions if stated.get(keyword) is True), None)


def directed(
    declarations: Iterable[Declaration], operations: Iterable[Operation], found: OneWay
) -> tuple[tuple[Declaration, ...], tuple[Operation, ...]]:
    """Return both, with what need not be there optional."""
    known = {declared.name: declared for declared in declarations}
    calls = tuple(operations)
    sent = _reached(known, [(o.body.type, o.body.properties) for o in calls if o.body])
    told = [(*o.results, o.error, *(each.type for each in o.failures)) for o in calls]
    read = _reached(known, [kind for kinds in told for kind in kinds if kind])
    ways = {"readOnly": sent, "writeOnly": read}
    loose = {key for key, keyword in found.items() if key[0] in ways[keyword]} - _tags(known)
    return (
        tuple(_model(declared, loose) for declared in known.values()),
        tuple(dataclasses.replace(o, body=_body(o.body, loose)) for o in calls),
    )


def _tags(known: Mapping[str, Declaration]) -> set[tuple[str, str]]:
    """Return the properties that tell the members of unions apart, which are always there."""
    unions = [declared for declared in known.values() if isinstance(declared, Union)]
    return {
        (member.name, union.discriminator.property) for union in unions for member in union.members
    }


def _reached(known: Mapping[str, Declaration], starts: list[Any]) -> set[str]:
    """Return the names of all declarations that the types lead to."""
    found: set[str] = set()
    waiting = [ref.name for start in starts for ref in references(start)]
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found.add(name)
            waiting += [ref.name for ref in references(known[name])]
    return found


def _model(declared: Declaration, loose: set[tuple[str, str]]) -> Declaration:
    if not isinstance(declared, Model):
        return declared
    properties = _properties(declared.name, declared.properties, loose)
    return dataclasses.replace(declared, properties=properties)


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
            dataclasses.replace(known, presence="optional")
            if (owner, known.name.wire) in loose
            else known
        )
        for known in properties
    )
