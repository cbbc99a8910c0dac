"""What a union says of how its members are told apart, with the members by their names."""

from __future__ import annotations

from collections.abc import Callable

from generator.api import ByRules, JsonType, Ref, Rule
from generator.lower.raw import Raw
from generator.schema import Discriminator
from generator.standard.references import mapping_target

MemberName = Callable[[str], str]
"""Returns the name of the member that a component is, by whatever name."""


def discriminator(raw: Raw, namespace: str, member: MemberName) -> Discriminator | ByRules | None:
    """Return what a union states: a marker of ours, or else a discriminator."""
    if "x-variants" in raw:
        return _by_rules(raw["x-variants"], lambda t: _ref(t, namespace, member))
    node = raw.get("discriminator", {})
    if not isinstance(node.get("propertyName"), str):
        return None
    mapping = tuple(
        (value, member(mapping_target(target))) for value, target in node.get("mapping", {}).items()
    )
    fallback = node.get("defaultMapping")
    otherwise = member(mapping_target(fallback)) if isinstance(fallback, str) else None
    return Discriminator(property=node["propertyName"], mapping=mapping, otherwise=otherwise)


def _by_rules(marker: Raw, ref: Callable[[str], Ref]) -> ByRules:
    return ByRules(
        property=marker["property"],
        mapping=tuple((value, ref(target)) for value, target in marker["mapping"].items()),
        shared=tuple(marker.get("shared", ())),
        rules=tuple(_rule(rule, ref) for rule in marker.get("rules", ())),
    )


def _rule(rule: Raw, ref: Callable[[str], Ref]) -> Rule:
    json_types: tuple[tuple[str, JsonType], ...] = tuple(rule.get("kinds", {}).items())
    return Rule(
        member=ref(rule["schema"]),
        equals=tuple((name, tuple(values)) for name, values in rule.get("equals", {}).items()),
        present=tuple(rule.get("present", ())),
        absent=tuple(rule.get("absent", ())),
        json_types=json_types,
    )


def _ref(target: str, namespace: str, member: MemberName) -> Ref:
    return Ref(name=member(mapping_target(target)), namespace=namespace)
