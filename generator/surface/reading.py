"""A surface read again: from its lines to the Api, whatever somebody has made of them.

Job: take lines apart and make what they stand for; what is no such line ends in an exception of
Python's, which the caller turns into its own.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any, Final

from generator.api import Ref, Scalar
from generator.languages import LANGUAGE
from generator.spelled import Api, Declaration, Model, Name, Operation, Provider
from generator.surface.form import CLASSES, FORMAT, KEYS, KINDS, TEXTS, TYPES, Surface
from generator.verify import verify

_FIELDS: Final = {key: field for field, key in KEYS.items()}


class Reading:
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
        """Return what all lines say.

        Raises:
            ValueError: they are of another format, or have names that can't be.
        """
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
            title=str(head.get("title", package)),
            providers=tuple(providers),
            declarations=tuple(declarations),
        )
        verify(api)
        if misspelt := LANGUAGE.misspelt(api):
            raise ValueError("\n".join(misspelt))
        return Surface(api=api, runtime=runtime, generator=str(head["generator"]))

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
        declaration: Declaration = self._next()
        if isinstance(declaration, Model):
            return dataclasses.replace(declaration, properties=tuple(self._values("property")))
        return declaration


def _with_name(name: str, members: dict[str, Any], address: str) -> dict[str, Any]:
    """Return the members of an object with the names that its address says."""
    if name in ("Property", "Parameter"):
        return {"name": [address, address], **members}
    if name in ("Model", "Union", "Alias"):
        return {"name": address, "python": address, **members}
    return {"id" if name == "Operation" else "name": address, **members}


def _plain(address: str) -> str:
    return str(json.loads(address)) if address.startswith('"') else address


def _split(line: str) -> tuple[str, str]:
    kind, address, value = line.strip().split(" ", 2)
    return f"{kind} {address}", value


def _read(value: Any, field: str = "") -> Any:
    """Return what a JSON value stands for."""
    if field == "name" and isinstance(value, list):
        return Name(wire=value[0], identifier=value[1], former=tuple(value[2:]))
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
    fields = {_field(key): _read(each, key) for key, each in members.items()}
    return cls(**(texts | fields))


def _field(key: str) -> str:
    """Return what the vocabulary calls a member of a line."""
    return _FIELDS.get(key, key)
