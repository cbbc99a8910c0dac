"""What a command line offers, as data.

Job: the vocabulary in which `__main__` lists providers and operations, with words for a reader and
the names of the modules that hold the tables, and the codes that a command ends with. Nothing is
imported to list something. `main` reads this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final


class ExitCode(IntEnum):
    """What the command tells the shell. Those from 64 on have their usual meanings."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    NO_ANSWER = 3
    MISFIT = 4
    FAILED = 5
    OURS = 70
    UNWRITTEN = 74
    INTERRUPTED = 130
    CLOSED = 141


EXIT_CODES: Final = """\
exit codes:
  0    the call was answered; notes on standard error tell where the answer breaks its schema
  1    the provider refused the request, with a status below 500
  2    the command can't be carried out as it was given; nothing was sent
  3    no answer came, or not in time
  4    an answer came, and it isn't what the description promises; it is on standard error
  5    the provider failed on the request, with a status from 500 on, also when tried again
  70   the program itself is at fault
  74   output can't be written; standard error tells where the answer is, if anything was sent
  130  interrupted
  141  nobody reads the output any more
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of an operation: what it means, and what its value may be."""

    doc: str = ""
    kinds: tuple[str, ...] = ()
    """The JSON types of its values; none where any will do, or where that isn't known."""
    choices: tuple[str | float, ...] = ()
    """The constants that the description lists."""
    open: bool = False
    """Whether the list is known not to be all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An operation: the words that call it, and where its table is."""

    words: tuple[str, ...]
    constant: str
    """Its name in the provider's module."""
    doc: str = ""
    notice: str = ""
    """What the provider says against calling it."""
    arguments: Mapping[str, Argument] = field(default_factory=dict[str, Argument])


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A provider: the module of its tables, and words for what its client takes."""

    name: str
    client: str
    module: str
    """Relative to the package; it holds `PROVIDER` and a constant for each operation."""
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    """What each argument of the client means."""
    operations: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The command; the first of its services is taken when none is named."""

    name: str
    package: str | None
    doc: str
    services: tuple[Service, ...]
