"""Parameters of operations: values that travel in the path, the query, a header or a cookie.

Job: read them, and note those that can't be sent as they are described. What is given once, to
the client, is for `providers`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from generator.api import (
    STYLES,
    Alias,
    Anything,
    Declaration,
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
from generator.lower.annotations import description, sunset
from generator.lower.declarations import Declarations
from generator.lower.findings import Findings
from generator.lower.media import FORMS, bare, is_json
from generator.lower.normal import Normaliser
from generator.lower.paths import At
from generator.lower.raw import Raw
from generator.schema import Schema
from generator.standard.headers import is_sendable, parameter_key
from generator.standard.objects import IGNORED_HEADERS
from generator.words import pascal_case

ALLOWED: Final = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
"""The styles that a location has (OpenAPI 3.1, section 4.8.12)."""
AS_IT_IS: Final = "cookie"
"""The style of cookies that their author has encoded (OpenAPI 3.2, section 4.12.2.1)."""
ANY_TEXT: Final = TypeUnion(
    members=(Scalar(kind="string"), Scalar(kind="number"), Scalar(kind="boolean"))
)
"""What a parameter may be whose schema says nothing: whatever travels as one text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRoot:
    """A parameter with its schema in normal form, which isn't settled yet."""

    raw: Raw
    pointer: str
    schema: Schema
    content_type: str | None = None


def parameter_roots(
    normaliser: Normaliser, findings: Findings, places: tuple[At, ...], identity: str
) -> Iterator[ParameterRoot]:
    """Yield the parameters of an operation; those of the path item come first in `places`."""
    usable = ((_in_query(findings, p, where), where) for p, where in places)
    own = {parameter_key(p["in"], p["name"]): (p, where) for p, where in usable if p and _is_own(p)}
    for raw, pointer in own.values():
        owner = pascal_case(f"{identity} {raw['name']}")
        unread, where, content_type = _schema(findings, raw, pointer)
        yield ParameterRoot(
            raw=raw,
            pointer=pointer,
            schema=normaliser.read(unread, where, owner),
            content_type=content_type,
        )


def _in_query(findings: Findings, raw: Raw, pointer: str) -> Raw | None:
    """Return a parameter, of which one that is the whole query travels as the form that it is.

    None where that is no form: nothing else is written that way.
    """
    if raw["in"] != "querystring":
        return raw
    for media, holder in raw.get("content", {}).items():
        if bare(media) == FORMS:
            plain = {key: value for key, value in raw.items() if key != "content"}
            form = {"in": "query", "style": "form", "explode": True}
            return {**plain, **form, "schema": holder.get("schema", {})}
        message = f"a query written as {media} isn't supported"
        findings.unsupported(join(join(pointer, "content"), media), message, "it isn't sent")
    return None


def _schema(findings: Findings, raw: Raw, pointer: str) -> tuple[Raw, str, str | None]:
    """Return the schema of a parameter, where it stands, and its media type if it has one."""
    for media, holder in raw.get("content", {}).items():
        where = join(join(pointer, "content"), media)
        if not is_json(media):
            message = f"a parameter written as {media} isn't supported"
            findings.unsupported(where, message, "its text is sent as it is given")
            return {}, where, None
        return holder.get("schema", {}), join(where, "schema"), media
    return raw.get("schema", {}), join(pointer, "schema"), None


def parameters(
    roots: Iterable[ParameterRoot], declarations: Declarations, findings: Findings
) -> Iterator[Parameter]:
    """Yield what parameters mean."""
    for root in roots:
        type_ = declarations.type_of(root.schema)
        is_unsaid = isinstance(type_, Anything) and root.content_type is None
        type_ = ANY_TEXT if is_unsaid else type_
        style = _style(findings, root)
        yield Parameter(
            name=Name(wire=root.raw["name"]),
            location=root.raw["in"],
            type=type_,
            required=bool(root.raw.get("required", False)),
            doc=_description(root),
            style=style,
            explode=_explodes(declarations.by_name, root.raw, type_, style),
            reserved=_is_reserved(root.raw),
            content_type=root.content_type,
            default=None if root.raw.get("required") else root.schema.default,
            deprecated=root.raw.get("deprecated") is True or root.schema.deprecated,
            sunset=sunset(root.raw) or root.schema.sunset,
            deprecated_values=declarations.deprecated_values(root.schema),
        )


def _description(root: ParameterRoot) -> str:
    """Return what is said of a parameter, with what will be gone of it."""
    schema = root.schema
    sunset_ = {"x-sunset": sunset(root.raw) or schema.sunset}
    values = [json.loads(value) for value in schema.deprecated_values]
    return description({**root.raw, **sunset_, "x-deprecated-values": values})


def _is_reserved(parameter: Raw) -> bool:
    """Return whether values travel as they are, as far as the place can hold them.

    That is what the style `cookie` has more than `form`.
    """
    if parameter["in"] == "cookie":
        return parameter.get("style") == AS_IT_IS
    return parameter.get("allowReserved") is True and parameter["in"] in ("path", "query")


def _is_own(parameter: Raw) -> bool:
    standard = parameter["in"] == "header" and parameter["name"].lower() in IGNORED_HEADERS
    sendable = is_sendable(parameter["in"], parameter["name"])
    return "x-argument" not in parameter and sendable and not standard


def _style(findings: Findings, root: ParameterRoot) -> Style:
    """Return the style of a parameter; one that its location doesn't have says nothing."""
    location = root.raw["in"]
    style = root.raw.get("style", STYLES[location])
    style = STYLES[location] if (location, style) == ("cookie", AS_IT_IS) else style
    if style in ALLOWED[location]:
        return cast("Style", style)
    standard = STYLES[location]
    message = f"a {location} parameter has no style {style!r}"
    where = join(root.pointer, "style")
    findings.unsupported(where, message, f"it is sent as {standard!r}")
    return standard


def _explodes(declarations: Mapping[str, Declaration], raw: Raw, type_: Type, style: Style) -> bool:
    """Return whether a value travels in several pieces; of no matter where it is a single text."""
    standard = style == "form"
    if style != "deepObject" and _is_text(declarations, type_):
        return standard
    return bool(raw.get("explode", standard))


def _is_text(declarations: Mapping[str, Declaration], type_: Type) -> bool:
    """Return whether every value of the type travels as one text, whatever the style."""
    match type_:
        case TypeUnion(members=members):
            return all(_is_text(declarations, member) for member in members)
        case Scalar() | Literal():
            return True
        case Nullable(type=inner):
            return _is_text(declarations, inner)
        case Ref(name=name):
            alias = declarations[name]
            return isinstance(alias, Alias) and _is_text(declarations, alias.type)
    return False
