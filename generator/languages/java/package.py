"""The package that will be written, planned: which files it has, and what each of them holds.

Job: the whole of what templates and `prove` read. Every name in here was chosen and collides with
nothing. It must not contain a line of output.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.api import Api, ErrorCode
from generator.languages.differences import Tables
from generator.languages.java.calls import ClientType, ParameterMember, ParamsType
from generator.languages.java.declared import (
    AnswersType,
    ChoiceType,
    EnumerationType,
    FileMember,
    Member,
    ModelType,
    UnionType,
)
from generator.languages.java.java_types import JavaType


@dataclass(frozen=True, slots=True)
class ClientAlias:
    """One more class by which a client is made."""

    name: str
    client: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionType:
    """An exception for error codes of the description."""

    name: str
    base: str
    codes: tuple[ErrorCode, ...]

    @property
    def doc(self) -> str:
        """What the description says of its codes, each text once."""
        return "\n\n".join(dict.fromkeys(each.doc for each in self.codes if each.doc))


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A provider as a reader of the README meets it."""

    client: ClientType
    needed: tuple[str, ...]
    """Setters of the client's builder without which there is no address, or no credential."""
    first: tuple[Call, ...]
    """The first call, where there is one."""
    calls: tuple[Call, ...]
    variables: tuple[str, ...]
    """Variables of the environment that hold credentials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call as it is written behind a client."""

    way: tuple[str, ...]
    """The methods that lead to it."""
    name: str
    params: str
    required: tuple[ParameterMember | Member | FileMember, ...]
    """What `params` has to be told."""
    body: JavaType | None
    """What it is told of a body that is one argument and can't be left out."""
    answer: JavaType | None
    streams: bool
    """Whether it gives items of that type."""
    summary: str
    """What it does, in a sentence."""
    method: str
    path: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JavaPackage:
    """All files of a package, but for those of the runtime."""

    api: Api
    name: str
    """With dots."""
    names: tuple[tuple[tuple[str, str], str], ...]
    """What the types of declarations are called, by their namespaces and names."""
    unknown: tuple[tuple[tuple[str, str], str], ...]
    """The same for the records of unions for what is of no known kind."""
    models: tuple[ModelType, ...]
    unions: tuple[UnionType, ...]
    enumerations: tuple[EnumerationType, ...]
    choices: tuple[ChoiceType, ...]
    params: tuple[ParamsType, ...]
    answers: tuple[AnswersType, ...]
    """What calls return that may be answered with values of several types."""
    clients: tuple[ClientType, ...]
    aliases: tuple[ClientAlias, ...]
    exceptions: tuple[ExceptionType, ...]
    examples: tuple[Example, ...]
    differences: Tables
    left_out: tuple[str, ...]
    """The operations that aren't there, a line each that says why."""
    rooms: tuple[str, ...] = ()
    """The parts of the runtime that not every package has."""

    @property
    def has_uploads(self) -> bool:
        """Whether calls send files."""
        return "uploads" in self.rooms

    @property
    def has_streams(self) -> bool:
        """Whether calls are answered with streams."""
        return "streams" in self.rooms
