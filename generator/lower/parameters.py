"""Parameters of operations: values that travel in the path, the query, a header or a cookie.

Job: read them, and note those that can't be sent as they are described. What is given once, to
the client, is for `providers`.
"""

from __future__ import annotations

from typing import Any, Final, cast

from generator.api import (
    STYLES,
    Alias,
    Anything,
    Literal,
    Name,
    Nullable,
    Parameter,
    Ref,
    Scalar,
    Style,
    Type,
    TypeUnion,
)
from generator.document import join
from generator.languages.python.naming import argument_name, class_name
from generator.lower.media import is_json
from generator.lower.paths import At
from generator.lower.schemas import Schemas
from generator.lower.types import type_of
from generator.standard.objects import IGNORED_HEADERS
from generator.words import distinct

Schema = dict[str, Any]

ALLOWED: Final = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
"""The styles that a location has (OpenAPI 3.1, section 4.8.12)."""
ANY_TEXT: Final = TypeUnion(
    members=(Scalar(kind="string"), Scalar(kind="number"), Scalar(kind="boolean"))
)
"""What a parameter may be whose schema says nothing: whatever travels as one text."""


def parameters_of(schemas: Schemas, places: tuple[At, ...], identity: str) -> tuple[Parameter, ...]:
    """Return the parameters of an operation; those of the path item come first in `places`."""
    own = {(p["in"], p["name"]): (p, where) for p, where in places if _is_own(p)}
    python = distinct((f"{key}", argument_name(key[1])) for key in own)
    return tuple(
        _parameter(schemas, parameter, where, python[f"{key}"], identity)
        for key, (parameter, where) in own.items()
    )


def _is_own(parameter: Schema) -> bool:
    standard = parameter["in"] == "header" and parameter["name"].lower() in IGNORED_HEADERS
    return "x-argument" not in parameter and not standard


def _parameter(
    schemas: Schemas, found: Schema, pointer: str, python: str, identity: str
) -> Parameter:
    schema, where, content_type = _schema(schemas, found, pointer)
    owner = class_name(f"{identity} {found['name']}")
    type_ = type_of(schemas, schema, where, owner)
    style = _style(schemas, found, pointer)
    return Parameter(
        name=Name(wire=found["name"], python=python),
        location=found["in"],
        type=ANY_TEXT if isinstance(type_, Anything) and content_type is None else type_,
        required=bool(found.get("required", False)),
        doc=found.get("description", ""),
        style=style,
        explode=_explodes(schemas, found, type_, style),
        reserved=found.get("allowReserved") is True and found["in"] in ("path", "query"),
        content_type=content_type,
    )


def _schema(schemas: Schemas, found: Schema, pointer: str) -> tuple[Schema, str, str | None]:
    """Return the schema of a parameter, where it stands, and its media type if it has one."""
    for media, holder in found.get("content", {}).items():
        where = join(join(pointer, "content"), media)
        if not is_json(media):
            message = f"a parameter written as {media} isn't supported"
            schemas.problems.unsupported(where, message, "its text is sent as it is given")
            return {}, where, None
        return holder.get("schema", {}), join(where, "schema"), media
    return found.get("schema", {}), join(pointer, "schema"), None


def _style(schemas: Schemas, found: Schema, pointer: str) -> Style:
    """Return the style of a parameter; one that its location doesn't have says nothing."""
    location = found["in"]
    style = found.get("style", STYLES[location])
    if style in ALLOWED[location]:
        return cast("Style", style)
    standard = STYLES[location]
    message = f"a {location} parameter has no style {style!r}"
    schemas.problems.unsupported(join(pointer, "style"), message, f"it is sent as {standard!r}")
    return standard


def _explodes(schemas: Schemas, found: Schema, type_: Type, style: Style) -> bool:
    """Return whether a value travels in several pieces; of no matter where it is a single text."""
    standard = style == "form"
    if style != "deepObject" and _is_text(schemas, type_):
        return standard
    return bool(found.get("explode", standard))


def _is_text(schemas: Schemas, type_: Type) -> bool:
    """Return whether every value of the type travels as one text, whatever the style."""
    match type_:
        case TypeUnion(members=members):
            return all(_is_text(schemas, member) for member in members)
        case Scalar() | Literal():
            return True
        case Nullable(type=inner):
            return _is_text(schemas, inner)
        case Ref(name=name):
            declared = schemas.declared(name)
            return isinstance(declared, Alias) and _is_text(schemas, declared.type)
    return False
