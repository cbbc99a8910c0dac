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
from generator.languages.java.literals import literal
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
        tree, end = _check(text, 0)
    except ValueError:
        return None
    return tree if end == len(text) else None


def _check(text: str, at: int) -> tuple[Check, int]:
    if plain := _NAME.match(text, at):
        return Check(plain[0], None, None, ()), plain.end()
    outer = _OUTER.match(text, at)
    if outer is None:
        raise ValueError(text)
    tree, at = _check(text, outer.end())
    if outer[1] == "named":
        names, at = _check(text, at + len(", "))
        tree = dataclasses.replace(tree, names=names)
    elif outer[1] == "limited":
        limits: list[tuple[str, str]] = []
        while limit := _LIMIT.match(text, at):
            limits.append((limit[1], limit[2]))
            at = limit.end()
        tree = dataclasses.replace(tree, limits=tuple(limits))
    else:
        tree = Check(outer[1], tree, None, ())
    return tree, _closed(text, at)


def _closed(text: str, at: int) -> int:
    if text[at : at + 1] != ")":
        raise ValueError(text)
    return at + 1


def holds(facts: Facts, tree: Check, kind: Type) -> bool:
    """Return whether a check asks for the limits of a type, and for no other."""
    match kind:
        case Nullable(type=inner) if tree.name == "nullable" and tree.inner is not None:
            return _asks(tree) == () and holds(facts, tree.inner, inner)
        case Nullable(type=inner):
            return holds(facts, tree, inner)
        case TypeUnion(members=members):
            real = [m.type if isinstance(m, Nullable) else m for m in members]
            if len(real) == 1:
                return holds(facts, tree, real[0])
            return _asks(tree) == () and choice(facts, tree.name.removesuffix(".READING"), kind)
        case Ref():
            return _declared(facts, tree, kind)
        case Array(items=items, limits=limits):
            right = _asks(tree) == tuple(_wanted(limits)) and tree.inner is not None
            return right and tree.inner is not None and holds(facts, tree.inner, items)
        case Map(values=values, keys=keys, limits=limits):
            right = tree.limits == tuple(_wanted(limits)) and tree.inner is not None
            key_limits = tree.names.limits if tree.names is not None else ()
            right = right and key_limits == tuple(_wanted(keys))
            return right and tree.inner is not None and holds(facts, tree.inner, values)
        case Scalar(kind=name, limits=limits):
            return _asks(tree) == tuple(_wanted(limits, is_real=name == "number"))
        case Literal():
            return _asks(tree) == _only(kind)
        case _:
            return _asks(tree) == ()


def _declared(facts: Facts, tree: Check, ref: Ref) -> bool:
    declaration = facts.api.declared(ref)
    if not isinstance(declaration, Alias):
        return _asks(tree) == ()
    kind = declaration.type.type if isinstance(declaration.type, Nullable) else declaration.type
    if facts.name(declaration) and isinstance(kind, TypeUnion):
        return _asks(tree) == ()  # which is looked at where it stands
    return holds(facts, tree, declaration.type)


def choice(facts: Facts, name: str, kind: TypeUnion) -> bool:
    """Return whether the values of a choice are held to the limits of its members."""
    tree = facts.tree(name)
    if tree is None:
        return True
    members = [m.type if isinstance(m, Nullable) else m for m in kind.members]
    checks = [check(text) for text in choice_checks(tree)]
    return len(checks) == len(members) and all(
        each is not None and holds(facts, each, member)
        for each, member in zip(checks, members, strict=True)
    )


def choice_checks(tree: TypeTree) -> Iterator[str]:
    """Yield how the values of each JSON type of a choice are checked."""
    for variant in tree.variants:
        yield from (returned(method.body) for method in variant.calls("reading"))


def returned(body: str) -> str:
    """Return the expression that a method returns, which does nothing else."""
    return body.removeprefix("{ return ").removesuffix("; }")


def _asks(tree: Check) -> tuple[object, ...]:
    return tree.limits if tree.names is None else (*tree.limits, tree.names)


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
