"""Parameters of operations: values that travel in the path, the query or a header.

Job: read them, and note those that can't be sent as they are described. What is given once, to
the client, is for `providers`.
"""

from __future__ import annotations

from typing import Any, Final

from generator.api import (
    Alias,
    Anything,
    Array,
    Literal,
    Name,
    Nullable,
    Parameter,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.document import join
from generator.languages.python.naming import argument_name, class_name
from generator.lower.paths import Place
from generator.lower.schemas import Schemas
from generator.lower.types import type_of
from generator.validate.rules.operations import IGNORED
from generator.words import distinct

Schema = dict[str, Any]

STYLES: Final = {"path": "simple", "query": "form", "header": "simple"}
ANY_TEXT: Final = TypeUnion(
    members=(Scalar(kind="string"), Scalar(kind="number"), Scalar(kind="boolean"))
)
"""What a parameter may be whose schema says nothing: whatever travels as one text."""


def parameters_of(
    schemas: Schemas, places: tuple[Place, ...], identity: str
) -> tuple[Parameter, ...]:
    """Return the parameters of an operation; those of the path item come first in `places`."""
    own = {(p["in"], p["name"]): (p, where) for p, where in places if _is_own(p)}
    python = distinct((f"{key}", argument_name(key[1])) for key in own)
    found = (
        _parameter(schemas, parameter, where, python[f"{key}"], identity)
        for key, (parameter, where) in own.items()
    )
    return tuple(parameter for parameter in found if parameter is not None)


def _is_own(parameter: Schema) -> bool:
    standard = parameter["in"] == "header" and parameter["name"].lower() in IGNORED
    return "x-argument" not in parameter and not standard


def _parameter(
    schemas: Schemas, found: Schema, pointer: str, python: str, identity: str
) -> Parameter | None:
    place = found["in"]
    if place == "cookie" or "content" in found:
        schemas.problems.add(pointer, "parameters in cookies or with a media type aren't supported")
        return None
    owner = class_name(f"{identity} {found['name']}")
    kind = type_of(schemas, found.get("schema", {}), join(pointer, "schema"), owner)
    kind = ANY_TEXT if isinstance(kind, Anything) else kind
    _check(schemas, found, kind, pointer)
    return Parameter(
        name=Name(wire=found["name"], python=python),
        location=place,
        type=kind,
        required=bool(found.get("required", False)),
        doc=found.get("description", ""),
    )


def _check(schemas: Schemas, found: Schema, kind: Type, pointer: str) -> None:
    place = found["in"]
    if found.get("style", STYLES[place]) != STYLES[place]:
        schemas.problems.add(
            join(pointer, "style"), f"a {place} parameter of this style isn't supported"
        )
    if found.get("allowReserved") is True:
        schemas.problems.add(join(pointer, "allowReserved"), "`allowReserved` isn't supported")
    if _flat(schemas, kind, lists=False):
        return
    if not _flat(schemas, kind, lists=place == "query"):
        message = f"a {place} parameter of this type isn't supported"
        schemas.problems.add(join(pointer, "schema"), message)
    elif found.get("explode", True) is not True:
        message = "a list in one query parameter isn't supported, only `explode: true`"
        schemas.problems.add(join(pointer, "explode"), message)


def _flat(schemas: Schemas, kind: Type, *, lists: bool) -> bool:
    """Return whether a value of the type is one text, or with `lists` a list of texts."""
    match kind:
        case TypeUnion(members=members):
            return all(_flat(schemas, member, lists=lists) for member in members)
        case Scalar() | Literal():
            return True
        case Nullable(type=inner):
            return _flat(schemas, inner, lists=lists)
        case Array(items=items) if lists:
            return _flat(schemas, items, lists=False)
        case Ref(name=name):
            declared = schemas.declared(name)
            return isinstance(declared, Alias) and _flat(schemas, declared.type, lists=lists)
    return False
