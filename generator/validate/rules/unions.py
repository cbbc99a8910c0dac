"""Unions told apart by a discriminator: the mapping is whole, true, and about the members.

Without a mapping the standard falls back on the names of schemas, and generators on guesses that
have sent wrong values. So a description of ours states every value; of a foreign one the values
that its members declare are used, and a warning names them. Unions with the marker of our own
are the business of ``variants``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.document import Node, join
from generator.findings import Finding
from generator.mending import left_out
from generator.policy import Kind
from generator.quoting import nearest
from generator.standard.objects import StandardObject
from generator.standard.references import mapping_pointers
from generator.validate.survey import Survey, finding, name_of


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A member of a union: its schema, and what its tag may be (any string when not stated)."""

    place: StandardObject
    name: str
    tag: StandardObject | None
    values: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A line of a mapping: the value of the tag, the pointer it leads to, the node it stands in."""

    tag: str
    target: str
    node: Node
    pointer: str


def check(survey: Survey) -> Iterator[Finding]:
    """Yield all findings about unions with a discriminator."""
    for place in survey.schemas:
        discriminator = place.node.get("discriminator")
        name = discriminator.text("propertyName") if discriminator else None
        if discriminator is not None and name is not None:
            yield from _union(survey, place, discriminator, name)


def members(survey: Survey, place: StandardObject, name: str) -> tuple[Member, ...]:
    """Return the members of a union, each looked at through its references."""
    alternatives = [*survey.listed(place, "oneOf"), *survey.listed(place, "anyOf")]
    return tuple(_member(survey, one, name) for one in alternatives)


def _member(survey: Survey, place: StandardObject, name: str) -> Member:
    real = survey.resolved(place)
    tag = survey.property(real, name)
    values = survey.values(tag) if tag is not None else None
    return Member(place, name_of(real.pointer), tag, values)


def _union(
    survey: Survey, place: StandardObject, discriminator: Node, name: str
) -> Iterator[Finding]:
    mapping = discriminator.get("mapping")
    entries = tuple(_entries(mapping, place)) if mapping else ()
    yield from _dangling(survey, entries)
    alternatives = members(survey, place, name)
    if (
        not alternatives
    ):  # Members that name their parent in allOf, or nothing; there is no union here.
        message = "no oneOf or anyOf stands beside it"
        if survey.first_party or survey.policy.strict:
            yield finding(place, "discriminator", message, Kind.INEFFECTIVE)
        return
    for member in alternatives:
        yield from _tag(survey, member, name)
    yield from _shared(survey, alternatives, name)
    if mapping is None:
        yield _assumed(survey, place, alternatives)
        return
    yield from _entry_faults(survey, entries, alternatives)
    yield from _uncovered(survey, place, entries, alternatives)


def _entries(mapping: Node, place: StandardObject) -> Iterator[Entry]:
    above = join(join(place.pointer, "discriminator"), "mapping")
    for tag, node in mapping.members.items():
        if isinstance(node.value, str):
            target = next(iter(mapping_pointers(node.value)), "")
            yield Entry(tag, target, node, join(above, tag))


def _dangling(survey: Survey, entries: tuple[Entry, ...]) -> Iterator[Finding]:
    for entry in entries:
        if survey.target("#" + entry.target) is None or not entry.target:
            name = name_of(entry.target) or str(entry.node.value)
            hint = nearest(name, survey.names("schemas"))
            message = f"the mapping leads to {entry.node.value!r}, which does not exist{hint}"
            mend = left_out(entry.pointer)
            yield Finding(entry.node.where, entry.pointer, message, kind=Kind.MAPPING, mend=mend)


def _tag(survey: Survey, member: Member, name: str) -> Iterator[Finding]:
    """Every member has the tag, must have it, and it is a string."""
    who = f"the member {member.name or member.place.pointer!r}"
    if not member.name:
        message = "a member of a union with a discriminator must be a named schema"
        yield finding(member.place, "", message, Kind.UNMAPPED)
    if member.tag is None:
        inner = _inner(survey, member, name)
        if not inner:
            yield finding(member.place, "", f"{who} has no property {name!r}", Kind.TAG)
        for one in inner:
            yield from _tag(survey, one, name)
        return
    if not survey.requires(survey.resolved(member.place), name):
        message = f"{who} does not require {name!r}; a tag that may be absent tells nothing"
        yield finding(member.place, "", message, Kind.TAG)
    type_ = member.tag.node.text("type")
    if type_ not in (None, "string") or member.values == ():
        yield finding(member.place, "", f"{name!r} of {who} must be a string", Kind.TAG)


def _inner(survey: Survey, member: Member, name: str) -> tuple[Member, ...]:
    """Return the members of a member that is a union itself, and not one of unions again."""
    alternatives = members(survey, survey.resolved(member.place), name)
    return tuple(
        one for one in alternatives if not members(survey, survey.resolved(one.place), name)
    )


def _shared(survey: Survey, alternatives: tuple[Member, ...], name: str) -> Iterator[Finding]:
    """No value belongs to two members."""
    owners: dict[str, Member] = {}
    for member in alternatives:
        for value in member.values or ():
            other = owners.setdefault(value, member)
            if other.name != member.name:
                message = f"{other.name} and {member.name} both have the {name} {value!r}"
                yield finding(member.place, "", message, Kind.TAG)


def _assumed(survey: Survey, place: StandardObject, alternatives: tuple[Member, ...]) -> Finding:
    """Return what values mean where no mapping says it: constants, or the name of a schema."""
    entries = [
        f"{value!r} means {member.name or member.place.pointer}"
        for member in alternatives
        for value in (member.values if member.values is not None else (member.name,))
        if value
    ]
    message = f"the discriminator has no mapping: {', '.join(entries)}"
    return finding(place, "discriminator", message, Kind.UNMAPPED)


def _entry_faults(
    survey: Survey, entries: tuple[Entry, ...], alternatives: tuple[Member, ...]
) -> Iterator[Finding]:
    """Each entry is about a member that can have the value."""
    by_name = {member.name: member for member in alternatives if member.name}
    for entry in entries:
        name = name_of(entry.target)
        member = by_name.get(name)
        if member is None:
            if survey.target("#" + entry.target) is not None:
                message = f"{name!r} is not a member of this union{nearest(name, by_name)}"
                yield Finding(entry.node.where, entry.pointer, message, kind=Kind.MAPPING_STRANGER)
        elif member.values is not None and entry.tag not in member.values:
            values = ", ".join(repr(value) for value in member.values)
            message = f"{name} cannot be {entry.tag!r}: its tag is {values or 'no string'}"
            yield Finding(entry.node.where, entry.pointer, message, kind=Kind.TAG)


def _uncovered(
    survey: Survey,
    place: StandardObject,
    entries: tuple[Entry, ...],
    alternatives: tuple[Member, ...],
) -> Iterator[Finding]:
    """Every value of every member is in the mapping."""
    by_tag: Mapping[str, Entry] = {entry.tag: entry for entry in entries}
    names = {name_of(entry.target) for entry in entries}
    discriminator = StandardObject(
        join(place.pointer, "discriminator"), "", place.node.members["discriminator"]
    )
    for member in alternatives:
        for value in member.values or ():
            if value not in by_tag:
                message = f"the mapping has no entry for {value!r} of {member.name}"
                yield finding(discriminator, "mapping", message, Kind.UNMAPPED)
        if member.values is None and member.name not in names:
            message = f"the mapping has no entry for {member.name}, whose tag is its name"
            yield finding(discriminator, "mapping", message, Kind.UNMAPPED)
