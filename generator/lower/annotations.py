"""The annotations of a schema: what is said of it and holds for no value.

Job: read its text, its default, what is deprecated of it and what languages call it. Part of
`normal`; operations and providers have some of them, too.
"""

from __future__ import annotations

import json
from typing import Any, Final

from generator.api import Called
from generator.lower.directions import direction_of
from generator.lower.raw import Raw
from generator.schema import Schema, Shape
from generator.standard.references import mapping_target

OF_COMPONENTS: Final = ("description", "deprecated", "x-names", "x-sunset", "x-deprecated-values")
"""What a component says of itself, whatever it refers to."""


def annotated(raw: Raw, shape: Shape, pointer: str, *, null: bool) -> Schema:
    """Return a schema of a shape, with all that is said of it."""
    return Schema(
        shape=shape,
        pointer=pointer,
        nullable=null,
        doc=description(raw),
        default=json.dumps(raw["default"], ensure_ascii=False) if "default" in raw else None,
        deprecated=bool(raw.get("deprecated", False)),
        sunset=sunset(raw),
        deprecated_values=deprecated_values(raw),
        direction=direction_of(raw),
        replays=replay_union(raw),
        called=x_names(raw),
    )


def description(raw: Raw) -> str:
    """Return what is said of a schema, with what will be gone of it."""
    values = ", ".join(f"`{value}`" for value in deprecated_values(raw))
    day = sunset(raw)
    parts = [
        raw.get("description", ""),
        f"May be gone after {day}." if day else "",
        f"Deprecated values: {values}." if values else "",
    ]
    return " ".join(part for part in parts if part)


def sunset(raw: Raw) -> str:
    """Return the day after which what is deprecated may be gone; none where it has no form."""
    day = raw.get("x-sunset")
    return day if isinstance(day, str) else ""


def deprecated_values(raw: Raw) -> tuple[str, ...]:
    """Return the values of a schema that are deprecated, as JSON text."""
    values = raw.get("x-deprecated-values")
    items = values if isinstance(values, list) else ()
    return tuple(json.dumps(value, ensure_ascii=False) for value in items)


def replay_union(raw: Any) -> str | None:
    """Return the response union whose items a schema takes as they are, if it names one."""
    if not isinstance(raw, dict):
        return None
    if "x-replays" in raw:
        return mapping_target(raw["x-replays"])
    parts = [raw.get("items"), *raw.get("anyOf", ()), *raw.get("oneOf", ())]
    return next((name for part in parts if (name := replay_union(part))), None)


def x_names(raw: Any) -> Called:
    """Return what `x-names` calls a thing, by language."""
    return names(raw, "x-names")


def names(raw: Any, key: str) -> Called:
    """Return the names by language that stand under a key."""
    names_by_language = raw.get(key) if isinstance(raw, dict) else None
    return tuple(sorted(names_by_language.items())) if isinstance(names_by_language, dict) else ()
