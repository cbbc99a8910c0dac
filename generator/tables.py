"""Which provider has what: the rows of the tables in the package's docs."""

from __future__ import annotations

from dataclasses import dataclass

from generator.api import Alias, Api, Declaration, Literal, Model, Union
from generator.dump import spelt


@dataclass(frozen=True, slots=True)
class Row:
    """Something that a provider has or hasn't: a field, a kind or a value."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one schema."""

    name: str
    rows: tuple[Row, ...]


def provider_table(api: Api) -> tuple[Section, ...]:
    """Return the schemas whose fields, kinds or values differ between providers."""
    names = dict.fromkeys(d.name for d in api.declarations)
    sections = (_section(api, name) for name in names)
    return tuple(section for section in sections if section is not None)


def _section(api: Api, name: str) -> Section | None:
    columns = [_members(_declared(api, name, p.name)) for p in api.providers]
    known = dict.fromkeys(member for column in columns for member in column)
    rows = tuple(
        Row(member, tuple(column.get(member, "–") for column in columns)) for member in known
    )
    differing = tuple(row for row in rows if len(set(row.cells)) > 1)
    present = [bool(column) for column in columns]
    if not all(present) and any(present):
        cells = tuple("yes" if there else "–" for there in present)
        return Section(name, (Row("(all of it)", cells),))
    return Section(name, differing) if differing else None


def _declared(api: Api, name: str, provider: str) -> Declaration | None:
    return next((d for d in api.declarations if d.name == name and provider in d.providers), None)


def _members(declared: Declaration | None) -> dict[str, str]:
    """Return the fields, kinds or values of a declaration, each with a word about it."""
    match declared:
        case Model(properties=properties):
            return {p.name.wire: f"{p.presence}: {spelt(p.type)}" for p in properties} or {
                "": "yes"
            }
        case Union(members=members, apart=apart):
            kinds = [value for value, _ in apart.mapping]
            kinds += list(getattr(apart, "shared", ()))
            return {f"kind {kind}": "yes" for kind in kinds} | {
                f"member {member.name}": "yes" for member in members
            }
        case Alias(type=Literal(values=values)):
            return {f"value {value}": "yes" for value in values}
        case Alias(type=kind):
            return {"": spelt(kind)}
    return {}
