"""Streams: what their items are, and the calls that ask for them.

Job: tell whether the schema of a stream is that of a message's data or of the event around it, and
make two operations of one that answers with a stream or without, since callers need to know which.
Part of `operations`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.api import Body, Item, Nullable, Operation, Property, Scalar
from generator.document import join
from generator.lower.json_types import JsonTypes
from generator.lower.media import EVENTS, JSON, Medium, bare, is_json
from generator.lower.paths import At, Paths
from generator.standard.keywords import UNIONS

SWITCH: Final = "stream"
"""The property of a body that turns a stream on."""
_DEEPEST: Final = 8
_EVENT: Final = frozenset({"event", "data", "id", "retry"})
"""What an event consists of."""
_EVENTS: Final[Mapping[frozenset[str | None], Item]] = {
    frozenset({"text"}): "event-text",
    frozenset({"json"}): "event",
    frozenset({"text", "json"}): "event-any",
}
"""How events are read, by how their data is written."""

Attributes = set[tuple[str, ...]]
"""The names of methods, with the attributes that lead to them."""


def item_of(paths: Paths, json_types: JsonTypes, medium: Medium) -> tuple[Item, At]:
    """Return what an item is, and its schema."""
    schema, pointer = medium.schema
    target, where = paths.target(schema, pointer)
    is_whole = not pointer.endswith("/itemSchema")
    if is_whole and isinstance(target, dict) and target.get("type") == "array":
        schema, pointer = target.get("items", {}), join(where, "items")
        target, where = paths.target(schema, pointer)
    is_event = bare(medium.name) == EVENTS
    if is_event:
        item = _opened(paths, target, where, _DEEPEST)
        if item is not target:
            schema, pointer, target = item, where, item
    kinds = set(_data(paths, json_types, target, where, _DEEPEST)) if is_event else {None}
    if None not in kinds:
        return _EVENTS[frozenset(kinds)], (schema, pointer)
    types = json_types.of(schema)
    is_text = types == {"string"} or (is_event and schema in ({}, True))
    return ("text" if is_text else "json"), (schema, pointer)


def _opened(paths: Paths, raw: Any, pointer: str, deepest: int) -> Any:
    """Return a schema of events in which the data is what its text holds as JSON."""
    target, where = paths.target(raw, pointer)
    if not isinstance(target, dict) or not deepest:
        return raw
    for keyword in (each for each in UNIONS if target.get(each)):
        members = target[keyword]
        at = join(where, keyword)
        item = [
            _opened(paths, member, join(at, number), deepest - 1)
            for number, member in enumerate(members)
        ]
        is_different = any(new is not old for new, old in zip(item, members, strict=True))
        return {**target, keyword: item} if is_different else raw
    properties = target.get("properties", {})
    data = properties.get("data") if {*properties} <= _EVENT else None
    if not isinstance(data, dict) or "contentSchema" not in data:
        return raw
    if not is_json(str(data.get("contentMediaType", JSON))):
        return raw
    return {**target, "properties": {**properties, "data": data["contentSchema"]}}


def _data(
    paths: Paths, json_types: JsonTypes, raw: Any, pointer: str, deepest: int
) -> Iterator[str | None]:
    """Yield how the data of events is written by a schema of them; `None` for any other schema."""
    raw, pointer = paths.target(raw, pointer)
    if not isinstance(raw, dict) or not deepest:
        yield None
        return
    for keyword in (each for each in UNIONS if raw.get(each)):
        for number, member in enumerate(raw[keyword]):
            at = join(join(pointer, keyword), number)
            yield from _data(paths, json_types, member, at, deepest - 1)
        return
    names = {*raw.get("properties", {})}
    around = names <= _EVENT and "data" in names
    if not around or not ("event" in names or names <= {"data", "retry"}):
        yield None
        return
    yield "text" if json_types.of(raw["properties"]["data"]) == {"string"} else "json"


def with_streams(operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """Return the operations, and behind each that streams only if asked to another one that does.

    That has the same name with `_stream` behind it. The body's switch is an argument of neither.
    Answers of bytes come piece by piece from another one, of the name with `_chunks` behind it.
    """
    occupied = {operation.attributes for operation in operations}
    parts = [each for operation in operations for each in _apart(operation, occupied)]
    return tuple(each for operation in parts for each in _with_chunks(operation, occupied))


def _with_chunks(operation: Operation, occupied: Attributes) -> Iterator[Operation]:
    yield operation
    statuses = {answer.status for answer in operation.answers if answer.content is None}
    files = [
        answer
        for answer in operation.answers
        if answer.content == "binary" and answer.status not in statuses
    ]
    if files:
        chunks = [dataclasses.replace(each, content="stream", item="bytes") for each in files]
        yield dataclasses.replace(
            beside(operation, occupied, "chunks"),
            answers=tuple(chunks),
            doc=_doc("Get the answer in pieces of bytes, as they come.", operation),
        )


def _apart(operation: Operation, occupied: set[tuple[str, ...]]) -> tuple[Operation, ...]:
    streams = tuple(a for a in operation.answers if a.content == "stream")
    others = tuple(a for a in operation.answers if a.content != "stream")
    if not streams:
        return (operation,)
    if all(answer.content is None for answer in others):
        return (dataclasses.replace(operation, answers=streams),)
    on = dataclasses.replace(
        beside(operation, occupied, "stream"),
        answers=streams,
        body=_switched(operation.body, on=True),
        doc=_doc("Get the answer item by item, as they come.", operation),
    )
    off = _switched(operation.body, on=False)
    return dataclasses.replace(operation, answers=others, body=off), on


def _doc(difference: str, operation: Operation) -> str:
    """Return the doc of a call beside another one: what differs, and what both do."""
    return f"{difference}\n\n{operation.doc}" if operation.doc else difference


def beside(operation: Operation, occupied: Attributes, suffix: str) -> Operation:
    """Return the operation under another name, which nothing else has, and take that."""
    *path, name = operation.attributes
    name = f"{name.rstrip('_')}_{suffix}"
    while (*path, name) in occupied:
        name = f"{name}_"
    occupied.add((*path, name))
    return dataclasses.replace(operation, attributes=(*path, name))


def _switched(body: Body | None, *, on: bool) -> Body | None:
    """Return the body with the stream turned on or off, where that is a property of it."""
    properties = body.properties if body is not None else None
    if body is None or properties is None:
        return body
    rest = tuple(property_ for property_ in properties if not _is_switch(property_))
    fixed = ((SWITCH, on),) if len(rest) < len(properties) else ()
    return dataclasses.replace(body, properties=rest, fixed=fixed)


def _is_switch(property_: Property) -> bool:
    kind = property_.type.type if isinstance(property_.type, Nullable) else property_.type
    return property_.name.wire == SWITCH and isinstance(kind, Scalar) and kind.kind == "boolean"
