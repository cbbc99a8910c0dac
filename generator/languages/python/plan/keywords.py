"""What constructors and methods take: keyword arguments with their annotations and their docs.

Job: name and annotate what a client is set up with, and what each operation is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.api import Ref, ServerVariable, Type
from generator.languages.python.annotations import Annotations
from generator.languages.python.plan.bodies import nullable
from generator.languages.text import Code
from generator.spelled import Body, Operation, Parameter, Property, Provider

GRANT: Final = (
    "The id of the client, which fetches tokens with it.",
    "The secret of the client, which fetches tokens with it.",
)
"""What is said of the arguments of a grant."""
LINE_LENGTH: Final = 100
"""Characters of a line of code; the formatter has the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A keyword argument of a constructor or a method."""

    name: str
    annotation: Code
    doc: str
    optional: bool = True
    description: str = ""
    """What the description alone says of it."""
    source: str = ""
    """Where the value comes from when it isn't given."""
    deprecated: bool = False
    former: tuple[str, ...] = ()
    """What it was called before; it may be given by one of these names too."""

    @property
    def may_be_left_out(self) -> bool:
        """Whether a call may be without an argument of its present name."""
        return self.optional or bool(self.former)

    @property
    def hint(self) -> Code:
        """The annotation in the signature of a method, in brackets where it takes several lines."""
        text = f"{self.annotation} | Omit" if self.may_be_left_out else self.annotation
        line = f"        {self.name}: {text}{' = omit' if self.may_be_left_out else ''},"
        return Code(f"({text})" if " | " in text and len(line) > LINE_LENGTH else text)


def constructor(provider: Provider, prefix: str = "") -> tuple[Argument, ...]:
    """Return what a client takes besides the options that every client has."""
    key, text = Code("AsyncKey" if prefix else "Key"), Code("str")
    rows = [
        *(
            (argument, text if credential.pair else key, credential.doc, credential.environment)
            for credential in provider.credentials
            for argument in credential.arguments
        ),
        *(
            (name, text, doc, None)
            for credential in provider.credentials
            if credential.grant is not None
            for name, doc in zip(credential.grant.arguments, GRANT, strict=True)
        ),
        *((v.argument, text, v.doc, v.environment) for v in _variables(provider)),
        *((p.argument, text, p.doc, p.environment) for p in provider.parameters),
    ]
    return tuple(
        _setting(name, annotation, doc.strip(), variable)
        for name, annotation, doc, variable in rows
    )


def _variables(provider: Provider) -> tuple[ServerVariable, ...]:
    return provider.server.variables if provider.server else ()


def _setting(name: str, annotation: Code, doc: str, variable: str | None) -> Argument:
    source = f"Read from `{variable}` when it isn't given." if variable else ""
    return Argument(
        name=name,
        annotation=annotation,
        doc=" ".join(part for part in (doc, source) if part) or "See the description.",
        description=doc,
        source=source,
    )


def arguments(annotations: Annotations, operation: Operation) -> list[Argument]:
    """Return the keyword arguments of an operation, in the order of the description."""
    result = [_of_parameter(annotations, parameter) for parameter in operation.parameters]
    body = operation.body
    if body is not None and body.properties is not None:
        replays = dict(body.replayable)
        result += [_of_property(annotations, p, replays.get(p.name.wire)) for p in body.properties]
    elif body is not None:
        result.append(_of_body(annotations, body))
    return result


def _of_parameter(annotations: Annotations, parameter: Parameter) -> Argument:
    optional, doc = not parameter.required, parameter.doc.strip()
    default = _default(parameter)
    sentences = [part for part in (doc, default, "Deprecated." * parameter.deprecated) if part]
    return Argument(
        name=parameter.name.identifier,
        annotation=_with_none(annotations, parameter.type, optional=optional),
        doc=" ".join(sentences) or f"The {parameter.location} parameter of this name.",
        optional=optional,
        description=doc,
        source=default,
        deprecated=parameter.deprecated,
        former=parameter.name.former,
    )


def _default(item: Parameter | Property) -> str:
    return f"Server default: `{item.default}`." if item.default is not None else ""


def _with_none(
    annotations: Annotations, kind: Type, *, optional: bool, replays: Ref | None = None
) -> Code:
    """Return the type of an argument; `None` leaves one out that needn't be given."""
    annotation = annotations.argument(kind, replays)
    leaves_out = optional and not nullable(annotations.api, kind)
    return Code(f"{annotation} | None") if leaves_out else annotation


def _of_property(annotations: Annotations, property_: Property, replays: Ref | None) -> Argument:
    default = _default(property_)
    deprecated = "Deprecated." if property_.deprecated else ""
    optional = property_.presence == "optional"
    null = "`None` sends null." if optional and nullable(annotations.api, property_.type) else ""
    doc = property_.doc.strip()
    sentences = [part for part in (doc, default, null, deprecated) if part]
    return Argument(
        name=property_.name.identifier,
        annotation=_with_none(annotations, property_.type, optional=optional, replays=replays),
        doc=" ".join(sentences) or "The property of this name.",
        optional=optional,
        description=doc,
        source=default,
        deprecated=property_.deprecated,
        former=property_.name.former,
    )


def _of_body(annotations: Annotations, body: Body) -> Argument:
    return Argument(
        name=body.argument,
        annotation=_with_none(annotations, body.type, optional=not body.required),
        doc="What is sent, as a whole.",
        optional=not body.required,
    )
