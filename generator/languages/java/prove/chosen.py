"""The names that were chosen for what a description says: the plan's, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.languages.java.declared import ChoiceType, NestedType
from generator.languages.java.package import JavaPackage


def names(package: JavaPackage) -> Iterator[str]:
    """Yield the names of methods and types of the output."""
    for model in package.models:
        yield model.name
        for member in model.members:
            yield member.name
            yield from (member.null_setter,) if member.null_setter else ()
        yield from _types(model.nested)
    for union in package.unions:
        yield from (union.name, union.unknown)
    yield from _types((*package.enumerations, *package.choices))
    for params in package.params:
        yield params.name
        yield from (parameter.name for parameter in params.parameters)
        yield from (member.name for member in params.all_members)
        yield from (member.list_name for member in params.files)
        yield from _types(params.nested)
    for answers in package.answers:
        yield from (answers.name, *(record.name for record in answers.records))
    yield from _clients(package)
    yield from (exception.name for exception in package.exceptions)


def _types(types: Iterable[NestedType]) -> Iterator[str]:
    for each in types:
        yield each.name
        if isinstance(each, ChoiceType):
            for variant in each.variants:
                yield from (variant.name, variant.factory)
        else:
            yield from (f"known{n}" for n in range(len(each.constants) // 1_000 + 1))
        yield from _types(each.nested)


def _clients(package: JavaPackage) -> Iterator[str]:
    for client in package.clients:
        for name in (client.name, *(section.name for section in client.sections)):
            yield from (f"{name}{kind}" for kind in ("", "Async", "Calls", "AsyncCalls"))
        yield from (setting.name for setting in client.settings)
        for resource in (client.root, *client.resources):
            yield f"{resource.name}Calls"
            yield from (way.name for way in resource.below)
            for method in resource.every_method:
                yield from (method.name, method.raw, method.table)
