"""Whether the names of a plan can be names, and whether they are the only thing that it adds.

Job: hold the spelled Api of a plan against the Api: everything else in it is the same, and what the
Api says in words is spelled by them. Then hold the names to the rules of Python and of the runtime:
identifiers, free of what is reserved, no two of them in one place. It must not choose a name.
"""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from generator import api as vocabulary
from generator.api import Ref
from generator.languages.python.naming import (
    RESERVED_ARGUMENTS,
    RESERVED_CLASSES,
    RESERVED_CLIENTS,
    RESERVED_FIELDS,
)
from generator.languages.python.prove.facts import declarations, values_of
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

SPELLED: Final[Mapping[str, re.Pattern[str]]] = {
    "client": re.compile("(Schema)?(Api)?"),
    "exception": re.compile("(Schema)?"),
    "arguments": re.compile("_*([0-9]+)?"),
    "argument": re.compile("_*([0-9]+)?"),
    "attributes": re.compile("_*"),
    "client_parameters": re.compile("_*([0-9]+)?"),
}
"""The fields that the Api has in words, and what a name may have behind them."""


def faults(api: vocabulary.Api, spelled_api: Api) -> Iterator[str]:
    """Yield what a spelled Api has otherwise than the Api, and what can't be a name in it."""
    yield from _differences(api, spelled_api, "the plan")
    yield from misspelt(spelled_api)
    by_ref = declarations(spelled_api)
    for words, provider in zip(api.providers, spelled_api.providers, strict=False):
        for one, operation in zip(words.operations, provider.operations, strict=False):
            yield from _pages(one.pagination, operation, by_ref)


def _differences(value: Any, other_value: Any, place: str) -> Iterator[str]:
    """Yield what isn't the same, but for names."""
    if value is other_value:
        return
    if (
        isinstance(value, tuple)
        and isinstance(other_value, tuple)
        and len(value) == len(other_value)
    ):
        for one, other in zip(value, other_value, strict=True):
            yield from _differences(one, other, _place(place, one))
    elif (fields := getattr(value, "__dataclass_fields__", ())) and isinstance(
        other_value, type(value)
    ):
        for name in fields:
            one, other = getattr(value, name), getattr(other_value, name)
            if name in SPELLED and not isinstance(value, vocabulary.Pagination):
                yield from _misspellings(name, one, other, place)
            elif name not in SPELLED:
                yield from _differences(one, other, place)
    elif type(value) is not type(other_value) or value != other_value:
        yield f"{place}: has {other_value!r} where the Api has {value!r}"


def _place(place: str, value: Any) -> str:
    name = getattr(value, "id", getattr(value, "name", None))
    return f"{place}, {name}" if isinstance(name, str) else place


def _misspellings(field: str, words: Any, names: Any, place: str) -> Iterator[str]:
    """Yield the names that aren't spelled by their words."""
    pairs = [(words, names)]
    if isinstance(words, tuple):
        pairs = [*zip(words, names, strict=False)]
        if len(words) != len(names):
            yield f"{place}: has {names!r} where the Api has {words!r}"
    for word, name in pairs:
        if word != name and not _is_spelling(field, word, name):
            yield f"{place}: {name!r} isn't how {word!r} is spelled"


def _is_spelling(field: str, word: str | None, name: str | None) -> bool:
    if word is None or name is None:
        return False
    return name.startswith(word) and SPELLED[field].fullmatch(name[len(word) :]) is not None


# --- names alone ---


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


def _pages(
    words: vocabulary.Pagination | None, operation: Operation, by_ref: Mapping[Ref, Declaration]
) -> Iterator[str]:
    """Yield what of pages is called otherwise than the arguments and properties that are meant."""
    pages = operation.pagination
    if pages is None or words is None:
        return
    if pages.argument != _argument(words.argument, operation):
        yield f"{operation.id}: takes {words.argument!r} of its pages as {pages.argument!r}"
    kind = operation.response
    for name in pages.items:
        models = [by_ref[each] for each in values_of(by_ref, kind) if isinstance(each, Ref)]
        properties = [p for model in models if isinstance(model, Model) for p in model.properties]
        property_ = next((each for each in properties if each.name == name), None)
        if property_ is None:
            yield f"{operation.id}: no property {name.identifier!r} leads to its items"
            return
        kind = property_.type


def _argument(wire: str | None, operation: Operation) -> str | None:
    """Return what a parameter is called, or else a property of the body."""
    properties = operation.body.properties if operation.body is not None else None
    names = [*(p.name for p in operation.parameters), *(p.name for p in properties or ())]
    return next((name.identifier for name in names if name.wire == wire), None)


def _unfit(owner: str, names: Iterable[str], reserved: Collection[str]) -> Iterator[str]:
    for name in names:
        if not is_visible(name) or keyword.iskeyword(name) or name in reserved:
            yield f"{owner}: {name!r} can't be a name"


def _repeated(owner: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{owner}: {name!r} is there {count} times"
