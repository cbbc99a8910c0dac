"""Whether a class has the properties of a Model: names, types, presence, constants.

Job: one class against one Model, field by field in order. It must not know how types are read
(`annotations`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from generator.api import Literal, Nullable
from generator.dump import spelt
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
        case ast.ClassDef(bases=[ast.Name(id=found)], keywords=[], decorator_list=[], body=body):
            if found != base:
                yield f": is a {found}, not a {base}"
            yield from _body_faults(model, body, spelling)
        case _:
            yield f": is not a plain class below {base}"


def _body_faults(model: Model, body: list[ast.stmt], spelling: Spelling) -> Iterator[str]:
    written: dict[str, ast.AnnAssign] = {}
    for statement in body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), simple=1):
                written[name] = statement
            case ast.Assign() if former.attribute(statement) is not None:
                pass
            case ast.Pass() | ast.Expr(value=ast.Constant(value=str())):
                pass
            case _:
                yield f": holds a {type(statement).__name__}"
    wanted = [known.name.identifier for known in model.properties]
    yield from (f".{name}: is missing" for name in wanted if name not in written)
    yield from (f".{name}: nothing asks for it" for name in written if name not in wanted)
    if set(wanted) == set(written) and wanted != list(written):
        yield f": the fields stand in another order: {', '.join(written)}"
    yield from former.field_faults(model, body, spelling)
    texts = documented(body)
    yield from (f": {fault}" for fault in same(texts.get("", ""), model.doc))
    for known in model.properties:
        if known.name.identifier in written:
            text = texts.get(known.name.identifier, "")
            yield from (f".{known.name.identifier}: {fault}" for fault in same(text, doc_of(known)))
            yield from _field_faults(known, written[known.name.identifier], spelling)


def _field_faults(known: Property, node: ast.AnnAssign, spelling: Spelling) -> Iterator[str]:
    name = f".{known.name.identifier}"
    alias, mark, annotation = _parted(node.annotation)
    wire = alias if alias is not None else known.name.identifier
    if wire != known.name.wire:
        yield f"{name}: travels as {wire!r}, not as {known.name.wire!r}"
    if mark != slots(known):
        yield f"{name}: is marked as to go by {mark}, not by {slots(known)}"
    if not _type_agrees(known, annotation, spelling):
        yield f"{name}: {ast.unparse(node.annotation)} is not {known.presence} {spelt(known.type)}"
    yield from (f"{name}: {fault}" for fault in _default_faults(known, node.value))


def _type_agrees(known: Property, annotation: ast.expr, spelling: Spelling) -> bool:
    """Return whether type and presence are in the annotation as the base class reads them."""
    if known.presence != "optional":
        return agree(known.type, annotation, spelling)
    if isinstance(known.type, Nullable):
        inner = _arguments_of_nullable(annotation)
        return inner is not None and agree(known.type.type, inner, spelling)
    return agree(Nullable(type=known.type), annotation, spelling)


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
                elts=[inner, ast.Call(func=ast.Name(id="Field") as field, args=[], keywords=given)]
            ),
        ):
            own = {each.arg: each.value for each in given if each.arg in ("alias", "deprecated")}
            rest = [keyword for keyword in given if keyword.arg not in own]
            alias = _text([own["alias"]]) if "alias" in own else None
            mark = read(own["deprecated"]) if "deprecated" in own else None
            if len(rest) + (alias is not None) + (mark is not None) < len(given) or not own:
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


def _default_faults(known: Property, value: ast.expr | None) -> Iterator[str]:
    """Yield what is wrong with what stands behind `=`: a constant, `None`, or nothing at all."""
    match known.presence:
        case "required":
            if value is not None:
                yield f"has a default, {ast.unparse(value)}, and must be given"
        case "optional":
            if not (isinstance(value, ast.Constant) and value.value is None):
                yield "may be absent, but its default isn't None"
        case "constant":
            assert isinstance(known.type, Literal)
            if identity(_value(value)) != identity(known.type.values[0]):
                yield f"is always {known.type.values[0]!r}, but its default isn't"


def _value(node: ast.expr | None) -> object:
    """Return the constant that an expression is, a negative number included; else itself."""
    try:
        return ast.literal_eval(node) if node is not None else None
    except (ValueError, TypeError):
        return node
