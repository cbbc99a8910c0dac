"""Whether the tables of the command line hold what the Api says of each call.

Job: read `Program(...)` and `Call(...)` as data and hold each slot against the Api: words, what is
sent and by which options, what an answer is. `command_listings` finds where they stand. It must not
call what writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generator.api import Anything, Array, Binary, Literal, Map, Ref, Scalar, Type, leaves
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove import deprecations
from generator.languages.python.prove.arguments import Argument, arguments, settings
from generator.languages.python.prove.command_listings import Listing, listing
from generator.languages.python.prove.docstrings import sentence
from generator.languages.python.prove.facts import (
    Declarations,
    declarations,
    kinds_of,
    values_of,
)
from generator.languages.python.prove.slots import Instance, Symbol
from generator.languages.python.prove.tables import compared
from generator.spelled import Api, Model, Operation, Property, Provider

_FEW: Final = 8
"""Members of an object that have options."""


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every slot of a table that holds another value than the Api has for it."""
    main, room = f"{package.name}/__main__.py", f"{package.name}/_runtime/command/"
    if main not in files and not any(path.startswith(room) for path in files):
        return
    by_ref = declarations(api)
    listings = {each.name: listing(files, package.name, each) for each in api.providers}
    program = _program(api, listings)
    yield from compared(files, main, {"PROGRAM": program})
    for provider in api.providers:
        listed = listings[provider.name]
        yield from (f"{main}: {fault}" for fault in listed.faults)
        for path, constant, some in listed.rows:
            yield from compared(files, path, {constant: _rows(some, listed)})
        for path, operations in listed.calls.items():
            calls = {operation.identifier: _call(by_ref, operation) for operation in operations}
            yield from compared(files, path, {"CALLS": calls})


def _program(api: Api, listings: Mapping[str, Listing]) -> Instance:
    slots = {
        "name": api.package.replace("_", "-"),
        "package": Symbol("__package__"),
        "doc": f"{sentence(api.title)} Calls the API and prints its answer.",
        "services": tuple(_service(each, listings[each.name]) for each in api.providers),
    }
    return Instance("Program", slots)


def _service(provider: Provider, listed: Listing) -> Instance:
    secrets = {
        c.name: (*c.arguments[: 2 if c.pair else 1], *(c.grant.arguments if c.grant else ()))
        for c in provider.credentials
    }
    second_arguments = {
        name for c in provider.credentials if not c.pair for name in c.arguments[1:]
    }
    slots = {
        "name": provider.name,
        "client": provider.client,
        "module": f".{provider.name}.operations",
        "settings": {a.name: a.brief for a in settings(provider) if a.name not in second_arguments},
        "secrets": secrets,
        "operations": tuple(Symbol(f"*{constant}") for _, constant, _ in listed.rows)
        or _rows(provider.operations, listed),
    }
    return Instance("Service", slots)


def _rows(operations: Iterable[Operation], listed: Listing) -> tuple[Instance, ...]:
    return tuple(_row(each, listed.modules.get(each.identifier, "")) for each in operations)


def _row(operation: Operation, module: str) -> Instance:
    slots: dict[str, Any] = {
        "words": operation.attributes,
        "constant": operation.identifier,
        "module": module,
        "doc": sentence(operation.doc) or f"{operation.method} {operation.path}",
    }
    notice = deprecations.against(operation)
    slots |= {"notice": notice} if notice else {}
    return Instance("OperationCommand", slots)


def _call(by_ref: Declarations, operation: Operation) -> Instance:
    credentials = tuple(dict.fromkeys(name for each in operation.security for name in each))
    streams = any(answer.content == "stream" for answer in operation.answers)
    body = operation.body
    slots: dict[str, Any] = {
        "body": body.content if body is not None else "",
        "credentials": credentials,
        "streams": streams,
        "pages": operation.pagination is not None,
        "arguments": {
            argument.name: _argument(by_ref, argument, place)
            for argument, place in zip(
                arguments(by_ref, operation), _places(operation), strict=True
            )
        },
    }
    window = _window(by_ref, operation)
    items = window.slots["items"] if window is not None else _items(by_ref, operation)
    if window is None and operation.pagination is not None and not operation.pagination.items[1:]:
        items = next((name.wire for name in operation.pagination.items), "")
    slots |= {} if items is None else {"items": items}
    slots |= {} if window is None else {"window": window}
    return Instance("Call", {n: v for n, v in slots.items() if v or n in ("arguments", "items")})


def _places(operation: Operation) -> list[str]:
    """Return where each argument of a call travels."""
    places: list[str] = [parameter.location for parameter in operation.parameters]
    body = operation.body
    if body is None:
        return places
    return [*places, *(["whole"] if body.properties is None else ["body"] * len(body.properties))]


