"""Whether the tables of the command line hold what the Api says of each call.

Job: read `Program(...)` and `Call(...)` as data and hold each slot against the Api: words, what is
sent and by which options, what an answer is. It must not call what writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generator.api import Anything, Array, Binary, Literal, Map, Ref, Scalar, Type, leaves
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove import deprecations
from generator.languages.python.prove.arguments import Argument, arguments, settings
from generator.languages.python.prove.docstrings import sentence
from generator.languages.python.prove.facts import (
    Declarations,
    declarations,
    kinds_of,
    values_of,
)
from generator.languages.python.prove.slots import Made, Symbol
from generator.languages.python.prove.tables import compared
from generator.spelled import Api, Model, Operation, Property, Provider
from generator.words import distinct

_FEW: Final = 8
"""Members of an object that have options."""


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every slot of a table that holds another value than the Api has for it."""
    main, room = f"{package.name}/__main__.py", f"{package.name}/_runtime/command/"
    if main not in files and not any(path.startswith(room) for path in files):
        return
    known = declarations(api)
    yield from compared(files, main, {"PROGRAM": _program(api)})
    for provider in api.providers:
        for module, operations in _modules(provider).items():
            calls = {operation.identifier: _call(known, operation) for operation in operations}
            path = f"{package.name}/{provider.name}/{module}.py"
            yield from compared(files, path, {"CALLS": calls})


def _modules(provider: Provider) -> dict[str, list[Operation]]:
    """Return the operations by the module that holds what is said of them."""
    resources: dict[str, list[Operation]] = {}
    for operation in provider.operations:
        *resource, _ = operation.attributes
        resources.setdefault("_".join(resource), []).append(operation)
    names = distinct((name, f"command_{name}" if name else "command") for name in resources)
    return {names[resource]: held for resource, held in resources.items()}


def _program(api: Api) -> Made:
    given = {
        "name": api.package.replace("_", "-"),
        "package": Symbol("__package__"),
        "doc": f"{sentence(api.title)} Calls the API and prints its answer.",
        "services": tuple(_service(provider) for provider in api.providers),
    }
    return Made("Program", given)


def _service(provider: Provider) -> Made:
    secrets = {
        c.name: (*c.arguments[: 2 if c.pair else 1], *(c.grant.arguments if c.grant else ()))
        for c in provider.credentials
    }
    hidden = {name for c in provider.credentials if not c.pair for name in c.arguments[1:]}
    given = {
        "name": provider.name,
        "client": provider.client,
        "module": f".{provider.name}.operations",
        "settings": {a.name: a.brief for a in settings(provider) if a.name not in hidden},
        "secrets": secrets,
        "operations": tuple(
            _listed(operation, f".{provider.name}.{module}")
            for operation, module in sorted(
                ((o, module) for module, held in _modules(provider).items() for o in held),
                key=lambda pair: provider.operations.index(pair[0]),
            )
        ),
    }
    return Made("Service", given)


def _listed(operation: Operation, module: str) -> Made:
    given: dict[str, Any] = {
        "words": operation.attributes,
        "constant": operation.identifier,
        "module": module,
        "doc": sentence(operation.doc or operation.id),
    }
    notice = deprecations.against(operation)
    given |= {"notice": notice} if notice else {}
    return Made("Listed", given)


def _call(known: Declarations, operation: Operation) -> Made:
    asked = tuple(dict.fromkeys(name for each in operation.security for name in each))
    streams = any(answer.content == "stream" for answer in operation.answers)
    body = operation.body
    given: dict[str, Any] = {
        "body": body.content if body is not None else "",
        "credentials": asked,
        "streams": streams,
        "pages": operation.pagination is not None,
        "arguments": {
            argument.name: _argument(known, argument, place)
            for argument, place in zip(arguments(known, operation), _places(operation), strict=True)
        },
    }
    window = _window(known, operation)
    items = window.given["items"] if window is not None else _items(known, operation)
    if window is None and operation.pagination is not None and not operation.pagination.items[1:]:
        items = next((name.wire for name in operation.pagination.items), "")
    given |= {} if items is None else {"items": items}
    given |= {} if window is None else {"window": window}
    return Made("Call", {n: v for n, v in given.items() if v or n in ("arguments", "items")})


def _places(operation: Operation) -> list[str]:
    """Return where each argument of a call travels."""
    places: list[str] = [parameter.location for parameter in operation.parameters]
    body = operation.body
    if body is None:
        return places
    return [*places, *(["whole"] if body.properties is None else ["body"] * len(body.properties))]


