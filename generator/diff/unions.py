"""Differences between unions: their members, and by what those are told apart.

Job: pair members by their tags, or by their names where a tag is another property's. One that is
its only member from now on is compared with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from operator import attrgetter

from generator.api import ByRules, Ref
from generator.diff.differences import Differences
from generator.diff.types import TypeComparison
from generator.dump.declarations import conditions
from generator.spelled import Alias, Declaration, Union


class UnionComparison:
    """The unions of one provider on both sides."""

    def __init__(
        self, pairs: Mapping[str, str], types: TypeComparison, differences: Differences
    ) -> None:
        self._pairs = pairs
        self._types = types
        self._differences = differences

    def is_collapsed(self, old: Declaration, new: Declaration) -> bool:
        """Return whether a union has one member left, or had; what differs is noted then."""
        members = self._collapsed(old, new)
        if members is not None:
            self._compare_members(new.name, *members)
        return members is not None

    def _collapsed(
        self, old: Declaration, new: Declaration
    ) -> tuple[dict[str, Ref], dict[str, Ref]] | None:
        """Note that there is one member left, or was; return the members of both sides."""
        match old, new:
            case Union(), Alias(type=Ref() as one) if one.name in self._partners(old):
                self._differences.add_below("union-collapsed", new.name, new=one.name)
                members = self._old_members(old)
                tags = {self._pairs.get(ref.name): tag for tag, ref in members.items()}
                return members, {tags[one.name]: one}
            case Alias(type=Ref() as one), Union() if self._pairs.get(one.name) in _names(new):
                self._differences.add_below("union-formed", new.name, old=one.name)
                tags = {ref.name: tag for tag, ref in _members(new).items()}
                return {tags[self._pairs[one.name]]: one}, _members(new)
            case _:
                return None

    def _partners(self, union: Union) -> set[str]:
        return {*filter(None, map(self._pairs.get, _names(union)))}

    def compare(self, old: Union, new: Union) -> None:
        """Note which members differ, and by what they are told apart."""
        if old.discriminator.property == new.discriminator.property:
            self._compare_members(new.name, self._old_members(old), _members(new))
        else:  # the tags are others', so that members are known by their names
            members = {self._types.called(ref): ref for ref in _members(old).values()}
            self._compare_members(
                new.name, members, {ref.name: ref for ref in _members(new).values()}
            )
        before, after = _discrimination(old, self._types.called), _discrimination(
            new, attrgetter("name")
        )
        if before != after:
            self._differences.add_below("discrimination-changed", new.name, old=before, new=after)

    def _old_members(self, union: Union) -> dict[str, Ref]:
        """Return the members by what the new side tells them by."""
        tags = {tag for tag, _ in union.discriminator.mapping}
        every = _members(union).items()
        return {tag if tag in tags else self._types.called(ref): ref for tag, ref in every}

    def _compare_members(
        self, union: str, before: Mapping[str, Ref], after: Mapping[str, Ref]
    ) -> None:
        for tag in dict.fromkeys([*before, *after]):
            one, other = before.get(tag), after.get(tag)
            if one is None or other is None:
                rule = "member-added" if one is None else "member-removed"
                self._member(rule, union, tag, one, other)
            elif self._pairs.get(one.name) != other.name:
                self._member("member-replaced", union, tag, one, other)

    def _member(self, rule: str, union: str, tag: str, old: Ref | None, new: Ref | None) -> None:
        before, after = (member.name if member else "" for member in (old, new))
        self._differences.add_below(rule, union, f"[{tag}]", old=before, new=after)


def _names(union: Union) -> set[str]:
    return {ref.name for ref in _members(union).values()}


def _members(union: Union) -> dict[str, Ref]:
    """Return the members by their tags, and those without one by their names."""
    tags = dict(union.discriminator.mapping)
    others = (member for member in union.members if member not in tags.values())
    return tags | {member.name: member for member in others}


def _discrimination(union: Union, name: Callable[[Ref], str]) -> str:
    """Return by what the members of a union, called by a name, are told apart, tags aside."""
    discriminator = union.discriminator
    if not isinstance(discriminator, ByRules):
        return json.dumps(discriminator.property)
    rules = (f"{name(rule.member)} if {conditions(rule)}" for rule in discriminator.rules)
    return "; ".join(
        [json.dumps(discriminator.property), *map(json.dumps, discriminator.shared), *rules]
    )
