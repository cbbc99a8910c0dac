"""Forms of several parts: which of their members are files, and which are values.

Job: part what may be either, so that each has setters of its own under one name. What may be
anything is a value or a file, as its caller has it.
"""

from __future__ import annotations

import dataclasses

from generator.api import (
    Alias,
    Anything,
    Api,
    Array,
    Binary,
    Body,
    Nullable,
    Property,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.languages.java.declared import FileMember, Member
from generator.languages.java.java_types import ListOf
from generator.languages.java.plan.models import Planner
from generator.languages.java.plan.types import Home
from generator.words import distinct


class FormPlanner:
    """Plans the members of forms of several parts."""

    def __init__(self, api: Api, planner: Planner) -> None:
        self._api = api
        self._planner = planner

    def members(self, body: Body, home: Home) -> tuple[tuple[Member, ...], tuple[FileMember, ...]]:
        """Return the members that are values, and those that are files."""
        properties = body.properties or ()
        planned = self._planner.members(map(_without_files, properties), home)
        pairs = [*zip(properties, planned, strict=True)]
        lists = self._list_names(pairs)
        return (
            tuple(
                _value(member, self.files(each.type) != (False, False))
                for each, member in pairs
                if without_files(each.type) is not None
            ),
            tuple(
                _file(each, member, *files, lists[member.wire])
                for each, member in pairs
                if any(files := self.files(each.type))
            ),
        )

    def _list_names(self, pairs: list[tuple[Property, Member]]) -> dict[str, str]:
        """Return what lists of files are set by: lists of values and of files erase to the same."""
        names = {member.wire: member.name for _, member in pairs}
        hidden = [
            member
            for each, member in pairs
            if without_files(each.type) is not None
            and any(isinstance(kind, ListOf) for kind in (member.type, *member.overloads))
        ]
        preferred = [(member.wire, f"{member.name.rstrip('_')}Files") for member in hidden]
        return names | distinct(preferred, names.values(), sign="")

    def files(self, kind: Type) -> tuple[bool, bool]:
        """Return whether a member may be a file, and whether it may be a list of them."""
        match kind:
            case Binary():
                return True, False
            case Anything():
                return True, True
            case Array(items=items):
                return False, any(self.files(items))
            case Nullable(type=inner):
                return self.files(inner)
            case TypeUnion(members=members):
                forms = [self.files(member) for member in members]
                return any(one for one, _ in forms), any(many for _, many in forms)
            case Ref():
                declaration = self._api.declared(kind)
                if isinstance(declaration, Alias):
                    return self.files(declaration.type)
        return False, False


def _without_files(property_: Property) -> Property:
    kind = without_files(property_.type)
    return dataclasses.replace(property_, type=kind or Scalar(kind="string"))


def without_files(kind: Type) -> Type | None:
    """Return the type of the values that are no files; `None` where there are none."""
    match kind:
        case Binary():
            return None
        case Array(items=items):
            inner = without_files(items)
            return None if inner is None else dataclasses.replace(kind, items=inner)
        case Nullable(type=inner_type):
            inner = without_files(inner_type)
            return None if inner is None else Nullable(type=inner)
        case TypeUnion(members=members):
            rest = tuple(each for member in members if (each := without_files(member)) is not None)
            if len(rest) < 2:
                return rest[0] if rest else None
            return dataclasses.replace(kind, members=rest)
        case _:
            return kind


def _value(member: Member, may_be_file: bool) -> Member:
    """Return a member as forms have it: null is as good as left out, and so is what is a file."""
    presence = member.presence
    if may_be_file and presence == "required":
        presence = "optional"
    return dataclasses.replace(member, null_setter=None, presence=presence)


def _file(property_: Property, member: Member, one: bool, many: bool, list_name: str) -> FileMember:
    return FileMember(
        wire=member.wire,
        name=member.name,
        one=one,
        many=many,
        list_name=list_name,
        presence="required" if property_.presence == "required" else "optional",
        doc=property_.doc,
        deprecated=property_.deprecated,
    )
