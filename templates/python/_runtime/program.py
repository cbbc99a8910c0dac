"""What a command line offers, as data.

Job: the vocabulary in which `__main__` lists providers and operations, with words for a reader and
the names of the modules that hold the tables. Nothing is imported to list something. `command`
reads this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An operation: the words that call it, and where its table is."""

    words: tuple[str, ...]
    constant: str
    """Its name in the provider's module."""
    doc: str = ""
    notice: str = ""
    """What the provider says against calling it."""
    arguments: Mapping[str, str] = field(default_factory=dict)
    """What each argument means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A provider: the module of its tables, and words for what its client takes."""

    name: str
    client: str
    module: str
    """Relative to the package; it holds `PROVIDER` and a constant for each operation."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What each argument of the client means."""
    operations: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The command; the first of its services is taken when none is named."""

    name: str
    package: str | None
    doc: str
    services: tuple[Service, ...]
