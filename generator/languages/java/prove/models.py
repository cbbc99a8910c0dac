"""Whether the classes of objects are the Api's: their members, how they are read, made and told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.api import Alias, Literal, Model, Nullable, Property, TypeUnion
from generator.languages.java.literals import literal, read_literal
from generator.languages.java.prove import limits
from generator.languages.java.prove.comments import says
from generator.languages.java.prove.expressions import reading, spelt
from generator.languages.java.prove.facts import LITERAL, Facts
from generator.languages.java.prove.trees import MethodTree, TypeTree

READERS = {"text": "String", "whole": "long", "real": "double", "flag": "boolean"}
_READ = re.compile(rf"(\w+)\(({LITERAL})(?:, (.*))?\)")
_PUT = re.compile(
    rf"\{{ put(?:Optional)?\(({LITERAL})(?:, ({LITERAL}))?, (\w+)\); return this; \}}"
)
_NULL = re.compile(rf"\{{ putNull\(({LITERAL})\); return this; \}}")
_CHECK = re.compile(r"checks\.((?:member|constant)\(.*?\));(?= checks\.| \}$)")
_MEMBER = re.compile(rf"member\(({LITERAL}), (.*), (true|false), (true|false)\)")


def faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the types that stand for objects and for named types."""
    for declaration in facts.api.declarations:
        match declaration:
            case Model():
                tree = facts.file(f"models/{facts.name(declaration)}")
                if tree is not None:
                    yield from (f"{tree.name}: {each}" for each in _model(facts, declaration, tree))
            case Alias(type=kind) if name := facts.name(declaration):
                if "." not in name:
                    facts.file(f"models/{name}")
                inner = kind.type if isinstance(kind, Nullable) else kind
                if isinstance(inner, Literal | TypeUnion) and not facts.matches(name, inner):
                    yield f"{name}: it isn't what the description lists"
                if isinstance(inner, TypeUnion) and not limits.choice(facts, name, inner):
                    yield f"{name}: its values are held to other limits"


def _model(facts: Facts, model: Model, tree: TypeTree) -> Iterator[str]:
    union_names = sorted(map(facts.name, facts.unions_of(model)))
    if sorted(tree.implements) != union_names:
        yield f"it is a member of {', '.join(tree.implements)}, not of {', '.join(union_names)}"
    if tree.extends not in (("Model",), ("Params",)):
        yield f"it derives from {', '.join(tree.extends)}"
    if not says(tree.comment, model.doc):
        yield "its comment isn't what the description says"
    yield from _others(tree)
    yield from _accessors(facts, model, tree)
    yield from _checks(facts, model.properties, tree)
    nulls = {p.name.wire for p in model.properties if facts.is_nullable(p.type)}
    yield from _setters(facts, model.properties, tree, nulls)
    if builder := tree.named("Builder"):
        yield from made(facts, model.properties, tree, builder)


def _others(tree: TypeTree) -> Iterator[str]:
    """Yield the methods and constructors that no template writes so."""
    name, is_params = tree.name, tree.extends == ("Params",)
    arguments = "new Arguments(json, Map.of(), List.of(), List.of())"
    forms = {
        "parse": ("{ return READING.parse(json); }",),
        "viewOf": (f"{{ return new {name}(json); }}",),
        "builder": (f"{{ return new Builder({'' if is_params else 'null'}); }}",),
        "toBuilder": (f"{{ return new Builder({'this' if is_params else 'json()'}); }}",),
        name: (
            (f"{{ this(json, {arguments}); }}", "{ super(json, arguments); }")
            if is_params
            else ("{ super(json); }",)
        ),
    }
    for method in tree.methods:
        if method.name == "check" or _reads(method):
            continue
        if method.body not in forms.get(method.name, ()):
            yield f"{method.name} isn't written by any template"


