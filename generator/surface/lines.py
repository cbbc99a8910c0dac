"""A surface as lines: one for each thing, its kind and address first, then the rest as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from generator.api import Ref, Scalar
from generator.spelled import Declaration, Model, Name, Provider, Union
from generator.surface.form import FORMAT, KEYS, KINDS, TEXTS, TYPES, Surface, members


def lines(surface: Surface, *, with_texts: bool) -> Iterator[str]:
    """Yield the lines of a surface, without texts unless they are wanted."""
    yield from _Writing(with_texts=with_texts).lines(surface)


class _Writing:
    """Lines while they are written, with texts or without."""

    def __init__(self, *, with_texts: bool) -> None:
        self._with_texts = with_texts
        self._left_out = frozenset[str]() if with_texts else TEXTS

    def lines(self, surface: Surface) -> Iterator[str]:
        """Yield all lines."""
        api = surface.api
        title = {"title": api.title} if self._with_texts else {}
        head = {"format": FORMAT, "generator": surface.generator, **title}
        yield self._line("surface", api.package, head)
        for provider in api.providers:
            yield from self._provider(provider)
        for declaration in api.declarations:
            yield from self._declaration(declaration)
        for name, value in sorted(surface.runtime.items()):
            yield self._line("runtime", name, value)

    def _line(self, kind: str, address: str, value: Any) -> str:
        plain = json.dumps(address).replace(" ", "\\u0020") if _is_odd(address) else address
        content = self._written(value)
        name = KINDS.get(kind.strip())
        if name is not None:
            content = _without_name(content[name], address)
        return f"{kind} {plain} {json.dumps(content, separators=(',', ':'))}"

    def _provider(self, provider: Provider) -> Iterator[str]:
        yield self._line("provider", provider.name, dataclasses.replace(provider, operations=()))
        for operation in provider.operations:
            body = operation.body
            properties = (body.properties if body else None) or ()
            if body is not None and body.properties is not None:
                body = dataclasses.replace(body, properties=())
            bare = dataclasses.replace(operation, parameters=(), body=body)
            yield self._line(" operation", operation.id, bare)
            for parameter in operation.parameters:
                yield self._line("  parameter", parameter.name.wire, parameter)
            for argument in properties:
                yield self._line("  argument", argument.name.wire, argument)

    def _declaration(self, declaration: Declaration) -> Iterator[str]:
        name = declaration.name
        match declaration:
            case Model(properties=properties):
                yield self._line("class", name, dataclasses.replace(declaration, properties=()))
                for each in properties:
                    yield self._line(" property", each.name.wire, each)
            case Union():
                yield self._line("union", name, declaration)
            case _:
                yield self._line("alias", name, declaration)

    def _written(self, value: Any) -> Any:
        """Return a value as JSON: an object by its class, without what is as usual."""
        if isinstance(value, Ref):
            return {"Ref": f"{value.namespace}/{value.name}" if value.namespace else value.name}
        if isinstance(value, tuple):
            return [self._written(each) for each in value]
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value
        fields = {
            KEYS.get(field.name, field.name): self._member(field.name, getattr(value, field.name))
            for field in members(type(value))
            if field.name not in self._left_out and getattr(value, field.name) != field.default
        }
        return {type(value).__name__: fields}

    def _member(self, name: str, value: Any) -> Any:
        if name == "name" and isinstance(value, Name):
            return [value.wire, value.identifier, *value.former]
        if name in TYPES and isinstance(value, Scalar) and value == Scalar(kind=value.kind):
            return value.kind
        return self._written(value)


def _is_odd(address: str) -> bool:
    plain = address.isascii() and address.isprintable() and not {*address} & {*' "'}
    return not (address and plain)


def _without_name(members: dict[str, Any], address: str) -> dict[str, Any]:
    """Return the members of an object but for names that its address says."""
    usual = {"name": (address, [address, address]), "python": (address,), "id": (address,)}
    return {key: each for key, each in members.items() if each not in usual.get(key, ())}