def _argument(known: Declarations, argument: Argument, place: str) -> Made:
    made = _accepted(known, argument.type, argument.brief)
    model = _object(known, argument.type) if place != "whole" else None
    few = model.properties if model is not None and len(model.properties) <= _FEW else ()
    file = place == "body" and all(isinstance(leaf, Binary) for leaf in leaves(argument.type))
    more = {
        "place": place if place != "body" else None,
        "required": not argument.optional,
        "file": file,
        "former": argument.former,
        "members": {p.name.wire: _accepted(known, p.type, sentence(p.doc)) for p in few},
    }
    if place not in ("body", "whole"):
        more |= _listing(known, argument.type, made.given)
    return Made("Argument", {**made.given, **{name: each for name, each in more.items() if each}})


def _accepted(known: Declarations, kind: Type, doc: str) -> Made:
    values = values_of(known, kind)
    kinds = () if Anything() in values else kinds_of(values)
    more = {"kinds": kinds, **_constants(values)}
    return Made("Argument", {"doc": doc, **{name: each for name, each in more.items() if each}})


def _listing(known: Declarations, kind: Type, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of the items of a parameter's list: JSON types, and constants."""
    lists = [leaf for leaf in values_of(known, kind) if isinstance(leaf, Array)]
    if len(lists) != 1:
        return {}
    items = values_of(known, lists[0].items)
    constants = {} if "choices" in given else _constants(items)
    return {"items": () if Anything() in items else kinds_of(items), **constants}


def _constants(values: Iterable[Type | None]) -> dict[str, Any]:
    literals = [leaf for leaf in values if isinstance(leaf, Literal)]
    return {
        "choices": tuple(value for each in literals for value in each.values),
        "open": any(each.open for each in literals),
    }


def _window(known: Declarations, operation: Operation) -> Made | None:
    """Return the conversation that an answer replaces: both hold items of one union."""
    answer, body = _object(known, operation.response), operation.body
    if answer is None or body is None or body.properties is None:
        return None
    lists = {p.name.wire: _items_of(known, p.type) for p in answer.properties}
    for wire, union in body.replayable:
        members = [name for name, items in lists.items() if items == union]
        named = [p.name.identifier for p in body.properties if p.name.wire == wire]
        if members and named:
            counts = _counts(known, answer)
            given = {"argument": named[0], "items": members[0], "counts": counts}
            return Made("Window", given)
    return None


def _counts(known: Declarations, answer: Model) -> tuple[str, ...]:
    for member in answer.properties:
        told = _object(known, member.type)
        numbers = {p.name.wire: _is_number(known, p) for p in told.properties} if told else {}
        for name in sorted(numbers):
            after = name.replace("input_", "output_", 1)
            if name.startswith("input_") and numbers[name] and after in numbers:
                return member.name.wire, name, after
    return ()


def _is_number(known: Declarations, member: Property) -> bool:
    values = [leaf for leaf in values_of(known, member.type) if leaf is not None]
    return len(values) == 1 and isinstance(values[0], Scalar) and kinds_of(values) == ("number",)


def _items(known: Declarations, operation: Operation) -> str | None:
    """Return the member of an answer that is its only list of objects."""
    if _items_of(known, operation.response) is not None:
        return ""
    answer = _object(known, operation.response)
    lists = [
        p.name.wire
        for p in (answer.properties if answer is not None else ())
        if _items_of(known, p.type) is not None
    ]
    return lists[0] if len(lists) == 1 else None


def _items_of(known: Declarations, kind: Type | None) -> Type | None:
    """Return what the items of a list of objects are; `None` for anything else."""
    values = [leaf for leaf in values_of(known, kind) if leaf is not None]
    if len(values) != 1 or not isinstance(values[0], Array):
        return None
    items = [leaf for leaf in values_of(known, values[0].items) if leaf is not None]
    one = len(items) == 1 and isinstance(items[0], Ref | Map)
    return values[0].items if one else None


def _object(known: Declarations, kind: Type | None) -> Model | None:
    """Return the object that a type is and nothing else, null aside."""
    values = [leaf for leaf in values_of(known, kind) if leaf is not None]
    if len(values) != 1 or not isinstance(values[0], Ref):
        return None
    declared = known[values[0]]
    return declared if isinstance(declared, Model) else None
