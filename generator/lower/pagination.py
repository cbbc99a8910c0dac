"""Pages of a list: what an operation says of how one leads to the next (`x-pagination`).

Job: hold the extension against the operation: its argument has to be there, and its pointers have
to lead somewhere in the answer. What doesn't is a finding at its place, and the operation stays one
call without pages. Comes after the declarations, which tell where a list is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, Final

from generator.api import (
    Alias,
    Anything,
    Array,
    Declaration,
    Map,
    Model,
    Name,
    Nullable,
    Operation,
    Pagination,
    Property,
    Ref,
    Type,
    Union,
)
from generator.document import join, split
from generator.lower.findings import Findings
from generator.lower.operations import OperationRoot
from generator.policy import Kind
from generator.quoting import nearest

KEY: Final = "x-pagination"
_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "cursor": frozenset({"parameter", "next", "last", "more"}),
    "offset": frozenset({"parameter", "start", "more", "total"}),
    "page": frozenset({"parameter", "start", "more", "total"}),
    "link": frozenset(),
    "url": frozenset({"next", "more"}),
}
"""What each style takes beside the place of the items."""
_NEEDED: Final = {"cursor": ("parameter",), "offset": ("parameter",), "page": ("parameter",)}
_FIRST: Final = {"page": 1}


class Pages:
    """The declarations of one description, through which pointers into answers lead."""

    def __init__(self, declarations: Iterable[Declaration], findings: Findings) -> None:
        self._declarations = {declaration.name: declaration for declaration in declarations}
        self._findings = findings

    def with_pages(
        self, roots: Iterable[OperationRoot], operations: Iterable[Operation]
    ) -> tuple[Operation, ...]:
        """Return the operations, those with pages that say how one leads to the next."""
        pairs = zip(roots, operations, strict=True)
        return tuple(self._with_pages(root, operation) for root, operation in pairs)

    def _with_pages(self, root: OperationRoot, operation: Operation) -> Operation:
        raw = root.call.operation.get(KEY)
        if not isinstance(raw, dict):
            return operation
        place = join(root.call.pointer, KEY)
        faults = list(self._faults(operation, raw, place))
        for pointer, message in faults:
            self._findings.add(pointer, message, Kind.EXTENSION)
        if faults:
            return operation
        return dataclasses.replace(operation, pagination=self._pagination(operation, raw))

    def _pagination(self, operation: Operation, raw: dict[str, Any]) -> Pagination:
        names, item = self._list(operation.response, str(raw.get("items", "")))
        assert item is not None  # or there was a fault
        style = raw["style"]
        return Pagination(
            style=style,
            items=names,
            item=item,
            argument=raw.get("parameter"),
            next=raw.get("next"),
            last=raw.get("last"),
            more=raw.get("more"),
            total=raw.get("total"),
            start=raw.get("start", _FIRST.get(style, 0)),
        )

    def _faults(
        self, operation: Operation, raw: dict[str, Any], place: str
    ) -> Iterable[tuple[str, str]]:
        """Yield what is wrong, each with its place."""
        style = raw["style"]
        for name in (n for n in raw if n not in _ALLOWED[style] | {"style", "items"}):
            yield join(place, name), f"pages of style {style} have no {name!r}"
        for name in _NEEDED.get(style, ()):
            if name not in raw:
                yield place, f"pages of style {style} need a {name!r}: what says where one begins"
        ways = [name for name in ("next", "last") if name in raw]
        if style == "url" and "next" not in raw:
            yield place, "pages of style url need a 'next': where the answer has the address"
        if style == "cursor" and len(ways) != 1:
            message = "need either 'next', in the answer, or 'last', in its last item"
            yield place, f"pages of style cursor {message}: where the next cursor is"
        yield from self._argument_faults(operation, raw, place)
        yield from self._pointer_faults(operation, raw, place)

    def _argument_faults(
        self, operation: Operation, raw: dict[str, Any], place: str
    ) -> Iterable[tuple[str, str]]:
        parameter, arguments = raw.get("parameter"), _arguments(operation)
        if parameter is not None and parameter not in arguments:
            message = f"the operation has no parameter and no property {parameter!r}"
            yield join(place, "parameter"), f"{message}{nearest(parameter, arguments)}"

    def _pointer_faults(
        self, operation: Operation, raw: dict[str, Any], place: str
    ) -> Iterable[tuple[str, str]]:
        if operation.response is None:
            yield place, "the operation isn't answered with one type of JSON, which has pages"
            return
        _, item = self._list(operation.response, raw.get("items", ""))
        if item is None:
            where = join(place, "items") if "items" in raw else place
            yield where, "no list stands there in the answer: 'items' is a JSON pointer to one"
        for name in ("next", "more", "total", "last"):
            kind = item if name == "last" else operation.response
            if name in raw and kind is not None:
                yield from self._undeclared_name(kind, raw[name], join(place, name))

    def _undeclared_name(self, kind: Type, pointer: str, place: str) -> Iterable[tuple[str, str]]:
        """Yield the first name in a pointer that no declared object has."""
        for token in split(pointer):
            match self._underlying(kind):
                case Model(properties=properties):
                    types = {property_.name.wire: property_.type for property_ in properties}
                    if token not in types:
                        yield place, f"no property {token!r} stands there{nearest(token, types)}"
                        return
                    kind = types[token]
                case Map(values=values):
                    kind = values
                case Anything() | Union():
                    return
                case _:
                    yield place, f"there is no object that could have {token!r}"
                    return

    def _list(self, kind: Type | None, pointer: str) -> tuple[tuple[Name, ...], Type | None]:
        """Return the properties that lead to a list, and what it holds; nothing for no list."""
        names: list[Name] = []
        for token in split(pointer) if kind is not None else ():
            holder = self._underlying(kind)
            property_ = _property(holder, token)
            if property_ is None:
                return (), None
            names.append(property_.name)
            kind = property_.type
        end = self._underlying(kind) if kind is not None else None
        return tuple(names), end.items if isinstance(end, Array) else None

    def _underlying(self, kind: Type | None) -> Type | Declaration | None:
        """Return what a type stands for, null and other names aside."""
        while True:
            if isinstance(kind, Nullable):
                kind = kind.type
            elif isinstance(kind, Ref):
                declaration = self._declarations[kind.name]
                if not isinstance(declaration, Alias):
                    return declaration
                kind = declaration.type
            else:
                return kind


def _property(holder: Type | Declaration | None, name: str) -> Property | None:
    if not isinstance(holder, Model):
        return None
    return next((property_ for property_ in holder.properties if property_.name.wire == name), None)


def _arguments(operation: Operation) -> frozenset[str]:
    """Return what a page can be asked for with, by its name in the request."""
    body = operation.body.properties if operation.body is not None else None
    names = [*(p.name for p in operation.parameters), *(p.name for p in body or ())]
    return frozenset(name.wire for name in names)
