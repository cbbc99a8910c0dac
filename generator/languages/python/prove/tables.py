"""Whether the tables of the output hold the values of the Api, each with its type.

Job: read `Provider(...)` and `Operation(...)` as data, without running them, and hold each slot
against the Api; `commands` does so for the tables of the command line. A number isn't a truth value
here, and no text is another that only looks like it. It must not know how tables are written.
"""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from generator.api import (
    Answer,
    Api,
    Array,
    Binary,
    Body,
    ClientParameter,
    Credential,
    Failure,
    Operation,
    Pagination,
    Parameter,
    Property,
    Provider,
    Server,
    Type,
)
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove import deprecations
from generator.languages.python.prove.body_types import error_types, json_types, results
from generator.languages.python.prove.facades import parts_of
from generator.languages.python.prove.facts import (
    Declarations,
    declarations,
    takes_null,
    values_of,
)
from generator.languages.python.prove.trees import named, tree_of


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


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every slot of a table that holds another value than the Api has for it."""
    known = declarations(api)
    for provider in api.providers:
        path = f"{package.name}/{provider.name}/operations.py"
        yield from compared(files, path, _tables(api, known, provider))


def compared(files: Files, path: str, meant: Mapping[str, Any]) -> Iterator[str]:
    """Yield where a module, or the package of its name, holds other tables."""
    trees = [tree_of(files, path)]
    folder = path.removesuffix(".py")
    if f"{folder}/__init__.py" in files and path not in files:
        trees = [tree_of(files, f"{folder}/__init__.py"), *parts_of(files, folder).values()]
    if None in trees:
        yield f"{path}: the file is missing"
        return
    bodies = [named(tree.body) for tree in trees if tree is not None]
    written = {table: each for body in bodies for table, each in body.items()}
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
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
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


def _tables(api: Api, known: Declarations, provider: Provider) -> dict[str, Made]:
    operations = {o.python: _operation(known, o) for o in provider.operations}
    return {"PROVIDER": _provider(provider, api.package), **operations}


def _provider(provider: Provider, package: str) -> Made:
    server = provider.server or Server(url="", environment=None)
    variables = _every("ServerVariable", server.variables, "doc")
    more = ("exclusive",) if provider.exclusive else ()
    own = ("doc", "operations", "migration", "called", "aliases", *more)
    given = {
        **_one("Provider", provider, *own).given,
        "server": Made("Server", {**_one("Server", server).given, "variables": variables}),
        "credentials": tuple(map(_credential, provider.credentials)),
        "security": provider.security,
        "parameters": tuple(map(_client_parameter, provider.parameters)),
        "client_request_id": provider.client_request_id
        and _one("ClientRequestId", provider.client_request_id),
        "rate_limits": _every("RateLimitHeaders", provider.rate_limits),
        "errors": _errors(provider),
        "user_agent": package,
    }
    return Made("Provider", _present(given))


def _credential(credential: Credential) -> Made:
    without = ["doc", "location", "grant", *([] if credential.pair else ["pair"])]
    row = _one("Credential", credential, *without)
    place = {} if credential.location == "header" else {"place": credential.location}
    grant = {"grant": _one("Grant", credential.grant)} if credential.grant is not None else {}
    return Made(row.kind, {**row.given, **place, **grant})


def _client_parameter(parameter: ClientParameter) -> Made:
    row = _one("ClientParameter", parameter, "doc", "location")
    return Made(row.kind, {**row.given, "place": parameter.location})


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


def _operation(known: Declarations, operation: Operation) -> Made:
    function = f"_{operation.python.lower()}_"
    available = operation.availability
    given = {
        "name": ".".join(operation.attributes),
        "method": operation.method,
        "path": operation.path,
        "security": operation.security,
        "client_parameters": operation.client_parameters or None,
        "body": _body(known, operation),
        "media": operation.body and operation.body.content_type,
        "parameters": tuple(
            _sent("Parameter", known, p, required=p.required, place=p.location, **_how(p))
            for p in operation.parameters
        ),
        "request": _reads_request(operation) and Symbol(f"{function}request"),
        "response": operation.response and Symbol(f"{function}response"),
        "answers": _answers(operation, function) or None,
        "accept": _accept(operation),
        "error": operation.error and Symbol(f"{function}error"),
        "failures": tuple(_failure(operation, each, function) for each in operation.failures)
        or None,
        "pagination": operation.pagination and _pagination(operation.pagination),
        "availability": available and _one("Availability", available),
        "deprecated": _mark(operation),
        "server": operation.server,
    }
    kind = "Operation" if operation.pagination is None else "PagedOperation"
    return Made(kind, _present(given))


def _pagination(pages: Pagination) -> Made:
    items = tuple(name.python for name in pages.items)
    given = {**_one("Pagination", pages, "item").given, "items": items}
    return Made("Pagination", _present(given))


def _reads_request(operation: Operation) -> bool | None:
    """Return whether a test double reads what is sent; `None` where nothing is to be written."""
    return (operation.body is not None and operation.body.content == "json") or None


def _answers(operation: Operation, function: str) -> tuple[Made, ...]:
    """Return the answers, where they differ by more than their status."""
    kinds, contents = results(operation), {answer.content for answer in operation.answers}
    if len(kinds) < 2 and contents <= {None, "json"}:
        return ()
    return tuple(_answer(operation, answer, function) for answer in operation.answers)


def _answer(operation: Operation, answer: Answer, function: str) -> Made:
    if answer.content is None:
        return Made("Answer", {"status": answer.status})
    given = {"status": answer.status, "media": answer.media_type, "content": answer.content}
    if answer.item != "json":
        given["item"] = answer.item
    if answer.terminator is not None:
        given["terminator"] = answer.terminator
    if answer.content in ("json", "stream") and not isinstance(answer.type, Binary):
        number = json_types(operation).index(answer.type) + 1
        given["read"] = Symbol(f"{function}answer_{number}")
    return Made("Answer", given)


def _failure(operation: Operation, failure: Failure, function: str) -> Made:
    if failure.type is None:
        return Made("Failure", {"status": failure.status})
    number = error_types(operation).index(failure.type) + 1
    return Made("Failure", {"status": failure.status, "read": Symbol(f"{function}error_{number}")})


def _accept(operation: Operation) -> str | None:
    """Return what is asked for, JSON before all, where that isn't JSON alone."""
    listed = [a for a in operation.answers if a.content is not None]
    asked = ["application/json" for a in listed if a.content == "json"]
    asked += [a.media_type for a in listed if a.content != "json"]
    names = list(dict.fromkeys(asked))
    if names[:1] == ["application/json"]:
        names = [names[0], *(f"{name};q=0.9" for name in names[1:])]
    return ", ".join(names) if names and names != ["application/json"] else None


