"""Parameters of operations: values that travel in the path, the query or a header.

Job: read them, and note those that can't be sent as they are described. What is given once, to
the client, is for `providers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.api import (
    Alias,
    Anything,
    Array,
    Declaration,
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
from generator.lower.declarations import Declarations
from generator.lower.findings import Findings
from generator.lower.normal import Normaliser
from generator.lower.paths import At
from generator.schema import Schema
from generator.standard.objects import IGNORED_HEADERS
from generator.words import distinct

Raw = dict[str, Any]

STYLES: Final = {"path": "simple", "query": "form", "header": "simple"}
ANY_TEXT: Final = TypeUnion(
    members=(Scalar(kind="string"), Scalar(kind="number"), Scalar(kind="boolean"))
)
"""What a parameter may be whose schema says nothing: whatever travels as one text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRoot:
    """A parameter with its schema in normal form, which isn't settled yet."""

    raw: Raw
    pointer: str
    python: str
    schema: Schema


def parameter_roots(
    normaliser: Normaliser, findings: Findings, places: tuple[At, ...], identity: str
) -> Iterator[ParameterRoot]:
    """Yield the parameters of an operation; those of the path item come first in `places`."""
    own = {(p["in"], p["name"]): (p, where) for p, where in places if _is_own(p)}
    python = distinct((f"{key}", argument_name(key[1])) for key in own)
    for key, (raw, pointer) in own.items():
        if raw["in"] == "cookie" or "content" in raw:
            message = "parameters in cookies or with a media type aren't supported"
            findings.add(pointer, message)
            continue
        owner = class_name(f"{identity} {raw['name']}")
        schema = normaliser.read(raw.get("schema", {}), join(pointer, "schema"), owner)
        yield ParameterRoot(raw=raw, pointer=pointer, python=python[f"{key}"], schema=schema)


def parameters(
    roots: Iterable[ParameterRoot], declarations: Declarations, findings: Findings
) -> Iterator[Parameter]:
    """Yield what parameters mean."""
    for root in roots:
        type_ = declarations.type_of(root.schema)
        type_ = ANY_TEXT if isinstance(type_, Anything) else type_
        _check(findings, declarations.by_name, root, type_)
        yield Parameter(
            name=Name(wire=root.raw["name"], python=root.python),
            location=root.raw["in"],
            type=type_,
            required=bool(root.raw.get("required", False)),
            doc=root.raw.get("description", ""),
        )


def _is_own(parameter: Raw) -> bool:
    standard = parameter["in"] == "header" and parameter["name"].lower() in IGNORED_HEADERS
    return "x-argument" not in parameter and not standard


def _check(
    findings: Findings, declared: Mapping[str, Declaration], root: ParameterRoot, type_: Type
) -> None:
    raw, pointer, location = root.raw, root.pointer, root.raw["in"]
    if raw.get("style", STYLES[location]) != STYLES[location]:
        findings.add(
            join(pointer, "style"), f"a {location} parameter of this style isn't supported"
        )
    if raw.get("allowReserved") is True:
        findings.add(join(pointer, "allowReserved"), "`allowReserved` isn't supported")
    if _flat(declared, type_, lists=False):
        return
    if not _flat(declared, type_, lists=location == "query"):
        message = f"a {location} parameter of this type isn't supported"
        findings.add(join(pointer, "schema"), message)
    elif raw.get("explode", True) is not True:
        message = "a list in one query parameter isn't supported, only `explode: true`"
        findings.add(join(pointer, "explode"), message)


def _flat(declared: Mapping[str, Declaration], type_: Type, *, lists: bool) -> bool:
    """Return whether a value of the type is one text, or with `lists` a list of texts."""
    match type_:
        case TypeUnion(members=members):
            return all(_flat(declared, member, lists=lists) for member in members)
        case Scalar() | Literal():
            return True
        case Nullable(type=inner):
            return _flat(declared, inner, lists=lists)
        case Array(items=items) if lists:
            return _flat(declared, items, lists=False)
        case Ref(name=name):
            alias = declared[name]
            return isinstance(alias, Alias) and _flat(declared, alias.type, lists=lists)
    return False
