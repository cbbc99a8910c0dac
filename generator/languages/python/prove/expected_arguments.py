"""The tables of what a call is given, as the Api means them: parameters and bodies, slot by slot.

Job: make of the Api what the rows of arguments are to hold. `expected_tables` puts them into those
of operations.
"""

from __future__ import annotations

from typing import Any

from generator.api import Array, Binary, Type
from generator.languages.python.prove import deprecations
from generator.languages.python.prove.facts import (
    Declarations,
    takes_null,
    values_of,
)
from generator.languages.python.prove.slots import Made, present
from generator.spelled import Body, Operation, Parameter, Property


def how_written(parameter: Parameter) -> dict[str, Any]:
    """Return what says how a parameter is written, and whether it may be several segments."""
    return _written(parameter) | ({"segments": True} if parameter.segments else {})


def _written(parameter: Parameter) -> dict[str, Any]:
    """Return what says how a parameter is written, beside what its location says already."""
    if parameter.content_type is not None:
        return {"media": parameter.content_type}
    usual = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
    plain = (usual[parameter.location], usual[parameter.location] == "form", False)
    if (parameter.style, parameter.explode, parameter.reserved) == plain:
        return {}
    more = {"reserved": True} if parameter.reserved else {}
    return {"style": parameter.style, "explode": parameter.explode, **more}


def argument_row(kind: str, known: Declarations, sent: Any, **more: Any) -> Made:
    """Return the row of something that is an argument; `more` are slots of its kind."""
    wire = {"argument": sent.name.identifier, "wire": sent.name.wire}
    old = present({"deprecated": mark(sent)})
    return Made(kind, {**wire, "nullable": takes_null(known, sent.type), **more, **old})


def mark(known: Operation | Parameter | Property) -> Made | None:
    """Return what says that something is to go; `None` where nothing does."""
    given = deprecations.slots(known)
    return None if given is None else Made("Deprecation", given)


def body_of(known: Declarations, operation: Operation) -> Made | None:
    """Return the body of an operation; `None` where it has none."""
    body = operation.body
    if body is None:
        return None
    if body.properties is None:
        null = takes_null(known, body.type)
        given = {"argument": body.argument, "required": body.required, "nullable": null}
        content = {} if body.content == "json" else {"content": body.content}
        return Made("WholeContent" if content else "Whole", {**given, **content})
    fixed = {"fixed": body.fixed} if body.fixed else {}
    if body.content != "json":
        fields = tuple(_form_field(known, body, each) for each in body.properties)
        given = {"required": body.required, "multipart": body.content == "multipart"}
        return Made("FormBody", {"fields": fields, **given, **fixed})
    own = {"fields": tuple(_field(known, p) for p in body.properties)}
    return Made("Fields", {**own, **fixed})


def _field(known: Declarations, sent: Property) -> Made:
    return argument_row("Field", known, sent, required=sent.presence != "optional")


def _form_field(known: Declarations, body: Body, sent: Property) -> Made:
    given: dict[str, Any] = {"required": sent.presence != "optional", "place": "body"}
    for encoding in [each for each in body.encodings if each.property == sent.name.wire]:
        if encoding.style is not None:
            given |= {"style": encoding.style, "explode": encoding.explode}
        given |= {"reserved": True} if encoding.reserved else {}
        given |= {"media": encoding.content_type} if encoding.content_type else {}
        given |= {"headers": encoding.headers} if encoding.headers else {}
    if _is_file(known, sent.type):
        given["file"] = True
    return argument_row("Parameter", known, sent, **given)


def _is_file(known: Declarations, kind: Type) -> bool:
    """Return whether a value is a file or a list of files, whatever it is."""
    leaves = [leaf for leaf in values_of(known, kind) if leaf is not None]
    return all(
        _is_file(known, leaf.items) if isinstance(leaf, Array) else isinstance(leaf, Binary)
        for leaf in leaves
    )
