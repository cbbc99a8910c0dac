"""What a class of records has in the place of its fields: plain attributes wherever that is enough.

Job: prepare a class when it is made, as cheaply as can be, and complete it when the first of its
objects is looked into, since only then annotations are read. A member that holds no object is an
attribute without code. Methods win over members of the same name that a server sends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING
from types import FunctionType, MethodType
from typing import Any, Final

from ..vocabulary.json_types import class_of
from .fields import DEFAULTS, FieldInfo, by_any_name, fields_of, is_field
from .nested import Member, Record, beside, per_class

_PLAIN: Final = frozenset({"str", "int", "float", "bool", "Any", "list[str]", "list[int]"})
_PLAIN_OR_NONE: Final = frozenset({*_PLAIN, *(f"{name} | None" for name in _PLAIN)})
"""Annotations of members that hold no object, as far as nothing has to be looked up for that."""
_HIDABLE: Final = ("__copy__", "__deepcopy__", "__reduce_ex__", "__rich_repr__", "__setstate__")
"""Methods that are looked for on the object itself, by `copy`, `pickle` and others."""


class Lazily:
    """An attribute that is found out for a class when it is asked for, on it or on an object."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[type], Any]) -> None:
        self._find = find

    def __get__(self, record: object, owner: type) -> Any:
        return self._find(owner)

    def __set__(self, record: object, value: object) -> None:
        raise AttributeError("it can't be set")


class Method:
    """A function that no member of an object hides."""

    __slots__ = ("__func__",)

    def __init__(self, function: FunctionType) -> None:
        self.__func__ = function

    def __get__(self, record: object, owner: type | None = None) -> Any:
        return self.__func__ if record is None else MethodType(self.__func__, record)

    def __set__(self, record: object, value: object) -> None:
        raise AttributeError(f"{self.__func__.__name__!r} is a method")

    @property
    def __isabstractmethod__(self) -> bool:
        return False


class ClassMethod(Method):
    """The same of a class."""

    __slots__ = ()

    def __get__(self, record: object, owner: type | None = None) -> Any:
        return MethodType(self.__func__, owner)


class Deferred:
    """An attribute of a class that is still to be completed."""

    __slots__ = ("_name", "_owner")

    def __init__(self, name: str, owner: type) -> None:
        self._name, self._owner = name, owner

    def __get__(self, record: Any, owner: type | None = None) -> Any:
        if record is None:
            return self
        complete(self._owner)
        return getattr(record, self._name)

    def __set__(self, record: Any, value: object) -> None:
        record.__setattr__(self._name, value)

    def __delete__(self, record: Any) -> None:
        complete(self._owner)
        object.__delattr__(record, self._name)


def declare(kind: type) -> None:
    """Prepare a class that was just made."""
    protect(kind)
    defaults = {name: kind.__dict__.get(name, MISSING) for name in kind.__annotations__}
    setattr(kind, DEFAULTS, defaults)
    for name, annotation in kind.__annotations__.items():
        if name.startswith("_"):
            if not name.startswith("__"):
                setattr(kind, name, Private(name, defaults[name]))
        elif is_field(name):
            plain = _is_plain(annotation, defaults[name])
            setattr(kind, name, None if plain else Deferred(name, kind))


def _is_plain(annotation: object, default: object) -> bool:
    """Return whether a member is for sure an attribute without code, which absent reads `None`."""
    if not isinstance(annotation, str) or (default is not None and default is not MISSING):
        # The default of a constant is told to those who make an object.
        return isinstance(annotation, str) and annotation == f'Literal["{default}"]'
    return annotation in _PLAIN_OR_NONE or annotation.startswith("Literal[")


def protect(kind: type) -> None:
    """Let the methods of a class win over members of the same name."""
    for name, value in list(kind.__dict__.items()):
        if name.startswith("__") and name not in _HIDABLE:
            continue
        if isinstance(value, FunctionType):
            setattr(kind, name, Method(value))
        elif isinstance(value, classmethod):
            setattr(kind, name, ClassMethod(value.__func__))  # type: ignore[arg-type]


class Completed:
    """What is known of a class that is complete."""

    __slots__ = ("by_name", "deprecated", "fields", "former", "nested", "wires")

    def __init__(self, kind: type) -> None:
        self.fields = fields_of(kind)
        self.by_name = by_any_name(kind)
        self.deprecated = tuple(each for each in self.fields.values() if each.deprecated)
        self.former: tuple[Any, ...] = tuple(_former(kind))
        """Attributes that stand for others, by names from before."""
        self.wires: Mapping[str, FieldInfo] = {f.wire: f for f in self.fields.values()}
        self.nested = tuple(f.name for f in self.fields.values() if f.schema.nested)

    def extra(self, members: Mapping[str, Any]) -> dict[str, Any]:
        """Return the members that are no fields."""
        return {name: value for name, value in members.items() if name not in self.wires}

    def names(self, members: Mapping[str, Any]) -> set[str]:
        """Return the names of the attributes of members."""
        return {self.wires[name].name if name in self.wires else name for name in members}


def _former(kind: type) -> Iterator[Any]:
    for base in kind.__mro__:
        attributes: list[Any] = [*base.__dict__.values()]
        yield from (each for each in attributes if hasattr(class_of(each), "renamed"))


@per_class
def complete(kind: type) -> Completed:
    """Return what is known of a class, whose fields have their attributes from now on."""
    facts = Completed(kind)
    for base in kind.__mro__:
        for name in base.__dict__.get(DEFAULTS, ()):
            if isinstance(base.__dict__.get(name), Deferred):
                setattr(base, name, _attribute(fields_of(base)[name]))
    return facts


def _attribute(field: FieldInfo) -> Any:
    """Return what stands in the class for a field: the value of absent ones, or more."""
    make = field.schema.make if field.schema.nested else None
    default = None if field.preset or field.default is MISSING else field.default
    absent: Callable[[Any], Any] | None = None
    if field.factory is not None:
        absent = _FromFactory(field.name, field.factory)
    elif default is not None:
        absent = _Same(default)
    if make is None and field.wire == field.name and field.factory is None:
        return default
    return Member(field.name, field.wire, make, absent)


class _Same:
    """Gives each object the same value."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __call__(self, record: Record) -> Any:
        return self._value


class _FromFactory:
    """Makes a value for each object, which keeps it."""

    __slots__ = ("_factory", "_name")

    def __init__(self, name: str, factory: Callable[[], Any]) -> None:
        self._name, self._factory = name, factory

    def __call__(self, record: Record) -> Any:
        values = beside(record)
        if self._name not in values:
            values[self._name] = self._factory()
        return values[self._name]


class Private:
    """An attribute of a derived class that is none of the object's members."""

    __slots__ = ("_default", "_factory", "_name")

    def __init__(self, name: str, specifier: Any) -> None:
        self._name = name
        self._factory: Callable[[], Any] | None = getattr(specifier, "default_factory", None)
        self._default = getattr(specifier, "default", specifier)

    def __get__(self, record: Any, owner: type | None = None) -> Any:
        if record is None:
            return self
        values = beside(record)
        if self._name not in values:
            if self._factory is None and self._default is MISSING:
                raise AttributeError(self._name)
            values[self._name] = self._default if self._factory is None else self._factory()
        return values[self._name]

    def __set__(self, record: Any, value: object) -> None:
        beside(record)[self._name] = value

    def __delete__(self, record: Any) -> None:
        beside(record).pop(self._name, None)


def touched(model: Record) -> dict[str, Any]:
    """Return the members of an object, of which those that hold objects hold records."""
    for name in complete(type(model)).nested:
        getattr(model, name)
    return model.__dict__
