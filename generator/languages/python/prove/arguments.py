"""The arguments of clients and methods, as the Api has them.

Job: name each argument in the order of the description, with its type, whether it may be left out,
and what is said of it: in full in a docstring, in brief on the command line. It must not call what
writes either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.api import Ref, Scalar, Type
from generator.languages.python.prove.docstrings import sentence
from generator.languages.python.prove.facts import Declarations, default_of, takes_null
from generator.spelled import Body, Operation, Parameter, Property, Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A keyword argument."""

    name: str
    type: Type
    optional: bool = True
    null: bool = False
    """Whether `None` is a value of it."""
    key: bool = False
    """Whether it is a credential, which may be a function as well."""
    replayed: Ref | None = None
    """A union of a response whose items may be given as they are."""
    description: str = ""
    source: str = ""
    """Where the value comes from when it isn't given."""
    notes: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    """Other names that it is taken by."""
    otherwise: str
    """What is said of it when there is nothing else to say."""

    @property
    def doc(self) -> str:
        """What its docstring says."""
        parts = (self.description.strip(), self.source, *self.notes)
        return " ".join(part for part in parts if part) or self.otherwise

    @property
    def brief(self) -> str:
        """What the command line says of a setting: never nothing."""
        return self.said or self.otherwise

    @property
    def said(self) -> str:
        """What the command line says: a sentence, and where the value comes from else."""
        old = "Deprecated." if "Deprecated." in self.notes else ""
        return " ".join(part for part in (sentence(self.description), self.source, old) if part)


def settings(provider: Provider) -> tuple[Argument, ...]:
    """Return what a client of a provider takes and no other does."""
    variables = provider.server.variables if provider.server is not None else ()
    return (
        *(
            _setting(argument, each.doc, each.environment, key=not each.pair)
            for each in provider.credentials
            for argument in each.arguments
        ),
        *(
            _setting(argument, f"The {what} of the client, which fetches tokens with it.", None)
            for each in provider.credentials
            if each.grant is not None
            for what, argument in zip(("id", "secret"), each.grant.arguments, strict=True)
        ),
        *(_setting(v.argument, v.doc, v.environment) for v in variables),
        *(_setting(p.argument, p.doc, p.environment) for p in provider.parameters),
    )


def _setting(name: str, doc: str, variable: str | None, *, key: bool = False) -> Argument:
    return Argument(
        name=name,
        type=Scalar(kind="string"),
        key=key,
        description=doc,
        source=f"Read from `{variable}` when it isn't given." if variable else "",
        otherwise="See the description.",
    )


def arguments(by_ref: Declarations, operation: Operation) -> tuple[Argument, ...]:
    """Return what a method takes and no other has to."""
    return tuple(_arguments(by_ref, operation))


def _arguments(by_ref: Declarations, operation: Operation) -> Iterator[Argument]:
    for parameter in operation.parameters:
        yield _of_parameter(by_ref, parameter)
    body = operation.body
    if body is not None and body.properties is not None:
        for each in body.properties:
            yield _of_property(by_ref, body, each)
    elif body is not None:
        yield Argument(
            name=body.argument,
            type=body.type,
            optional=not body.required,
            null=takes_null(by_ref, body.type),
            otherwise="What is sent, as a whole.",
        )


def _of_parameter(by_ref: Declarations, parameter: Parameter) -> Argument:
    return Argument(
        name=parameter.name.identifier,
        type=parameter.type,
        optional=not parameter.required,
        null=takes_null(by_ref, parameter.type),
        description=parameter.doc,
        source=default_of(parameter),
        notes=("Deprecated.",) if parameter.deprecated else (),
        former=parameter.name.former,
        otherwise=f"The {parameter.location} parameter of this name.",
    )


def _of_property(by_ref: Declarations, body: Body, each: Property) -> Argument:
    optional, null = each.presence == "optional", takes_null(by_ref, each.type)
    notes = {"`None` sends null.": optional and null, "Deprecated.": each.deprecated}
    return Argument(
        name=each.name.identifier,
        type=each.type,
        optional=optional,
        null=null,
        replayed=dict(body.replayable).get(each.name.wire),
        description=each.doc,
        source=default_of(each),
        notes=tuple(note for note, holds in notes.items() if holds),
        former=each.name.former,
        otherwise="The property of this name.",
    )
