"""Arguments of a command: what each means, and what can be typed for it.

Job: say of each argument of an operation which JSON types and which constants it takes, and of a
list or a small object what stands in it. The options are made at run time, from these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.api import Constant, JsonType, Type, is_file
from generator.languages.python.annotations import Annotations
from generator.languages.python.plan import accepted, keywords
from generator.languages.python.plan.answers import few_members
from generator.languages.text import sentence
from generator.spelled import Api, Operation, Property


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of an operation: what it means, and what its value may be."""

    name: str
    doc: str
    kinds: tuple[JsonType, ...]
    choices: tuple[Constant, ...]
    open: bool
    place: str = "body"
    required: bool = False
    file: bool = False
    former: tuple[str, ...] = ()
    """Names that it had before, by which there are options as well."""
    items: tuple[JsonType, ...] = ()
    """The JSON types of the items of a parameter's list; none where any will do."""
    members: tuple[Argument, ...] = ()
    """Those of an object of few; they are named as in JSON."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is no member of a body."""
        return self.place != "body"


def arguments(api: Api, operation: Operation) -> Iterator[Argument]:
    """Yield what a call of an operation takes, in the order of the method's arguments."""
    values: list[tuple[Type, str, bool]] = [
        (each.type, each.location, each.required) for each in operation.parameters
    ]
    body = operation.body
    if body is not None and body.properties is None:
        values.append((body.type, "whole", body.required))
    elif body is not None:
        values += [(p.type, "body", p.presence != "optional") for p in body.properties or ()]
    keyword_arguments = keywords.arguments(Annotations(api), operation)
    for argument, (kind, place, required) in zip(keyword_arguments, values, strict=True):
        row = replace(
            _value(api, argument.name, said(argument), kind),
            place=place,
            required=required,
            file=place == "body" and is_file(kind),
            former=argument.former,
            members=tuple(_member(api, each) for each in _members(api, kind, place)),
        )
        yield _listing(api, row, kind)


def _members(api: Api, kind: Type, place: str) -> tuple[Property, ...]:
    return few_members(api, kind) if place != "whole" else ()


def _member(api: Api, member: Property) -> Argument:
    return _value(api, member.name.wire, sentence(member.doc), member.type)


def _value(api: Api, name: str, doc: str, kind: Type) -> Argument:
    choices, is_open = accepted.constants(api, kind)
    kinds = accepted.kinds(api, kind)
    return Argument(name=name, doc=doc, kinds=kinds, choices=choices, open=is_open)


def _listing(api: Api, argument: Argument, kind: Type) -> Argument:
    """Return the argument of a parameter with what the items of a list may be, typed one by one."""
    items = accepted.items(api, kind)
    if argument.place in ("body", "whole") or items is None:
        return argument
    if not argument.choices:
        choices, is_open = accepted.constants(api, items)
        argument = replace(argument, choices=choices, open=is_open)
    return replace(argument, items=accepted.kinds(api, items))


def brief(argument: keywords.Argument) -> str:
    """Return what is said of an argument; what the docstring says where nothing is."""
    return said(argument) or sentence(argument.doc)


def said(argument: keywords.Argument) -> str:
    """Return the first sentence, and where the value comes from when it isn't given."""
    first = sentence(argument.description)
    sentences = (first, argument.source, "Deprecated." * argument.deprecated)
    return " ".join(dict.fromkeys(text for text in sentences if text))
