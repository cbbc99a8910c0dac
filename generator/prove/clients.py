"""Whether the clients take and say what the Api means.

Job: find each client and method that is planned, and hold its arguments, the constants in their
types, what it returns, its docstring and what it calls against the plan and the Api. It must not
judge the code between them; `syntax` says what that may be at all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from generator.api import Api, Operation, Provider
from generator.files import Files
from generator.prove.annotations import alternatives
from generator.prove.answers import answers, in_a_provider
from generator.prove.literals import Constants, argument_types
from generator.prove.texts import told
from generator.prove.trees import constants, docstring, named, tree_of
from generator.render.calls import nullable
from generator.render.views import Argument, Client, Method, Resource, clients

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
        for name, methods, raw in _holders(client):
            body = named(getattr(classes.get(name), "body", []))
            for method in methods:
                found, operation = body.get(method.name), operations[method.operation]
                for fault in _method_faults(api, operation, method, found, raw=raw):
                    yield f"{name}.{method.name}: {fault}"
    yield from _mapping_faults(tree)


def _holders(client: Client) -> Iterator[tuple[str, Sequence[Method], bool]]:
    """Yield the classes that have methods, and whether those give back answers as they came."""
    holders: tuple[Client | Resource, ...] = (client, *client.every_resource)
    for each in holders:
        yield each.name, each.methods, False
        yield each.raw, each.methods, True


def _client_faults(client: Client, found: ast.stmt | None) -> Iterator[str]:
    body = named(getattr(found, "body", []))
    made = body.get("__init__")
    yield from _argument_faults(client.arguments, made, "None")
    yield from _argument_faults(client.arguments, body.get("with_options"), "omit")
    yield from told(docstring(found), [client.doc])
    yield from told(docstring(made), _docs(client.arguments))


def _docs(arguments: Sequence[Argument]) -> Iterator[str]:
    return (f"{argument.name}: {argument.doc}" for argument in arguments)


def _method_faults(
    api: Api, operation: Operation, method: Method, found: ast.stmt | None, *, raw: bool
) -> Iterator[str]:
    yield from _argument_faults(method.arguments, found, "omit")
    if not raw:
        docs = [method.doc, method.notice, *_docs(method.arguments), method.returns]
        yield from told(docstring(found), docs)
    if not _returns(api, operation, found, raw=raw):
        yield "isn't annotated with what it returns"
    if found is not None and ast.unparse(found).count(f"operations.{operation.python},") != 1:
        yield f"doesn't call {operation.python}"
    meant = Constants(api).of_arguments(operation)
    for argument in _arguments(found):
        if argument.arg in meant:
            have = constants(argument)
            if repr(have) != repr(meant[argument.arg]):
                yield f"{argument.arg} takes {have}, not {meant[argument.arg]}"
    yield from _none_faults(api, operation, found)


def _none_faults(api: Api, operation: Operation, found: ast.stmt | None) -> Iterator[str]:
    """Yield which arguments take `None` though it means nothing there, or the reverse."""
    types = argument_types(operation)
    for argument in _arguments(found):
        kind, optional = types.get(argument.arg, (None, False))
        if kind is None or argument.annotation is None:
            continue
        meant = optional or nullable(api, kind)
        if _takes_none(argument.annotation) != meant:
            yield f"{argument.arg} {'has to take' if meant else 'may not take'} None"


def _takes_none(annotation: ast.expr) -> bool:
    nodes = {ast.unparse(alternative.node) for alternative in alternatives(annotation)}
    return not nodes.isdisjoint({"None", "object"})


def _argument_faults(
    planned: Sequence[Argument], found: ast.stmt | None, default: str
) -> Iterator[str]:
    """Yield when the first arguments aren't those that are planned, or their defaults."""
    names = [_shown(each.name, default if each.optional else "") for each in planned]
    given = getattr(getattr(found, "args", None), "kw_defaults", [])
    pairs = zip(_arguments(found), given, strict=True)
    have = [_shown(each.arg, ast.unparse(value) if value else "") for each, value in pairs]
    if found is None or have[: len(names)] != names:
        yield f"takes {have[: len(names)]}, not {names}"


def _shown(name: str, default: str) -> str:
    return f"{name}={default}" if default else name


def _arguments(found: ast.stmt | None) -> list[ast.arg]:
    if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
        return found.args.kwonlyargs
    return []


def _returns(api: Api, operation: Operation, found: ast.stmt | None, *, raw: bool) -> bool:
    """Return whether a method is annotated with the type of the answer, inside `RawResponse`."""
    written: ast.expr | None = getattr(found, "returns", None)
    match written:
        case ast.Subscript(value=ast.Name(id="RawResponse"), slice=inner) if raw:
            written = inner
        case _ if raw:
            return False
    return answers(operation.response, written, in_a_provider(api))


def _mapping_faults(tree: ast.Module) -> Iterator[str]:
    """Yield what is handed on under another name than its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                name = key.value if isinstance(key, ast.Constant) else None
                if not isinstance(value, ast.Name) or name != value.id:
                    yield f"line {node.lineno}: {name!r} is handed {ast.unparse(value)}"
