"""Whether an annotation of the callers' side takes what a type of the Api takes.

Job: bring both into one form, rows of names and what stands in their brackets, and leave it to
others to compare them. Arguments take models, TypedDicts and plain dictionaries; a TypedDict
holds TypedDicts. It must not ask what spells annotations.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, assert_never

from generator.api import (
    Anything,
    Array,
    Binary,
    Constant,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.languages.python.prove.alternatives import Alternative, Unreadable, alternatives
from generator.languages.python.prove.annotations import SCALARS, identity
from generator.languages.python.prove.arguments import Argument
from generator.languages.python.prove.facts import Declarations
from generator.languages.python.prove.trees import constants
from generator.spelled import Alias

Row: TypeAlias = tuple[Any, ...]
"""What `|` joins: names, constants, and pairs of a name and the rows in its brackets."""

NONE: Final = "None"
OMIT: Final = "Omit"
DICTIONARY: Final = ("Mapping", ("str",), ("object",))


def written(node: ast.expr | None) -> Row:
    """Return the row that an annotation is; none when it can't be one."""
    try:
        return () if node is None else tuple(_part(one) for one in alternatives(node))
    except Unreadable:
        return ()


def _part(one: Alternative) -> Any:
    match one.node:
        case node if one.settings:
            raise Unreadable(ast.unparse(node))
        case ast.Name() | ast.Attribute() | ast.Constant(value=None) as node:
            return ast.unparse(node)
        case ast.Subscript(value=ast.Name(id="Literal")) as node:
            return _constants(constants(node))
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Tuple(elts=parts)):
            return (name, *(written(part) for part in parts))
        case ast.Subscript(value=ast.Name(id=name), slice=inner):
            return (name, written(inner))
        case node:
            raise Unreadable(ast.unparse(node))


def _constants(values: list[object] | tuple[Constant, ...]) -> Row:
    return ("Literal", *(identity(value) for value in values))


def row_text(row: Row) -> str:
    """Return a row as it would be written, for people."""
    return " | ".join(_part_text(part) for part in row)


def _part_text(part: Any) -> str:
    match part:
        case ("Literal", *values):
            return f"Literal[{', '.join(values)}]"
        case (name, *rows):
            return f"{name}[{', '.join(row_text(row) for row in rows)}]"
        case _:
            return str(part)


@dataclass(frozen=True, slots=True)
class TypeRows:
    """Rows of types: those of arguments, or of what stands in TypedDicts."""

    by_ref: Declarations
    inside: bool = False
    """Whether it is a module of TypedDicts, where everything goes by its bare name."""
    here: Collection[str] | None = None
    """The names of those that stand in it, where others stand in other modules."""

    def argument(self, argument: Argument) -> Row:
        """Return what an argument of a method takes, with what leaves it out."""
        may_be_left_out = argument.optional or bool(argument.former)
        left_out = [NONE] * (argument.optional and not argument.null) + [OMIT] * may_be_left_out
        return (*self.row(argument.type, argument.replayed), *left_out)

    def row(self, kind: Type, replays: Ref | None = None) -> Row:
        """Return the row of a type."""
        return tuple(self._parts(kind, replays))

    def _parts(self, kind: Type, replays: Ref | None) -> Iterator[Any]:
        match kind:
            case Scalar(kind=name):
                yield SCALARS[name]
            case Literal(values=values, open=more):
                yield _constants(values)
                yield from [type(values[0]).__name__] * more
            case Array(items=items, is_stream=True):
                yield ("Lines", self.row(items))
            case Array(items=items):
                flat = isinstance(items, Scalar | Literal)  # a text is a sequence of texts, too
                yield ("list" if flat else "Sequence", self.row(items, replays))
            case Map(values=inner):
                yield ("Mapping", ("str",), self.row(inner))
            case Nullable(type=inner):
                yield from (*self._parts(inner, replays), NONE)
            case TypeUnion(members=members):
                for member in members:
                    yield from self._parts(member, replays)
            case Ref():
                yield from self._named(kind, replays)
            case Anything():
                yield "object"
            case Binary():
                yield "File" if kind.is_part else "BinaryContent"
            case _:
                assert_never(kind)

    def _named(self, ref: Ref, replays: Ref | None) -> Iterator[Any]:
        match self.by_ref[ref]:
            case declaration if self.inside:
                is_here = self.here is None or declaration.identifier in self.here
                yield declaration.identifier if is_here else f"params.{declaration.identifier}"
            case Alias(type=Scalar() | Literal()):
                yield self._among(ref, "models")
            case Alias(type=kind):
                yield from self._parts(kind, replays)
            case _:
                yield from (self._among(ref, "models"), self._among(ref, "params"))
                yield from [self._among(replays, "models")] if replays is not None else []
                yield DICTIONARY

    def _among(self, ref: Ref, module: str) -> str:
        return f"{'' if ref.namespace else 'shared_'}{module}.{self.by_ref[ref].identifier}"
