"""Reads a value that may break its schema: typed as far as it is right, nothing lost.

Job: return an object of the expected class for whatever was received, with a list of defects, each
a place and a sentence. Values that are right are read by pydantic itself; only the objects that it
refuses are taken apart here. Growth (unknown kinds, unknown enumeration values, extra fields) is no
defect. It must not raise but for want of time, and must not put a value of the server's into a
message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final, cast

from pydantic import TypeAdapter, ValidationError

from ..vocabulary.deadline import NEVER, Deadline, DeadlineExceeded
from ..vocabulary.defects import Defect, Notes
from ..vocabulary.json_types import Json
from ..vocabulary.pointers import join
from .leaves import SCALARS, Leaves, kinds_of, sentence, wanted
from .model import Model
from .received import remember
from .unions import BROKEN, Variants, kind_of

Schema = dict[str, Any]

_REFUSALS: Final = (ValidationError, UnicodeError)
"""What pydantic raises for values that break a schema, and for text that UTF-8 can't hold."""


def decode(expected: Any, value: Any, deadline: Deadline = NEVER) -> tuple[Any, tuple[Defect, ...]]:
    """Return `value` read as `expected` (a model or any annotation), and its defects.

    Raises:
        DeadlineExceeded: it has so many that time is up before all of it is read.
    """
    adapter: Any = expected if _is_model(expected) else TypeAdapter(expected)
    try:
        read = adapter.__pydantic_validator__ if _is_model(expected) else adapter.validator
        result = read.validate_python(value, by_alias=True, by_name=False)
    except _REFUSALS:
        reader = _Reader(deadline)
        if _is_model(expected):
            result = reader.model(expected, value, "")
        else:
            result = reader.read(adapter.core_schema, value, "")
        return result, tuple(reader.notes.defects)
    if _is_model(expected):
        remember(result, value)
    return result, ()


def _is_model(expected: Any) -> bool:
    return isinstance(expected, type) and issubclass(expected, Model)


