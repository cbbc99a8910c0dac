"""How the fields of a model read JSON: exactly, and open to growth.

Job: rewrite the schema that pydantic makes of a generated class. Strings, numbers and booleans are
taken as they are and never converted; an integer may be written `1.0` and keeps that form; an
enumeration accepts values that the description doesn't know yet; an optional field may be absent,
but null only where the schema says so; a constant has to be there. It must not touch what another
class owns: references to other models and the unions of `unions` pass through unchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args, get_origin

from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import BaseModel, GetCoreSchemaHandler
    from pydantic_core.core_schema import CoreSchema

Schema = dict[str, Any]
_KINDS: Final[dict[type, str]] = {str: "str", bool: "bool", int: "int"}
_BOUNDS: Final = ("ge", "gt", "le", "lt", "multiple_of")


class _NullableMarker:
    """Says in an annotation that `None` stands for null there, and not for absent only."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler, /
    ) -> CoreSchema:
        schema: Any = handler(source)
        marked: Any = {**schema, "metadata": {**schema.get("metadata", {}), "nullable": True}}
        return cast("CoreSchema", marked)


NULLABLE: Final = _NullableMarker()

_constants: dict[type[BaseModel], dict[str, Any]] = {}


def constants_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the values that every object of `model` has, by Python name."""
    known = _constants.get(model)
    if known is None:
        fields = model.model_fields.items()
        known = {name: f.default for name, f in fields if _is_constant(f.annotation, f.default)}
        _constants[model] = known
    return known


def _is_constant(annotation: Any, default: Any) -> bool:
    """Return whether a field has one value only; other defaults are a matter of Python's side."""
    return get_origin(annotation) is Literal and get_args(annotation) == (default,)


def exact(schema: Any) -> Any:
    """Return the schema with the rules of this module applied, as deep as the class reaches."""
    rule = _RULES.get(schema["type"])
    return schema if rule is None else rule(schema)


def _model(schema: Schema) -> Schema:
    known = schema.get("metadata", {})
    if known.get("exact"):  # another class, which has seen to itself
        return schema
    inner = exact(schema["schema"])
    return {**schema, "custom_init": False, "schema": inner, "metadata": {**known, "exact": True}}


def _inner(schema: Schema) -> Schema:
    return {**schema, "schema": exact(schema["schema"])}


def _model_fields(schema: Schema) -> Schema:
    fields = {n: {**f, "schema": exact(f["schema"])} for n, f in schema["fields"].items()}
    return {**schema, "fields": fields}


def _default(schema: Schema) -> Schema:
    inner = schema["schema"]
    if inner["type"] == "literal" and inner["expected"] == [schema.get("default")]:
        return exact(inner)  # type: ignore[no-any-return]  # a constant: see constants_of
    if inner["type"] == "nullable" and not inner.get("metadata", {}).get("nullable"):
        inner = inner["schema"]
    return {**schema, "schema": exact(inner)}


def _list(schema: Schema) -> Schema:
    # An error for each item costs more than the items do; `decode` finds them all.
    items = exact(schema.get("items_schema", {"type": "any"}))
    return {**schema, "items_schema": items, "fail_fast": True}


def _dict(schema: Schema) -> Schema:
    keys, values = schema.get("keys_schema"), schema.get("values_schema")
    return {
        **schema,
        "keys_schema": exact(keys or {"type": "any"}),
        "values_schema": exact(values or {"type": "any"}),
    }


def _strict(schema: Schema) -> Schema:
    return {**schema, "strict": True}


def _number(schema: Schema) -> Schema:
    whole, real = _numeric(schema)
    return _as_one(whole, real, "Input should be a number")


def _integer(schema: Schema) -> Schema:
    whole, real = _numeric(schema)
    integral = core_schema.no_info_after_validator_function(_integral, real)
    return _as_one(whole, integral, "Input should be a whole number")


def _numeric(schema: Schema) -> tuple[Any, Any]:
    """Return the schemas for a number that is written without and with a fraction."""
    bounds: dict[str, Any] = {name: schema[name] for name in _BOUNDS if name in schema}
    whole_bounds: dict[str, Any] = {name: _whole(name, bound) for name, bound in bounds.items()}
    whole = core_schema.int_schema(strict=True, **whole_bounds)
    return whole, core_schema.float_schema(strict=True, allow_inf_nan=False, **bounds)


def _whole(name: str, bound: float) -> int:
    """Return the bound that means the same for whole numbers."""
    exact_bound = Fraction(str(bound))
    if name == "multiple_of":
        return exact_bound.numerator
    return ceil(exact_bound) if name in ("ge", "lt") else floor(exact_bound)


def _as_one(whole: Any, real: Any, message: str) -> Schema:
    """Return the union of both, whose refusal is one error where no bound has to be named."""
    union: Schema = {"type": "union", "choices": [whole, real], "mode": "left_to_right"}
    if any(name in whole for name in _BOUNDS):
        return union
    return {**union, "custom_error_type": "number_type", "custom_error_message": message}


def _integral(value: float) -> float:
    if not value.is_integer():
        raise PydanticCustomError("int_from_float", "Input should be a whole number")
    return value


def _literal(schema: Schema) -> Schema:
    values: list[object] = schema["expected"]
    if len(values) == 1:
        return _constant(schema, values[0])
    kinds = dict.fromkeys(_KINDS.get(type(value), "any") for value in values)
    return _union({"type": "union", "choices": [{"type": kind} for kind in kinds]})


def _constant(schema: Schema, value: object) -> Schema:
    """Return the schema of one value; pydantic takes `1`, `1.0` and `True` for the same."""
    kind = _KINDS.get(type(value), "str")
    if kind == "str":
        return schema

    def same(read: object) -> object:
        if read != value:
            raise PydanticCustomError("constant", "Input should be {value}", {"value": repr(value)})
        return read

    inner: Any = exact({"type": kind})
    return cast("Schema", core_schema.no_info_after_validator_function(same, inner))


def _union(schema: Schema) -> Schema:
    choices = [exact(choice) for choice in schema["choices"]]
    unique = [choice for n, choice in enumerate(choices) if choice not in choices[:n]]
    return unique[0] if len(unique) == 1 else {**schema, "choices": unique}


_RULES: Final[dict[str, Callable[[Schema], Schema]]] = {
    "model": _model,
    "model-fields": _model_fields,
    "default": _default,
    "nullable": _inner,
    "function-after": _inner,
    "list": _list,
    "dict": _dict,
    "str": _strict,
    "bool": _strict,
    "int": _integer,
    "float": _number,
    "literal": _literal,
    "union": _union,
}
