"""What operations send, as rows of the runtime's tables: parameters and bodies.

Job: arrange each argument as the data that the runtime reads, a row for each. `operations` puts the
rows into those of operations.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from generator.api import Anything, Encoding, Nullable, Ref, Type, is_file
from generator.languages.python.deprecation import mark
from generator.languages.text import Code
from generator.spelled import Api, Body, Parameter, Property


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A field, a parameter or a whole body, as the runtime's tables have it."""

    argument: str
    wire: str = ""
    place: str = ""
    required: bool
    nullable: bool
    style: str | None = None
    explode: bool | None = None
    reserved: bool | None = None
    segments: bool | None = None
    media: str | None = None
    content: str | None = None
    file: bool | None = None
    headers: tuple[tuple[str, str], ...] | None = None
    deprecated: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A form whose properties are arguments, as the runtime's tables have it."""

    fields: tuple[FieldRow, ...]
    required: bool
    multipart: bool


def fields_of(api: Api, body: Body | None) -> tuple[FieldRow, ...]:
    """Return the properties of a JSON body that are arguments."""
    properties = body.properties if body is not None and body.content == "json" else None
    return tuple(_field_row(api, property_) for property_ in properties or ())


def form_of(api: Api, body: Body | None) -> FormRow | None:
    """Return a form whose members are arguments; `None` for any other body."""
    if body is None or body.properties is None or body.content == "json":
        return None
    encodings = {each.property: each for each in body.encodings}
    rows = (_form_field(api, p, encodings.get(p.name.wire)) for p in body.properties)
    is_multipart = body.content == "multipart"
    return FormRow(fields=tuple(rows), required=body.required, multipart=is_multipart)


def _form_field(api: Api, property_: Property, encoding: Encoding | None) -> FieldRow:
    row = _field_row(api, property_)
    style = encoding.style if encoding is not None else None
    return dataclasses.replace(
        row,
        place="body",
        style=style,
        explode=encoding.explode if encoding is not None and style else None,
        reserved=True if encoding is not None and encoding.reserved else None,
        media=encoding.content_type if encoding is not None else None,
        file=True if is_file(property_.type) else None,
        headers=(encoding.headers or None) if encoding is not None else None,
    )


def _field_row(api: Api, property_: Property) -> FieldRow:
    return FieldRow(
        argument=property_.name.identifier,
        wire=property_.name.wire,
        required=property_.presence != "optional",
        nullable=nullable(api, property_.type),
        deprecated=mark(property_),
    )


def whole_of(api: Api, body: Body | None) -> FieldRow | None:
    """Return a body that is a single argument; `None` for any other one."""
    if body is None or body.properties is not None:
        return None
    return FieldRow(
        argument=body.argument,
        required=body.required,
        nullable=nullable(api, body.type),
        content=body.content if body.content != "json" else None,
    )


def parameter_row(api: Api, parameter: Parameter) -> FieldRow:
    """Return a parameter as a row."""
    return FieldRow(
        argument=parameter.name.identifier,
        wire=parameter.name.wire,
        place=parameter.location,
        required=parameter.required,
        nullable=nullable(api, parameter.type),
        segments=parameter.segments or None,
        deprecated=mark(parameter),
        media=parameter.content_type,
        **_style(parameter),
    )


def _style(parameter: Parameter) -> dict[str, Any]:
    """Return how a parameter is written, where that isn't as its location has it."""
    if parameter.content_type or parameter.has_standard_style:
        return {}
    style = {"style": parameter.style, "explode": parameter.explode}
    return style | ({"reserved": True} if parameter.reserved else {})


def nullable(api: Api, kind: Type) -> bool:
    """Return whether null is a value of the type, also by way of an alias."""
    match kind:
        case Nullable():
            return True
        case Ref():
            inner = getattr(api.declared(kind), "type", None)
            return inner is not None and nullable(api, inner)
    return isinstance(kind, Anything)