class _Reader:
    """Walks a value along pydantic's schema of it, and notes what doesn't fit."""

    def __init__(self, deadline: Deadline) -> None:
        self.notes = Notes()
        self._deadline = deadline
        self._definitions: dict[str, Schema] = {}
        self._leaves = Leaves()

    def read(self, schema: Schema, value: Json, pointer: str) -> Any:
        """Return `value` as the schema wants it where it fits, else unchanged with a note."""
        if self._deadline.expired:
            raise DeadlineExceeded
        step = self._STEPS.get(schema["type"])
        if step is None:
            return self._leaf(schema, value, pointer)
        return step(self, schema, value, pointer)

    def model(self, model: type[Model], value: Json, pointer: str) -> Any:
        """Return an object of `model`, whole or with gaps; what is no object stays as it is."""
        if isinstance(value, model):
            return value
        if not isinstance(value, Mapping):
            self.notes.add(pointer, "should be an object")
            return value
        try:
            return model.from_dict(value)
        except _REFUSALS:
            schema = cast(Schema, model.__pydantic_core_schema__)
            return self._build(model, self._fields(schema), value, pointer)

    def _fields(self, schema: Schema) -> Schema:
        """Return the field schemas inside the schema of a model."""
        while schema["type"] != "model-fields":
            if schema["type"] == "definitions":
                self._definitions.update({d["ref"]: d for d in schema["definitions"]})
            if schema["type"] == "definition-ref":
                schema = self._definitions[schema["schema_ref"]]
            else:
                schema = schema["schema"]
        return cast(Schema, schema["fields"])

    def _build(
        self, model: type[Model], fields: Schema, value: Mapping[str, Any], pointer: str
    ) -> Model:
        rest = dict(value)
        values: dict[str, Any] = {}
        present: set[str] = set()
        for name, field in fields.items():
            wire = field.get("validation_alias", name)
            if wire in rest:
                values[name] = self.read(field["schema"], rest.pop(wire), join(pointer, wire))
                present.add(name)
            else:
                values[name] = None
                if field["schema"]["type"] != "default":
                    self.notes.add(join(pointer, wire), "is required and missing")
        result = _construct(model, values, present, rest)
        remember(result, value)
        return result

    def _leaf(self, schema: Schema, value: Json, pointer: str) -> Any:
        if self.notes.full:
            return value
        read, refusal = self._leaves.read(schema, value)
        if refusal is not None:
            self.notes.add(pointer, refusal)
        return read

    def _list(self, schema: Schema, value: Json, pointer: str) -> Any:
        if not isinstance(value, list):
            self.notes.add(pointer, "should be an array")
            return value
        self._leaf(self._leaves.around(schema, "items_schema"), value, pointer)
        inner = schema["items_schema"]
        return [self.read(inner, item, join(pointer, n)) for n, item in enumerate(value)]

    def _dict(self, schema: Schema, value: Json, pointer: str) -> Any:
        if not isinstance(value, dict):
            self.notes.add(pointer, "should be an object")
            return value
        self._leaf(self._leaves.around(schema, "keys_schema", "values_schema"), value, pointer)
        self._names(schema["keys_schema"], value, pointer)
        inner = schema["values_schema"]
        return {key: self.read(inner, item, join(pointer, key)) for key, item in value.items()}

    def _names(self, schema: Schema, value: Mapping[str, Any], pointer: str) -> None:
        """Note what is wrong with the first of a map's names that isn't right."""
        refusals = (self._leaves.read(schema, name)[1] for name in value)
        refusal = next(filter(None, refusals), None)
        if refusal is not None:
            self.notes.add(pointer, f"has a name that is wrong: {refusal}")

    def _nullable(self, schema: Schema, value: Json, pointer: str) -> Any:
        return None if value is None else self.read(schema["schema"], value, pointer)

    def _inner(self, schema: Schema, value: Json, pointer: str) -> Any:
        return self.read(schema["schema"], value, pointer)

    def _class(self, schema: Schema, value: Json, pointer: str) -> Any:
        return self.model(schema["cls"], value, pointer)

    def _definition(self, schema: Schema, value: Json, pointer: str) -> Any:
        return self.read(self._definitions[schema["schema_ref"]], value, pointer)

    def _scope(self, schema: Schema, value: Json, pointer: str) -> Any:
        self._definitions.update({d["ref"]: d for d in schema["definitions"]})
        return self.read(schema["schema"], value, pointer)

    def _function(self, schema: Schema, value: Json, pointer: str) -> Any:
        union = schema.get("metadata", {}).get("union")
        if not isinstance(union, Variants) or not isinstance(value, Mapping):
            return self._leaf(schema, value, pointer)
        member = union.choose(value)
        if member is None:
            self._leaf(schema, value, pointer)
            member = union.unknown
        elif union.broken(value):
            self.notes.add(join(pointer, union.tag), sentence(BROKEN))
        return self.model(member, value, pointer)

    def _choice(self, schema: Schema, value: Json, pointer: str) -> Any:
        """Read by the member that takes this JSON type; the generator makes one of several."""
        kinds = [(choice, kinds_of(choice, self._definitions)) for choice in schema["choices"]]
        fitting = [choice for choice, its in kinds if kind_of(value) in its]
        if len(fitting) == 1:
            return self.read(fitting[0], value, pointer)
        if all(choice["type"] in SCALARS for choice in schema["choices"]):
            return self._leaf(schema, value, pointer)
        if fitting:
            return self.read(fitting[0], value, pointer)
        self.notes.add(pointer, wanted(frozenset[str]().union(*(its for _, its in kinds))))
        return value

    _STEPS: ClassVar[Mapping[str, Callable[[Any, Schema, Json, str], Any]]] = {
        "default": _inner,
        "definition-ref": _definition,
        "definitions": _scope,
        "dict": _dict,
        "function-plain": _function,
        "list": _list,
        "model": _class,
        "nullable": _nullable,
        "union": _choice,
    }


def _construct(
    model: type[Model], values: dict[str, Any], present: set[str], extra: dict[str, Any]
) -> Model:
    """Return an object of `model` with exactly these values, unchecked."""
    result = model.__new__(model)
    object.__setattr__(result, "__dict__", values)
    object.__setattr__(result, "__pydantic_fields_set__", present)
    object.__setattr__(result, "__pydantic_extra__", extra)
    object.__setattr__(result, "__pydantic_private__", None)
    if model.__private_attributes__:
        result.model_post_init(None)
    return result
