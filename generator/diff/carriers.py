"""What carries values: JSON, or text alone, by where they travel.

Job: say how what an operation takes is written, argument by argument, and what its arguments refer
to that travels as text. It compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.api import Style, Type
from generator.diff.as_text import Notation
from generator.spelled import Body, Operation, Parameter


def of_parameter(parameter: Parameter) -> Notation:
    """Return how the value of a parameter is written."""
    if parameter.content_type is not None:
        return "json"
    return _in_style(parameter.style, explode=parameter.explode)


def of_member(body: Body, name: str) -> Notation:
    """Return how a property of a body is written, by its name there."""
    if body.content not in ("form", "multipart"):
        return "json"
    encoding = next((each for each in body.encodings if each.property == name), None)
    if encoding is None or "json" in (encoding.content_type or ""):
        return "items" if encoding is None else "json"
    return _in_style(encoding.style or "form", explode=encoding.explode or encoding.style is None)


def _in_style(style: Style, *, explode: bool) -> Notation:
    if style == "deepObject":
        return "brackets"
    if style in ("label", "matrix"):  # where a text has a sign of the style before it
        return "text"
    return "items" if style == "form" and explode else "joined"


def sent(operations: Iterable[Operation]) -> Iterator[tuple[Type, Notation]]:
    """Yield the types of all that is sent, each with how it is written."""
    for operation in operations:
        for parameter in operation.parameters:
            yield parameter.type, of_parameter(parameter)
        body = operation.body
        if body is not None and (body.properties is None or body.content == "json"):
            yield body.type, "json"
        elif body is not None:
            for each in body.properties or ():
                yield each.type, of_member(body, each.name.wire)
