"""Whether an annotation says what a type of the Api says.

Job: take a type and a syntax tree apart side by side. Both become a row of alternatives, so it
doesn't matter how `|`, `Annotated` and `None` are nested. It must not know how annotations are
written by the generator, only how pydantic reads them.
"""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias, assert_never

from generator.api import (
    Anything,
    Array,
    Binary,
    Constant,
    Limits,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.languages.python.prove.alternatives import (
    Alternative,
    Settings,
    Unreadable,
    alternatives,
)
from generator.languages.python.prove.trees import constants

SCALARS: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}

LIMITS: Final = {
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "multipleOf": "multiple_of",
    "minLength": "min_length",
    "maxLength": "max_length",
    "pattern": "pattern",
    "minItems": "min_length",
    "maxItems": "max_length",
    "minProperties": "min_length",
    "maxProperties": "max_length",
}
"""How pydantic calls the limits of JSON Schema."""

Spelling: TypeAlias = Mapping[tuple[str, str], str]
"""How a module writes a reference, by the namespace and the name of what it refers to."""

Null: TypeAlias = None
Atom: TypeAlias = Scalar | Literal | Array | Map | Ref | Anything | Binary | Null


def agree(kind: Type, node: ast.expr, spelling: Spelling) -> bool:
    """Return whether the annotation allows exactly what the type allows."""
    try:
        parts = _in_one(alternatives(node))
    except Unreadable:
        return False
    atoms = _as_one(_atoms(kind))
    pairs = zip(atoms, parts, strict=False)
    return len(atoms) == len(parts) and all(_same(m, w, spelling) for m, w in pairs)


def _atoms(kind: Type) -> Iterator[Atom]:
    """Yield the alternatives of a type, in order."""
    match kind:
        case Nullable(type=inner):
            yield from _atoms(inner)
            yield None
        case TypeUnion(members=members):
            for member in members:
                yield from _atoms(member)
        case Literal(values=values, open=True):
            yield Literal(values=values)
            yield Scalar(kind="string")
        case _:
            yield kind


def _as_one(atoms: Iterable[Atom]) -> list[Atom]:
    """Return the atoms, with constants that stand side by side as one `Literal`."""
    result: list[Atom] = []
    for atom in atoms:
        last = result[-1] if result else None
        if isinstance(atom, Literal) and isinstance(last, Literal):
            result[-1] = Literal(values=(*last.values, *atom.values))
        else:
            result.append(atom)
    return result


def _in_one(parts: list[Alternative]) -> list[Alternative]:
    """Return the alternatives, with every `Literal` beside another one written into it."""
    result: list[Alternative] = []
    for one in parts:
        last = result[-1] if result else None
        if last is not None and _is_literal(last.node) and _is_literal(one.node):
            elements = [*_arguments(last.node, "Literal"), *_arguments(one.node, "Literal")]
            inner = ast.Tuple(elts=elements, ctx=ast.Load())
            name = ast.Name(id="Literal", ctx=ast.Load())
            settings = {**last.settings, **one.settings}
            result[-1] = Alternative(ast.Subscript(name, inner, ast.Load()), settings)
        else:
            result.append(one)
    return result


def _same(atom: Atom, part: Alternative, spelling: Spelling) -> bool:
    node, settings = part.node, part.settings
    match atom:
        case None:
            return isinstance(node, ast.Constant) and node.value is None
        case Scalar(kind=kind, limits=bounds):
            return _named(node, SCALARS[kind]) and _limited(settings, bounds)
        case Literal(values=values):
            return not settings and _listed(node, values)
        case Array(items=items, limits=bounds):
            inner = _arguments(node, "list")
            fits = len(inner) == 1 and agree(items, inner[0], spelling)
            return fits and _limited(settings, bounds)
        case Map():
            return _same_map(atom, node, settings, spelling)
        case Ref(name=name, namespace=namespace):
            return not settings and spelling.get((namespace, name)) == _dotted(node)
        case Anything():
            return not settings and _named(node, "Any")
        case Binary():
            return not settings and _named(node, "bytes")
        case _:
            assert_never(atom)


def _same_map(map_: Map, node: ast.expr, settings: Settings, spelling: Spelling) -> bool:
    inner = _arguments(node, "dict")
    return (
        len(inner) == 2
        and agree(Scalar(kind="string", limits=map_.keys), inner[0], spelling)
        and agree(map_.values, inner[1], spelling)
        and _limited(settings, map_.limits)
    )


def _limited(settings: Settings, bounds: Limits) -> bool:
    """Return whether the settings are these limits and nothing else."""
    limits = dataclasses.asdict(bounds).items()
    return settings == {LIMITS[name]: value for name, value in limits if value is not None}


def _named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _arguments(node: ast.expr, name: str) -> list[ast.expr]:
    """Return what stands in the brackets of `name[...]`."""
    match node:
        case ast.Subscript(value=ast.Name(id=base), slice=inner) if base == name:
            return inner.elts if isinstance(inner, ast.Tuple) else [inner]
        case _:
            return []


def _listed(node: ast.expr, values: tuple[Constant, ...]) -> bool:
    """Return whether these are the values of a `Literal[...]`, in order and of the same type."""
    return [identity(v) for v in constants(node)] == [identity(v) for v in values] and _is_literal(
        node
    )


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and _named(node.value, "Literal")


def identity(value: object) -> str:
    """Return what a value is compared by: `1`, `1.0` and `True` are three values.

    So are `0.0` and `-0.0`.
    """
    return repr(value)


def _dotted(node: ast.expr) -> str:
    """Return a name, or a name in a module, as it is written."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            return f"{module}.{name}"
        case _:
            return ""
