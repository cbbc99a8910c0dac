"""The package that will be written, planned: which files it has, and what each of them holds.

Job: the nouns that templates and `prove` read. A `JavaType` is how values of a type of the Api are
handled in Java; every name in here was chosen and collides with nothing. It must not contain a
line of output.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as Choice, TypeAlias

from generator.api import (
    NO_LIMITS,
    Api,
    Constant,
    ErrorCode,
    JsonType,
    Limits,
    Operation,
    Parameter,
    Provider,
)
from generator.languages.differences import Tables


@dataclass(frozen=True, slots=True)
class Plain:
    """Values that Java has a type of its own for, and any JSON at all."""

    kind: Choice["string", "integer", "number", "boolean", "any"]
    limits: Limits = field(default=NO_LIMITS, compare=False)
    """What values are held to, which doesn't change the type."""
    only: tuple[Constant, ...] = field(default=(), compare=False)
    """The one value, where there is no other."""


@dataclass(frozen=True, slots=True)
class Named:
    """Values of a type of the package's; one within another type has a dotted name."""

    name: str
    kind: Choice["model", "union", "enumeration", "choice"]
    is_open: bool = False
    """Of an enumeration, whether the description says that other values may come."""
    only: tuple[Constant, ...] = field(default=(), compare=False)
    """Of an enumeration, the one value where there is no other."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """Lists."""

    items: JavaType
    limits: Limits = field(default=NO_LIMITS, compare=False)


@dataclass(frozen=True, slots=True)
class MapOf:
    """Objects whose member names are free."""

    values: JavaType
    keys: Limits = field(default=NO_LIMITS, compare=False)
    """What names are held to."""
    limits: Limits = field(default=NO_LIMITS, compare=False)


@dataclass(frozen=True, slots=True)
class Maybe:
    """Values that may be null."""

    type: JavaType


JavaType: TypeAlias = Plain | Named | ListOf | MapOf | Maybe


@dataclass(frozen=True, slots=True)
class EnumerationType:
    """A final class with a constant for each text that the description lists."""

    name: str
    doc: str
    constants: tuple[tuple[str, str], ...]
    """Names, each with its text."""
    is_open: bool
    nested: tuple[NestedType, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A record for the values of one JSON type."""

    name: str
    factory: str
    json_type: JsonType
    type: JavaType


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """A sealed interface of values that differ in their JSON type."""

    name: str
    doc: str
    variants: tuple[Variant, ...]
    nested: tuple[NestedType, ...] = ()

    @property
    def expected(self) -> str:
        """What a value of none of the types should have been."""
        *others, last = dict.fromkeys(variant.json_type for variant in self.variants)
        return f"should be of type {', '.join(others)} or {last}"


NestedType: TypeAlias = EnumerationType | ChoiceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A property as its accessor and its setters have it."""

    wire: str
    name: str
    type: JavaType
    """Without null."""
    presence: Choice["required", "optional", "constant"]
    nullable: bool
    constant: Constant | None = None
    overloads: tuple[JavaType, ...] = ()
    """What setters take besides the type itself."""
    null_setter: str | None = None
    doc: str = ""
    default: str | None = None
    deprecated: bool = False

    @property
    def is_optional(self) -> bool:
        """Whether the accessor returns an `Optional`."""
        return self.presence == "optional" or self.nullable


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelType:
    """A view of a JSON object with known members."""

    name: str
    doc: str
    members: tuple[Member, ...]
    unions: tuple[str, ...]
    """The sealed interfaces that it is a member of, sorted."""
    nested: tuple[NestedType, ...]
    is_params: bool = False
    """Whether a method takes it, so that headers may come with it."""

    @property
    def accessors(self) -> tuple[Member, ...]:
        """The members that say something: a constant doesn't."""
        return tuple(member for member in self.members if member.presence != "constant")

    @property
    def constants(self) -> tuple[Member, ...]:
        """The members that always have the same value."""
        return tuple(member for member in self.members if member.presence == "constant")

    @property
    def required(self) -> tuple[Member, ...]:
        """What a builder has to be told."""
        return tuple(m for m in self.members if m.presence == "required")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that holds of an object whose kind a rule decides."""

    kind: Choice["equals", "present", "some", "absent", "json_type"]
    names: tuple[str, ...]
    values: tuple[Constant, ...] = ()
    json_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeRule:
    """A member of a union, and the conditions under which an object is one."""

    member: Named
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCase:
    """The tags of one member of a union."""

    tags: tuple[str, ...]
    member: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionType:
    """A sealed interface of objects of several kinds."""

    name: str
    doc: str
    unknown: str
    """The record for what is of no known kind."""
    tag: str
    """The member that tells kinds apart; "" where there is none."""
    cases: tuple[TagCase, ...]
    shared: tuple[str, ...]
    """Tags that leave it to the rules."""
    rules: tuple[ShapeRule, ...]
    otherwise: tuple[Named, ...]
    """The member that an object is of which no rule holds, if there is one."""
    extends: tuple[str, ...]
    """Unions of what is sent, where what came may stand as it is."""
    permits: tuple[str, ...]

    @property
    def is_tagged(self) -> bool:
        """Whether a member tells kinds apart at all."""
        return bool(self.cases) or bool(self.shared)


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
    errors: tuple[tuple[str, JavaType | None], ...] = ()
    """What errors hold by status, range of them, or `default`."""

    @property
    def doc(self) -> str:
        """Its text in the description, and what the provider says of serving it."""
        known = self.operation.availability
        return f"{self.operation.doc}\n\n{known.note}" if known else self.operation.doc

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
class Resource:
    """An interface of methods that belong together, and of ways to further ones."""

    name: str
    """Of the interface, which stands in that of the client; "" for the client itself."""
    methods: tuple[Method, ...]
    below: tuple[Way, ...]


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
    parameters: tuple[tuple[str, tuple[ParameterMember, ...]], ...]
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
        return tuple(m for each in (self.root, *self.resources) for m in each.methods)


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
    """Setters of the client's builder without which there is no address."""
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
    answer: JavaType | None
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
    clients: tuple[ClientType, ...]
    aliases: tuple[ClientAlias, ...]
    exceptions: tuple[ExceptionType, ...]
    examples: tuple[Example, ...]
    differences: Tables
    left_out: tuple[str, ...]
    """The operations that aren't there, a line each that says why."""
