"""The surface of a package: all that its callers can rely on, a line each, and no prose.

Job: write an Api and what the runtime adds as the file `surface.txt` of a package, and read it
again, so that a package can be compared with another without a description. What is read is input
that anybody may have changed: whatever isn't such a file is a `SurfaceError`. Texts are left out,
and so is what callers of other clients are told.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator import api as vocabulary
from generator.api import Api, Declaration, Model, Name, Operation, Provider, Ref, Scalar, Union
from generator.verify import ApiError, verify

NAME: Final = "surface.txt"

FORMAT: Final = 1

TEXTS: Final = frozenset({"doc", "response_doc", "note", "title", "migration"})
"""Fields that say something to people alone."""

CLASSES: Final[Mapping[str, Any]] = {
    name: value
    for name, value in vars(vocabulary).items()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
}
"""What the vocabulary consists of."""

KINDS: Final[Mapping[str, str]] = {
    "provider": "Provider",
    "operation": "Operation",
    "parameter": "Parameter",
    "argument": "Property",
    "class": "Model",
    "property": "Property",
    "union": "Union",
    "alias": "Alias",
}
"""What a line is of, by its first word."""

TYPES: Final = frozenset({"type", "items", "error"})
"""Fields that hold a type; a text in one is a scalar without limits."""

LONGEST: Final = 100_000_000
"""Bytes of a surface that are read."""


class SurfaceError(Exception):
    """The file isn't the surface of a package, or not one that this version can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """What a package offers."""

    api: Api
    """Without texts."""
    runtime: Mapping[str, str]
    """What each thing of the runtime is, by its name."""
    generator: str
    """The version that made it."""


def text(surface: Surface) -> str:
    """Return a surface as it is written."""
    return "".join(f"{line}\n" for line in _lines(surface))


def _lines(surface: Surface) -> Iterator[str]:
    api = surface.api
    head = {"format": FORMAT, "generator": surface.generator}
    yield _line("surface", api.package, head)
    for provider in api.providers:
        yield from _provider(provider)
    for declared in api.declarations:
        yield from _declaration(declared)
    for name, value in sorted(surface.runtime.items()):
        yield _line("runtime", name, value)


def _line(kind: str, address: str, value: Any) -> str:
    plain = json.dumps(address).replace(" ", "\\u0020") if _is_odd(address) else address
    written = _written(value)
    name = KINDS.get(kind.strip())
    if name is not None:
        written = _without_name(written[name], address)
    return f"{kind} {plain} {json.dumps(written, separators=(',', ':'))}"


def _is_odd(address: str) -> bool:
    plain = address.isascii() and address.isprintable() and not {*address} & {*' "'}
    return not (address and plain)


def _without_name(members: dict[str, Any], address: str) -> dict[str, Any]:
    """Return the members of an object but for names that its address says."""
    usual = {"name": (address, [address, address]), "python": (address,), "id": (address,)}
    return {key: each for key, each in members.items() if each not in usual.get(key, ())}


def _with_name(name: str, members: dict[str, Any], address: str) -> dict[str, Any]:
    """Return the members of an object with the names that its address says."""
    if name in ("Property", "Parameter"):
        return {"name": [address, address], **members}
    if name in ("Model", "Union", "Alias"):
        return {"name": address, "python": address, **members}
    return {"id" if name == "Operation" else "name": address, **members}


def _provider(provider: Provider) -> Iterator[str]:
    yield _line("provider", provider.name, dataclasses.replace(provider, operations=()))
    for operation in provider.operations:
        body = operation.body
        properties = (body.properties if body else None) or ()
        if body is not None and body.properties is not None:
            body = dataclasses.replace(body, properties=())
        bare = dataclasses.replace(operation, parameters=(), body=body)
        yield _line(" operation", operation.id, bare)
        yield from (_line("  parameter", each.name.wire, each) for each in operation.parameters)
        yield from (_line("  argument", each.name.wire, each) for each in properties)


def _declaration(declared: Declaration) -> Iterator[str]:
    name = declared.name
    match declared:
        case Model(properties=properties):
            yield _line("class", name, dataclasses.replace(declared, properties=()))
            yield from (_line(" property", each.name.wire, each) for each in properties)
        case Union():
            yield _line("union", name, declared)
        case _:
            yield _line("alias", name, declared)


