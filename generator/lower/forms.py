"""Forms: bodies whose properties travel by name and value, each in a style of its own.

Job: make arguments of the properties of a form's schema, those that are files among them, and say
how each is written. Part of `bodies`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, get_args

from generator.api import (
    Alias,
    Anything,
    Array,
    Binary,
    Encoding,
    Literal,
    Nullable,
    Property,
    Ref,
    Scalar,
    Style,
    Type,
    TypeUnion,
    is_file,
    leaves,
)
from generator.lower.declarations import Declarations
from generator.lower.media import SENT, bare, is_json
from generator.lower.merging import direction
from generator.lower.raw import Raw
from generator.schema import Array as ArrayShape, Member, Object, OneOf, Plain, Schema, end
from generator.standard.headers import is_sendable

BYTES: Final = "application/octet-stream"
"""What is said where nothing is known: the name of a file may tell more."""


def form_properties(
    schema: Schema, declarations: Declarations, *, files: bool, required: bool
) -> tuple[Property, ...] | None:
    """Return the properties of a form; `None` where its schema doesn't list them.

    Args:
        schema: that of the form.
        declarations: what has a name.
        files: whether parts may be files.
        required: whether the form has to be sent; one that needn't be has no required properties.
    """
    shape = end(declarations.schemas, schema).shape
    if not isinstance(shape, Object):
        return None
    types = {m.name: _file_type(m.schema, declarations) for m in shape.members} if files else {}
    return tuple(
        declarations.property(
            member,
            kind=types.get(member.name),
            required=required and _is_needed(declarations, member),
        )
        for member in shape.members
    )


def _is_needed(declarations: Declarations, member: Member) -> bool:
    return member.required and direction(declarations.schemas, member.schema) != "readOnly"


def _file_type(schema: Schema, declarations: Declarations) -> Type | None:
    """Return the type of a part that is a file, or may be; `None` for any other."""
    target = end(declarations.schemas, schema)
    kind: Type | None = None
    match target.shape:
        case Plain(binary=True):
            kind = Binary(is_part=True)
        case ArrayShape(items=items) if (inner := _file_type(items, declarations)) is not None:
            kind = Array(items=inner)
        case OneOf(members=members):
            kinds = [_file_type(member, declarations) for member in members]
            if any(kinds):
                pairs = zip(kinds, members, strict=True)
                kind = TypeUnion(members=tuple(k or declarations.types.of(m) for k, m in pairs))
    nullable = kind is not None and (schema.nullable or target.nullable)
    return Nullable(type=kind) if nullable and kind is not None else kind


def part_types(schema: Schema, declarations: Declarations) -> Raw:
    """Return what the schemas of files say of how each is written, as an `encoding` would."""
    shape = end(declarations.schemas, schema).shape
    members = shape.members if isinstance(shape, Object) else ()
    media_types = ((m.name, _media_type(m.schema, declarations)) for m in members)
    return {name: {"contentType": media} for name, media in media_types if media not in ("", BYTES)}


def _media_type(schema: Schema, declarations: Declarations) -> str:
    match end(declarations.schemas, schema).shape:
        case Plain(binary=True, media_type=media):
            return media
        case ArrayShape(items=items):
            return _media_type(items, declarations)
    return ""


def encodings(
    by_property: Raw, properties: tuple[Property, ...], declarations: Declarations, *, files: bool
) -> Iterator[Encoding]:
    """Yield how properties are written, where the description says something of it.

    Args:
        by_property: what it says, by their names.
        properties: those of the form.
        declarations: what has a name.
        files: whether each is a part, which has a media type of its own.
    """
    for property_ in properties:
        encoding_object: Any = by_property.get(property_.name.wire)
        if isinstance(encoding_object, dict):
            has_name = files and _is_of_one_piece(property_.type, declarations)
            encoding = _encoding(property_, encoding_object, is_named=has_name)
            if encoding is not None:
                yield encoding


def _is_of_one_piece(kind: Type, declarations: Declarations) -> bool:
    """Return whether values are texts or anything, which can be of any media type, or files."""
    for leaf in leaves(kind):
        declaration = declarations.by_name[leaf.name] if isinstance(leaf, Ref) else None
        if isinstance(declaration, Alias):
            if not _is_of_one_piece(declaration.type, declarations):
                return False
        elif not isinstance(leaf, Scalar | Literal | Anything | Binary):
            return False
    return True


def _encoding(property_: Property, encoding_object: Raw, *, is_named: bool) -> Encoding | None:
    name = property_.name.wire
    if not {"style", "explode", "allowReserved"}.isdisjoint(encoding_object):
        style: Style = "form"
        styles: tuple[Style, ...] = get_args(Style)
        for each in styles:
            style = each if each == encoding_object.get("style") else style
        return Encoding(
            property=name,
            style=style,
            explode=bool(encoding_object.get("explode", style == "form")),
            reserved=bool(encoding_object.get("allowReserved", False)),
        )
    media, headers = str(encoding_object.get("contentType", "")), tuple(_constants(encoding_object))
    sendable = SENT.fullmatch(media) and "*" not in media and "," not in media
    if sendable and (is_named or is_json(bare(media)) or is_file(property_.type)):
        return Encoding(property=name, content_type=media, headers=headers)
    return Encoding(property=name, headers=headers) if headers else None


def _constants(encoding_object: Raw) -> Iterator[tuple[str, str]]:
    """Yield the headers of a part that have one value only; its media type is none of them."""
    for name, header in (encoding_object.get("headers") or {}).items():
        schema = header.get("schema") if isinstance(header, dict) else None
        text = _constant(schema) if isinstance(schema, dict) else ""
        if name.lower() != "content-type" and is_sendable("header", name) and SENT.fullmatch(text):
            yield name, text


def _constant(schema: Raw) -> str:
    """Return the one value that a schema allows, as text; an empty one for any others."""
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return str(values[0]) if len(values) == 1 and isinstance(values[0], str | int) else ""
