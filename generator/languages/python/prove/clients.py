"""Whether the clients take and say what the Api means.

Job: find each client, sync and async, and hold what its constructor and `with_options` take and
say against the Api; what its attributes lead to is for `methods`. The names of the classes between
are for whoever plans them; `syntax` says what the code may be at all. It must not ask what writes
clients.
"""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from generator.files import Files
from generator.languages.python.naming import RESERVED_ATTRIBUTES
from generator.languages.python.package import Package
from generator.languages.python.prove import methods, ways
from generator.languages.python.prove.accepted import row_text, written
from generator.languages.python.prove.arguments import Argument, settings
from generator.languages.python.prove.body_types import in_a_provider
from generator.languages.python.prove.docstrings import together
from generator.languages.python.prove.facades import parts_of
from generator.languages.python.prove.facts import declarations
from generator.languages.python.prove.methods import Scope, docs
from generator.languages.python.prove.signatures import (
    argument_faults,
    handed_faults,
    options_of,
    types_of,
)
from generator.languages.python.prove.trees import (
    FUNCTIONS,
    docstring,
    kinds,
    members_of,
    named,
    plainly_parsed,
)
from generator.spelled import Api, Provider

PREFIXES: Final = ("", "Async")
MODULES: Final = ("client.py", "async_client.py")
"""The modules of clients: the second is there where the first is of the sync one alone."""

RESOURCE: Final = ("resource_", "async_resource_", "client_from_", "async_client_from_")
"""How names of modules begin that a resource has for itself, or a part of it or of a client."""


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every disagreement between the modules of clients and the Api."""
    for provider in api.providers:
        path = f"{package.name}/{provider.name}/client.py"
        trees = {each: plainly_parsed(files[each].text) for each in _modules(files, path)}
        if None in trees.values() or path not in trees:
            yield f"{path}: the file is missing"
            continue
        whole = {each: tree for each, tree in trees.items() if tree is not None}
        for fault in _module_faults(api, provider, [*whole.values()]):
            yield f"{path}: {fault}"
        tables = parts_of(files, f"{package.name}/{provider.name}/operations")
        for each, tree in whole.items():
            yield from (f"{each}: {fault}" for fault in _reference_faults(whole, each, tree))
            yield from (f"{each}: {fault}" for fault in _import_faults(whole, each, tree))
            yield from (f"{each}: {fault}" for fault in _table_faults(tables, tree))


def _modules(files: Files, path: str) -> list[str]:
    """Return the modules of the clients, and those that resources have for themselves."""
    folder = path.removesuffix("client.py")
    clients = [f"{folder}{name}" for name in MODULES]
    resources = tuple(f"{folder}{lead}" for lead in RESOURCE)
    return [each for each in files if each in clients or each.startswith(resources)]


def _reference_faults(
    trees: Mapping[str, ast.Module], path: str, tree: ast.Module
) -> Iterator[str]:
    """Yield names that a module says to be in that of a resource, which hasn't got them."""
    for node in kinds(tree)[ast.Attribute]:
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name.startswith(
                RESOURCE
            ):
                there = trees.get(f"{path.rpartition('/')[0]}/{name}.py")
                if there is None or attribute not in named(there.body):
                    yield f"{name} has no {attribute}"


def _import_faults(trees: Mapping[str, ast.Module], path: str, tree: ast.Module) -> Iterator[str]:
    """Yield classes that a module takes from another one, which hasn't got them."""
    for node in tree.body:
        match node:
            case ast.ImportFrom(module=str(module), level=1) if module.startswith(RESOURCE):
                there = trees.get(f"{path.rpartition('/')[0]}/{module}.py")
                names = named(there.body) if there is not None else {}
                yield from (f"{module} has no {a.name}" for a in node.names if a.name not in names)


def _part_faults(tree: ast.Module) -> Iterator[str]:
    """Yield classes with methods of another one of which the options aren't spelt out."""
    calls = {ast.unparse(node.value) for node in tree.body if isinstance(node, ast.Expr)}
    for name, node in named(tree.body).items():
        if "_session" in members_of(node) and f"spell_out({name})" not in calls:
            yield f"the options of {name} aren't spelt out"


def _table_faults(tables: Mapping[str, ast.Module], tree: ast.Module) -> Iterator[str]:
    """Yield tables that a module takes from those of a resource, which haven't got them."""
    modules = (n for n in tree.body if isinstance(n, ast.ImportFrom) and n.module == "operations")
    for name in [alias.name for node in modules for alias in node.names]:
        there = named(tables[name].body) if name in tables else {}
        for node in kinds(tree)[ast.Attribute]:
            match node:
                case ast.Attribute(value=ast.Name(id="operations"), attr=attribute):
                    if attribute not in there:
                        yield f"the tables of {name} have no {attribute}"


