"""What a person sees of a model: its class and what is set, none of it at any length.

Job: let `print(answer)` be read, whatever the answer holds: encrypted content of a hundred thousand
characters, thousands of items. All of it is in `to_json()`. `model` shows itself by this.
"""

from __future__ import annotations

import reprlib
from typing import Any, Final

from ..vocabulary.json_types import class_of
from .classes import complete, touched
from .nested import Record

_CHARACTERS: Final = 200
_ITEMS: Final = 20
_LEVELS: Final = 8


class _Brief(reprlib.Repr):
    """Shows values as `repr` does, and models in the same way."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = _LEVELS
        self.maxlist = self.maxdict = self.maxtuple = _ITEMS
        self.maxstring = self.maxlong = self.maxother = _CHARACTERS

    def repr1(self, x: Any, level: int) -> str:
        """Return lists and dictionaries of ours as those that they are."""
        kind = class_of(x)
        if issubclass(kind, list):
            return self.repr_list(x, level)
        return self.repr_dict(x, level) if issubclass(kind, dict) else super().repr1(x, level)

    def repr_instance(self, x: Any, level: int) -> str:
        """Return a model with what is set on it; anything else as it shows itself, cut."""
        if not isinstance(x, Record):
            return super().repr_instance(x, level)
        if level <= 0:
            return f"{type(x).__name__}(...)"
        attributes = (f"{name}={self.repr1(value, level - 1)}" for name, value in shown_of(x))
        return f"{type(x).__name__}({', '.join(attributes)})"


def shown_of(model: Record) -> list[tuple[str, Any]]:
    """Return what is set on a model and may be shown, by the names of its attributes."""
    facts, members = complete(type(model)), touched(model)
    fields = (field for field in facts.fields.values() if field.wire in members and field.repr)
    attributes = [(field.name, members[field.wire]) for field in fields]
    return attributes + list(facts.extra(members).items())


brief: Final = _Brief().repr
