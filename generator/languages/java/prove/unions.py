"""Whether a union lists its members and tells them apart as the Api says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.api import ByRules, Ref, Rule, Union
from generator.languages.java.filters import literal, read_literal
from generator.languages.java.prove.facts import JSON_TYPES, LITERAL, Facts
from generator.languages.java.prove.trees import TypeTree

_CASES = re.compile(rf"((?:case {LITERAL}: )+)return (.*?);")
_SHARED = re.compile(rf"((?:case {LITERAL}: )+)break;")
_TEXT = re.compile(rf"case ({LITERAL}): ")
_RULE = re.compile(r"(?:^|\} )if \((.*?)\) \{ return ([^;]*);")


def faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the sealed interfaces of unions."""
    replayed = _replayed(facts)
    for union in facts.unions:
        tree = facts.file(f"models/{facts.name(union)}")
        unknown = facts.unknown[union.namespace, union.name]
        record = facts.file(f"models/{unknown}")
        if tree is not None:
            yield from (f"{tree.name}: {e}" for e in _union(facts, union, tree, replayed))
        if record is not None and (record.kind, record.implements, record.parameters) != (
            "record",
            (facts.name(union),),
            (("JsonValue", "json"),),
        ):
            yield f"{unknown}: it isn't the record for what is of no known kind"


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
    wanted = sorted({*members, *below, facts.unknown[union.namespace, union.name]})
    if sorted(tree.permits) != wanted:
        yield f"it permits {', '.join(tree.permits)}"
    for outer in {outer for name, outer in replayed if name == tree.name}:
        if not _is_replayed(facts, union, outer):
            yield f"it derives from {outer}, which doesn't take its members"
    bodies = [method.body for method in tree.calls("of")]
    if len(bodies) != 1:
        yield "it has no `of`"
        return
    yield from _told(facts, union, bodies[0])


def _is_replayed(facts: Facts, union: Union, outer: str) -> bool:
    """Return whether an operation says that items of the union may stand among those of another."""
    return any(
        (ref.namespace, ref.name) == (union.namespace, union.name)
        and outer in facts.names_within(p)
        for provider in facts.api.providers
        for operation in provider.operations
        if operation.body
        for wire, ref in operation.body.replayable
        for p in operation.body.properties or ()
        if p.name.wire == wire
    )


def _told(facts: Facts, union: Union, body: str) -> Iterator[str]:
    """Yield what is wrong with how members are told apart."""
    how = union.discriminator
    cases = {
        read_literal(text): made
        for labels, made in _CASES.findall(body)
        for text in _TEXT.findall(labels)
    }
    if cases != {tag: _made(facts, ref) for tag, ref in how.mapping}:
        yield "a tag leads to another member"
    shared = [read_literal(t) for labels in _SHARED.findall(body) for t in _TEXT.findall(labels)]
    if shared != list(how.shared if isinstance(how, ByRules) else ()):
        yield "other tags are left to rules"
    if how.mapping and f"JsonValue tag = object.get({literal(how.property)});" not in body:
        yield "it looks at another member for the tag"
    if isinstance(how, ByRules):
        yield from _rules(facts, how, body)


def _rules(facts: Facts, how: ByRules, body: str) -> Iterator[str]:
    found = [(condition, made) for condition, made in _RULE.findall(body.partition("default:")[2])]
    found = found or [(c, m) for c, m in _RULE.findall(body)]
    wanted = [(_condition(rule), _made(facts, rule.member)) for rule in how.rules]
    always = next((n for n, (condition, _) in enumerate(wanted) if not condition), len(wanted))
    listed = [pair for pair in found if pair in wanted or "instanceof JsonString" not in pair[0]]
    if [pair for pair in listed if "tag" not in pair[0]] != wanted[:always]:
        yield "its rules aren't those of the description"
    if always < len(wanted) and f"return {wanted[always][1]}; }} return new " not in body:
        yield "what fits no rule is something else"


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
