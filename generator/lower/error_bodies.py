"""Where failures say what went wrong, of a description that has no `x-errors`.

Job: look for the usual places in the types of its errors. Those in which a text or a number stands
come first; the others stay behind them, since answers of gateways and errors that nobody described
have the usual forms, too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Final

from generator.api import (
    USUAL_ERRORS,
    Alias,
    Array,
    Declaration,
    Errors,
    Literal,
    Model,
    Nullable,
    Operation,
    Ref,
    Scalar,
    Type,
    TypeUnion,
    Union,
)
from generator.document import split

_OAUTH: Final = ("/error", "/error_description")
"""A code and what it means, as RFC 6749, section 5.2 has it; `/error` alone is a message."""


def inferred_errors(operations: Iterable[Operation], declarations: Iterable[Declaration]) -> Errors:
    """Return where the bodies of errors keep their parts, as far as their types tell."""
    bodies = _Bodies(declarations)
    kinds = dict.fromkeys(kind for operation in operations for kind in _failures(operation))
    types = tuple(kinds)
    usual = USUAL_ERRORS
    code = _order(bodies, types, usual.code)
    is_oauth = any(all(bodies.holds(kind, pointer) for pointer in _OAUTH) for kind in types)
    return dataclasses.replace(
        usual,
        code=(*code, _OAUTH[0]) if is_oauth else code,
        message=_order(bodies, types, usual.message),
        param=_order(bodies, types, usual.param),
        type=_order(bodies, types, usual.type),
    )


def _failures(operation: Operation) -> Iterator[Type]:
    kinds = (operation.error, *(failure.type for failure in operation.failures))
    return (kind for kind in kinds if kind is not None)


def _order(bodies: _Bodies, kinds: tuple[Type, ...], pointers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pointers, those first by which one of the types has a text or a number."""
    held_pointers = [p for p in pointers if any(bodies.holds(kind, p) for kind in kinds)]
    return (*held_pointers, *(pointer for pointer in pointers if pointer not in held_pointers))


class _Bodies:
    """The declarations of one description, through which pointers into error bodies lead."""

    def __init__(self, declarations: Iterable[Declaration]) -> None:
        self._declarations = {declaration.name: declaration for declaration in declarations}

    def holds(self, kind: Type, pointer: str) -> bool:
        """Return whether the type says that a text or a number stands where the pointer leads."""
        kinds = [kind]
        for token in split(pointer):
            kinds = [inner for each in kinds for inner in self._inner(each, token)]
        ends = (end for each in kinds for end in self._alternatives(each))
        return any(
            isinstance(end, Scalar) and end.kind != "boolean" or isinstance(end, Literal)
            for end in ends
        )

    def _inner(self, kind: Type, token: str) -> Iterator[Type]:
        for holder in self._alternatives(kind):
            if isinstance(holder, Model):
                yield from (p.type for p in holder.properties if p.name.wire == token)
            elif isinstance(holder, Array) and token.isdigit():
                yield holder.items

    def _alternatives(self, kind: Type) -> Iterator[Type | Declaration]:
        """Yield what values of a type may be, null and names aside."""
        waiting: list[Type | Declaration] = [kind]
        names = set[str]()
        while waiting:
            match waiting.pop(0):
                case Nullable(type=inner) | Alias(type=inner):
                    waiting.append(inner)
                case TypeUnion(members=members) | Union(members=members):
                    waiting += members
                case Ref(name=name):
                    waiting += [] if name in names else [self._declarations[name]]
                    names.add(name)
                case end:
                    yield end
