"""Types as the callers of generated code write them.

Job: spell the types of the Api as annotations of keyword arguments, answers and TypedDicts in one
module of the output. A reference names a class by the module that holds it: `models` and `params`
are the provider's own, `shared_models` and `shared_params` those that providers share.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

from generator.api import (
    Anything,
    Array,
    Binary,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.languages.python.filters import identifier, literal
from generator.languages.python.naming import ALIASES
from generator.languages.text import Code
from generator.spelled import Alias, Api, Declaration, Model, Operation, Union

SCALARS: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
PLAIN: Final = "Mapping[str, object]"
"""What stands for an object that the caller wrote as a plain dictionary."""


class Annotations:
    """Spells types for the modules of one namespace."""

    def __init__(
        self, api: Api, hidden: Collection[str] = (), here: Collection[Ref] | None = None
    ) -> None:
        """Spell types for a module.

        Args:
            api: what they are types of.
            hidden: names of `ALIASES` that have to be read by others.
            here: what the module of a TypedDict holds, where it doesn't hold everything.
        """
        self.api = api
        self._here = here
        self._spelling = {name: ALIASES[name] if name in hidden else name for name in ALIASES}

    def declared(self, ref: Ref) -> Declaration:
        """Return what a reference stands for."""
        return self.api.declared(ref)

    def model(self, ref: Ref) -> Code:
        """Return the class or alias of a reference among the models."""
        return self._named(ref, "models")

    def _named(self, ref: Ref, kind: str) -> Code:
        prefix = self._spelling[kind] if ref.namespace else f"shared_{kind}"
        return identifier(f"{prefix}.{self.declared(ref).identifier}")

    def answer(self, kind: Type | None) -> Code:
        """Return the type of what a call returns."""
        return Code("None") if kind is None else self._spelt(kind)

    def results(self, operation: Operation) -> Code:
        """Return what the calls of an operation return: whatever its answers hold."""
        return Code(" | ".join(self.answer(kind) for kind in operation.results))

    def returned(self, operation: Operation, prefix: str) -> Code:
        """Return what a method returns, whose client's name begins with `prefix`."""
        results, pages = self.results(operation), operation.pagination
        if pages is not None:
            return Code(f"{prefix}Page[{results}, {self.answer(pages.item)}]")
        return Code(f"{prefix}Stream[{results}]") if operation.streams else results

    def _list(self, inner: Code) -> Code:
        return Code(f"{self._spelling['list']}[{inner}]")

    def _spelt(self, kind: Type) -> Code:
        match kind:
            case Ref():
                return self.model(kind)
            case Array(items=items):
                return self._list(self._spelt(items))
            case Map(values=values):
                return Code(f"dict[str, {self._spelt(values)}]")
            case Nullable(type=inner):
                return Code(f"{self._spelt(inner)} | None")
            case TypeUnion(members=members):
                return Code(" | ".join(self._spelt(member) for member in members))
            case _:
                return plain(kind)

    def argument(self, kind: Type, replays: Ref | None = None) -> Code:
        """Return the type of a keyword argument: models, TypedDicts and plain dictionaries, mixed.

        `replays` is a response union whose items may stand in a list as they are.
        """
        match kind:
            case Ref():
                return self._argument_ref(kind, replays)
            case Array(items=items, is_stream=True):
                return Code(f"Lines[{self.argument(items)}]")
            case Array(items=items):
                inner = self.argument(items, replays)
                return self._list(inner) if _flat(items) else Code(f"Sequence[{inner}]")
            case Map(values=values):
                return Code(f"Mapping[str, {self.argument(values)}]")
            case Nullable(type=inner_type):
                return Code(f"{self.argument(inner_type, replays)} | None")
            case TypeUnion(members=members):
                return Code(" | ".join(self.argument(member, replays) for member in members))
            case Anything():
                return Code("object")
            case Binary(is_part=is_part):
                return Code("File" if is_part else "BinaryContent")
            case _:
                return plain(kind)

    def _argument_ref(self, ref: Ref, replays: Ref | None) -> Code:
        match self.declared(ref):
            case Alias(type=Scalar() | Literal()):
                return self.model(ref)
            case Alias(type=kind):
                return self.argument(kind, replays)
            case Model() | Union():
                own = [self.model(ref), self._named(ref, "params")]
                more = [self.model(replays)] if replays else []
                return Code(" | ".join([*own, *more, PLAIN]))

    def item(self, kind: Type) -> Code:
        """Return the type of a value inside a TypedDict; all that it names is in the module."""
        match kind:
            case Ref():
                python = self.declared(kind).identifier
                is_here = self._here is None or kind in self._here
                return identifier(python if is_here else f"params.{python}")
            case Array(items=items):
                inner = self.item(items)
                return Code(f"list[{inner}]" if _flat(items) else f"Sequence[{inner}]")
            case Map(values=values):
                return Code(f"Mapping[str, {self.item(values)}]")
            case Nullable(type=inner_type):
                return Code(f"{self.item(inner_type)} | None")
            case TypeUnion(members=members):
                return Code(" | ".join(self.item(member) for member in members))
            case Anything():
                return Code("object")
            case _:
                return plain(kind)


def plain(kind: Type) -> Code:
    """Return the annotation of a type that refers to nothing."""
    match kind:
        case Scalar(kind=name):
            return Code(SCALARS[name])
        case Literal(values=values, open=is_open):
            text = f"Literal[{', '.join(literal(value) for value in values)}]"
            return Code(f"{text} | {type(values[0]).__name__}" if is_open else text)
        case Binary():
            return Code("bytes")
        case _:
            return Code("Any")


def _flat(kind: Type) -> bool:
    """Return whether a list of these is better a `list`: a string is a sequence of strings too."""
    return isinstance(kind, Scalar | Literal)


def modules_of(annotations: Iterable[Code]) -> frozenset[str]:
    """Return the names of the modules that annotations name, so that no other is imported."""
    return frozenset(name for text in annotations for name in _modules_in(text))


@lru_cache(maxsize=4096)
def _modules_in(annotation: Code) -> frozenset[str]:
    nodes = ast.walk(ast.parse(annotation, mode="eval"))
    holders = [node.value for node in nodes if isinstance(node, ast.Attribute)]
    return frozenset(holder.id for holder in holders if isinstance(holder, ast.Name))