def _accessors(facts: Facts, model: Model, tree: TypeTree) -> Iterator[str]:
    accessors: dict[str, tuple[MethodTree, re.Match[str]]] = {}
    for method in tree.methods:
        if call := _reads(method):
            accessors[read_literal(call[2])] = method, call
    properties = [property_ for property_ in model.properties if property_.presence != "constant"]
    names = facts.members(tree.name)
    for wire, (method, _) in accessors.items():
        if names.get(wire) != method.name:
            yield f"{method.name}: it isn't what the accessor of {wire!r} is called"
    for wire in accessors.keys() ^ {property_.name.wire for property_ in properties}:
        yield f"the member {wire!r} has an accessor and isn't there, or has none"
    for property_ in properties:
        if property_.name.wire in accessors:
            method, call = accessors[property_.name.wire]
            yield from (f"{method.name}: {e}" for e in _accessor(facts, property_, method, call))


def _reads(method: MethodTree) -> re.Match[str] | None:
    """Return the call by which an accessor reads a member, if that is all that it does."""
    if method.parameters:
        return None
    call: re.Match[str] | None = None
    name = method.name
    lead = f"{{ {method.returns} read = this.{name}; if (read == null) {{ read = "
    end = f"; this.{name} = read; }} return read; }}"
    for first, last in (("{ return ", "; }"), (lead, end)):
        inside = method.body.removeprefix(first).removesuffix(last)
        if len(inside) == len(method.body) - len(first) - len(last):
            call = call or _READ.fullmatch(inside)
    return call


def _accessor(
    facts: Facts, property_: Property, method: MethodTree, call: re.Match[str]
) -> Iterator[str]:
    is_optional = property_.presence == "optional" or facts.is_nullable(property_.type)
    outer = re.fullmatch(r"Optional<(.*)>", method.returns)
    returns = outer[1] if outer and is_optional else method.returns
    if is_optional != bool(outer) or not facts.matches(returns, property_.type):
        yield f"it returns {method.returns}"
    if method.deprecated != property_.deprecated:
        yield "it is deprecated, or isn't"
    if not _is_read(call, returns, is_optional=is_optional):
        yield f"it reads with {call[0]}"
    if not says(method.comment, property_.doc, property_.default):
        yield "its comment isn't what the description says"


def _is_read(call: re.Match[str], returns: str, *, is_optional: bool) -> bool:
    reader = call[1].removeprefix("optional") if is_optional else call[1]
    if is_optional and not call[1].startswith("optional"):
        return False
    reader, argument = reader[:1].lower() + reader[1:], call[3] or ""
    if reader in READERS:
        return reading(READERS[reader]) == reading(returns) and not argument
    if reader in ("list", "map"):
        return reading(returns) == f"Reading.{reader}({argument})"
    return reader in ("", "value") and argument == reading(returns)


def form(facts: Facts, properties: tuple[Property, ...], tree: TypeTree) -> Iterator[str]:
    """Yield what is wrong with the members of a form, in which nothing is null."""
    yield from values(facts, properties, tree)
    if builder := tree.named("Builder"):
        yield from made(facts, properties, tree, builder)


def values(facts: Facts, properties: tuple[Property, ...], tree: TypeTree) -> Iterator[str]:
    """Yield what is wrong with how the members of a form are checked and set."""
    yield from _checks(facts, properties, tree)
    yield from _setters(facts, properties, tree, set())


def _checks(facts: Facts, properties: tuple[Property, ...], tree: TypeTree) -> Iterator[str]:
    bodies = [method.body for method in tree.calls("check")]
    calls = [call[1] for body in bodies for call in _CHECK.finditer(body)]
    if len(calls) != len(properties):
        yield "it isn't checked for what the description says"
    for property_, call in zip(properties, calls, strict=False):
        if not _checked(facts, property_, call):
            yield f"the member {property_.name.wire!r} is checked by {call}"


