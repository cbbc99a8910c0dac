"""Declarations as lines: objects, unions of them, and other names for types."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.api import Alias, ByRules, Declaration, Model, Property, Rule, Union
from generator.dump.phrases import defaulted, elsewhere, old
from generator.dump.types import spelt


def declaration(declaration: Declaration) -> Iterator[str]:
    """Yield the lines of a declaration."""
    head = f"{declaration.name}{elsewhere(declaration.called)} [{' '.join(declaration.providers)}]"
    match declaration:
        case Model(properties=properties, is_response=answer):
            yield f"  model {head}{' answer' if answer else ''}{old(declaration)}"
            yield from map(_property, properties)
        case Alias(type=kind):
            yield f"  alias {head}: {spelt(kind)}{old(declaration)}"
        case Union():
            yield f"  union {head}{old(declaration)}"
            yield from _union(declaration)


def _property(property_: Property) -> str:
    made_with = ", objects are made with it" if property_.is_tag else ""
    details = made_with + defaulted(property_) + old(property_, property_.deprecated_values)
    return f"    {property_.name.wire} {property_.presence}: {spelt(property_.type)}{details}"


def _union(union: Union) -> Iterator[str]:
    how = union.discriminator
    yield f"    by {how.property or 'shape'}"
    for value, member in how.mapping:
        yield f"      {json.dumps(value)}: {spelt(member)}"
    if how.otherwise is not None:
        yield f"      else: {spelt(how.otherwise)}"
    if isinstance(how, ByRules):
        for value in how.shared:
            yield f"      {json.dumps(value)}: by shape"
        for rule in how.rules:
            yield f"    {spelt(rule.member)} if {conditions(rule)}"


def conditions(rule: Rule) -> str:
    """Return the conditions of a rule in words."""
    phrases = [f"{name} is {_either(values)}" for name, values in rule.equals]
    phrases += [f"{name} is there" for name in rule.present]
    phrases += [f"{' or '.join(rule.some)} is there"] if rule.some else []
    phrases += [f"{name} is not there" for name in rule.absent]
    phrases += [f"{name} is of type {kind}" for name, kind in rule.json_types]
    return ", ".join(phrases) or "nothing else holds"


def _either(values: tuple[object, ...]) -> str:
    return " or ".join(json.dumps(value) for value in values)
