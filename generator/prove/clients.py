"""Whether the clients take and say what the Api means.

Job: find each client and method that is planned, and hold its arguments, the constants in their
types, its docstring and what it calls against the plan and the Api. It must not judge the code
between them; `syntax` says what that may be at all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from generator.api import Api, Operation, Provider
from generator.files import Files
from generator.prove.literals import Constants
from generator.prove.texts import told
from generator.prove.trees import constants, docstring, named, tree_of
from generator.render.views import Argument, Client, Method, clients

Body = Mapping[str, ast.stmt]


def faults(files: Files, api: Api, package: str) -> Iterator[str]:
    """Yield every disagreement between the modules of clients and what is planned."""
    for provider in api.providers:
        path = f"{package}/{provider.name}/client.py"
        tree = tree_of(files, path)
        if tree is None:
            yield f"{path}: the file is missing"
            continue
        for fault in _module_faults(api, provider, tree):
            yield f"{path}: {fault}"


def _module_faults(api: Api, provider: Provider, tree: ast.Module) -> Iterator[str]:
    classes = named(tree.body)
    operations = {operation.python: operation for operation in provider.operations}
    for client in clients(api, provider):
        for fault in _client_faults(client, classes.get(client.name)):
            yield f"{client.name}: {fault}"
        for name, methods in _holders(client):
            body = named(getattr(classes.get(name), "body", []))
            for method in methods:
                found = body.get(method.name)
                for fault in _method_faults(api, operations[method.operation], method, found):
                    yield f"{name}.{method.name}: {fault}"
    yield from _mapping_faults(tree)


def _holders(client: Client) -> Iterator[tuple[str, Sequence[Method]]]:
    """Yield the classes that have methods; those of raw answers have the same ones."""
    yield client.name, client.methods
    for resource in client.every_resource:
        yield resource.name, resource.methods


def _client_faults(client: Client, found: ast.stmt | None) -> Iterator[str]:
    body = named(getattr(found, "body", []))
    made = body.get("__init__")
    yield from _argument_faults(client.arguments, made)
    yield from _argument_faults(client.arguments, body.get("with_options"))
    yield from told(docstring(found), [client.doc])
    yield from told(docstring(made), _docs(client.arguments))


def _docs(arguments: Sequence[Argument]) -> Iterator[str]:
    return (f"{argument.name}: {argument.doc}" for argument in arguments)


def _method_faults(
    api: Api, operation: Operation, method: Method, found: ast.stmt | None
) -> Iterator[str]:
    yield from _argument_faults(method.arguments, found)
    docs = [method.doc, method.notice, *_docs(method.arguments), method.returns]
    yield from told(docstring(found), docs)
    if found is not None and ast.unparse(found).count(f"operations.{operation.python},") != 1:
        yield f"doesn't call {operation.python}"
    meant = Constants(api).of_arguments(operation)
    for argument in _arguments(found):
        if argument.arg in meant and argument.annotation is not None:
            have = constants(argument.annotation)
            if repr(have) != repr(meant[argument.arg]):
                yield f"{argument.arg} takes {have}, not {meant[argument.arg]}"


def _argument_faults(planned: Sequence[Argument], found: ast.stmt | None) -> Iterator[str]:
    names = [argument.name for argument in planned]
    have = [argument.arg for argument in _arguments(found)[: len(names)]]
    if found is None or have != names:
        yield f"takes {have}, not {names}"


def _arguments(found: ast.stmt | None) -> list[ast.arg]:
    if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
        return found.args.kwonlyargs
    return []


def _mapping_faults(tree: ast.Module) -> Iterator[str]:
    """Yield what is handed on under another name than its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                name = key.value if isinstance(key, ast.Constant) else None
                if not isinstance(value, ast.Name) or name != value.id:
                    yield f"line {node.lineno}: {name!r} is handed {ast.unparse(value)}"
