"""What is to go, as generated code says it: beside a field, in a row of a table, in a docstring.

Job: the code of the mark, and the words about an operation. What a property's own docs say of it is
the description's business.
"""

from __future__ import annotations

import json

from generator.languages.python.filters import literal
from generator.languages.text import Code
from generator.spelled import Operation, Parameter, Property


def mark(noun: Operation | Parameter | Property) -> Code | None:
    """Return the `Deprecation(...)` of something; `None` where nothing of it is to go."""
    values = () if isinstance(noun, Operation) else noun.deprecated_values
    if not noun.deprecated and not values:
        return None
    arguments = [] if noun.deprecated else ["whole=False"]
    arguments += [f"sunset={literal(noun.sunset)}"] if noun.deprecated and noun.sunset else []
    items = "".join(f"{literal(json.loads(value))}, " for value in values)
    arguments += [f"values=({items})"] if values else []
    return Code(f"Deprecation({', '.join(arguments)})")


def notice(operation: Operation) -> str:
    """Return what speaks against calling an operation: the provider, and the description."""
    sentences = [operation.availability.note] if operation.availability is not None else []
    return " ".join([*sentences, *([sentence(operation)] if operation.deprecated else [])])


def sentence(operation: Operation) -> str:
    """Return the words about an operation that is deprecated."""
    until = f" and may be gone after {operation.sunset}" if operation.sunset else ""
    return f"This operation is deprecated{until}."
