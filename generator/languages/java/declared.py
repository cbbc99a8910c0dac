"""Types of the package that stand for declarations: objects, unions, enumerations and choices.

Job: hold what the template of each of them is told, under names that were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Choice, TypeAlias

from generator.api import Constant, JsonType
from generator.languages.java.java_types import JavaType, ListOf, Named, Plain


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


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """A record for answers of one type."""

    name: str
    type: JavaType | None
    """`None` for those without content."""
    statuses: tuple[str, ...]
    """With which they come: statuses, ranges of them, or `default`."""

    @property
    def is_reference(self) -> bool:
        """Whether its value could be the null reference."""
        kind = self.type.kind if isinstance(self.type, Plain) else ""
        return self.type is not None and kind not in ("integer", "number", "boolean")


@dataclass(frozen=True, slots=True)
class AnswersType:
    """A sealed interface of what a call may be answered with."""

    name: str
    records: tuple[AnswerRecord, ...]


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
class FileMember:
    """A member of a form that is a file, or several, or may be."""

    wire: str
    name: str
    one: bool
    """Whether it may be a file."""
    many: bool
    """Whether it may be a list of files."""
    list_name: str
    """Of the setter of those: another one where lists of values are set by the usual name."""
    presence: Choice["required", "optional"]
    doc: str = ""
    deprecated: bool = False
    default: None = None
    overloads: tuple[JavaType, ...] = ()

    @property
    def type(self) -> JavaType:
        """What a setter takes."""
        file = Plain("file")
        return file if self.one else ListOf(file)


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
        """The members that objects are made with."""
        return tuple(member for member in self.members if member.constant is not None)

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
