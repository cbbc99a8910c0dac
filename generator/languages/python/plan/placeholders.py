"""Values that stand in examples of calls for those that a reader has: each of the right type.

Job: a value for an argument of a call, which the call accepts. A text is dots, where any may stand;
the rest is what the description allows. It must not say how values are written.
"""

from __future__ import annotations

from typing import Any, Final

from generator.api import Array, Binary, Literal, Nullable, Ref, Scalar, Type, TypeUnion
from generator.samples import Samples
from generator.spelled import Alias

DOTS: Final = "..."


class Placeholders:
    """Placeholders for values of the types of an Api."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples

    def value(self, kind: Type) -> Any:
        """Return a JSON value of a type, or bytes for a file."""
        match kind:
            case Nullable(type=inner):
                return self.value(inner)
            case TypeUnion(members=members):
                values = [self.value(member) for member in members]
                return DOTS if DOTS in values else values[0]
            case Scalar(kind="string", limits=limits) if limits.pattern is None:
                return DOTS
            case Literal(values=values, open=True) if isinstance(values[0], str):
                return DOTS
            case Array(items=items):
                return [self.value(items)]
            case Binary():
                return DOTS.encode()
            case Ref() if isinstance(declaration := self._samples.declared(kind), Alias):
                return self.value(declaration.type)
            case _:
                return self._samples.value(kind)
