"""Which provider has what: the tables of the package's documentation.

Job: hold the Api's declarations of one name side by side and keep what differs, in words for a
reader: which fields, kinds and values each provider has, and how they differ. What all have alike
is left out. It must not format: what a cell looks like is the template's and the filter's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import spelled
from generator.api import (
    Alias,
    Api,
    Declaration,
    Literal,
    Model,
    Name,
    Nullable,
    Operation,
    Property,
    Provider,
    Ref,
    TypeUnion,
    Union,
    references,
)
from generator.dump.types import spelt
from generator.languages.differences.clients import client_tables, error_tables
from generator.languages.differences.rows import (
    NO as NO,
    YES as YES,
    Row as Row,
    Table as Table,
    differing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables, in the order in which a reader asks."""

    providers: tuple[Provider, ...]
    clients: tuple[Table, ...]
    errors: tuple[Table, ...]
    operations: tuple[Table, ...]
    unions: tuple[Table, ...]
    values: tuple[Table, ...]
    fields: tuple[Table, ...]
    schemas: tuple[Table, ...]

    @property
    def lacking(self) -> tuple[tuple[Provider, tuple[Row, ...]], ...]:
        """What each provider doesn't have and another has: the table, and the names of its rows."""
        return tuple((p, self._lacking(n)) for n, p in enumerate(self.providers))

    def _lacking(self, column: int) -> tuple[Row, ...]:
        tables = {
            "argument of {}": self.operations,
            "kind of {}": self.unions,
            "value of {}": self.values,
            "field of {}": self.fields,
            "schema": self.schemas,
        }
        return tuple(
            Row(what.format(table.name), (", ".join(names),))
            for what, every in tables.items()
            for table in every
            if (names := [row.name for row in table.rows if row.cells[column] == NO])
        )


def tables(api: Api) -> Tables:
    """Return what differs between providers, a provider a column."""
    names = dict.fromkeys(d.name for d in api.declarations)
    declarations = {
        name: tuple(_declared(api, name, p.name) for p in api.providers) for name in names
    }
    common = {name: every for name, every in declarations.items() if all(every)}
    partial = {name: every for name, every in declarations.items() if not all(every)}
    arguments = {ref.name for p in api.providers for o in p.operations for ref in _as_arguments(o)}
    return Tables(
        providers=api.providers,
        clients=client_tables(api.providers),
        errors=error_tables(api.providers),
        operations=differing("argument", _operations(api.providers)),
        unions=differing("kind", {n: [_kinds(api, d) for d in e] for n, e in common.items()}),
        values=differing("value", {n: [_values(d) for d in e] for n, e in common.items()}),
        fields=differing(
            "field", {n: [_fields(d) for d in e] for n, e in common.items() if n not in arguments}
        ),
        schemas=_presence(partial),
    )


def _declared(api: Api, name: str, provider: str) -> Declaration | None:
    matches = (d for d in api.declarations if d.name == name and provider in d.providers)
    return next(matches, None)


def _as_arguments(operation: Operation) -> tuple[Ref, ...]:
    """Return the schema of a body that is told as arguments already."""
    body = operation.body
    return references(body.type) if body is not None and body.properties is not None else ()


def _kinds(api: Api, declaration: Declaration | None) -> dict[str, str]:
    """Return the kinds of a union by tag, with the schemas that an object of that kind may have."""
    if not isinstance(declaration, Union):
        return {}
    kinds = {value: ref.name for value, ref in declaration.discriminator.mapping}
    for value in getattr(declaration.discriminator, "shared", ()):
        members = (m.name for m in declaration.members if value in _tags(api, m, declaration))
        kinds[value] = " or ".join(members)
    return kinds


def _tags(api: Api, member: Ref, union: Union) -> tuple[object, ...]:
    """Return the tags that the objects of a member may have."""
    model = next(
        d for d in api.declarations if (d.namespace, d.name) == (member.namespace, member.name)
    )
    for property_ in getattr(model, "properties", ()):
        if property_.name.wire == union.discriminator.property:
            kind = property_.type.type if isinstance(property_.type, Nullable) else property_.type
            return kind.values if isinstance(kind, Literal) else ()
    return ()


def _values(declaration: Declaration | None) -> dict[str, str]:
    """Return the values that a named enumeration lists; any string, where it lists none."""
    match declaration:
        case Alias(type=Literal(values=values, open=is_open)):
            more = {"any other": YES} if is_open else {}
            return {str(value): YES for value in values} | more
        case Alias(type=TypeUnion() as kind):
            return {"its type": spelt(kind)}
        case Alias(type=kind):
            return {"any other": YES} if spelt(kind) == "string" else {"its type": spelt(kind)}
    return {}


def _fields(declaration: Declaration | None) -> dict[str, str]:
    if not isinstance(declaration, Model):
        return {}
    return {property_.name.wire: _field(property_) for property_ in declaration.properties}


def _field(property_: Property) -> str:
    """Return a field in words: whether it has to be there, and what it may hold."""
    presence = "optional" if property_.presence == "optional" else "required"
    default = f", default {property_.default}" if property_.default is not None else ""
    note = ", deprecated" if property_.deprecated else ""
    return f"{presence}: {spelt(property_.type)}{default}{note}"


def _operations(providers: Iterable[Provider]) -> dict[str, list[dict[str, str]]]:
    """Return the arguments of each operation by its method, a column for each provider."""
    providers = tuple(providers)
    names = dict.fromkeys(".".join(o.attributes) for p in providers for o in p.operations)
    return {name: [_operation(provider, name) for provider in providers] for name in names}


def _operation(provider: Provider, name: str) -> dict[str, str]:
    for operation in provider.operations:
        if ".".join(operation.attributes) == name:
            body = operation.body
            fields = (body.properties if body else None) or ()
            arguments = {_argument(p.name): _field(p) for p in fields}
            status = operation.availability.status if operation.availability else "available"
            return {"(the operation)": status} | arguments
    return {}


def _argument(name: Name) -> str:
    """Return what an argument is called: in code, where the Api says that."""
    return name.identifier if isinstance(name, spelled.Name) else name.wire


def _presence(declarations: dict[str, tuple[Declaration | None, ...]]) -> tuple[Table, ...]:
    rows = (Row(n, tuple(YES if d else NO for d in every)) for n, every in declarations.items())
    ordered = tuple(sorted(rows, key=lambda row: row.name))
    return (Table("Schemas", "schema", ordered),) if ordered else ()
