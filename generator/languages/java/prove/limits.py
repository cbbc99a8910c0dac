"""Whether values are held to the limits that the Api puts on them, wherever in a value they stand.

Job: take the expressions apart by which members are checked, and hold what each of their parts
asks for to the type of the Api that it stands for.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.api import (
    Alias,
    Array,
    Limits,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.languages.java.filters import literal
from generator.languages.java.prove.facts import LITERAL, Facts
from generator.languages.java.prove.trees import TypeTree

_OUTER = re.compile(r"Reading\.(list|map|nullable|limited|named)\(")
_NAME = re.compile(r"(?:\w+\.)*[A-Z]+\b")
_TEXT = rf"{LITERAL}|String\.join\({LITERAL}(?:, {LITERAL})*\)"
_VALUE = rf"-?[\w.+-]+|JsonValue\.parse\({LITERAL}\)|{_TEXT}"
_LIMIT = re.compile(rf", ValueLimit\.(\w+)\(({_VALUE})\)")
COUNTED = ("Length", "Items", "Properties")
ORDER = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
"""Bounds in the order in which they are told; the others come as the Api lists them."""


@dataclass(frozen=True, slots=True)
class Check:
    """How values of a type are checked, taken apart."""

    name: str
    """`list`, `map` or `nullable` around another one, or what is read."""
    inner: Check | None
    names: Check | None
    """How the names of a map are checked."""
    limits: tuple[tuple[str, str], ...]
    """Keywords, each with its value as it is written."""

    @property
    def plain(self) -> str:
        """How values are read, whatever their limits."""
        return self.name if self.inner is None else f"Reading.{self.name}({self.inner.plain})"


def check(text: str) -> Check | None:
    """Return an expression taken apart; `None` for one that no template writes."""
    try:
        made, end = _check(text, 0)
    except ValueError:
        return None
    return made if end == len(text) else None


def _check(text: str, at: int) -> tuple[Check, int]:
    if plain := _NAME.match(text, at):
        return Check(plain[0], None, None, ()), plain.end()
    outer = _OUTER.match(text, at)
    if outer is None:
        raise ValueError(text)
    made, at = _check(text, outer.end())
    if outer[1] == "named":
        names, at = _check(text, at + len(", "))
        made = dataclasses.replace(made, names=names)
    elif outer[1] == "limited":
        limits: list[tuple[str, str]] = []
        while limit := _LIMIT.match(text, at):
            limits.append((limit[1], limit[2]))
            at = limit.end()
        made = dataclasses.replace(made, limits=tuple(limits))
    else:
        made = Check(outer[1], made, None, ())
    return made, _closed(text, at)


def _closed(text: str, at: int) -> int:
    if text[at : at + 1] != ")":
        raise ValueError(text)
    return at + 1


def holds(facts: Facts, made: Check, kind: Type) -> bool:
    """Return whether a check asks for the limits of a type, and for no other."""
    match kind:
        case Nullable(type=inner) if made.name == "nullable" and made.inner is not None:
            return _asks(made) == () and holds(facts, made.inner, inner)
        case Nullable(type=inner):
            return holds(facts, made, inner)
        case TypeUnion(members=members):
            real = [m.type if isinstance(m, Nullable) else m for m in members]
            if len(real) == 1:
                return holds(facts, made, real[0])
            return _asks(made) == () and choice(facts, made.name.removesuffix(".READING"), kind)
        case Ref():
            return _declared(facts, made, kind)
        case Array(items=items, limits=limits):
            right = _asks(made) == tuple(_wanted(limits)) and made.inner is not None
            return right and made.inner is not None and holds(facts, made.inner, items)
        case Map(values=values, keys=keys, limits=limits):
            right = made.limits == tuple(_wanted(limits)) and made.inner is not None
            told = made.names.limits if made.names is not None else ()
            right = right and told == tuple(_wanted(keys))
            return right and made.inner is not None and holds(facts, made.inner, values)
        case Scalar(kind=name, limits=limits):
            return _asks(made) == tuple(_wanted(limits, is_real=name == "number"))
        case Literal():
            return _asks(made) == _only(kind)
        case _:
            return _asks(made) == ()


def _declared(facts: Facts, made: Check, ref: Ref) -> bool:
    declared = facts.api.declared(ref)
    if not isinstance(declared, Alias):
        return _asks(made) == ()
    kind = declared.type.type if isinstance(declared.type, Nullable) else declared.type
    if facts.name(declared) and isinstance(kind, TypeUnion):
        return _asks(made) == ()  # which is looked at where it stands
    return holds(facts, made, declared.type)


def choice(facts: Facts, name: str, kind: TypeUnion) -> bool:
    """Return whether the values of a choice are held to the limits of its members."""
    tree = facts.tree(name)
    if tree is None:
        return True
    members = [m.type if isinstance(m, Nullable) else m for m in kind.members]
    made = [check(text) for text in choice_checks(tree)]
    return len(made) == len(members) and all(
        each is not None and holds(facts, each, member)
        for each, member in zip(made, members, strict=True)
    )


def choice_checks(tree: TypeTree) -> Iterator[str]:
    """Yield how the values of each JSON type of a choice are checked."""
    for field in tree.fields:
        for call in re.finditer(r"checks\.value\((.*?), value\);", field.value):
            yield call[1]


def _asks(made: Check) -> tuple[object, ...]:
    return made.limits if made.names is None else (*made.limits, made.names)


def _only(kind: Literal) -> tuple[tuple[str, str], ...]:
    if kind.open or len(kind.values) != 1:
        return ()
    return (("constant", literal(kind.values[0])),)


def _wanted(limits: Limits, *, is_real: bool = False) -> Iterator[tuple[str, str]]:
    names = [field.name for field in dataclasses.fields(limits)]
    for name in sorted(names, key=lambda each: ORDER.index(each) if each in ORDER else len(ORDER)):
        value = getattr(limits, name)
        if isinstance(value, str):
            yield name, literal(value)
        elif value is not None and name.endswith(COUNTED):
            yield name, literal(min(int(value), 2**63 - 1))
        elif value is not None:
            is_near = is_real and abs(value) < 2**1023
            yield name, literal(repr(float(value) if is_near else value))
