"""The Api as the code of a language has it: the same nouns, with the names that callers write.

Job: add to the vocabulary what a language chose. `identifier` is what something is called in code,
beside what it is called in JSON; where the Api says names in words (methods, arguments, clients,
exceptions), the same field says them as the language spells them. A language makes a spelled Api of
an Api; what writes and compares packages reads it. Everything else in it is the Api's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from generator import api
from generator.api import Ref


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Name(api.Name):
    """What something is called in JSON, and in code."""

    identifier: str
    former: tuple[str, ...] = ()
    """What it was called in code before, each name a deprecated one now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property(api.Property):
    """A member of an object: an attribute, or an argument of a call."""

    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(api.Model):
    """An object with known properties: a class."""

    identifier: str
    properties: tuple[Property, ...]
    former: tuple[str, ...] = ()
    """What it was called in code before, each name a deprecated one now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(api.Alias):
    """A name for a type."""

    identifier: str
    former: tuple[str, ...] = ()
    """What it was called in code before, each name a deprecated one now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union(api.Union):
    """Objects of several kinds."""

    identifier: str
    unknown: str
    """The class for objects of unknown kinds."""
    former: tuple[str, ...] = ()
    """What it was called in code before, each name a deprecated one now."""


Declaration: TypeAlias = Model | Alias | Union


def classes(declaration: Declaration) -> tuple[str, ...]:
    """Return what a declaration is called in code, and its class for objects of unknown kinds."""
    if isinstance(declaration, Union):
        return declaration.identifier, declaration.unknown
    return (declaration.identifier,)


def former_classes(declaration: Declaration) -> tuple[tuple[str, str], ...]:
    """Return the deprecated names that a declaration takes in code, and what each stands for."""
    names = [(former, declaration.identifier) for former in declaration.former]
    if isinstance(declaration, Union) and declaration.unknown == f"Unknown{declaration.identifier}":
        names += [(f"Unknown{former}", declaration.unknown) for former in declaration.former]
    return tuple(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(api.Parameter):
    """An argument of a call that travels outside of its body."""

    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(api.Body):
    """A request body: its properties are arguments, or it is one itself."""

    argument: str = "body"
    """What it is called where it is one argument."""
    properties: tuple[Property, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination(api.Pagination):
    """How pages follow each other: `argument` is that of the call."""

    items: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(api.Operation):
    """A call: `attributes` and `client_parameters` are names in code."""

    identifier: str
    """Its constant's name."""
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    pagination: Pagination | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider(api.Provider):
    """Who serves the API: its client and exceptions are classes, its settings arguments."""

    operations: tuple[Operation, ...]


@dataclass(frozen=True, kw_only=True)
class Api(api.Api):
    """Everything that a package is made from."""

    providers: tuple[Provider, ...]
    declarations: tuple[Declaration, ...]

    __hash__ = api.Api.__hash__

    @cached_property
    def _known(self) -> Mapping[tuple[str, str], Declaration]:
        return {(each.namespace, each.name): each for each in self.declarations}

    def declared(self, ref: Ref) -> Declaration:
        """Return what a reference stands for."""
        return self._known[ref.namespace, ref.name]
