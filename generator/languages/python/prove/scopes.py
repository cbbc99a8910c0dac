"""Whether each name of a scope is made once, before it is read, and hides nothing imported.

Job: compare what a module, a class or a function makes with what it imports and reads. It must not
know what the names are for.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from generator.languages.python.prove.trees import FUNCTIONS, kinds, name_of
from generator.languages.python.walking import walked

Scope: TypeAlias = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def scope_faults(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield what is wrong with names of a module, each with its line."""
    yield from ((f"{name!r} is made twice", line) for name, line in _repeated(tree))
    yield from ((f"{name!r} is imported as well", line) for name, line in _hidden(tree))
    yield from ((f"uses {name!r} before it is made", line) for name, line in _early(tree))


def _repeated(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield what a module, a class or a function declares a second time, case aside."""
    for kind in (ast.Module, ast.ClassDef, *FUNCTIONS):
        for scope in kinds(tree)[kind]:
            names: set[str] = set()
            for name, line in _declared(scope):
                if name.casefold() in names:
                    yield name, line
                names.add(name.casefold())


def _declared(scope: Scope) -> Iterator[tuple[str, int]]:
    """Yield the names that a scope makes; those that it imports aren't compared by case."""
    if isinstance(scope, ast.Module | ast.ClassDef):
        for node in _statements(scope.body):
            name = name_of(node)
            if name is not None:
                yield name, node.lineno
    else:
        arguments = scope.args
        for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            yield each.arg, each.lineno


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements, and those below an `if` after it."""
    for node in body:
        yield node
        if isinstance(node, ast.If):
            yield from _statements([*node.body, *node.orelse])


def _early(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield what is read while a module is imported, and made by a later statement only."""
    statements = list(_statements(tree.body))
    later = Counter(name for node in statements if (name := name_of(node)) is not None)
    for node in statements:
        parts = node.bases if isinstance(node, ast.ClassDef) else [getattr(node, "value", None)]
        parts_read = (each for part in parts if part is not None for each in walked(part))
        names = {each.id for each in parts_read if isinstance(each, ast.Name)}
        yield from ((name, node.lineno) for name in sorted(names) if later[name])
        later[name_of(node) or ""] -= 1


def _hidden(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield what a module, or a class in it, makes under the name of something imported.

    In a class that matters where the class itself reads the name: bodies of methods don't see it.
    """
    yield from _made_of(tree.body, frozenset())
    every = _imported(_statements(tree.body))
    for scope in tree.body:
        if isinstance(scope, ast.ClassDef):
            collisions = every.intersection(map(name_of, _statements(scope.body)))
            yield from _made_of(scope.body, collisions & _read(scope) if collisions else collisions)


def _read(scope: ast.ClassDef) -> frozenset[str]:
    """Return the names that a class reads outside of the bodies of its methods."""
    inner = {id(n) for m in scope.body for b in getattr(m, "body", ()) for n in walked(b)}
    names = (n for n in walked(scope) if isinstance(n, ast.Name) and id(n) not in inner)
    return frozenset(name.id for name in names if isinstance(name.ctx, ast.Load))


def _made_of(body: list[ast.stmt], reserved: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield what statements make of names that are taken or that they import.

    What one branch of an `if` imports the other one may make.
    """
    own = reserved | _imported(body)
    every = own | _imported(_statements(body))
    for node in body:
        if isinstance(node, ast.If):
            yield from (*_made_of(node.body, own), *_made_of(node.orelse, own))
        elif isinstance(node, ast.AnnAssign) and node.value is None:
            continue  # which makes nothing: the keys of a TypedDict may have any name
        elif (name := name_of(node)) in every and name is not None:
            yield name, node.lineno


def _imported(body: Iterable[ast.stmt]) -> frozenset[str]:
    aliases = [a for n in body if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names]
    return frozenset(alias.asname or alias.name.split(".")[0] for alias in aliases)
