"""Whether the tables of the output hold the values of the Api, each with its type.

Job: read `Provider(...)` and `Operation(...)` as data, without running them, and hold each slot
against the Api; `commands` does so for the tables of the command line. A number isn't a truth value
here, and no text is another that only looks like it. It must not know how tables are written.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove.expected_tables import tables
from generator.languages.python.prove.facades import parts_of
from generator.languages.python.prove.facts import (
    declarations,
)
from generator.languages.python.prove.slots import Instance, Symbol
from generator.languages.python.prove.trees import named, tree_of
from generator.spelled import Api

UNREADABLE: Final = Symbol("something else")


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every slot of a table that holds another value than the Api has for it."""
    by_ref = declarations(api)
    for provider in api.providers:
        path = f"{package.name}/{provider.name}/operations.py"
        yield from compared(files, path, tables(api, by_ref, provider))


def compared(files: Files, path: str, expectations: Mapping[str, Any]) -> Iterator[str]:
    """Yield where a module, or the package of its name, holds other tables."""
    trees = [tree_of(files, path)]
    folder = path.removesuffix(".py")
    if f"{folder}/__init__.py" in files and path not in files:
        trees = [tree_of(files, f"{folder}/__init__.py"), *parts_of(files, folder).values()]
    if None in trees:
        yield f"{path}: the file is missing"
        return
    bodies = [named(tree.body) for tree in trees if tree is not None]
    statements = {table: each for body in bodies for table, each in body.items()}
    for name, table in expectations.items():
        value = getattr(statements.get(name), "value", None)
        have, want = dict(_flat(name, _read(value))), dict(_flat(name, table))
        for place in sorted(have.keys() | want.keys()):
            if have.get(place) != want.get(place):
                yield f"{path}: {place} is {have.get(place)}, not {want.get(place)}"


def _read(node: ast.AST | None) -> Any:
    """Return what an expression makes, as far as tables go."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.Tuple(elts=parts):
            return tuple(_read(part) for part in parts)
        case ast.Dict(keys=keys, values=values):
            return {_read(key): _read(value) for key, value in zip(keys, values, strict=True)}
        case ast.Name() | ast.Attribute():
            return Symbol(ast.unparse(node))
        case ast.Starred(value=ast.Name(id=name)):
            return Symbol(f"*{name}")
        case ast.Call(func=ast.Name(id=kind), args=[], keywords=keywords):
            return Instance(kind, {str(k.arg): _read(k.value) for k in keywords})
        case _:
            return UNREADABLE


def _flat(place: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield each slot of a value with what is in it, written so that types differ."""
    match value:
        case Instance(kind=kind, slots=slots):
            yield place, f"{kind}(...)"
            for name, inner in slots.items():
                yield from _flat(f"{place}.{name}", inner)
        case tuple():
            yield place, f"{len(value)} values"
            for number, inner in enumerate(value):
                yield from _flat(f"{place}[{number}]", inner)
        case dict():
            yield place, f"{len(value)} entries"
            for key, inner in value.items():
                yield from _flat(f"{place}[{key!r}]", inner)
        case _:
            yield place, repr(value)
