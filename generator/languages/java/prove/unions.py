"""Whether a union lists its members and tells them apart as the Api says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.api import Alias, ByRules, ByTag, Property, Ref, Rule, Union, references
from generator.languages.java.literals import is_long, literal
from generator.languages.java.prove import records
from generator.languages.java.prove.facts import JSON_TYPES, LITERAL, Facts
from generator.languages.java.prove.trees import TypeTree


def faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the sealed interfaces of unions."""
    replayed = _replayed(facts)
    for union in facts.unions:
        tree = facts.file(f"models/{facts.name(union)}")
        unknown = facts.unknown[union.namespace, union.name]
        other = facts.file(f"models/{unknown}")
        if tree is not None:
            yield from (f"{tree.name}: {e}" for e in _union(facts, union, tree, replayed))
        if other is not None and not _is_unknown(other, facts.name(union)):
            yield f"{unknown}: it isn't the record for what is of no known kind"


def _is_unknown(tree: TypeTree, union_name: str) -> bool:
    """Return whether a record keeps what is of no known kind, and tells what else there is."""
    body = f"{{ return {union_name}.of(value); }}"
    return records.keeps(tree, "JsonValue", (union_name, "UnknownValue"), viewOf=body)


def _replayed(facts: Facts) -> set[tuple[str, str]]:
    """Return which unions derive from which, by their names, as `permits` and `extends` say."""
    trees = {facts.name(u): facts.types.get(f"models/{facts.name(u)}") for u in facts.unions}
    return {
        (name, outer)
        for name, tree in trees.items()
        for outer in (tree.extends if tree else ())
        if outer != "ToJson"
    }


def _union(
    facts: Facts, union: Union, tree: TypeTree, replayed: set[tuple[str, str]]
) -> Iterator[str]:
    below = [name for name, outer in replayed if outer == tree.name]
    members = [facts.name(member) for member in dict.fromkeys(union.members)]
    permitted_names = sorted({*members, *below, facts.unknown[union.namespace, union.name]})
    if sorted(tree.permits) != permitted_names:
        yield f"it permits {', '.join(tree.permits)}"
    for outer in {outer for name, outer in replayed if name == tree.name}:
        if not _is_replayed(facts, union, outer):
            yield f"it derives from {outer}, which doesn't take its members"
    bodies = [method.body for method in tree.calls("of")]
    if len(bodies) != 1:
        yield "it has no `of`"
        return
    if _plain(bodies[0]) != _plain(_of(facts, union)):
        yield "its members are told apart in another way"


def _is_replayed(facts: Facts, union: Union, outer: str) -> bool:
    """Return whether an operation says that items of the union may stand among those of another."""
    return any(
        (ref.namespace, ref.name) == (union.namespace, union.name)
        and outer in _names_within(facts, p)
        for provider in facts.api.providers
        for operation in provider.operations
        if operation.body
        for wire, ref in operation.body.replayable
        for p in operation.body.properties or ()
        if p.name.wire == wire
    )


def _names_within(facts: Facts, property_: Property) -> set[str]:
    """Return the names of the types that a property is made of."""
    names: set[str] = set()
    waiting = list(references(property_.type))
    while waiting:
        declaration = facts.api.declared(waiting.pop())
        name = facts.name(declaration)
        names |= {name} if name else set()
        if isinstance(declaration, Alias):
            waiting += references(declaration.type)
    return names


def _of(facts: Facts, union: Union) -> str:
    """Return how the member is found that a value is of."""
    unknown = f"return new {facts.unknown[union.namespace, union.name]}(value);"
    how = union.discriminator
    rules = how.rules if isinstance(how, ByRules) else ()
    shared_tags = how.shared if isinstance(how, ByRules) else ()
    always = next((n for n, rule in enumerate(rules) if not _condition(rule)), len(rules))
    tag = _tag(facts, how, shared_tags, unknown, with_rules=bool(rules))
    statements = [
        f"if ({_condition(rule)}) {{ return {_made(facts, rule.member)}; }}"
        for rule in rules[:always]
    ]
    statements += [f"return {_made(facts, rule.member)};" for rule in rules[always : always + 1]]
    inside = "".join([tag, *statements])
    return f"{{ if (value instanceof JsonObject object) {{ {inside} }} {unknown} }}"


def _tag(
    facts: Facts,
    how: ByTag | ByRules,
    shared_tags: tuple[str, ...],
    unknown: str,
    *,
    with_rules: bool,
) -> str:
    """Return how a tag is looked at, as far as there is one."""
    if not how.mapping and not shared_tags:
        return ""
    labels: dict[Ref, list[str]] = {}
    for value, ref in how.mapping:
        labels.setdefault(ref, []).append(value)
    comparisons = [
        _compared(value, f"return {_made(facts, ref)};")
        for ref, values in labels.items()
        for value in values
    ]
    cases = [_cases(v, f"return {_made(facts, ref)};") for ref, v in labels.items()]
    cases.append(_cases(shared_tags, "break;"))
    last = "".join(_compared(value, "break;") for value in shared_tags)
    other = f"else if (tag != null && tag != JsonNull.NULL) {{ {unknown} }}" if with_rules else ""
    switch = f"switch (text.value()) {{ {''.join(cases)} default: {last} {unknown} }}"
    assignment = f"JsonValue tag = object.get({literal(how.property)});"
    statements = f"{''.join(comparisons)} {switch}"
    return f"{assignment} if (tag instanceof JsonString text) {{ {statements} }} {other}"


def _cases(values: Iterable[str], then: str) -> str:
    """Return the cases of those texts that one constant can hold."""
    labels = [f"case {literal(value)}:" for value in values if not is_long(value)]
    return f"{''.join(labels)} {then}" if labels else ""


def _compared(value: str, then: str) -> str:
    """Return how a text is compared that no constant can hold; "" for others."""
    return f"if (Shapes.isOneOf(tag, {literal(value)})) {{ {then} }}" if is_long(value) else ""


def _plain(text: str) -> str:
    """Return code without what may stand between its words; literals are kept."""
    pieces = re.split(rf"({LITERAL})", text)
    return "".join(p if n % 2 else re.sub(r"\s", "", p) for n, p in enumerate(pieces))


def _condition(rule: Rule) -> str:
    """Return how the conditions of a rule are written."""
    classes = {json_type: name for name, json_type in JSON_TYPES.items()} | {"null": "JsonNull"}
    parts = [
        f"Shapes.isOneOf(object.get({literal(name)}), {', '.join(map(literal, values))})"
        for name, values in rule.equals
    ]
    parts += [f"object.has({literal(name)})" for name in rule.present]
    if rule.some:
        parts.append(f"Shapes.hasAny(object, {', '.join(map(literal, rule.some))})")
    parts += [f"!object.has({literal(name)})" for name in rule.absent]
    parts += [
        f"object.get({literal(name)}) instanceof {classes[json_type]}"
        for name, json_type in rule.json_types
    ]
    return " && ".join(parts)


def _made(facts: Facts, ref: Ref) -> str:
    name = facts.name(ref)
    is_union = isinstance(facts.api.declared(ref), Union)
    return f"{name}.of(object)" if is_union else f"new {name}(object)"
