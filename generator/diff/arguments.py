"""Arguments: what a method takes, by what each is called where it travels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from generator.api import Presence
from generator.diff import carriers
from generator.diff.as_text import Notation
from generator.diff.paths import renamed_holes
from generator.diff.scalars import TypeDifference
from generator.spelled import Body, Name, Operation, Parameter, Property


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What a method takes, as a property, and how it travels."""

    property: Property
    travels: str
    place: str = "body"
    """Where it travels: `path`, `query`, `header`, `cookie` or `body`."""
    style: str = ""
    """In which style, where that isn't the usual one of the place."""
    notation: Notation = "json"
    reserved: bool = False
    """Whether reserved characters of URLs travel as they are."""


ArgumentPair: TypeAlias = tuple[str, Argument | None, Argument | None]
"""What an argument is called where it travels, and what it is on either side."""


def argument_pairs(old: Operation, new: Operation) -> list[ArgumentPair]:
    """Return the arguments of two operations, each with what became of it, then those that are new.

    One that moves, from a query to a header say, stays what it is where nothing else of an
    operation is called so.
    """
    holes = renamed_holes(old, new)
    sides = [(holes.get(w, w) if a.place == "path" else w, a) for w, a in _arguments(old)]
    others = _arguments(new)
    shared = _repeated(sides) | _repeated(others)
    before, after = (
        {(wire, one.place if wire in shared else ""): one for wire, one in side}
        for side in (sides, others)
    )
    return [(key[0], before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after])]


def _repeated(every: Iterable[tuple[str, Argument]]) -> set[str]:
    """Return what several arguments are called that travel in different places."""
    return {wire for wire, count in Counter(wire for wire, _ in every).items() if count > 1}


def _arguments(operation: Operation) -> list[tuple[str, Argument]]:
    """Return what a method takes, by what it is called where it travels."""
    result = [(each.name.wire, _of_parameter(each)) for each in operation.parameters]
    body = operation.body
    if body is None:
        return result
    if body.properties is None:
        return [*result, ("", _of_body(body))]
    forms = {each.property: repr(each) for each in body.encodings}
    return result + [
        (each.name.wire, _of_member(each, body, forms.get(each.name.wire, "a property")))
        for each in body.properties
    ]


def _of_member(member: Property, body: Body, travels: str) -> Argument:
    notation = carriers.of_member(body, member.name.wire)
    return Argument(property=member, travels=travels, notation=notation)


def _of_body(body: Body) -> Argument:
    presence: Presence = "required" if body.required else "optional"
    name = Name(wire="", identifier=body.argument)
    whole = Property(name=name, type=body.type, presence=presence)
    return Argument(property=whole, travels="the body")


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
    return Argument(
        property=one,
        travels=" ".join(words),
        style=_style(parameter),
        place=parameter.location,
        notation=carriers.of_parameter(parameter),
        reserved=parameter.reserved,
    )


def _style(parameter: Parameter) -> str:
    if parameter.content_type or replace(parameter, reserved=False).has_standard_style:
        return ""
    return f"in style {parameter.style}{' exploded' * parameter.explode}"


def way_of(argument: Argument) -> str:
    """Return how an argument travels, its style among it."""
    return f"{argument.travels} {argument.style}".strip()


def beside_text(one: TypeDifference, old: Argument, new: Argument) -> TypeDifference:
    """Return a difference of what may be absent and is no JSON: null is written as absence is."""
    sides = (old, new)
    is_absence = all(each.notation != "json" and each.place != "path" for each in sides)
    is_needed = new.property.presence != "optional"
    if one.below or not is_absence or is_needed or not one.rule.startswith("null-"):
        return one
    return replace(one, rule=f"unwritten-{one.rule}")


def sent_as(body: Body) -> str:
    """Return the media type of a body; UTF-8 is what all of them are in."""
    name = body.content_type or ("application/json" if body.content == "json" else body.content)
    parts = [part.strip() for part in name.lower().split(";")]
    return "; ".join(part for part in parts if part != "charset=utf-8")