def _checked(facts: Facts, property_: Property, call: str) -> bool:
    """Return whether a call checks a property for what the description says of it."""
    wire, nullable = literal(property_.name.wire), literal(facts.is_nullable(property_.type))
    if property_.presence == "constant" and isinstance(property_.type, Literal):
        return call == f"constant({wire}, {literal(property_.type.values[0])}, {nullable})"
    match = _MEMBER.fullmatch(call)
    required = literal(property_.presence == "required")
    if match is None or (match[1], match[3], match[4]) != (wire, required, nullable):
        return False
    tree = limits.check(match[2])
    if tree is None or not limits.holds(facts, tree, property_.type):
        return False
    inner = getattr(property_.type, "type", property_.type)
    return any(facts.matches(spelt(tree.plain), kind) for kind in (property_.type, inner))


def _setters(
    facts: Facts, every_property: tuple[Property, ...], tree: TypeTree, nullable: set[str]
) -> Iterator[str]:
    builder = tree.named("Builder")
    if builder is None:
        yield "it has no builder"
        return
    setters: dict[str, list[str]] = {}
    marks: dict[str, set[bool]] = {}
    nulls: set[str] = set()
    for method in builder.methods:
        if (assignment := _PUT.fullmatch(method.body)) and method.parameters[0][1] == assignment[3]:
            setters.setdefault(read_literal(assignment[1]), []).append(method.parameters[0][0])
            marks.setdefault(read_literal(assignment[1]), set()).add(method.deprecated)
            if read_literal(assignment[2] or assignment[1]) != method.name:
                yield f"{method.name}: it is called something else where null is refused"
        if null := _NULL.fullmatch(method.body):
            nulls.add(read_literal(null[1]))
    properties = {p.name.wire: p for p in every_property if p.presence != "constant"}
    for wire in setters.keys() ^ properties.keys():
        yield f"the member {wire!r} has a setter and isn't there, or has none"
    for wire in nulls ^ (nullable & properties.keys()):
        yield f"the member {wire!r} can be null, or can't"
    for wire, types in setters.items():
        if wire in properties and not facts.matches(types[0], properties[wire].type):
            yield f"the member {wire!r} is set to {types[0]}"
        if wire in properties and marks[wire] != {properties[wire].deprecated}:
            yield f"the member {wire!r} is deprecated, or isn't"


def made(
    facts: Facts, properties: tuple[Property, ...], tree: TypeTree, builder: TypeTree
) -> Iterator[str]:
    """Yield what is wrong with what a builder begins and ends with."""
    order = ", ".join(literal(property_.name.wire) for property_ in properties)
    bases = "".join(builder.extends)
    is_form = "MultipartBuilder" in bases
    is_params = is_form or "ParamsBuilder" in bases
    start, put = ("", "put") if is_params else ("start, " if order else "start", "constant")
    constants = "".join(
        f" {put}({literal(property_.name.wire)}, {literal(property_.type.values[0])});"
        for property_ in properties
        if (property_.presence == "constant" or property_.is_tag)
        and isinstance(property_.type, Literal)
    )
    begun = f"{{ super({start}{order});{constants} }}"
    begun = "{}" if is_form and not order else begun
    if not any(method.body == begun for method in builder.calls("Builder")):
        yield "its builder begins with something else"
    names = facts.members(tree.name)
    required = ", ".join(
        f"{literal(property_.name.wire)}, {literal(names[property_.name.wire])}"
        for property_ in properties
        if property_.presence == "required"
    )
    bodies = [method.body for method in builder.calls("build")]
    call = "madeForm" if is_form else "made"
    if not any(f" {call}({required})" in body or f"({call}({required})" in body for body in bodies):
        yield "its builder asks for something else"
    checks = ((how, limits.check(how)) for how in _readings(tree))
    is_limited = any(tree is not None and tree.plain != how for how, tree in checks)
    if is_limited and not is_params and not any("checked(" in body for body in bodies):
        yield "its builder doesn't hold members to their limits"


def _readings(tree: TypeTree) -> Iterator[str]:
    """Yield how the members are checked that aren't constants."""
    for method in tree.calls("check"):
        for call in _CHECK.finditer(method.body):
            if match := _MEMBER.fullmatch(call[1]):
                yield match[2]