def _module_faults(api: Api, provider: Provider, trees: Sequence[ast.Module]) -> Iterator[str]:
    every = [pair for tree in trees for pair in named(tree.body).items()]
    classes = dict(every)
    counts = Counter(name for name, each in every if isinstance(each, ast.ClassDef))
    yield from (f"{name} stands in several modules" for name in counts if counts[name] > 1)
    facts = Scope(declarations(api), in_a_provider(api))
    for prefix in PREFIXES:
        name = f"{prefix}{provider.client}"
        doc = provider.doc or api.title
        for fault in _client_faults(settings(provider), doc, prefix, classes.get(name)):
            yield f"{name}: {fault}"
        yield from (f"{name}: {fault}" for fault in _parameter_faults(provider, classes.get(name)))
        yield from ways.base_faults(classes, name, f"{prefix or 'Sync'}Client")
        yield from ways.faults(provider.operations, classes, name, prefix or "Sync")
        for operation in provider.operations:
            yield from methods.faults(facts, operation, classes, name, waits=bool(prefix))
    for tree in trees:
        yield from (*_mapping_faults(tree), *_part_faults(tree))


def _client_faults(
    own: Sequence[Argument], doc: str, prefix: str, node: ast.stmt | None
) -> Iterator[str]:
    body = named(getattr(node, "body", []))
    constructor, copier = body.get("__init__"), body.get("with_options")
    names = [argument.name for argument in own]
    every = [*names, "http_client"]
    yield from argument_faults(dict.fromkeys(every, "None"), "ClientOptions", constructor)
    yield from argument_faults(dict.fromkeys(every, "omit"), "ClientChanges", copier)
    yield from handed_faults([*names, None], constructor)
    yield from handed_faults([*every, None], copier)
    yield from _changing_faults(copier)
    yield from _setting_faults(own, prefix, constructor, ["None"])
    yield from _setting_faults(own, prefix, copier, ["None", "Omit"])
    yield from together(docstring(node), [doc])
    yield from together(docstring(constructor), [*docs(own), "http_client:"], "Args:")


def _changing_faults(node: ast.stmt | None) -> Iterator[str]:
    """Yield what `with_options` returns in the place of the changed client."""
    match getattr(node, "body", []):
        case [*_, ast.Return(value=ast.Call(func=function))]:
            if ast.unparse(function) != "self._changed":
                yield f"with_options returns what {ast.unparse(function)} makes"
        case _:
            yield "with_options returns no client"


def _parameter_faults(provider: Provider, node: ast.stmt | None) -> Iterator[str]:
    """Yield parameters of a client that can't be read from it, or are another's value."""
    body = named(getattr(node, "body", []))
    occupied = {*RESERVED_ATTRIBUTES, *(o.attributes[0] for o in provider.operations)}
    for name in [p.argument for p in provider.parameters if p.argument not in occupied]:
        match body.get(name):
            case ast.FunctionDef(
                decorator_list=[ast.Name(id="property")],
                body=[ast.Expr(), ast.Return(value=ast.Call() as call)],
            ) if (
                ast.unparse(call) == f"self._parameter({name!r})"
            ):
                continue
        yield f"{name} can't be read as {name!r}"


def _setting_faults(
    own: Sequence[Argument], prefix: str, node: ast.stmt | None, more: Sequence[str]
) -> Iterator[str]:
    """Yield arguments of a client that don't take a text, or a credential in the client's form."""
    types = types_of(node)
    rows = {each.name: (f"{prefix}Key" if each.key else "str", *more) for each in own}
    sender = "httpx2.AsyncClient" if prefix else "httpx2.Client"
    rows["http_client"] = (sender, "Transports", *more)
    for name, row in rows.items():
        if written(types.get(name)) != row:
            yield f"{name} isn't annotated {row_text(row)}"


def _mapping_faults(tree: ast.Module) -> Iterator[str]:
    """Yield what is handed on under another name than its own."""
    tables = sorted(kinds(tree)[ast.Dict], key=_line)
    lines = [node.lineno for node in tables]
    for function in (f for kind in FUNCTIONS for f in kinds(tree)[kind]):
        first = min(map(_line, (function, *function.decorator_list)))
        for node in tables[bisect_left(lines, first) : bisect_right(lines, function.end_lineno)]:
            for key, value in zip(node.keys, node.values, strict=True):
                name = key.value if isinstance(key, ast.Constant) else options_of(function)
                if _is_renamed(value, name):
                    continue  # `methods` says by which names
                if not isinstance(value, ast.Name) or name != value.id:
                    yield f"line {node.lineno}: {name!r} is handed {ast.unparse(value)}"


def _line(node: Any) -> int:
    line: int = node.lineno
    return line


def _is_renamed(value: ast.expr, name: object) -> bool:
    """Return whether a value is what was given by one of several names, this one first."""
    match value:
        case ast.Call(func=ast.Name(id="_renamed"), keywords=[ast.keyword(arg=first), *_]):
            return first == name
        case _:
            return False
