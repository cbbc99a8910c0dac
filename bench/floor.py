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
from pydantic.fields import FieldInfo

from bench import packages

_PLAIN = ConfigDict(defer_build=True, protected_namespaces=())


def plain(model: type[BaseModel]) -> type[BaseModel]:
    """Return the plain twin of one of our models, ready to validate with."""
    twins = _Twins()
    twins.of(model)
    for twin in twins.made.values():
        twin.model_rebuild(_types_namespace=twins.made)
    return twins.made[twins.names[model]]


class _Twins:
    """The twins made so far, and the name of each by the class that it is made from."""

    def __init__(self) -> None:
        self.made: dict[str, type[BaseModel]] = {}
        self.names: dict[type[BaseModel], str] = {}
        self._unknown = packages.ours().Unknown
        self._variants = packages.ours("._runtime.model.unions").Variants

    def of(self, model: type[BaseModel]) -> Any:
        """Return a reference to the twin of `model`, made with all that it refers to."""
        name = self.names.get(model)
        if name is None:  # once named, a model that contains itself can be referred to
            name = self.names[model] = f"Plain{len(self.names)}"
            model.model_rebuild()
            fields = {n: self._field(f) for n, f in model.model_fields.items()}
            self.made[name] = create_model(name, __config__=_PLAIN, **cast(Any, fields))
        return ForwardRef(name)

    def _field(self, field: FieldInfo) -> tuple[Any, Any]:
        kept = [entry for entry in field.metadata if not isinstance(entry, self._variants)]
        tagged = len(kept) < len(field.metadata)
        kind = self._union(field.annotation) if tagged else self._type(field.annotation)
        for entry in kept:
            kind = Annotated[kind, entry]
        default = ... if field.is_required() else field.default
        return kind, Field(default, alias=field.alias)

    def _type(self, kind: Any) -> Any:
        """Return an annotation with our models replaced by references to their twins."""
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            tagged = any(isinstance(entry, self._variants) for entry in inner[1:])
            return self._union(inner[0]) if tagged else self._type(inner[0])
        if origin in (Union, UnionType):
            return _either([self._type(member) for member in inner])
        if origin is list:
            return GenericAlias(list, (self._type(inner[0]),))
        if origin is dict:
            return GenericAlias(dict, (inner[0], self._type(inner[1])))
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.of(kind)
        return kind

    def _union(self, kind: Any) -> Any:
        """Return the members of a union of objects, told apart by pydantic."""
        known = [member for member in get_args(kind) if not _below(member, self._unknown)]
        models = [member for member in known if _below(member, BaseModel)]
        union = _either([self.of(model) for model in models])
        if len(models) > 1 and all("type" in model.model_fields for model in models):
            union = Annotated[union, Field(discriminator="type")]
        return union | None if NoneType in known else union


def _either(kinds: list[Any]) -> Any:
    return reduce(or_, kinds)  # one member is itself


def _below(kind: Any, model: type[BaseModel]) -> bool:
    return isinstance(kind, type) and issubclass(kind, model)
