"""The Python types of which every value of a schema is right.

Job: say of which values a look at their type is enough. `checks` looks closer at all others.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from ..vocabulary.spelled import Spelled
from .schema import AnyOf, Boolean, Enumeration, Null, Number, Schema, String

_NEVER: Final = frozenset[type]()
TEXT: Final = frozenset[type]({str})
_FLAG: Final = frozenset[type]({bool})
_NOTHING: Final = frozenset[type]({type(None)})
_WHOLE: Final = frozenset[type]({int})
_REAL: Final = frozenset[type]({int, Spelled})
"""A float of a caller's own need not be finite."""


class _Everything(frozenset[type]):
    """Holds every type: of members that no class knows, any value is right."""

    def __contains__(self, kind: object) -> bool:
        return True


EVERYTHING: Final = _Everything()


@cache
def right_types(schema: Schema) -> frozenset[type]:
    """Return the Python types of which every value is right."""
    match schema:
        case String(limits=limits) if not limits:
            return TEXT
        case Number(whole=whole, limits=limits) if not limits:
            return _WHOLE if whole else _REAL
        case Boolean():
            return _FLAG
        case Null():
            return _NOTHING
        case Enumeration(values=values, types=types) if len(values) > 1:
            return _of_types(types) - (frozenset({Spelled}) if is_whole(schema) else _NEVER)
        case AnyOf(members=members):
            return _NEVER.union(*map(right_types, members))
        case _:
            return _NEVER


def _of_types(types: frozenset[str]) -> frozenset[type]:
    each = {"string": TEXT, "boolean": _FLAG, "null": _NOTHING, "number": _REAL}
    return _NEVER.union(*(each[name] for name in types))


def is_whole(schema: Any) -> bool:
    """Return whether an enumeration has whole numbers, and no others."""
    return not any(isinstance(value, float) for value in schema.values)
