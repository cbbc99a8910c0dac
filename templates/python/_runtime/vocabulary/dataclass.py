"""Dataclasses that compile nothing: how their objects are made and compared is written once.

Job: be what `dataclasses` has for whoever makes, compares, copies, prints or looks into an object,
without the code that it writes for each class: a first call needs fifty of these, and writing their
code took a fifth of its time. What else `dataclasses` knows of a class it is asked when somebody
wants to know. It must not know any of the classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass, field as field, replace as replace
else:
    _REQUIRED = object()

    class _Field:
        """What stands behind the `=` of a field."""

        __slots__ = ("default", "factory", "repr")

        def __init__(self, default, factory=None, repr=True):
            self.default, self.factory, self.repr = default, factory, repr

        def real(self):
            """Return the same as `dataclasses` has it."""
            from dataclasses import MISSING, field

            default = MISSING if self.default is _REQUIRED else self.default
            factory = MISSING if self.factory is None else self.factory
            return field(default=default, default_factory=factory, repr=self.repr)

    class _Shape:
        """What a class was declared to be, with what it inherits."""

        __slots__ = (
            *("annotations", "checks", "defaults", "factories"),
            *("fields", "names", "options", "order"),
        )

        def __init__(self, kind, options):
            inherited = getattr(kind, "__shape__", None)
            self.options = options
            self.annotations = dict(inherited.annotations) if inherited else {}
            self.annotations |= kind.__annotations__
            self.fields = dict(inherited.fields) if inherited else {}
            self.fields |= {name: _taken(kind, name) for name in kind.__annotations__}
            fields, self.names = self.fields.items(), self.fields.keys()
            self.order = () if options["kw_only"] else tuple(self.fields)
            self.defaults = {n: f.default for n, f in fields if f.default is not _REQUIRED}
            self.factories = [(n, f.factory) for n, f in fields if f.factory is not None]
            self.checks = hasattr(kind, "__post_init__")

        def fits(self, positional, given):
            """Return whether what is given by place has one, and isn't given by name, too."""
            names = self.order[: len(positional)]
            return len(names) == len(positional) and given.keys().isdisjoint(names)

        def real(self, kind):
            """Return a class with these fields that `dataclasses` has made."""
            from dataclasses import dataclass

            space = {name: each.real() for name, each in self.fields.items()}
            space |= {"__annotations__": self.annotations, "__module__": kind.__module__}
            space |= {"__qualname__": kind.__qualname__}
            return dataclass(**self.options)(type(kind.__name__, (), space))

    def _taken(kind, name):
        """Return the field of a class that a name stands for, which the class has no longer."""
        behind = kind.__dict__.get(name, _REQUIRED)
        if behind is not _REQUIRED:
            delattr(kind, name)  # reading it of an object would take longer
        return behind if isinstance(behind, _Field) else _Field(behind)

    class _Known:
        """An attribute that a class gets from what knows it when it is first asked for."""

        __slots__ = ("_look", "_name")

        def __init__(self, name, look):
            self._name, self._look = name, look

        def __get__(self, value, kind):
            attribute = self._look(kind.__shape__.real(kind))
            setattr(kind, self._name, attribute)
            return attribute

    def _signature(real):
        from inspect import signature

        return signature(real)

    _KNOWN = {
        "__dataclass_fields__": lambda real: real.__dataclass_fields__,
        "__dataclass_params__": lambda real: real.__dataclass_params__,
        "__signature__": _signature,
    }

    def _init(self, /, *positional, **given):
        shape = type(self).__shape__
        members = {**shape.defaults, **given}
        if positional:
            members |= zip(shape.order, positional, strict=False)
        for name, factory in shape.factories:
            if name not in members:
                members[name] = factory()
        whole = members.keys() == shape.names
        if not whole or (positional and not shape.fits(positional, given)):
            shape.real(type(self))(*positional, **given)  # raises what `dataclasses` does
        object.__setattr__(self, "__dict__", members)
        if shape.checks:
            self.__post_init__()

    def _values(value):
        return [getattr(value, name) for name in type(value).__shape__.fields]

    def _repr(self):
        fields = type(self).__shape__.fields.items()
        texts = ", ".join(f"{n}={getattr(self, n)!r}" for n, each in fields if each.repr)
        return f"{type(self).__qualname__}({texts})"

    def _eq(self, other):
        return _values(self) == _values(other) if type(self) is type(other) else NotImplemented

    def _hash(self):
        return hash(tuple(_values(self)))

    def _refuse(self, name, *value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")

    def dataclass(*, frozen=False, kw_only=False, eq=True):
        """Return what makes a class a dataclass; the options mean what they do in `dataclasses`."""
        options = {"frozen": frozen, "kw_only": kw_only, "eq": eq}
        methods = {"__init__": _init, "__repr__": _repr}
        if eq:
            methods |= {"__eq__": _eq, "__hash__": _hash if frozen else None}
        if frozen:
            methods |= {"__setattr__": _refuse, "__delattr__": _refuse}

        def made(kind):
            kind.__shape__ = _Shape(kind, options)
            kind.__match_args__ = kind.__shape__.order
            for name, method in methods.items():
                setattr(kind, name, method)
            for name, look in _KNOWN.items():
                setattr(kind, name, _Known(name, look))
            return kind

        return made

    def field(*, default=_REQUIRED, default_factory=None, repr=True):
        """Return what is said of a field: its default, what makes one, and whether it is shown."""
        return _Field(default, default_factory, repr)

    def replace(value, /, **changes):
        """Return an object of the same class with other values of some fields."""
        return type(value)(**{**value.__dict__, **changes})
