"""Differences between texts, numbers and listed values: which of them one type allows.

Job: the noun of a difference between two types, and those of types that hold no others. One value
that is all there is is held to when objects are built and read; of several listed ones any other is
taken as well, since lists grow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.api import Limits, Literal, Scalar, Type
from generator.diff.limits import limit_differences
from generator.dump.types import spelt

LONGEST = 200
"""Characters of a type that a change shows."""


@dataclass(frozen=True, slots=True)
class TypeDifference:
    """A difference below the place that two types stand in."""

    rule: str
    below: str = ""
    """`[]` for the items of a list, `{}` for the values of a map."""
    old: str = ""
    new: str = ""
    count: int = 1
    """Of values, how many."""


def scalars(old: Scalar | Literal, new: Scalar | Literal) -> Iterator[TypeDifference]:
    """Yield what differs between two types that hold no others."""
    match old, new:
        case (Scalar() | Literal(), Scalar() | Literal()) if _is_fixed(old) or _is_fixed(new):
            yield from _fixed_values(old, new)
        case Literal(), Literal():
            yield from _values(old, new)
        case Scalar(), Literal():
            yield TypeDifference("values-closed", old=shown(old), new=shown(new))
        case Literal(), Scalar():
            yield TypeDifference("values-opened", old=shown(old), new=shown(new))
        case Scalar(), Scalar():
            if old.kind != new.kind:
                rule = "type-added" if new.kind == "number" else "type-removed"
                yield TypeDifference(rule, old=old.kind, new=new.kind)
            yield from limits(old.limits, new.limits, whole=old.kind == new.kind == "integer")


def _is_fixed(kind: Scalar | Literal) -> bool:
    """Return whether a type has one value, which packages hold values to."""
    return isinstance(kind, Literal) and len(kind.values) == 1 and not kind.open


def _fixed_values(old: Scalar | Literal, new: Scalar | Literal) -> Iterator[TypeDifference]:
    """Yield what differs where one value is all that there is, or was."""
    if old == new:
        return
    before, after = shown(old), shown(new)
    if _is_fixed(old) and _is_fixed(new):
        yield TypeDifference("constant-changed", old=before, new=after)
    elif _is_fixed(new):
        yield TypeDifference("single-value-fixed", old=before, new=after)
        if isinstance(old, Literal) and not {*_listed(new)} <= {*_listed(old)}:
            yield TypeDifference("value-added", new=after)
    else:
        yield TypeDifference("single-value-opened", old=before, new=after)
        if isinstance(new, Literal) and not {*_listed(old)} <= {*_listed(new)}:
            yield TypeDifference("value-removed", old=before)


def _values(old: Literal, new: Literal) -> Iterator[TypeDifference]:
    before, after = map(_listed, (old, new))
    removals = [text for text in before if text not in after]
    additions = [text for text in after if text not in before]
    if removals:
        yield TypeDifference("value-removed", old=" | ".join(removals), count=len(removals))
    if additions:
        yield TypeDifference("value-added", new=" | ".join(additions), count=len(additions))
    if old.open != new.open:
        yield TypeDifference("values-opened" if new.open else "values-closed")


def _listed(kind: Scalar | Literal) -> dict[str, None]:
    """Return the values that a type lists, as JSON text."""
    values = kind.values if isinstance(kind, Literal) else ()
    return dict.fromkeys(json.dumps(value, ensure_ascii=False) for value in values)


def limits(old: Limits, new: Limits, *, whole: bool = False) -> Iterator[TypeDifference]:
    """Yield what differs between limits; `whole` says that values are whole numbers."""
    for each in limit_differences(old, new, whole=whole):
        yield TypeDifference(each.rule, old=each.old, new=each.new)


def shown(kind: Type) -> str:
    """Return a type in the words of JSON Schema, as much of it as a person reads."""
    if isinstance(kind, Literal) and not kind.values:
        return "null"
    text = spelt(kind)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
