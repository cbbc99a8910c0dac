"""What the templates of the clients receive: the Api, arranged as the modules are.

Job: arrange, name and annotate; each class here is what the first line of one template names. It
must not contain a line of output: what is printed between the names is the template's.
"""

from __future__ import annotations

from generator.api import Ref
from generator.languages.python.annotations import Annotations
from generator.languages.python.deprecation import notice, sentence
from generator.languages.python.naming import ALIASES, RESERVED_ATTRIBUTES
from generator.languages.python.plan.client_classes import Client, Method, Part, Resource
from generator.languages.python.plan.keywords import Argument, arguments, constructor
from generator.languages.python.plan.resources import (
    Part as NamedPart,
    class_parts,
    client_module,
    part_modules,
    resource_modules,
    resource_names,
)
from generator.languages.text import Code
from generator.spelled import Api, Operation, Provider

PREFIXES = ("", "Async")


def root_error(provider: Provider) -> str:
    """Return the name that the root of all exceptions has after a provider's client."""
    return f"{provider.client}Error"


def clients(api: Api, provider: Provider) -> tuple[Client, ...]:
    """Return the sync and the async client of a provider."""
    return tuple(_client(api, provider, prefix) for prefix in PREFIXES)


def _client(api: Api, provider: Provider, prefix: str) -> Client:
    kind = prefix or "Sync"
    root, *every = _resources(api, provider, prefix)
    return Client(
        name=root.name,
        module=client_module(provider, prefix),
        base=f"{kind}Client",
        session=f"{kind}Session",
        http_client="httpx2.AsyncClient" if prefix else "httpx2.Client",
        doc=provider.doc or api.title,
        arguments=constructor(provider, prefix),
        parameters=_readable(provider, root),
        methods=tuple(root.methods),
        raw=root.raw,
        resources=tuple(root.resources),
        parts=root.parts,
        every=(root, *every),
    )


def _resources(api: Api, provider: Provider, prefix: str) -> list[Resource]:
    """Return what holds the methods of a client: the client first, and all below it."""
    namespace = f"{prefix or 'Sync'}Namespace"
    root = Resource(path=(), name=f"{prefix}{provider.client}", namespace=namespace)
    annotations = Annotations(api, hidden(provider))
    by_path: dict[tuple[str, ...], Resource] = {(): root}
    modules = resource_modules(provider, prefix)
    for path, name in resource_names(provider).items():
        by_path[path] = Resource(
            path=path, name=f"{prefix}{name}", namespace=namespace, module=modules.get(path, "")
        )
        by_path[path[:-1]].resources.append(by_path[path])
    for operation in provider.operations:
        by_path[operation.attributes[:-1]].methods.append(_method(annotations, operation, prefix))
    modules_of_parts = part_modules(provider, prefix)
    for path, parts in class_parts(provider).items():
        _divide(by_path[path], prefix, [(part, modules_of_parts[part.name]) for part in parts])
    return root.every()


def _divide(holder: Resource, prefix: str, parts: list[tuple[NamedPart, str]]) -> None:
    """Put the methods of what holds them into parts, each with the name of its module."""
    methods = {method.name: method for method in holder.methods}
    of = ".".join(holder.path) or holder.name
    holder.methods = []
    holder.parts = tuple(
        Part(
            name=f"{prefix}{part.name}",
            module=module,
            doc=f"The operations of `{of}` from `{part.start}` on.",
            methods=[methods[name] for name in part.methods],
        )
        for part, module in parts
    )


def _readable(provider: Provider, root: Resource) -> tuple[Argument, ...]:
    """Return the parameters of a client that can be read from it: those of no other's name."""
    occupied = {each.attribute for each in root.resources} | {
        each.name for each in root.every_method
    }
    names = (
        {parameter.argument for parameter in provider.parameters} - occupied - RESERVED_ATTRIBUTES
    )
    return tuple(each for each in constructor(provider) if each.name in names)


def hidden(provider: Provider) -> frozenset[str]:
    """Return what annotations of clients can't name, since attributes are called so."""
    attributes = {name for operation in provider.operations for name in operation.attributes}
    attributes |= {parameter.argument for parameter in provider.parameters}
    return frozenset(attributes & ALIASES.keys())


def _method(annotations: Annotations, operation: Operation, prefix: str) -> Method:
    deprecated = "deprecated_" * operation.deprecated
    return Method(
        name=operation.attributes[-1],
        operation=operation.identifier,
        define=Code("async def" if prefix else "def"),
        result=Code("await" if prefix else ""),
        arguments=tuple(arguments(annotations, operation)),
        answer=annotations.returned(operation, prefix),
        call=_call(operation, prefix),
        by_session=operation.pagination is None and not operation.streams,
        unread=Code(
            f"{deprecated}{prefix.lower()}{'_' * bool(prefix)}raw{'_stream' * operation.streams}"
        ),
        deprecated=sentence(operation) if operation.deprecated else "",
        doc=operation.doc or operation.id,
        notice=notice(operation),
        returns=operation.response_doc or "What the provider answers.",
        errors=_errors(annotations, operation),
    )


def _call(operation: Operation, prefix: str) -> Code:
    if operation.pagination is not None or operation.streams:
        way = "pages" if operation.pagination is not None else "stream"
        return Code(f"{way}_async" if prefix else way)
    return Code("call")


def _errors(annotations: Annotations, operation: Operation) -> str:
    statuses: dict[str, list[str]] = {}
    for failure in operation.failures:
        if isinstance(failure.type, Ref):
            name = annotations.declared(failure.type).identifier
            statuses.setdefault(name, []).append(failure.status)
    phrases = [f"`{name}` with {', '.join(some)}" for name, some in statuses.items()]
    return f"Its `error` is {'; '.join(phrases)}." if phrases else ""
