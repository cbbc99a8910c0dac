"""Probes: functions of the exhaustive user, each about one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal as Choice

from generator.languages.text import Code

KINDS: Final = (
    *("names", "shared", "bases", "reads", "builds", "values", "aliases", "matches"),
    *("clients", "calls", "awaited", "commands"),
)
"""What the template has a form for, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """An argument and its value."""

    name: str
    value: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A function of the module, and the place that it is about."""

    function: str
    address: str
    touches: frozenset[str] = frozenset()
    """What else its values are made by: components, operations, and options of clients."""
    direction: Choice["sent", "received"] | None = None
    """Which way what it is about travels, where it is one."""
    question: str = "runs"
    """Which of the questions its failure answers, besides the types'."""
    holder: str = ""
    name: str = ""
    base: str = ""
    field: str = ""
    annotation: Code = Code("")
    sample: Any = None
    value: Any = None
    client: str = ""
    method: Code = Code("")
    answer: Code = Code("")
    kept: Code = Code("")
    """What was received before, and is an argument now."""
    settings: tuple[Keyword, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    members: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class User:
    """A module."""

    package: str
    provider: str
    rows: dict[str, list[Probe]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    count: int = 0

    def add(self, kind: str, address: str, **members: Any) -> None:
        """Add a function of some kind."""
        self.count += 1
        probe = Probe(function=f"probe_{self.count}", address=address, **members)
        self.rows[kind].append(probe)

    @property
    def every(self) -> list[Probe]:
        """All functions."""
        return [probe for kind in KINDS for probe in self.rows[kind]]