def _how(parameter: Parameter) -> dict[str, Any]:
    return _written(parameter) | ({"segments": True} if parameter.segments else {})


def _written(parameter: Parameter) -> dict[str, Any]:
    """Return what says how a parameter is written, beside what its location says already."""
    if parameter.content_type is not None:
        return {"media": parameter.content_type}
    usual = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
    plain = (usual[parameter.location], usual[parameter.location] == "form", False)
    if (parameter.style, parameter.explode, parameter.reserved) == plain:
        return {}
    more = {"reserved": True} if parameter.reserved else {}
    return {"style": parameter.style, "explode": parameter.explode, **more}


def _sent(kind: str, known: Declarations, sent: Any, **more: Any) -> Made:
    wire = {"argument": sent.name.python, "wire": sent.name.wire}
    old = _present({"deprecated": _mark(sent)})
    return Made(kind, {**wire, "nullable": takes_null(known, sent.type), **more, **old})


def _mark(known: Operation | Parameter | Property) -> Made | None:
    given = deprecations.slots(known)
    return None if given is None else Made("Deprecation", given)


def _body(known: Declarations, operation: Operation) -> Made | None:
    body = operation.body
    if body is None:
        return None
    if body.properties is None:
        null = takes_null(known, body.type)
        given = {"argument": body.argument, "required": body.required, "nullable": null}
        content = {} if body.content == "json" else {"content": body.content}
        return Made("Whole", {**given, **content})
    fixed = {"fixed": body.fixed} if body.fixed else {}
    if body.content != "json":
        fields = tuple(_form_field(known, body, each) for each in body.properties)
        given = {"required": body.required, "multipart": body.content == "multipart"}
        return Made("Form", {"fields": fields, **given, **fixed})
    own = {"fields": tuple(_field(known, p) for p in body.properties)}
    return Made("Fields", {**own, **fixed})


def _field(known: Declarations, sent: Property) -> Made:
    return _sent("Field", known, sent, required=sent.presence != "optional")


def _form_field(known: Declarations, body: Body, sent: Property) -> Made:
    given: dict[str, Any] = {"required": sent.presence != "optional", "place": "body"}
    for encoding in [each for each in body.encodings if each.property == sent.name.wire]:
        if encoding.style is not None:
            given |= {"style": encoding.style, "explode": encoding.explode}
        given |= {"reserved": True} if encoding.reserved else {}
        given |= {"media": encoding.content_type} if encoding.content_type else {}
        given |= {"headers": encoding.headers} if encoding.headers else {}
    if _is_file(known, sent.type):
        given["file"] = True
    return _sent("Parameter", known, sent, **given)


def _is_file(known: Declarations, kind: Type) -> bool:
    """Return whether a value is a file or a list of files, whatever it is."""
    leaves = [leaf for leaf in values_of(known, kind) if leaf is not None]
    return all(
        _is_file(known, leaf.items) if isinstance(leaf, Array) else isinstance(leaf, Binary)
        for leaf in leaves
    )
