"""What an answer is to a command line: a list of items, and perhaps a new conversation.

Job: find the list in what an operation answers with, and whether its items are what the operation
takes, so that an answer can stand in the place of a conversation that was kept. Nothing is known
of any field: the types of the Api decide, and of the numbers their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.api import Array, Map, Nullable, Ref, Type
from generator.spelled import Alias, Api, Model, Operation, Property

FEW: Final = 8
"""Members of an object that have an option each; one with more is given as JSON alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A conversation that is kept: what takes it, what answers with the next one, and its size."""

    argument: str
    items: str
    """The member of the answer that holds the new items."""
    counts: tuple[str, ...] = ()
    """The member that tells sizes, and in it that of the old conversation and that of the new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an operation answers with."""

    streams: bool
    pages: bool
    """Whether it is a page of a list that may have others."""
    items: str | None
    """The member that holds its list; "" where it is the list itself, `None` where it has none."""
    window: Window | None


def answered(api: Api, operation: Operation) -> Answered:
    """Return what the answers of an operation are to a command line."""
    window, pages = _window(api, operation), operation.pagination
    if window is not None:
        items: str | None = window.items
    elif pages is not None and len(pages.items) < 2:
        items = "".join(name.wire for name in pages.items)
    else:
        items = _items(api, operation)
    return Answered(streams=operation.streams, pages=pages is not None, items=items, window=window)


def _window(api: Api, operation: Operation) -> Window | None:
    body, answer = operation.body, _model(api, operation.response)
    if body is None or answer is None:
        return None
    arguments = {p.name.wire: p.name.identifier for p in body.properties or ()}
    for wire, union in body.replayable:
        for member in answer.properties:
            kind = _resolved(api, member.type)
            if isinstance(kind, Array) and kind.items == union and wire in arguments:
                counts = next(_counts(api, answer), ())
                return Window(argument=arguments[wire], items=member.name.wire, counts=counts)
    return None


def _counts(api: Api, answer: Model) -> Iterator[tuple[str, str, str]]:
    """Yield members that hold two numbers of one name, of what went in and of what came out."""
    for member in answer.properties:
        inner = _model(api, member.type)
        names = {each.name.wire for each in inner.properties} if inner is not None else set[str]()
        for name in sorted(names):
            rest = name.removeprefix("input_")
            if rest != name and f"output_{rest}" in names and _is_number(api, inner, name):
                yield member.name.wire, name, f"output_{rest}"


def _is_number(api: Api, model: Model | None, name: str) -> bool:
    kinds = [each.type for each in model.properties if each.name.wire == name] if model else []
    return any(getattr(_resolved(api, kind), "kind", "") in ("integer", "number") for kind in kinds)


def _items(api: Api, operation: Operation) -> str | None:
    if _is_list(api, operation.response):
        return ""
    answer = _model(api, operation.response)
    lists = [each for each in answer.properties if _is_list(api, each.type)] if answer else []
    return lists[0].name.wire if len(lists) == 1 else None


def _is_list(api: Api, kind: Type | None) -> bool:
    """Return whether values are lists of objects."""
    kind = _resolved(api, kind)
    return isinstance(kind, Array) and isinstance(_resolved(api, kind.items), Ref | Map)


def _model(api: Api, kind: Type | None) -> Model | None:
    kind = _resolved(api, kind)
    declaration = api.declared(kind) if isinstance(kind, Ref) else None
    return declaration if isinstance(declaration, Model) else None


def _resolved(api: Api, kind: Type | None) -> Type | None:
    """Return what a type is behind its names, null aside."""
    while True:
        if isinstance(kind, Nullable):
            kind = kind.type
        elif isinstance(kind, Ref) and isinstance(declaration := api.declared(kind), Alias):
            kind = declaration.type
        else:
            return kind


def few_members(api: Api, kind: Type) -> tuple[Property, ...]:
    """Return the properties of what is an object of few and nothing else, null aside."""
    model = _model(api, kind)
    properties = model.properties if model is not None else ()
    return properties if len(properties) <= FEW else ()