def _argument(by_ref: Declarations, argument: Argument, place: str) -> Instance:
    row = _accepted(by_ref, argument.type, argument.said)
    model = _object(by_ref, argument.type) if place != "whole" else None
    few = model.properties if model is not None and len(model.properties) <= _FEW else ()
    file = place == "body" and all(isinstance(leaf, Binary) for leaf in leaves(argument.type))
    more = {
        "place": place if place != "body" else None,
        "required": not argument.optional,
        "file": file,
        "former": argument.former,
        "members": {p.name.wire: _accepted(by_ref, p.type, sentence(p.doc)) for p in few},
    }
    if place not in ("body", "whole"):
        more |= _listing(by_ref, argument.type, row.slots)
    return Instance(
        "Argument", {**row.slots, **{name: each for name, each in more.items() if each}}
    )


def _accepted(by_ref: Declarations, kind: Type, doc: str) -> Instance:
    values = values_of(by_ref, kind)
    kinds = () if Anything() in values else kinds_of(values)
    more = {"kinds": kinds, **_constants(values)}
    return Instance("Argument", {"doc": doc, **{name: each for name, each in more.items() if each}})


def _listing(by_ref: Declarations, kind: Type, slots: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of the items of a parameter's list: JSON types, and constants."""
    lists = [leaf for leaf in values_of(by_ref, kind) if isinstance(leaf, Array)]
    if len(lists) != 1:
        return {}
    items = values_of(by_ref, lists[0].items)
    constants = {} if "choices" in slots else _constants(items)
    return {"items": () if Anything() in items else kinds_of(items), **constants}


def _constants(values: Iterable[Type | None]) -> dict[str, Any]:
    literals = [leaf for leaf in values if isinstance(leaf, Literal)]
    return {
        "choices": tuple(value for each in literals for value in each.values),
        "open": any(each.open for each in literals),
    }


def _window(by_ref: Declarations, operation: Operation) -> Instance | None:
    """Return the conversation that an answer replaces: both hold items of one union."""
    answer, body = _object(by_ref, operation.response), operation.body
    if answer is None or body is None or body.properties is None:
        return None
    lists = {p.name.wire: _items_of(by_ref, p.type) for p in answer.properties}
    for wire, union in body.replayable:
        members = [name for name, items in lists.items() if items == union]
        arguments_ = [p.name.identifier for p in body.properties if p.name.wire == wire]
        if members and arguments_:
            counts = _counts(by_ref, answer)
            slots = {"argument": arguments_[0], "items": members[0], "counts": counts}
            return Instance("Window", slots)
    return None


def _counts(by_ref: Declarations, answer: Model) -> tuple[str, ...]:
    for member in answer.properties:
        usage = _object(by_ref, member.type)
        numbers = {p.name.wire: _is_number(by_ref, p) for p in usage.properties} if usage else {}
        for name in sorted(numbers):
            after = name.replace("input_", "output_", 1)
            if name.startswith("input_") and numbers[name] and after in numbers:
                return member.name.wire, name, after
    return ()


def _is_number(by_ref: Declarations, member: Property) -> bool:
    values = [leaf for leaf in values_of(by_ref, member.type) if leaf is not None]
    return len(values) == 1 and isinstance(values[0], Scalar) and kinds_of(values) == ("number",)


def _items(by_ref: Declarations, operation: Operation) -> str | None:
    """Return the member of an answer that is its only list of objects."""
    if _items_of(by_ref, operation.response) is not None:
        return ""
    answer = _object(by_ref, operation.response)
    lists = [
        p.name.wire
        for p in (answer.properties if answer is not None else ())
        if _items_of(by_ref, p.type) is not None
    ]
    return lists[0] if len(lists) == 1 else None


def _items_of(by_ref: Declarations, kind: Type | None) -> Type | None:
    """Return what the items of a list of objects are; `None` for anything else."""
    values = [leaf for leaf in values_of(by_ref, kind) if leaf is not None]
    if len(values) != 1 or not isinstance(values[0], Array):
        return None
    items = [leaf for leaf in values_of(by_ref, values[0].items) if leaf is not None]
    one = len(items) == 1 and isinstance(items[0], Ref | Map)
    return values[0].items if one else None


def _object(by_ref: Declarations, kind: Type | None) -> Model | None:
    """Return the object that a type is and nothing else, null aside."""
    values = [leaf for leaf in values_of(by_ref, kind) if leaf is not None]
    if len(values) != 1 or not isinstance(values[0], Ref):
        return None
    declaration = by_ref[values[0]]
    return declaration if isinstance(declaration, Model) else None
