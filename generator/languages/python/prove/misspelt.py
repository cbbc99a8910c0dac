"""Whether the names of an Api can be names in Python, whoever wrote them.

Job: hold them to the rules of Python and of the runtime: identifiers, free of what is reserved, no
two of them in one place. It needs nothing of a plan: a surface that is read asks it as well.
"""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from generator.languages.python.naming import (
    RESERVED_ARGUMENTS,
    RESERVED_CLASSES,
    RESERVED_CLIENTS,
    RESERVED_FIELDS,
)
from generator.spelled import (
    Api,
    Declaration,
    Model,
    Name,
    Operation,
    Provider,
    classes,
    former_classes,
)
from generator.words import is_visible


def misspelt(api: Api) -> Iterator[str]:
    """Yield what can't be a name where it stands."""
    for declaration in api.declarations:
        yield from _unfit(declaration.name, _classes(declaration), RESERVED_CLASSES)
        if isinstance(declaration, Model):
            names = [
                name for property_ in declaration.properties for name in _every_name(property_.name)
            ]
            yield from _unfit(declaration.name, names, RESERVED_FIELDS)
            yield from _repeated(declaration.name, names)
    for provider in api.providers:
        yield from _provider(api, provider)
        for operation in provider.operations:
            yield from _operation(operation)


def _classes(declaration: Declaration) -> tuple[str, ...]:
    return (*classes(declaration), *(former for former, _ in former_classes(declaration)))


def _every_name(name: Name) -> tuple[str, ...]:
    """Return what something is called, and what it was called before."""
    return (name.identifier, *name.former)


def _provider(api: Api, provider: Provider) -> Iterator[str]:
    clients = (provider.client, f"Async{provider.client}")
    exceptions = dict.fromkeys(code.exception for code in provider.errors.codes)
    own = [d for d in api.declarations if provider.name in d.providers]
    classes = [*clients, *(name for declaration in own for name in _classes(declaration))]
    yield from _unfit(provider.name, clients, RESERVED_CLIENTS | RESERVED_CLASSES)
    yield from _unfit(provider.name, exceptions, RESERVED_CLASSES)
    yield from _repeated(provider.name, classes)
    variables = provider.server.variables if provider.server else ()
    settings = [
        *(each.argument for each in variables),
        *(name for each in provider.credentials for name in each.every_argument),
        *(each.argument for each in provider.parameters),
    ]
    yield from _unfit(provider.name, settings, RESERVED_ARGUMENTS)
    yield from _repeated(provider.name, settings)
    yield from _repeated(provider.name, [each.identifier for each in provider.operations])
    ways = [".".join(each.attributes) for each in provider.operations]
    yield from _repeated(provider.name, ways)


def _operation(operation: Operation) -> Iterator[str]:
    names = [*_arguments(operation)]
    yield from _unfit(operation.id, names, RESERVED_ARGUMENTS)
    yield from _unfit(operation.id, (operation.identifier, *operation.attributes), frozenset())
    yield from _repeated(operation.id, names)


def _arguments(operation: Operation) -> Iterator[str]:
    body = operation.body
    yield from (name for each in operation.parameters for name in _every_name(each.name))
    if body is not None:
        yield from (name for each in body.properties or () for name in _every_name(each.name))
        yield from (body.argument,) if body.properties is None else ()


def _unfit(owner: str, names: Iterable[str], reserved: Collection[str]) -> Iterator[str]:
    for name in names:
        if not is_visible(name) or keyword.iskeyword(name) or name in reserved:
            yield f"{owner}: {name!r} can't be a name"


def _repeated(owner: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{owner}: {name!r} is there {count} times"
