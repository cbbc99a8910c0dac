"""What a model remembers of the JSON object that it was read from: the order of its members.

Job: let an object that is sent back look as it came, byte for byte. Only the order is taken from
what was received, and the spelling of numbers that are still the same, never a value: those are the
model's, which may have been changed. An object inside another one learns its own order when the
outer one is written. `wire` asks; `model`, `unions` and `decode` tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel

from ..vocabulary.json_types import Json, class_of
from ..vocabulary.spelled import Spelled

if TYPE_CHECKING:
    from typing import Self

R = TypeVar("R", bound="Received")


class Received(BaseModel):
    """A model that may know what it was read from; copies and pickles of it do too."""

    # A slot is in no dump, comparison, repr or `vars()`, and costs nothing where it isn't set.
    __slots__ = ("__received__",)

    def __copy__(self) -> Self:
        return _as(self, super().__copy__())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return _as(self, super().__deepcopy__(memo))

    def __getstate__(self) -> dict[Any, Any]:
        # Values stay here: what was taken out of an object must not travel on in a pickle of it.
        return {**super().__getstate__(), "__received__": _order(received(self))}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        super().__setstate__(state)
        remember(self, state.get("__received__"))


_SLOT = cast(MemberDescriptorType, Received.__dict__["__received__"])

remember = _SLOT.__set__
"""Note what a model was read from: `remember(model, value)`."""


def received(model: Any) -> Mapping[str, Any] | None:
    """Return what the model was read from; `None` when it was made in another way."""
    try:
        source: Mapping[str, Any] | None = _SLOT.__get__(model)
        return source
    except (AttributeError, TypeError):  # not set; no model of ours
        return None


def in_order(members: dict[str, Any], source: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members in the order of `source`, those that it lacks at the end."""
    result: dict[str, Any] = {}
    for name, came in source.items():
        if name in members:
            member = members[name]
            if type(came) in _TOLD and member is not came:
                member = _as_came(member, came)
            result[name] = member
    if len(result) < len(members):
        result.update((name, each) for name, each in members.items() if name not in result)
    return result


_TOLD = frozenset({dict, list, Spelled})
"""Kinds of values of which a model may not know all that came."""


def _as_came(member: Any, came: Json) -> Any:
    """Return `member` with its numbers as they came, as far as both look alike.

    The models in it learn what they were read from.
    """
    kind = class_of(member)
    if type(came) is Spelled:
        return came if kind is float and member == came else member
    if type(came) is list:
        return _items(member, came) if kind is list else member
    if kind is dict and isinstance(came, dict):
        return {
            name: _as_came(each, its) if type(its := came.get(name)) in _TOLD else each
            for name, each in member.items()
        }
    if issubclass(kind, Received) and received(member) is None:
        remember(member, came)
    return member


def _items(member: list[Any], came: list[Any]) -> list[Any]:
    both = zip(member, came, strict=False)
    items = [_as_came(item, its) if type(its) in _TOLD else item for item, its in both]
    return items if len(items) == len(member) else items + member[len(items) :]


def _order(came: Json) -> Any:
    """Return the dictionaries and lists of a JSON value alone, with `None` for each scalar."""
    if isinstance(came, Mapping):
        return {name: _order(each) for name, each in came.items()}
    return [_order(each) for each in came] if type(came) is list else None


def _as(original: Received, copy: R) -> R:
    remember(copy, received(original))
    return copy
