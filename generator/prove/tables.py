"""Whether the tables of the output hold the values of the Api, each with its type.

Job: read `Provider(...)`, `Operation(...)` and `Program(...)` as data, without running them, and
hold each slot against the Api. A number isn't a truth value here, and no text is another that only
looks like it. It must not know how tables are written.
"""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from generator.api import Api, Operation, Property, Provider, Server
from generator.files import Files
from generator.prove.trees import named, tree_of
from generator.render.calls import nullable
from generator.render.program import Argument, Told, program


class Symbol(str):
    """A name in a table, as opposed to a text."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"the name {self}"


@dataclasses.dataclass(frozen=True, slots=True)
class Made:
    """A call of one of the runtime's vocabulary, and what it is given."""

    kind: str
    given: Mapping[str, Any]


UNREADABLE: Final = Symbol("something else")


def faults(files: Files, api: Api, package: str) -> Iterator[str]:
    """Yield every slot of a table that holds another value than the Api has for it."""
    for provider in api.providers:
        path = f"{package}/{provider.name}/operations.py"
        yield from _compared(files, path, _tables(api, provider))
    yield from _compared(files, f"{package}/__main__.py", {"PROGRAM": _program(api)})


def _compared(files: Files, path: str, meant: Mapping[str, Made]) -> Iterator[str]:
    tree = tree_of(files, path)
    if tree is None:
        yield f"{path}: the file is missing"
        return
    written = named(tree.body)
    for name, table in meant.items():
        value = getattr(written.get(name), "value", None)
        have, want = dict(_flat(name, _read(value))), dict(_flat(name, table))
        for place in sorted(have.keys() | want.keys()):
            if have.get(place) != want.get(place):
                yield f"{path}: {place} is {have.get(place)}, not {want.get(place)}"


def _read(node: ast.AST | None) -> Any:
    """Return what an expression makes, as far as tables go."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Tuple(elts=parts):
            return tuple(_read(part) for part in parts)
        case ast.Dict(keys=keys, values=values):
            return {_read(key): _read(value) for key, value in zip(keys, values, strict=True)}
        case ast.Name() | ast.Attribute():
            return Symbol(ast.unparse(node))
        case ast.Call(func=ast.Name(id=kind), args=[], keywords=keywords):
            return Made(kind, {str(k.arg): _read(k.value) for k in keywords})
        case _:
            return UNREADABLE


def _flat(place: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield each slot of a value with what is in it, written so that types differ."""
    match value:
        case Made(kind=kind, given=given):
            yield place, f"{kind}(...)"
            for name, inner in given.items():
                yield from _flat(f"{place}.{name}", inner)
        case tuple():
            yield place, f"{len(value)} values"
            for number, inner in enumerate(value):
                yield from _flat(f"{place}[{number}]", inner)
        case dict():
            yield place, f"{len(value)} entries"
            for key, inner in value.items():
                yield from _flat(f"{place}[{key!r}]", inner)
        case _:
            yield place, repr(value)


def _every(kind: str, values: Sequence[Any], *without: str) -> tuple[Made, ...]:
    return tuple(_one(kind, value, *without) for value in values)


def _one(kind: str, value: Any, *without: str) -> Made:
    names = [field.name for field in dataclasses.fields(value) if field.name not in without]
    return Made(kind, {name: getattr(value, name) for name in names})


def _tables(api: Api, provider: Provider) -> dict[str, Made]:
    operations = {o.python: _operation(api, o) for o in provider.operations}
    return {"PROVIDER": _provider(provider, api.package), **operations}


def _provider(provider: Provider, package: str) -> Made:
    server = provider.server or Server(url="", environment=None)
    variables = _every("ServerVariable", server.variables, "doc")
    own = ("doc", "operations", "migration")
    given = {
        **_one("Provider", provider, *own).given,
        "server": Made("Server", {**_one("Server", server).given, "variables": variables}),
        "credentials": _every("Credential", provider.credentials, "doc"),
        "security": provider.security,
        "parameters": _every("ClientParameter", provider.parameters, "doc"),
        "client_request_id": provider.client_request_id
        and _one("ClientRequestId", provider.client_request_id),
        "rate_limits": _every("RateLimitHeaders", provider.rate_limits),
        "errors": _errors(provider),
        "user_agent": package,
    }
    return Made("Provider", _present(given))


def _present(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is written: slots are left out when there is nothing for them."""
    return {k: v for k, v in given.items() if v is not None}


def _errors(provider: Provider) -> Made:
    codes = {
        code.code: Made(
            "ErrorCode",
            {"exception": Symbol(f"exceptions.{code.exception}"), "retry": code.retry},
        )
        for code in provider.errors.codes
    }
    return Made("ErrorTable", {**_one("ErrorTable", provider.errors).given, "codes": codes})


def _operation(api: Api, operation: Operation) -> Made:
    function = f"_{operation.python.lower()}_"
    available = operation.availability
    given = {
        "name": ".".join(operation.attributes),
        "method": operation.method,
        "path": operation.path,
        "security": operation.security,
        "body": _body(api, operation),
        "media": operation.body and operation.body.media,
        "parameters": tuple(
            _sent("Parameter", api, p, required=p.required, place=p.place)
            for p in operation.parameters
        ),
        "request": operation.body and Symbol(f"{function}request"),
        "response": operation.response and Symbol(f"{function}response"),
        "error": operation.error and Symbol(f"{function}error"),
        "availability": available and _one("Availability", available),
    }
    return Made("Operation", _present(given))


def _sent(kind: str, api: Api, sent: Any, **more: Any) -> Made:
    wire = {"argument": sent.name.python, "wire": sent.name.wire}
    return Made(kind, {**wire, "nullable": nullable(api, sent.type), **more})


def _body(api: Api, operation: Operation) -> Made | None:
    body = operation.body
    if body is None:
        return None
    if body.properties is None:
        null = nullable(api, body.type)
        return Made(
            "Whole", {"argument": body.argument, "required": body.required, "nullable": null}
        )
    return Made("Fields", {"fields": tuple(_field(api, p) for p in body.properties)})


def _field(api: Api, known: Property) -> Made:
    return _sent("Field", api, known, required=known.presence != "optional")


def _program(api: Api) -> Made:
    plan = _planned(program(api))
    return Made("Program", {**plan.given, "package": Symbol("__package__")})


def _planned(value: Any) -> Any:
    """Return a plan as the table that it should become; what is told of names is a dictionary."""
    match value:
        case (Told(), *_):
            return {told.name: told.doc for told in value}
        case (Argument(), *_):
            return {argument.name: _one("Argument", argument, "name") for argument in value}
        case tuple():
            return tuple(_planned(inner) for inner in value)
        case str():
            return value
        case _:
            made = _one(type(value).__name__, value)
            given = {name: _planned(inner) for name, inner in made.given.items()}
            return Made(
                made.kind, {k: {} if v == () and k in _TOLD else v for k, v in given.items()}
            )


_TOLD: Final = ("settings", "arguments")
