"""Clients and their methods: what calls take and give, and where they stand.

Job: hold what the templates of clients and of what calls take are told, under names that were
chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.api import Operation, Parameter, Provider
from generator.languages.java.declared import FileMember, Member, NestedType
from generator.languages.java.java_types import JavaType


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterMember:
    """A parameter of an operation, as a setter has it."""

    name: str
    """Of the setter, and that by which the operation knows its value."""
    parameter: Parameter
    type: JavaType
    overloads: tuple[JavaType, ...] = ()

    @property
    def types(self) -> tuple[JavaType, ...]:
        """What setters take."""
        return (self.type, *self.overloads)

    @property
    def doc(self) -> str:
        """Its text in the description."""
        return self.parameter.doc

    @property
    def default(self) -> str | None:
        """What the server takes in its absence, as JSON text."""
        return self.parameter.default

    @property
    def deprecated(self) -> bool:
        """Whether the description says so."""
        return self.parameter.deprecated


@dataclass(frozen=True, slots=True, kw_only=True)
class ParamsType:
    """What a call of an operation takes, where that isn't one object of known members."""

    name: str
    doc: str
    parameters: tuple[ParameterMember, ...]
    body: JavaType | None
    body_required: bool
    nested: tuple[NestedType, ...]
    members: tuple[Member, ...] = ()
    """Those of a form, each of which has setters of its own."""
    files: tuple[FileMember, ...] = ()
    """Those of a form of several parts that are files, or may be."""
    is_multipart: bool = False
    """Whether it is such a form, be its members known or not."""
    order: tuple[str, ...] = ()
    """The names of all members, as they are written."""

    @property
    def all_members(self) -> tuple[Member | FileMember, ...]:
        """Its members, as they are written; of one that may be a file the value comes before."""
        every: tuple[Member | FileMember, ...] = (*self.members, *self.files)
        return tuple(sorted(every, key=lambda each: self.order.index(each.wire)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCase:
    """An answer that a call asks for, and what it gives callers."""

    status: str
    media_type: str
    type: JavaType | None
    """`None` where it has no content."""
    record: str = ""
    """That holds it, where calls return a sealed interface of records."""
    item: str = ""
    """What an item of a stream is; "" for what is no stream."""
    last: str = ""
    """The data by which a stream says that it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A call as methods of a client's."""

    name: str
    raw: str
    """Of the method that returns the answer as it came."""
    constant: str
    """Of the operation in the table of its provider."""
    table: str
    """Of the method that makes it."""
    operation: Operation
    params: str
    """The class of what it takes; "" where it takes nothing."""
    optional: bool
    """Whether it can be called without."""
    answer: JavaType | None
    answers: tuple[AnswerCase, ...]
    """What a success may be, in the order of the description."""
    accept: str
    """The media types that are asked for."""
    errors: tuple[tuple[str, JavaType | None], ...] = ()
    """What errors hold by status, range of them, or `default`."""

    @property
    def streams(self) -> bool:
        """Whether its answers come item by item."""
        return self.operation.streams

    @property
    def doc(self) -> str:
        """Its text in the description, and what the provider says of serving it."""
        availability = self.operation.availability
        return (
            f"{self.operation.doc}\n\n{availability.note}" if availability else self.operation.doc
        )

    @property
    def response_doc(self) -> str:
        """What the description says of the answer."""
        return self.operation.response_doc

    @property
    def deprecated(self) -> bool:
        """Whether the description says so."""
        return self.operation.deprecated

    @property
    def deprecation(self) -> str:
        """What its comment says of that; "" where it isn't to go."""
        until = f"; it may be gone after {self.operation.sunset}" if self.operation.sunset else ""
        return f"says the description{until}." if self.deprecated else ""


@dataclass(frozen=True, slots=True)
class Way:
    """A method that leads to a resource."""

    name: str
    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Methods of a resource in files of their own: the client has too many for one."""

    name: str
    """Of the interface, which that of the resource extends."""
    base: str
    """The section before it, whose class that of this one extends; "" for the first."""
    tables: str
    """The class of their operations."""
    methods: tuple[Method, ...]

    @property
    def below(self) -> tuple[Way, ...]:
        """Ways to further methods: those stand with the client."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """An interface of methods that belong together, and of ways to further ones."""

    name: str
    """Of the interface, which stands in that of the client; "" for the client itself."""
    methods: tuple[Method, ...]
    """Those that stand there themselves."""
    below: tuple[Way, ...]
    sections: tuple[Section, ...] = ()

    @property
    def every_method(self) -> tuple[Method, ...]:
        """Its methods, wherever they stand."""
        return (*self.methods, *(m for each in self.sections for m in each.methods))

    @property
    def last_section(self) -> str:
        """The section whose class makes the calls of all; "" where there is none."""
        return self.sections[-1].name if self.sections else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a client's builder takes besides what every client does."""

    name: str
    argument: str
    """Its name in the Api."""
    is_secret: bool
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientType:
    """A provider: its clients, and its table."""

    name: str
    tables: str
    """The class of its tables."""
    provider: Provider
    root: Resource
    resources: tuple[Resource, ...]
    settings: tuple[Setting, ...]
    parameters: Mapping[str, tuple[ParameterMember, ...]]
    """Those of each operation, by the name of its constant."""
    exceptions: tuple[tuple[str, str], ...]
    """The classes that codes mean, by code."""

    @property
    def setters(self) -> dict[str, str]:
        """What callers set an argument by, by its name in the Api."""
        return {each.argument: each.name for each in self.settings}

    @property
    def methods(self) -> tuple[Method, ...]:
        """Every method, whatever resource it stands in."""
        return tuple(m for each in (self.root, *self.resources) for m in each.every_method)

    @property
    def sections(self) -> tuple[Section, ...]:
        """What stands in files beside its own."""
        return tuple(s for each in (self.root, *self.resources) for s in each.sections)
