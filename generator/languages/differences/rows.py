"""Rows and tables: what each provider has of a thing, a cell for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

YES = "yes"
NO = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """Something that a provider has or hasn't: a cell for each of them."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; `what` names their kind."""

    name: str
    what: str
    rows: tuple[Row, ...]


def differing(what: str, columns: dict[str, list[dict[str, str]]]) -> tuple[Table, ...]:
    """Return a table for each name whose columns aren't alike, with the rows that aren't."""
    tables = (Table(name, what, tuple(_rows(every))) for name, every in columns.items())
    return tuple(table for table in tables if table.rows)


def _rows(columns: list[dict[str, str]]) -> Iterator[Row]:
    for name in dict.fromkeys(name for column in columns for name in column):
        cells = tuple(column.get(name, NO) for column in columns)
        if len(set(cells)) > 1:
            yield Row(name, cells)
