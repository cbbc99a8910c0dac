"""What the Api says is to go, as the marks of the output have to say it.

Job: the slots of a mark, and the words about an operation, read off the Api by code that nothing
else uses. It must not call what writes marks.
"""

from __future__ import annotations

import ast
import json
from typing import Any

from generator.spelled import Operation, Parameter, Property


def slots(item: Operation | Parameter | Property) -> dict[str, Any] | None:
    """Return what a mark says beside its usual; `None` where there may be no mark."""
    texts = getattr(item, "deprecated_values", ())
    values: dict[str, Any] = {}
    if not item.deprecated:
        values["whole"] = False
    elif item.sunset:
        values["sunset"] = item.sunset
    if texts:
        values["values"] = tuple(json.loads(text) for text in texts)
    return values if item.deprecated or texts else None


def words(operation: Operation) -> str:
    """Return the sentence about an operation that is to go; none about any other."""
    if not operation.deprecated:
        return ""
    day = operation.sunset
    if day:
        return f"This operation is deprecated and may be gone after {day}."
    return "This operation is deprecated."


def against(operation: Operation) -> str:
    """Return all that is said against a call."""
    note = operation.availability.note if operation.availability is not None else ""
    return " ".join(text for text in (note, words(operation)) if text)


def marks(operation: Operation) -> list[str]:
    """Return the marks that a method of an operation has to have, as code."""
    return [f"Deprecated({words(operation)!r})"] if operation.deprecated else []


def read(node: ast.expr) -> dict[str, Any] | None:
    """Return what a mark says that stands in code; `None` where it is none."""
    match node:
        case ast.Call(func=ast.Name(id="Deprecation"), args=[], keywords=keywords):
            try:
                return {str(each.arg): ast.literal_eval(each.value) for each in keywords}
            except ValueError:
                return None
        case _:
            return None
