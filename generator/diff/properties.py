"""Differences between properties: presence, names, defaults, and what is deprecated.

Job: say by which rules two properties differ, but for their types; arguments are compared as
properties are. It must not know where they stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from generator.api import Literal, Nullable, Type, leaves
from generator.diff.names import name_rules
from generator.diff.scalars import TypeDifference, shown
from generator.spelled import Declaration, Operation, Property


def beside_absence(one: TypeDifference, old: Property, new: Property) -> TypeDifference:
    """Return a difference of what may be absent on the side without null: it is read as null is."""
    without_null = {"null-added": old, "null-removed": new}.get(one.rule)
    if one.below or without_null is None or without_null.presence != "optional":
        return one
    return replace(one, rule=f"optional-{one.rule}")


def deprecation_rules(
    old: Property | Operation | Declaration, new: Property | Operation | Declaration
) -> Iterator[tuple[str, str, str]]:
    """Yield what differs in whether something is deprecated as a whole: rule, old and new."""
    if old.deprecated != new.deprecated:
        until = f", until {new.sunset}" if new.sunset else ""
        yield ("deprecated" if new.deprecated else "undeprecated", "", until)
    elif old.sunset != new.sunset:
        yield ("sunset-changed", old.sunset or "no day", new.sunset or "no day")


def property_rules(old: Property, new: Property) -> list[tuple[str, str, str]]:
    """Return what differs between two properties but for their types: rule, old and new."""
    result = [*_presence(old, new)]
    names = [(each.name.identifier, each.name.former) for each in (old, new)]
    result += name_rules(names[0], names[1], "property-renamed", "property-name-deprecated")
    if old.default != new.default:
        result.append(("default-changed", old.default or "nothing", new.default or "nothing"))
    result += deprecation_rules(old, new)
    former_values = [v for v in old.deprecated_values if v not in new.deprecated_values]
    added_values = [v for v in new.deprecated_values if v not in old.deprecated_values]
    removed_values = _texts(old.type) - _texts(new.type)
    if still := [value for value in former_values if value not in removed_values]:
        result.append(("value-undeprecated", " | ".join(still), ""))
    if added_values:
        result.append(("value-deprecated", "", " | ".join(added_values)))
    if old.doc != new.doc:
        result.append(("text-changed", old.doc, new.doc))
    return result


def _texts(kind: Type) -> set[str]:
    """Return the values that a type lists, as JSON text."""
    values_of_leaves = (leaf.values for leaf in leaves(kind) if isinstance(leaf, Literal))
    return {
        json.dumps(value, ensure_ascii=False) for values in values_of_leaves for value in values
    }


def _presence(old: Property, new: Property) -> list[tuple[str, str, str]]:
    match old.presence, new.presence:
        case "constant", "constant":
            values = shown(old.type), shown(new.type)
            return [("constant-changed", *values)] if values[0] != values[1] else []
        case "required" | "constant", "optional":
            is_nullable = isinstance(old.type, Nullable)
            return [(f"{'nullable' if is_nullable else 'property'}-became-optional", "", "")]
        case "optional", "required" | "constant":
            is_nullable = isinstance(new.type, Nullable)
            return [(f"{'nullable' if is_nullable else 'property'}-became-required", "", "")]
        case "constant", "required":
            return [("constant-opened", shown(old.type), shown(new.type))]
        case "required", "constant":
            return [("constant-fixed", shown(old.type), shown(new.type))]
        case _:
            return []