def _written(value: Any) -> Any:
    """Return a value as JSON: an object by its class, without texts and what is as usual."""
    if isinstance(value, Ref):
        return {"Ref": f"{value.namespace}/{value.name}" if value.namespace else value.name}
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    fields = {
        field.name: _member(field.name, getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.name not in TEXTS and getattr(value, field.name) != field.default
    }
    return {type(value).__name__: fields}


def _member(name: str, value: Any) -> Any:
    if name == "name" and isinstance(value, Name):
        return [value.wire, value.python]
    if name in TYPES and isinstance(value, Scalar) and value == Scalar(kind=value.kind):
        return value.kind
    return _written(value)


def surface(content: str) -> Surface:
    """Return the surface that a file holds.

    Raises:
        SurfaceError: it is none.
    """
    try:
        return _Reading(content).surface()
    except (
        ApiError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise SurfaceError(f"not the surface of a package: {error}") from None


class _Reading:
    """A file while it is read, line after line."""

    def __init__(self, content: str) -> None:
        self._lines = [
            (kind, json.loads(value))
            for line in content.splitlines()
            if line.strip() and not line.startswith("#")
            for kind, value in [_split(line)]
        ]
        self._at = 0

    def surface(self) -> Surface:
        """Return what all lines say."""
        (head,) = self._values("surface")
        if head["format"] != FORMAT:
            raise ValueError(f"its format is {head['format']!r}, and {FORMAT} can be read")
        providers, declarations, runtime = [], [], {}
        while self._at < len(self._lines):
            kind, address = self._lines[self._at][0].split(" ")
            match kind:
                case "provider":
                    providers.append(self._provider())
                case "runtime":
                    runtime[_plain(address)] = str(self._next())
                case _:
                    declarations.append(self._declaration())
        package = self._package
        api = Api(
            package=package,
            title=package,
            providers=tuple(providers),
            declarations=tuple(declarations),
        )
        return Surface(api=verify(api), runtime=runtime, generator=str(head["generator"]))

    @property
    def _package(self) -> str:
        return self._lines[0][0].split(" ")[1]

    def _next(self) -> Any:
        self._at += 1
        key, value = self._lines[self._at - 1]
        kind, address = key.split(" ")
        name = KINDS.get(kind)
        return value if name is None else _read({name: _with_name(name, value, _plain(address))})

    def _values(self, kind: str) -> list[Any]:
        """Return the values of the lines of a kind that come next."""
        values = []
        while self._at < len(self._lines) and self._lines[self._at][0].split(" ")[0] == kind:
            values.append(self._next())
        return values

    def _provider(self) -> Provider:
        provider: Provider = self._next()
        operations = []
        while self._at < len(self._lines) and self._lines[self._at][0].startswith("operation "):
            operations.append(self._operation())
        return dataclasses.replace(provider, operations=tuple(operations))

    def _operation(self) -> Operation:
        operation: Operation = self._next()
        operation = dataclasses.replace(operation, parameters=tuple(self._values("parameter")))
        arguments = tuple(self._values("argument"))
        body = operation.body
        if body is None or body.properties is None:
            return operation
        return dataclasses.replace(operation, body=dataclasses.replace(body, properties=arguments))

    def _declaration(self) -> Declaration:
        declared: Declaration = self._next()
        if isinstance(declared, Model):
            return dataclasses.replace(declared, properties=tuple(self._values("property")))
        return declared


def _plain(address: str) -> str:
    return str(json.loads(address)) if address.startswith('"') else address


def _split(line: str) -> tuple[str, str]:
    kind, address, value = line.strip().split(" ", 2)
    return f"{kind} {address}", value


def _read(value: Any, field: str = "") -> Any:
    """Return what a JSON value stands for."""
    if field == "name" and isinstance(value, list):
        return Name(wire=value[0], python=value[1])
    if field in TYPES and isinstance(value, str):
        return Scalar(kind=value)  # type: ignore[arg-type]
    if isinstance(value, list):
        return tuple(_read(each) for each in value)
    if not isinstance(value, dict) or len(value) != 1 or [*value][0] not in CLASSES:
        return value
    ((name, members),) = value.items()
    if name == "Ref":
        namespace, _, component = members.rpartition("/")
        return Ref(name=component, namespace=namespace)
    cls = CLASSES[name]
    texts = {each.name: "" for each in dataclasses.fields(cls) if each.name in TEXTS}
    texts.pop("migration", None)
    return cls(**texts, **{key: _read(each, key) for key, each in members.items()})
