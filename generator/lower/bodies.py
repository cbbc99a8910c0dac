"""What a call sends: one body, whose properties are arguments where it is a JSON object."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, Final

from generator.api import (
    Anything,
    Array,
    Binary,
    Body,
    Content,
    Map,
    Property,
    Scalar,
    Type,
)
from generator.document import join
from generator.lower.declarations import Declarations, model_of
from generator.lower.findings import Findings
from generator.lower.forms import encodings, form_properties, part_types
from generator.lower.media import JSON, SENT, UNKNOWN, Medium, bare, body_media
from generator.lower.normal import Normaliser
from generator.lower.paths import Call, Paths
from generator.lower.streams import item_of
from generator.schema import Named, Object, Schema, Schemas
from generator.standard.keywords import UNIONS
from generator.words import pascal_case

UNNAMED: Final = "the usual media type of such a body is sent"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BodyRoot:
    """A request body with its schema in normal form, which isn't settled yet."""

    required: bool
    medium: Medium
    content_type: str | None
    schema: Schema
    """Of texts and bytes nothing is said; of a stream, that of its items."""
    upload: BodyRoot | None = None
    """A form of several parts, where that stands beside JSON."""

    @property
    def content(self) -> Content:
        """How it is written."""
        return self.medium.content


def body_root(
    normaliser: Normaliser, findings: Findings, paths: Paths, call: Call, identity: str
) -> BodyRoot | None:
    """Return the body of a call, if it has one that can be sent."""
    if "requestBody" not in call.operation:
        return None
    reference_or_body: Any = call.operation["requestBody"]
    body, pointer = paths.target(reference_or_body, join(call.pointer, "requestBody"))
    medium, form = body_media(findings, normaliser.json_types, body, pointer)
    if medium is None or _is_nothing(medium):
        return None
    required, name = bool(body.get("required", False)), pascal_case(f"{identity} Body")
    medium, form = _followed(medium, paths), form and _followed(form, paths)
    upload = None
    if form is not None:
        upload_name = pascal_case(f"{identity} Upload Body")
        upload = _root(normaliser, findings, paths, form, upload_name, required=required)
    root = _root(normaliser, findings, paths, medium, name, required=required)
    return dataclasses.replace(root, upload=upload)


def _followed(medium: Medium, paths: Paths) -> Medium:
    """Return the media type with the headers of its parts, whatever refers to them."""
    encoding = {
        name: (
            {**each, "headers": {h: paths.target(at, "")[0] for h, at in each["headers"].items()}}
            if isinstance(each, dict) and each.get("headers")
            else each
        )
        for name, each in medium.encoding.items()
    }
    return dataclasses.replace(medium, encoding=encoding)


def _root(
    normaliser: Normaliser,
    findings: Findings,
    paths: Paths,
    medium: Medium,
    name: str,
    *,
    required: bool,
) -> BodyRoot:
    schema, where = medium.schema
    if medium.content == "stream":
        _, (schema, where) = item_of(paths, normaliser.json_types, medium)
        name = f"{name}Item"
    readable = {} if medium.content in ("text", "binary") else schema
    return BodyRoot(
        required=required,
        medium=medium,
        content_type=_content_type(findings, medium),
        schema=normaliser.read(readable, where, name),
    )


def _is_nothing(medium: Medium) -> bool:
    """Return whether a body is a form that nothing can be in, as generators write them."""
    schema = medium.schema[0]
    closed = isinstance(schema, dict) and schema.get("additionalProperties") is False
    return (
        medium.content == "form"
        and closed
        and not {"$ref", "allOf", *UNIONS} & {*schema}
        and (not schema.get("properties"))
    )


def form_names(root: BodyRoot | None) -> Iterator[str]:
    """Yield the names of the schemas of forms."""
    while root is not None:
        if root.content in ("form", "multipart") and isinstance(root.schema.shape, Named):
            yield root.schema.shape.name
        root = root.upload


def upload_body(root: BodyRoot | None, declarations: Declarations) -> Body | None:
    """Return the form of several parts that stands beside JSON, if there is one."""
    if root is None or root.upload is None:
        return None
    return _form(root.upload, declarations)


def replayed(root: BodyRoot | None, schemas: Schemas) -> dict[str, str]:
    """Return the unions of response items that a body takes as they are, by property."""
    schema = _object(root, schemas)
    members = schema.members if schema is not None else ()
    return {member.name: union for member in members if (union := member.schema.replays)}


def body(root: BodyRoot | None, declarations: Declarations) -> Body | None:
    """Return what the body of a call means, beside its parameters."""
    if root is None:
        return None
    if root.content in ("form", "multipart"):
        return _form(root, declarations)
    type_, properties = _type(root, declarations), tuple[Property, ...]()
    model = model_of(declarations.by_name, type_)
    if model is not None:
        type_, properties = declarations.types.ref(model.name), model.properties
    unions = replayed(root, declarations.schemas).items()
    return Body(
        type=type_,
        required=root.required,
        content=root.content,
        content_type=root.content_type,
        properties=properties if properties and root.required else None,
        replayable=tuple((name, declarations.types.ref(union)) for name, union in unions),
    )


def _form(root: BodyRoot, declarations: Declarations) -> Body:
    """Return a form: its properties are arguments, whether it has to be sent or not."""
    files = root.content == "multipart"
    properties = form_properties(root.schema, declarations, files=files, required=root.required)
    arguments = properties or ()
    encoding = root.medium.encoding
    of_parts = part_types(root.schema, declarations) if files else {}
    every = {**encoding, **{n: {**one, **encoding.get(n, {})} for n, one in of_parts.items()}}
    return Body(
        type=Map(values=Anything()) if arguments else _mapping(declarations.type_of(root.schema)),
        required=root.required,
        content=root.content,
        content_type=root.content_type,
        properties=arguments or None,
        encodings=tuple(encodings(every, arguments, declarations, files=files)),
    )


def _mapping(kind: Type) -> Type:
    """Return the type of a form as a whole, which is a mapping of whatever it holds."""
    return kind if isinstance(kind, Map) else Map(values=Anything())


def _object(root: BodyRoot | None, schemas: Schemas) -> Object | None:
    """Return the object that a body is, by whatever names; `None` where it may be null."""
    schema, visited = root.schema if root is not None else None, set[str]()
    while schema is not None and not schema.nullable:
        if not isinstance(schema.shape, Named) or schema.shape.name in visited:
            return schema.shape if isinstance(schema.shape, Object) and visited else None
        visited.add(schema.shape.name)
        schema = schemas[schema.shape.name]
    return None


def _type(root: BodyRoot, declarations: Declarations) -> Type:
    match root.content:
        case "json":
            return declarations.type_of(root.schema)
        case "stream":
            return Array(items=declarations.type_of(root.schema), is_stream=True)
        case "text":
            return Scalar(kind="string")
        case _:
            return Binary()


def _content_type(findings: Findings, medium: Medium) -> str | None:
    """Return the media type that a request is sent with, when it isn't the usual one."""
    if not SENT.fullmatch(medium.name):
        message = f"{medium.name!r} can't be sent as a media type"
        findings.unsupported(medium.schema[1], message, UNNAMED, strict="error")
        return None if medium.content == "json" else UNKNOWN
    if "*" in bare(medium.name):
        return None if medium.content == "json" else UNKNOWN
    return None if medium.name == JSON else medium.name
