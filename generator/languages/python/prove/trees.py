"""Modules of the output as syntax trees, each read once.

Job: hand the other modules of the proof what they read, and say where a docstring or a table is in
it. What can't be read is nothing here: `syntax` complains about it.
"""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from generator.files import Files
from generator.languages.python.naming import ALIASES
from generator.languages.python.walking import walked
from generator.syntax_trees import parsed as parsed

_MEANT: Final = {alias: name for name, alias in ALIASES.items()}

FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)

LISTING: Final = "__dir__ = public(__name__)"
"""What makes a module list what it offers, and nothing that it imports."""

PART: Final = "__getattr__, __dir__ = part(__name__)"
"""What does so for a part of what another module offers."""


@lru_cache(maxsize=1024)
def kinds(tree: ast.Module) -> Mapping[type[ast.AST], Sequence[Any]]:
    """Return every node of a tree by its class."""
    groups: defaultdict[type[ast.AST], list[ast.AST]] = defaultdict(list)
    for node in walked(tree):
        groups[type(node)].append(node)
    return groups


@lru_cache(maxsize=1024)
def plainly_parsed(text: str) -> ast.Module | None:
    """Return the tree of a text in which what `ALIASES` says goes by its own name."""
    tree = parsed(text)
    if tree is None or not any(alias in text for alias in _MEANT):
        return tree
    lines = sorted({node.lineno for node in kinds(tree)[ast.Name] if node.id in _MEANT})
    plain: ast.Module = _plain(tree, lines) if lines else tree
    return plain


def _plain(node: Any, lines: Sequence[int]) -> Any:
    """Return a node with the names that are meant; parts without an alias are the same nodes.

    Args:
        node: of a tree that nobody may change.
        lines: where an alias stands, in order.
    """
    if isinstance(node, list):
        return [_plain(each, lines) for each in node]
    if not isinstance(node, ast.AST) or not _reaches(node, lines):
        return node
    parts = {name: _plain(value, lines) for name, value in vars(node).items()}
    if isinstance(node, ast.Name):
        parts["id"] = _MEANT.get(node.id, node.id)
    return type(node)(**parts)


def _reaches(node: Any, lines: Sequence[int]) -> bool:
    """Return whether a node, with what decorates it, goes over one of these lines."""
    if not hasattr(node, "lineno"):
        return True
    first = min(each.lineno for each in (node, *getattr(node, "decorator_list", ())))
    following = bisect_left(lines, first)
    return following < len(lines) and lines[following] <= node.end_lineno


def tree_of(files: Files, path: str) -> ast.Module | None:
    """Return the tree of a file, if there is one."""
    return parsed(files[path].text) if path in files else None


def named(body: Sequence[ast.stmt]) -> dict[str, ast.stmt]:
    """Return the statements that give something a name, by that name."""
    return {name: node for node in body if (name := name_of(node)) is not None}


@lru_cache(maxsize=64)
def members_of(holder: ast.stmt | None) -> Mapping[str, ast.stmt]:
    """Return what a class gives names to: there may be hundreds, each of which is asked for."""
    return named(getattr(holder, "body", []))


def statements_of(body: Sequence[ast.stmt]) -> dict[str, ast.stmt]:
    """Return the same without what makes a module list its names."""
    return {name: node for name, node in named(body).items() if not is_listing(node)}


def is_listing(node: ast.stmt) -> bool:
    """Return whether a statement makes a module list its names."""
    return isinstance(node, ast.Assign) and ast.unparse(node) in (LISTING, PART)


def name_of(node: ast.stmt) -> str | None:
    """Return the name that a statement gives to what it makes."""
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return name
        case ast.AsyncFunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return None


def documented(body: Sequence[ast.stmt]) -> dict[str, str]:
    """Return the docstrings in a body by the name that each stands below; its own is called ""."""
    docstrings: dict[str, str] = {}
    name: str | None = ""
    for node in body:
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                if name is not None:
                    docstrings[name] = text
                name = None  # only the first text below a name is its docstring
            case _:
                name = name_of(node)
    return docstrings


def docstring(node: ast.stmt | None) -> str:
    """Return the docstring of a class or function as it stands, with its indentation."""
    body: list[ast.stmt] = getattr(node, "body", [])
    return documented(body).get("", "")


@lru_cache(maxsize=64)
def tables_of(function: ast.stmt | None) -> Sequence[ast.Dict]:
    """Return the tables in a function, which a method has one of."""
    return [node for node in walked(function) if isinstance(node, ast.Dict)] if function else []


def constants(annotation: ast.AST) -> list[object]:
    """Return the values that the `Literal[...]` of an annotation list, in order."""
    return [value for node in subscripts(annotation) for value in _values(node.slice)]


def subscripts(annotation: ast.AST) -> Iterator[ast.Subscript]:
    """Yield the `Literal[...]` of an annotation from left to right, quoted ones too."""
    match annotation:
        case ast.Subscript(value=ast.Name(id="Literal")):
            yield annotation
        case _:
            for inner in ast.iter_child_nodes(annotation):
                yield from subscripts(inner)


def _values(node: ast.expr) -> Iterator[object]:
    for each in node.elts if isinstance(node, ast.Tuple) else [node]:
        try:
            yield ast.literal_eval(each)
        except (ValueError, TypeError):
            yield each  # equals no value
