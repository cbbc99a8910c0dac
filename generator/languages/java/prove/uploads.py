"""Whether forms of several parts take what the Api says: values, files, or either.

Job: find out by itself which members may be files, and hold the setters of each to that.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from generator.api import (
    Alias,
    Anything,
    Array,
    Binary,
    Body,
    Nullable,
    Property,
    Ref,
    Type,
    TypeUnion,
    leaves,
)
from generator.languages.java.literals import read_literal
from generator.languages.java.prove import models
from generator.languages.java.prove.facts import LITERAL, Facts
from generator.languages.java.prove.trees import MethodTree, TypeTree

_PUT = re.compile(rf"\{{ putFile\(({LITERAL}), ({LITERAL}), (\w+)\); return this; \}}")


def form(facts: Facts, body: Body, tree: TypeTree) -> Iterator[str]:
    """Yield what is wrong with what a call takes that sends a form of several parts."""
    builder = tree.named("Builder")
    if builder is None or builder.extends != ("MultipartBuilder<Builder>",):
        yield "it has no builder of forms"
        return
    properties = body.properties or ()
    values = tuple(value for each in properties for value in _values(facts, each))
    yield from models.values(facts, values, tree)
    yield from models.made(facts, properties, tree, builder)
    yield from _files(facts, properties, tree.name, builder)
    sent = re.compile(rf".* return new {tree.name}\(json, sentForm\(json(, {LITERAL})*\)\); \}}")
    if not all(sent.fullmatch(method.body) for method in builder.calls("build")):
        yield "it sends something else"


def _values(facts: Facts, property_: Property) -> Iterator[Property]:
    """Yield a property as that of what is no file, where there is such."""
    kind = _value(property_.type)
    if kind is not None:
        may_be_file = bool(_forms(facts, property_.type))
        is_demanded = property_.presence == "required" and not may_be_file
        presence = property_.presence if is_demanded or not may_be_file else "optional"
        yield dataclasses.replace(property_, type=kind, presence=presence)


def _value(kind: Type) -> Type | None:
    """Return a type without its files."""
    if not any(isinstance(leaf, Binary) for leaf in leaves(kind)):
        return kind
    match kind:
        case Array(items=inner):
            rest = _value(inner)
            return rest and dataclasses.replace(kind, items=rest)
        case Nullable(type=inner):
            rest = _value(inner)
            return rest and Nullable(type=rest)
        case TypeUnion(members=members):
            rests = tuple(rest for each in members if (rest := _value(each)) is not None)
            is_one = len(rests) < 2
            return next(iter(rests), None) if is_one else dataclasses.replace(kind, members=rests)
        case _:
            return None


def _forms(facts: Facts, kind: Type) -> set[str]:
    """Return the types by which a member is set to files."""
    match kind:
        case Binary():
            return {"FilePart", "java.nio.file.Path"}
        case Anything():
            return {"FilePart", "java.nio.file.Path", "List<FilePart>"}
        case Array(items=inner):
            return {"List<FilePart>"} if _forms(facts, inner) else set()
        case Nullable(type=inner):
            return _forms(facts, inner)
        case TypeUnion(members=members):
            return {form for each in members for form in _forms(facts, each)}
        case Ref():
            declaration = facts.api.declared(kind)
            return _forms(facts, declaration.type) if isinstance(declaration, Alias) else set()
        case _:
            return set()


def _is_named(facts: Facts, name: str, method: MethodTree, call: re.Match[str]) -> bool:
    """Return whether a setter is that of the member that it sets; one of lists may be its own."""
    kind, argument = method.parameters[0]
    known = facts.members(name).get(read_literal(call[1]))
    is_named = known == method.name or kind == "List<FilePart>"
    return is_named and call[3] == argument and read_literal(call[2]) == method.name


def _files(
    facts: Facts, properties: tuple[Property, ...], name: str, builder: TypeTree
) -> Iterator[str]:
    setters: dict[str, list[MethodTree]] = {}
    for method in builder.methods:
        call = _PUT.fullmatch(method.body)
        if call is not None and _is_named(facts, name, method, call):
            setters.setdefault(read_literal(call[1]), []).append(method)
        elif "putFile" in method.body:
            yield f"{method.name}: it sets another member to a file"
    for property_ in properties:
        own = setters.pop(property_.name.wire, [])
        if {each.parameters[0][0] for each in own} != _forms(facts, property_.type):
            yield f"the member {property_.name.wire!r} is set to other files"
        if any(each.deprecated != property_.deprecated for each in own):
            yield f"the member {property_.name.wire!r} is deprecated, or isn't"
    for wire in setters:
        yield f"the member {wire!r} isn't there"
