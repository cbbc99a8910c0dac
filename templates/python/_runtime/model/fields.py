"""The fields of a class, as its annotations tell them.

Job: read the annotations of a class once, when the first of its objects is looked into, and know of
each field its name in JSON, its schema, its default, and whether it has to be there. It must not
check a value: that is `checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import MISSING
from functools import partial
from types import NoneType
from typing import Annotated, Any, ClassVar, Final, Literal, get_args, get_origin, get_type_hints

from ..vocabulary.deprecation import Deprecation
from ..vocabulary.json_types import class_of
from .annotations import LIMITS, marks_of, nullable, schema_of, without_null
from .nested import per_class
from .schema import Schema

DEFAULTS: Final = "__declared_defaults__"
"""The attribute of a class that has the values behind `=` of its own fields."""


class FieldSpecifier:
    """What is said of a field beside its type, in `Annotated` or behind `=`."""

    __slots__ = ("alias", "default", "default_factory", "deprecated", "repr", *LIMITS)

    def __init__(self, values: Mapping[str, Any]) -> None:
        for name in self.__slots__:
            setattr(self, name, values.get(name))


def field(
    *,
    default: Any = MISSING,
    default_factory: Callable[[], Any] | None = None,
    alias: str | None = None,
    repr: bool = True,
    deprecated: Deprecation | None = None,
    **limits: Any,
) -> Any:
    """Return what is said of a field: its default, its name in JSON, and limits of its values.

    Args:
        default: the value that the field has where it is absent; it isn't sent.
        default_factory: makes such a value, for each object one.
        alias: how the field is called in JSON, where that differs.
        repr: whether the field is shown when an object is printed.
        deprecated: that it is to go, or some of its values are.
        limits: `ge`, `gt`, `le`, `lt`, `multiple_of`, `min_length`, `max_length` and `pattern`.
    """
    general = {"default": default, "default_factory": default_factory, "alias": alias, "repr": repr}
    return FieldSpecifier({**general, "deprecated": deprecated, **limits})


Field = field
StringConstraints = field
"""The same, as annotations call it, and those of texts."""


class FieldInfo:
    """A field of a class."""

    __slots__ = (
        *("annotation", "constant", "default", "deprecated", "factory"),
        *("name", "preset", "repr", "schema", "wire"),
    )

    def __init__(self, name: str, annotation: Any, default: Any) -> None:
        specifier = default if hasattr(default, "default_factory") else None
        marks = [*marks_of(annotation), *([specifier] if specifier is not None else [])]
        self.name = name
        self.annotation = annotation
        self.wire: str = next(
            (m.alias for m in marks if getattr(m, "alias", None) is not None), name
        )
        self.default: Any = _default(default, specifier)
        self.factory: Callable[[], Any] | None = getattr(specifier, "default_factory", None)
        if class_of(self.default) in (list, dict, set):
            self.factory = partial(deepcopy, self.default)
        deprecations = (getattr(mark, "deprecated", None) for mark in marks)
        self.deprecated: Deprecation | None = next(
            (each for each in deprecations if isinstance(each, Deprecation)), None
        )
        self.repr = all(getattr(mark, "repr", True) is not False for mark in marks)
        bare = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
        self.constant = _is_constant(bare, self.default)
        self.preset = self.constant or _is_tag(bare, self.default)
        schema = schema_of(annotation, marks[-1:] if specifier is not None else ())
        may_be_absent = self.default is None or self.preset
        only_absent = may_be_absent and not nullable(annotation)
        self.schema: Schema = without_null(schema) if only_absent else schema

    @property
    def alias(self) -> str | None:
        """How the field is called in JSON, where that differs."""
        return self.wire if self.wire != self.name else None

    def is_required(self) -> bool:
        """Return whether a caller has to give the field."""
        return self.default is MISSING and self.factory is None

    @property
    def expected(self) -> bool:
        """Whether the field has to be in what is received."""
        return self.constant or self.is_required()


def _default(default: Any, specifier: Any) -> Any:
    value = default if specifier is None else specifier.default
    # pydantic's own specifiers say so by another value, and are seen without importing it.
    unset = value is Ellipsis or type(value).__name__ == "PydanticUndefinedType"
    return MISSING if unset else value


def _is_constant(annotation: Any, default: Any) -> bool:
    """Return whether a field has one value only; other defaults are a matter of Python's side."""
    return get_origin(annotation) is Literal and get_args(annotation) == (default,)


def _is_tag(annotation: Any, default: Any) -> bool:
    """Return whether a field may be absent, and else has the one value that objects are made with.

    It tells which member of a union an object is.
    """
    present = [each for each in get_args(annotation) if each is not NoneType]
    return len(present) == 1 and _is_constant(present[0], default)


@per_class
def fields_of(kind: type) -> Mapping[str, FieldInfo]:
    """Return the fields of a class by Python name, those of the class it is derived from first."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        name: FieldInfo(name, annotation, _declared(kind, name))
        for name, annotation in hints.items()
        if is_field(name) and get_origin(annotation) is not ClassVar
    }


def is_field(name: str) -> bool:
    """Return whether what a class annotates by this name can be a member of its objects."""
    return not name.startswith("_") and name != "model_config"


def _declared(kind: type, name: str) -> Any:
    for base in kind.__mro__:
        defaults = base.__dict__.get(DEFAULTS, {})
        if name in defaults:
            return defaults[name]
    return MISSING


@per_class
def by_any_name(kind: type) -> Mapping[str, FieldInfo]:
    """Return the fields of a class by their names in Python and in JSON; the former come first."""
    fields = fields_of(kind)
    return {**{each.wire: each for each in fields.values()}, **fields}
