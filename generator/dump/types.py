"""Types of the Api in the words of JSON Schema."""

from __future__ import annotations

import json
from dataclasses import fields

from generator.api import (
    Anything,
    Array,
    Binary,
    Limits,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)


def spelt(kind: Type) -> str:
    """Return a type in the words of JSON Schema."""
    match kind:
        case Scalar(kind=name, limits=bounds):
            return f"{name}{_limits(bounds)}"
        case Literal(values=values, open=is_open):
            return " | ".join([*(json.dumps(value) for value in values), *(["..."] * is_open)])
        case Array(items=items, is_stream=True):
            return f"stream of ({spelt(items)})"
        case Array(items=items, limits=bounds):
            return f"array of ({spelt(items)}){_limits(bounds)}"
        case Map(values=values, keys=keys, limits=bounds):
            return f"map{_limits(keys)} of ({spelt(values)}){_limits(bounds)}"
        case Ref(name=name):
            return name
        case Nullable(type=inner):
            return f"{spelt(inner)} | null"
        case TypeUnion(members=members):
            return " | ".join(spelt(member) for member in members)
        case Anything():
            return "anything"
        case Binary(is_part=is_part):
            return "file" if is_part else "bytes"


def _limits(bounds: Limits) -> str:
    values = ((field.name, getattr(bounds, field.name)) for field in fields(bounds))
    phrases = [f"{name} {value}" for name, value in values if value is not None]
    return f" ({', '.join(phrases)})" if phrases else ""
