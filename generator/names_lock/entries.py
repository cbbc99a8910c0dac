"""The lines of a lock of names, and how one is written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.document import Where

COLUMNS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line."""

    address: str
    name: str
    former: tuple[str, ...] = ()
    """Names that it had before, the last one first."""
    providers: tuple[str, ...]
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesLock:
    """The lines of a file; none where there is no file."""

    file: str = ""
    text: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def sources(self) -> Mapping[str, str]:
        """The text by the name of its file."""
        return {self.file: self.text} if self.file else {}


def line(address: str, name: str, former: Sequence[str], providers: Sequence[str]) -> str:
    """Return an entry as it stands in the file."""
    return f"{address} {','.join((name, *former))} {','.join(providers)}"


def class_address(component: str) -> str:
    """Return how a line calls a component."""
    return _escaped(component)


def property_address(component: str, wire: str) -> str:
    """Return how a line calls a property of a component."""
    return f"{_escaped(component)}.{_escaped(wire)}"


def argument_address(operation: str, wire: str) -> str:
    """Return how a line calls an argument of an operation."""
    return f"{_escaped(operation)}({_escaped(wire)})"


def _escaped(text: str) -> str:
    """Return a text on one line."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
