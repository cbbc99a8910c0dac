"""The form of a surface: what it is of, and how its lines stand for the vocabulary of the Api.

Job: the nouns and the tables that writing and reading have in common.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from generator import api, spelled
from generator.spelled import Api

FORMAT: Final = 1

TEXTS: Final = frozenset({"doc", "response_doc", "summary", "note", "title", "migration"})
"""Fields that say something to people alone."""

CLASSES: Final[Mapping[str, Any]] = {
    name: value
    for name, value in (vars(api) | vars(spelled)).items()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
}
"""What the vocabulary consists of, with names in code where it has them."""

KEYS: Final[Mapping[str, str]] = {"identifier": "python"}
"""What members are called in lines that the vocabulary calls otherwise."""

_BEFORE: Final[Mapping[str, frozenset[str]]] = {
    "identifier": frozenset({"providers", "attributes"}),
    "unknown": frozenset({"called"}),
    "argument": frozenset({"content"}),
}
"""Where in a line the names in code stand, which the classes have behind everything else."""


@cache
def members(cls: type) -> tuple[dataclasses.Field[Any], ...]:
    """Return the fields of a class in the order that lines have them in."""
    fields = list(dataclasses.fields(cls))
    for field in [each for each in fields if each.name in _BEFORE]:
        behind = (n for n, each in enumerate(fields) if each.name in _BEFORE[field.name])
        place = next(behind, len(fields))
        if place < fields.index(field):
            fields.remove(field)
            fields.insert(place, field)
    return tuple(fields)


KINDS: Final[Mapping[str, str]] = {
    "provider": "Provider",
    "operation": "Operation",
    "parameter": "Parameter",
    "argument": "Property",
    "class": "Model",
    "property": "Property",
    "union": "Union",
    "alias": "Alias",
}
"""What a line is of, by its first word."""

TYPES: Final = frozenset({"type", "items", "error"})
"""Fields that hold a type; a text in one is a scalar without limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """What a package offers."""

    api: Api
    """Without texts, unless they were written as well."""
    runtime: Mapping[str, str]
    """What each thing of the runtime is, by its name."""
    generator: str
    """The version that made it."""
