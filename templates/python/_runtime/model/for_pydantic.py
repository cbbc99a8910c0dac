"""Records in other people's pydantic models, as FastAPI takes and answers them.

Job: tell pydantic how a class of ours is read, written and described. A field of such a class takes
its objects, and mappings in wire form; it is written in wire form, whichever way pydantic is asked
to: a dump with nulls for what is absent could not be sent. Only pydantic calls this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import PydanticCustomError, core_schema

from .building import copied
from .checks import defects_of
from .classes import complete
from .dumps import dumped
from .nested import Record
from .schema import (
    AnyOf,
    Array,
    Boolean,
    Enumeration,
    Map,
    Null,
    Number,
    Object,
    Schema,
    String,
)

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core.core_schema import CoreSchema, SerializationInfo

_OPEN: Final[ContextVar[frozenset[type]]] = ContextVar("_OPEN", default=frozenset())
"""The classes that are being described, which may contain themselves."""


def of_class(kind: type, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return pydantic's schema of a class of records."""
    ref = f"{kind.__module__}.{kind.__qualname__}:{id(kind)}"
    open_ = _OPEN.get()
    if kind in open_:
        return core_schema.definition_reference_schema(ref)
    before = _OPEN.set(open_ | {kind})
    try:
        fields = {
            name: core_schema.typed_dict_field(_described(f.schema, handler), required=f.expected)
            for name, f in complete(kind).wires.items()
        }
    finally:
        _OPEN.reset(before)
    shape = core_schema.typed_dict_schema(fields, cls=kind, extra_behavior="allow")
    return _read_by(Object(kind), shape, ref)


def of_schema(schema: Schema, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return pydantic's schema of values of ours that are no single class."""
    return _read_by(schema, _described(schema, handler))


def _read_by(schema: Schema, shape: CoreSchema, ref: str | None = None) -> CoreSchema:
    """Return a schema that reads by ours and is described by `shape`."""

    def read(value: Any, inner: object) -> Any:
        if isinstance(value, Record):
            own: Any = value
        else:
            own = copied(value)
        defects = defects_of(schema, own)
        if defects:
            first = defects[0]
            context = {"place": first.pointer or "/", "problem": first.message}
            raise PydanticCustomError("schema", "Input at {place} {problem}", context)
        return schema.make(own)

    serialization = core_schema.plain_serializer_function_ser_schema(_written, info_arg=True)
    return core_schema.no_info_wrap_validator_function(
        read, shape, ref=ref, serialization=serialization
    )


def _written(value: Any, info: SerializationInfo) -> Any:
    """Return a record in wire form, less what the caller of `model_dump` doesn't want."""
    if isinstance(value, Record):
        return dumped(value, info.include, info.exclude, bool(info.exclude_none))
    return value


def _described(schema: Schema, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return what pydantic makes the JSON Schema of."""
    describe: Callable[[Any, Any], CoreSchema] = _DESCRIBED.get(type(schema), _one_of)
    return describe(schema, handler)


def _one_of(schema: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return that of a union of objects, which are told apart by code."""
    return core_schema.union_schema([handler.generate_schema(m) for m in schema.members])


def _limited(schema: Any, names: Mapping[str, str]) -> dict[str, Any]:
    return {names[name]: limit for name, limit in schema.limits.items() if name in names}


_LENGTHS: Final = {name: name for name in ("min_length", "max_length")}
_TEXTS: Final = {**_LENGTHS, "pattern": "pattern"}
_BOUNDS: Final = {name: name for name in ("ge", "gt", "le", "lt", "multiple_of")}


def _number(schema: Number, handler: GetCoreSchemaHandler) -> CoreSchema:
    make: Any = core_schema.int_schema if schema.whole else core_schema.float_schema
    number: CoreSchema = make(**_limited(schema, _BOUNDS))
    return number


def _map(schema: Map, handler: GetCoreSchemaHandler) -> CoreSchema:
    names, values = _described(schema.names, handler), _described(schema.values, handler)
    return core_schema.dict_schema(names, values, **_limited(schema, _LENGTHS))


def _any_of(schema: AnyOf, handler: GetCoreSchemaHandler) -> CoreSchema:
    members = [_described(m, handler) for m in schema.members if not isinstance(m, Null)]
    union = members[0] if len(members) == 1 else core_schema.union_schema(list(members))
    null = len(members) < len(schema.members)
    return core_schema.nullable_schema(union) if null else union


_DESCRIBED: Final[Mapping[type[Schema], Callable[[Any, Any], CoreSchema]]] = {
    Schema: lambda schema, handler: core_schema.any_schema(),
    AnyOf: _any_of,
    Array: lambda schema, handler: core_schema.list_schema(
        _described(schema.items, handler), **_limited(schema, _LENGTHS)
    ),
    Boolean: lambda schema, handler: core_schema.bool_schema(),
    Enumeration: lambda schema, handler: core_schema.literal_schema(list(schema.values)),
    Map: _map,
    Null: lambda schema, handler: core_schema.none_schema(),
    Number: _number,
    Object: lambda schema, handler: handler.generate_schema(schema.kind),
    String: lambda schema, handler: core_schema.str_schema(**_limited(schema, _TEXTS)),
}
