"""Primitive types: strings, which may stand for bytes, numbers and booleans, with their limits.

Part of `normal`.
"""

from __future__ import annotations

from generator.lower.limits import limits
from generator.lower.raw import Raw
from generator.schema import Plain, PlainType


def primitive(raw: Raw, type_: PlainType) -> Plain:
    """Return what has a type and no parts."""
    match type_:
        case "string":
            media = str(raw.get("contentMediaType", "")) if _is_binary(raw) else ""
            bounds = limits(raw, "string")
            return Plain(type="string", limits=bounds, binary=_is_binary(raw), media_type=media)
        case "boolean":
            return Plain(type="boolean")
        case _:
            return Plain(type=type_, limits=limits(raw, "number"))


def _is_binary(raw: Raw) -> bool:
    """Return whether a text stands for the bytes of a file, by either dialect's word for it."""
    return raw.get("format") == "binary" or (
        "contentMediaType" in raw and "contentEncoding" not in raw
    )
