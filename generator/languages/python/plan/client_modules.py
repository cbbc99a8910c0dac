"""What calls a provider: the modules of its clients, of their resources, and of their operations.

Job: say which classes and which tables stand in which module, and what each module imports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from generator.languages.python.annotations import modules_of
from generator.languages.python.modules import (
    ClientModule,
    OperationsModule,
    OperationsPart,
    PartModule,
    ResourceModule,
)
from generator.languages.python.naming import ALIASES
from generator.languages.python.plan import clients, facades, operations
from generator.languages.python.plan.client_classes import Client, Holder, Resource
from generator.languages.python.plan.exports import Place
from generator.languages.python.plan.operations import OperationRow
from generator.languages.python.plan.resources import is_divided, table_modules
from generator.languages.text import Code
from generator.spelled import Api, Operation, Provider

Table = TypeVar("Table", bound=OperationsModule)


def client_modules(provider: Provider, both: tuple[Client, ...]) -> tuple[ClientModule, ...]:
    """Return the module of both clients, or that of each."""
    modules: dict[str, list[Client]] = {}
    for client in both:
        modules.setdefault(client.module, []).append(client)
    return tuple(
        ClientModule(
            name=name,
            clients=tuple(some),
            **_imports(provider, [holder for client in some for holder in client.holders]),
        )
        for name, some in modules.items()
    )


def resource_modules(provider: Provider, both: tuple[Client, ...]) -> tuple[ResourceModule, ...]:
    """Return the modules that resources have for themselves."""
    tables = table_modules(provider)
    return tuple(
        ResourceModule(
            name=resource.module,
            client=client,
            resource=resource,
            operations=_table(tables, resource),
            **_imports(provider, [resource]),
        )
        for client in both
        for resource in client.every
        if resource.module
    )


def part_modules(provider: Provider, both: tuple[Client, ...]) -> tuple[PartModule, ...]:
    """Return the modules of classes that have some of the methods of a resource, or of a client."""
    return tuple(
        PartModule(
            name=part.module,
            client=client,
            part=part,
            hidden=clients.hidden(provider),
            modules=(),
            **_annotated([part]),
        )
        for client in both
        for resource in client.every
        for part in resource.parts
    )


def _table(tables: Mapping[tuple[str, ...], str], resource: Resource) -> str:
    """Return the module that has all tables of a resource; "" where it needn't be imported with it.

    They may be in several, and those of methods that stand in parts are for the parts.
    """
    names = {tables[*resource.path, method.name] for method in resource.methods}
    return names.pop() if len(names) == 1 else ""


def _imports(provider: Provider, resources: list[Resource]) -> dict[str, Any]:
    """Return what a module with these classes imports."""
    inner = dict.fromkeys(
        i.module for resource in resources for i in resource.resources if i.module
    )
    return {
        "hidden": clients.hidden(provider),
        "modules": tuple(inner),
        "parts": tuple(part for resource in resources for part in resource.parts),
        **_annotated(resources),
    }


def _annotated(holders: Iterable[Holder]) -> dict[str, Any]:
    """Return which modules the annotations of methods name."""
    return _namespaces(annotation for holder in holders for annotation in holder.annotations)


def operation_modules(api: Api, provider: Provider) -> dict[str, Any]:
    """Return the modules of operations: one, or those of resources and one that offers them."""
    if not is_divided(provider):
        rows = operations.operations(api, provider.operations)
        whole = _operations(api, provider, OperationsModule, rows, up="..")
        return {"operations": whole, "operations_facade": None, "operations_parts": ()}
    modules = table_modules(provider)
    rows_of: dict[str, list[Operation]] = {"": []}
    for operation in provider.operations:
        rows_of.setdefault(modules[operation.attributes], []).append(operation)
    rows = operations.operations(api, rows_of.pop(""))
    parts = tuple(
        _operations(api, provider, OperationsPart, operations.operations(api, of), up="...", name=n)
        for n, of in rows_of.items()
    )
    places = (Place(f".{p.name}", tuple(row.python for row in p.operations)) for p in parts)
    offers = facades.offered(places)
    facade = _operations(api, provider, OperationsModule, rows, up="...", parts=offers)
    return {"operations": None, "operations_facade": facade, "operations_parts": parts}


def _operations(
    api: Api,
    provider: Provider,
    kind: type[Table],
    rows: tuple[OperationRow, ...],
    **more: Any,
) -> Table:
    names: dict[str, Any] = _namespaces(row.answer for row in rows)
    return kind(
        provider=provider,
        server=operations.server(provider),
        operations=rows,
        user_agent=api.package,
        **names,
        **more,
    )


def _namespaces(annotations: Iterable[Code]) -> dict[str, bool]:
    names = modules_of(annotations)
    names |= {name for name, alias in ALIASES.items() if alias in names}
    return {
        "own_models": "models" in names,
        "own_params": "params" in names,
        "shared_models": "shared_models" in names,
        "shared_params": "shared_params" in names,
    }
