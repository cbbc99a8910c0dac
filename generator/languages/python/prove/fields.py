"""Whether a class has the properties of a Model: names, types, presence, constants.

Job: one class against one Model, field by field in order. It must not know how types are read
(`annotations`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from generator.api import Literal, Nullable
from generator.dump.types import spelt
from generator.languages.python.prove import former
from generator.languages.python.prove.annotations import Spelling, agree, identity
from generator.languages.python.prove.deprecations import read, slots
from generator.languages.python.prove.docstrings import same
from generator.languages.python.prove.facts import doc_of
from generator.languages.python.prove.trees import documented
from generator.spelled import Model, Property


def faults(model: Model, node: ast.stmt, spelling: Spelling) -> Iterator[str]:
    """Yield where a class and a Model differ; each begins with what comes after the name."""
    base = "ResponseModel" if model.is_response else "Model"
    match node:
        case ast.ClassDef(
            bases=[ast.Name(id=actual_base)], keywords=[], decorator_list=[], body=body
        ):
            if actual_base != base:
                yield f": is a {actual_base}, not a {base}"
            yield from _body_faults(model, body, spelling)
        case _:
            yield f": is not a plain class below {base}"


def _body_faults(model: Model, body: list[ast.stmt], spelling: Spelling) -> Iterator[str]:
    yield from _statement_faults(body)
    statements = {
        statement.target.id: statement
        for statement in body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    }
    names = [property_.name.identifier for property_ in model.properties]
    yield from (f".{name}: is missing" for name in names if name not in statements)
    yield from (f".{name}: nothing asks for it" for name in statements if name not in names)
    if set(names) == set(statements) and names != list(statements):
        yield f": the fields stand in another order: {', '.join(statements)}"
    yield from former.field_faults(model, body, spelling)
    texts = documented(body)
    yield from (f": {fault}" for fault in same(texts.get("", ""), model.doc))
    for property_ in model.properties:
        name = property_.name.identifier
        if name in statements:
            faults = same(texts.get(name, ""), doc_of(property_))
            yield from (f".{name}: {fault}" for fault in faults)
            yield from _field_faults(property_, statements[name], spelling)


def _statement_faults(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        match statement:
            case ast.AnnAssign(target=ast.Name(), simple=1):
                pass
            case ast.Assign() if former.attribute(statement) is not None:
                pass
            case ast.Pass() | ast.Expr(value=ast.Constant(value=str())):
                pass
            case _:
                yield f": holds a {type(statement).__name__}"


def _field_faults(property_: Property, node: ast.AnnAssign, spelling: Spelling) -> Iterator[str]:
    name = f".{property_.name.identifier}"
    alias, mark, annotation = _parted(node.annotation)
    wire = alias if alias is not None else property_.name.identifier
    if wire != property_.name.wire:
        yield f"{name}: travels as {wire!r}, not as {property_.name.wire!r}"
    if mark != slots(property_):
        yield f"{name}: is marked as to go by {mark}, not by {slots(property_)}"
    if not _type_agrees(property_, annotation, spelling):
        want = f"{property_.presence} {spelt(property_.type)}"
        yield f"{name}: {ast.unparse(node.annotation)} is not {want}"
    yield from (f"{name}: {fault}" for fault in _default_faults(property_, node.value))


def _type_agrees(property_: Property, annotation: ast.expr, spelling: Spelling) -> bool:
    """Return whether type and presence are in the annotation as the base class reads them."""
    if property_.presence != "optional":
        return agree(property_.type, annotation, spelling)
    if isinstance(property_.type, Nullable):
        inner = _arguments_of_nullable(annotation)
        return inner is not None and agree(property_.type.type, inner, spelling)
    return agree(Nullable(type=property_.type), annotation, spelling)


def _arguments_of_nullable(annotation: ast.expr) -> ast.expr | None:
    match annotation:
        case ast.Subscript(value=ast.Name(id="Nullable"), slice=inner):
            return inner
        case _:
            return None


def _parted(node: ast.expr) -> tuple[str | None, dict[str, Any] | None, ast.expr]:
    """Return the alias that an annotation gives its field, its mark, and what else it says."""
    match node:
        case ast.Subscript(
            value=ast.Name(id="Annotated") as name,
            slice=ast.Tuple(
                elts=[
                    inner,
                    ast.Call(func=ast.Name(id="Field") as field, args=[], keywords=keywords),
                ]
            ),
        ):
            own = {each.arg: each.value for each in keywords if each.arg in ("alias", "deprecated")}
            rest = [keyword for keyword in keywords if keyword.arg not in own]
            alias = _text([own["alias"]]) if "alias" in own else None
            mark = read(own["deprecated"]) if "deprecated" in own else None
            if len(rest) + (alias is not None) + (mark is not None) < len(keywords) or not own:
                return None, None, node
            call = ast.Call(func=field, args=[], keywords=rest)
            pair = ast.Tuple(elts=[inner, call], ctx=ast.Load())
            bare = ast.Subscript(value=name, slice=pair, ctx=ast.Load())
            return alias, mark, bare if rest else inner
        case _:
            return None, None, node


def _text(nodes: list[ast.expr]) -> str | None:
    match nodes:
        case [ast.Constant(value=str(text))]:
            return text
        case _:
            return None


def _default_faults(property_: Property, value: ast.expr | None) -> Iterator[str]:
    """Yield what is wrong with what stands behind `=`: a constant, `None`, or nothing at all."""
    match property_.presence:
        case "required":
            if value is not None:
                yield f"has a default, {ast.unparse(value)}, and must be given"
        case "optional" if property_.is_tag:
            assert isinstance(property_.type, Literal)
            if identity(_value(value)) != identity(property_.type.values[0]):
                yield f"is made as {property_.type.values[0]!r}, but its default isn't"
        case "optional":
            if not (isinstance(value, ast.Constant) and value.value is None):
                yield "may be absent, but its default isn't None"
        case "constant":
            assert isinstance(property_.type, Literal)
            if identity(_value(value)) != identity(property_.type.values[0]):
                yield f"is always {property_.type.values[0]!r}, but its default isn't"


def _value(node: ast.expr | None) -> object:
    """Return the constant that an expression is, a negative number included; else itself."""
    try:
        return ast.literal_eval(node) if node is not None else None
    except (ValueError, TypeError):
        return node
