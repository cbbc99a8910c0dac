"""How the members of a union of objects are told apart.

Job: choose the class of an object by its tag, or by rules where the tag doesn't decide. A tag that
nobody knows makes an object of the union's own `Unknown...` class. It must not judge a value: what
is wrong with one is found by `checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from ..vocabulary.dataclass import dataclass, field
from ..vocabulary.json_kinds import kind_of
from ..vocabulary.json_types import class_of
from .nested import Items, adopt, bare, new_record
from .schema import Schema

Member = type[Any]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Conditions on an object's properties; all of them must hold. None at all always hold."""

    member: Member
    equals: Mapping[str, tuple[object, ...]] = field(default_factory=dict[str, tuple[object, ...]])
    present: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    """Names of which at least one is there."""
    absent: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict[str, str])

    def holds(self, value: Mapping[str, Any]) -> bool:
        """Return whether `value` fulfils every condition."""
        return (
            all(name in value for name in self.present)
            and (not self.some or any(name in value for name in self.some))
            and not any(name in value for name in self.absent)
            and all(value.get(name) in allowed for name, allowed in self.equals.items())
            and all(n in value and kind_of(value[n]) == kind for n, kind in self.kinds.items())
        )


class Variants(Schema):
    """The members of a union and how an object says which one it is."""

    __slots__ = ("mapping", "otherwise", "rules", "shared", "tag", "tagged", "unknown")

    types = frozenset({"object"})
    nested = True
    describe: ClassVar[Callable[[Any, Any], Any]]
    """Tells pydantic what a union is: set by `model`, since it stands on all of these modules."""

    def __init__(
        self,
        tag: str,
        mapping: Mapping[str, Member],
        unknown: Member,
        shared: Sequence[str] = (),
        rules: Sequence[Rule] = (),
        otherwise: Member | None = None,
    ) -> None:
        self.tag = tag
        """The property that says of which kind an object is."""
        self.tagged = bool(mapping) or bool(shared)
        """Whether it says that at all; else rules alone do."""
        self.mapping = mapping
        self.unknown = unknown
        """The class of the objects of an unknown kind."""
        self.shared = frozenset(shared)
        self.rules = tuple(rules)
        self.otherwise = otherwise
        """The class of the objects that nothing else says anything of; `None` for unknown ones."""

    @property
    def members(self) -> tuple[Member, ...]:
        """The classes of the objects, each once."""
        rules = (rule.member for rule in self.rules)
        other = () if self.otherwise is None else (self.otherwise,)
        return tuple(dict.fromkeys((*self.mapping.values(), *rules, *other, self.unknown)))

    def choose(self, value: Mapping[str, Any]) -> Member | None:
        """Return the class of `value`; `None` when it lacks the tag that it needs."""
        tag = value.get(self.tag) if self.tagged else None
        if isinstance(tag, str):
            member = self.mapping.get(tag)
            if member is not None:
                return member
            if tag not in self.shared:
                return self.otherwise or self.unknown
        elif tag is not None:
            return None
        otherwise = self.otherwise or (None if self.tagged else self.unknown)
        return next((rule.member for rule in self.rules if rule.holds(value)), otherwise)

    def make(self, value: Any) -> Any:
        """Return the object that the received one stands for, of an unknown kind without a tag."""
        if class_of(value) is not dict:
            return value
        return new_record(self.choose(value) or self.unknown, value)

    def make_all(self, values: Sequence[Any]) -> Items:
        mapping, tag, items = self.mapping, self.tag, Items()
        for value in values:
            if class_of(value) is dict:
                try:
                    record = bare(mapping[value[tag]])
                except (KeyError, TypeError):  # nobody knows it, or it isn't there, or is no text
                    record = bare(self.choose(value) or self.unknown)
                adopt(record, value)  # which saves a call for each of very many
                value = record
            items.append(value)
        return items

    def __get_pydantic_core_schema__(self, source: object, handler: Any, /) -> Any:
        """Return pydantic's schema of the union."""
        return Variants.describe(self, handler)
