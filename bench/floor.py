"""Plain pydantic models with the same classes and fields as ours, as a floor under parsing.

They keep nothing that the schema doesn't know, convert as pydantic likes to, refuse unknown kinds
and unknown enumeration values, and are told apart by pydantic's own discriminator: what pydantic
does at best, without a rule of ours. Nothing but the measurement uses them.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, ForwardRef, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, create_model

from bench import packages

_PLAIN = ConfigDict(defer_build=True, protected_namespaces=())


def plain(model: Any) -> type[BaseModel]:
    """Return the plain twin of one of our classes, ready to validate with."""
    twins = _Twins()
    twins.of(model)
    for twin in twins.made.values():
        twin.model_rebuild(_types_namespace=twins.made)
    return twins.made[twins.names[model]]


class _Twins:
    """The twins made so far, and the name of each by the class that it is made from."""

    def __init__(self) -> None:
        self.made: dict[str, type[BaseModel]] = {}
        self.names: dict[Any, str] = {}
        self._base = packages.ours().Model
        self._unknown = packages.ours().Unknown
        self._variants = packages.ours("._runtime.model.unions").Variants

    def of(self, model: Any) -> Any:
        """Return a reference to the twin of `model`, made with all that it refers to."""
        name = self.names.get(model)
        if name is None:  # once named, a model that contains itself can be referred to
            name = self.names[model] = f"Plain{len(self.names)}"
            fields = {n: self._field(f) for n, f in model.model_fields.items()}
            self.made[name] = create_model(name, __config__=_PLAIN, **cast(Any, fields))
        return ForwardRef(name)

    def _field(self, field: Any) -> tuple[Any, Any]:
        default = ... if field.is_required() else field.default
        return self._type(field.annotation), Field(default, alias=field.alias)

    def _type(self, kind: Any) -> Any:
        """Return an annotation with our classes replaced by references to their twins."""
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            tagged = any(isinstance(entry, self._variants) for entry in inner[1:])
            return self._union(inner[0]) if tagged else self._type(inner[0])
        if origin in (Union, UnionType):
            return _either([self._type(member) for member in inner])
        if origin is list:
            return GenericAlias(list, (self._type(inner[0]),))
        if origin is dict:
            return GenericAlias(dict, (self._type(inner[0]), self._type(inner[1])))
        return self.of(kind) if _below(kind, self._base) else kind

    def _union(self, kind: Any) -> Any:
        """Return the members of a union of objects, told apart by pydantic."""
        known = [member for member in get_args(kind) if not _below(member, self._unknown)]
        models = [member for member in known if _below(member, self._base)]
        union = _either([self.of(model) for model in models])
        if len(models) > 1 and all("type" in model.model_fields for model in models):
            union = Annotated[union, Field(discriminator="type")]
        return union | None if NoneType in known else union


def _either(kinds: list[Any]) -> Any:
    return reduce(or_, kinds)  # one member is itself


def _below(kind: Any, model: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, model)
