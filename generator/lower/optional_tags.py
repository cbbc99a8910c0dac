"""Tags that may be absent: objects are made with them all the same.

Job: find the properties that tell the members of unions apart, have one value each, and needn't be
there. Who makes such an object by its class has said which one it is, so it is sent with its tag:
servers that tell objects by their tags refuse those without, whatever the schema requires. A
description of ours says with `x-variants` what an object without a tag is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

from generator.api import Declaration, Literal, Model, Property, Union

Tags = Mapping[tuple[str, str], set[str]]
"""The values that tell a member, by the names of the member and of the property."""


def tagged(declarations: Iterable[Declaration]) -> tuple[Declaration, ...]:
    """Return declarations, their models' optional tags marked as such."""
    every = tuple(declarations)
    tags = _tags(each for each in every if isinstance(each, Union))
    return tuple(_model(each, tags) if isinstance(each, Model) else each for each in every)


def _tags(unions: Iterator[Union]) -> Tags:
    tags: dict[tuple[str, str], set[str]] = {}
    for union in unions:
        for value, member in union.discriminator.mapping:
            tags.setdefault((member.name, union.discriminator.property), set()).add(value)
    return tags


def _model(model: Model, tags: Tags) -> Model:
    properties = tuple(
        dataclasses.replace(each, is_tag=_is_tag(each, tags.get((model.name, each.name.wire), ())))
        for each in model.properties
    )
    return dataclasses.replace(model, properties=properties)


def _is_tag(property_: Property, values: Iterable[str]) -> bool:
    """Return whether a property has one value, which says what the object is, and may be absent."""
    match property_:
        case Property(presence="optional", type=Literal(values=(only,), open=False)):
            return {only} == {*values}
    return False
