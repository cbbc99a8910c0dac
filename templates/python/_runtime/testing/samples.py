"""Objects for tests: what is required filled in, the rest as a test says.

Job: make a whole object of a generated class from the members that matter to a test, by what the
class says of its fields; so that nobody writes an answer out, and none goes stale when the
description grows. `fake_transport` offers it. It reads the classes and knows no schema besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ..model.decode import decode
from ..model.model import Model
from ..model.wire import encode, wire_names
from ..vocabulary.json_text import loads

M = TypeVar("M", bound=Model)


def build(kind: type[M], /, **members: Any) -> M:
    """Return an object of the class with these members, by their Python names.

    What is required and isn't among them gets the least value that the description allows: the
    first of several, an empty text or list, zero, an object of its own.

    Raises:
        TypeError: the members break the schema, or one is required whose value can't be guessed;
            the text names each place.
    """
    kind.model_rebuild()
    names = wire_names(kind)
    wire = {names.get(name, name): value for name, value in members.items()}
    for name, field in kind.model_fields.items():
        constant = get_origin(field.annotation) is Literal and not field.is_required()
        if names.get(name, name) not in wire and (constant or field.is_required()):
            wire[names.get(name, name)] = _least(field.annotation, field.metadata)
    result, defects = decode(kind, loads(encode(wire)))
    if defects:
        places = [f"{defect.pointer or '/'} {defect.message}" for defect in defects]
        raise TypeError("\n  ".join([f"no {kind.__name__} can be made so:", *places]))
    return result  # type: ignore[no-any-return]  # decode returns what it is told to


def _least(annotation: Any, limits: list[Any]) -> Any:
    """Return the least value of a type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _least(arguments[0], [*limits, *_flat(arguments[1:])])
    if hasattr(annotation, "__value__"):  # an alias with a name
        return _least(annotation.__value__, limits)
    if origin in (Union, UnionType):
        return None if NoneType in arguments else _least(arguments[0], limits)
    if origin is Literal:
        return arguments[0]
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return build(annotation)
    return _empty(origin or annotation, arguments, limits)


def _flat(metadata: tuple[Any, ...]) -> list[Any]:
    return [each for part in metadata for each in _limits(part)]


def _limits(part: Any) -> list[Any]:
    return part.metadata if isinstance(part, FieldInfo) else [part]


def _empty(kind: Any, arguments: tuple[Any, ...], limits: list[Any]) -> Any:
    length = max(_told(limits, "min_length"), default=0)
    if kind is str:
        return "x" * length
    if kind is list:
        return [_least(arguments[0], []) for _ in range(length)]
    if isinstance(kind, type) and issubclass(kind, Mapping):
        return {}
    if kind in (int, float):
        return max([0, *(limit + 1 for limit in _told(limits, "gt")), *_told(limits, "ge")])
    return False if kind is bool else None


def _told(limits: list[Any], name: str) -> list[Any]:
    """Return the values of a limit, which pydantic tells by this name, whatever holds them."""
    values = (getattr(limit, name, None) for limit in limits)
    return [value for value in values if value is not None]
