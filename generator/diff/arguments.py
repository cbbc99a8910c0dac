"""Arguments: what a method takes, by what each is called where it travels."""

from __future__ import annotations

from dataclasses import dataclass

from generator.api import Presence
from generator.spelled import Body, Name, Operation, Parameter, Property


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What a method takes, as a property, and how it travels."""

    property: Property
    travels: str


def arguments(operation: Operation) -> dict[str, Argument]:
    """Return what a method takes, by what it is called where it travels."""
    result = {each.name.wire: _of_parameter(each) for each in operation.parameters}
    body = operation.body
    if body is None:
        return result
    if body.properties is None:
        return result | {"": _of_body(body)}
    forms = {each.property: repr(each) for each in body.encodings}
    return result | {
        each.name.wire: Argument(property=each, travels=forms.get(each.name.wire, "a property"))
        for each in body.properties
    }


def _of_body(body: Body) -> Argument:
    needed: Presence = "required" if body.required else "optional"
    name = Name(wire="", identifier=body.argument)
    whole = Property(name=name, type=body.type, presence=needed)
    return Argument(property=whole, travels=sent_as(body))


def _of_parameter(parameter: Parameter) -> Argument:
    one = Property(
        name=parameter.name,
        type=parameter.type,
        presence="required" if parameter.required else "optional",
        doc=parameter.doc,
        default=parameter.default,
        deprecated=parameter.deprecated,
        sunset=parameter.sunset,
        deprecated_values=parameter.deprecated_values,
    )
    words = [f"a {parameter.location} parameter"]
    if parameter.content_type:
        words.append(f"as {parameter.content_type}")
    elif not parameter.has_standard_style:
        words.append(f"in style {parameter.style}")
        words += ["exploded"] * parameter.explode + ["reserved"] * parameter.reserved
    return Argument(property=one, travels=" ".join(words))


def sent_as(body: Body) -> str:
    """Return the media type of a body."""
    return body.content_type or ("application/json" if body.content == "json" else body.content)
