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
from generator.languages.python.prove.slots import Instance, present
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


def argument_row(kind: str, by_ref: Declarations, item: Any, **more: Any) -> Instance:
    """Return the row of something that is an argument; `more` are slots of its kind."""
    wire = {"argument": item.name.identifier, "wire": item.name.wire}
    old = present({"deprecated": mark(item)})
    return Instance(kind, {**wire, "nullable": takes_null(by_ref, item.type), **more, **old})


def mark(item: Operation | Parameter | Property) -> Instance | None:
    """Return what says that something is to go; `None` where nothing does."""
    slots = deprecations.slots(item)
    return None if slots is None else Instance("Deprecation", slots)


def body_of(by_ref: Declarations, operation: Operation) -> Instance | None:
    """Return the body of an operation; `None` where it has none."""
    body = operation.body
    if body is None:
        return None
    if body.properties is None:
        null = takes_null(by_ref, body.type)
        slots = {"argument": body.argument, "required": body.required, "nullable": null}
        content = {} if body.content == "json" else {"content": body.content}
        return Instance("WholeContent" if content else "Whole", {**slots, **content})
    fixed = {"fixed": body.fixed} if body.fixed else {}
    if body.content != "json":
        fields = tuple(_form_field(by_ref, body, each) for each in body.properties)
        slots = {"required": body.required, "multipart": body.content == "multipart"}
        return Instance("FormBody", {"fields": fields, **slots, **fixed})
    own = {"fields": tuple(_field(by_ref, p) for p in body.properties)}
    return Instance("Fields", {**own, **fixed})


def _field(by_ref: Declarations, item: Property) -> Instance:
    return argument_row("Field", by_ref, item, required=item.presence != "optional")


def _form_field(by_ref: Declarations, body: Body, item: Property) -> Instance:
    slots: dict[str, Any] = {"required": item.presence != "optional", "place": "body"}
    for encoding in [each for each in body.encodings if each.property == item.name.wire]:
        if encoding.style is not None:
            slots |= {"style": encoding.style, "explode": encoding.explode}
        slots |= {"reserved": True} if encoding.reserved else {}
        slots |= {"media": encoding.content_type} if encoding.content_type else {}
        slots |= {"headers": encoding.headers} if encoding.headers else {}
    if _is_file(by_ref, item.type):
        slots["file"] = True
    return argument_row("Parameter", by_ref, item, **slots)


def _is_file(by_ref: Declarations, kind: Type) -> bool:
    """Return whether a value is a file or a list of files, whatever it is."""
    leaves = [leaf for leaf in values_of(by_ref, kind) if leaf is not None]
    return all(
        _is_file(by_ref, leaf.items) if isinstance(leaf, Array) else isinstance(leaf, Binary)
        for leaf in leaves
    )
