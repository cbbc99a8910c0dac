"""An object in wire form, less what somebody doesn't want of it.

Job: understand what pydantic's `include` and `exclude` mean, for objects in others and in lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..vocabulary.json_types import Json
from .classes import complete, touched
from .nested import Record
from .wire import to_wire


def dumped(model: Record, include: Any, exclude: Any, exclude_none: bool) -> dict[str, Any]:
    """Return the object in wire form with what is included, and without what is excluded."""
    if include is None and exclude is None and not exclude_none:
        whole: dict[str, Any] = to_wire(model)
        return whole
    members: dict[str, Any] = _Choice(exclude_none).members(model, include, exclude)
    return members


class _Choice:
    """What isn't wanted besides what is named."""

    def __init__(self, exclude_none: bool) -> None:
        self._exclude_none = exclude_none

    def members(self, model: Record, include: Any, exclude: Any) -> dict[str, Any]:
        """Return the members of an object that are wanted."""
        by_name = complete(type(model)).by_name
        aliases = {field.wire: name for name, field in by_name.items() if field.wire != name}
        by_wire = {
            n: v for n, v in touched(model).items() if v is not None or not self._exclude_none
        }
        return self._chosen(by_wire, include, exclude, aliases)

    def _chosen(
        self, items: Mapping[Any, Any], include: Any, exclude: Any, aliases: Mapping[str, str]
    ) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for name, value in items.items():
            names = (name, aliases.get(name, name))
            inner_include, inner_exclude = _part(include, names), _part(exclude, names)
            if inner_include is not False and inner_exclude is not True:
                nested = None if inner_include is True else inner_include
                result[name] = self._value(value, nested, inner_exclude or None)
        return result

    def _value(self, value: Json, include: Any, exclude: Any) -> Any:
        if isinstance(value, Record):
            return self.members(value, include, exclude)
        if isinstance(value, list | tuple):
            items = dict(enumerate(value))
            return list(self._chosen(items, include, exclude, {}).values())
        if isinstance(value, Mapping):
            return self._chosen(value, include, exclude, {})
        return to_wire(value)


def _part(choice: Any, names: tuple[Any, ...]) -> Any:
    """Return what a choice says of a member: all of it, none of it, or some of what is inside."""
    if choice is None:
        return None
    if not isinstance(choice, Mapping):
        return any(name in choice for name in (*names, "__all__"))
    parts = [cast(Any, choice)[name] for name in (*names, "__all__") if name in choice]
    if not parts:
        return False
    return True if parts[0] is True or parts[0] is Ellipsis else parts[0]
