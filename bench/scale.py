"""How much is measured: all of it, or just enough to see that measuring works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.timing import Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Sizes and repetitions."""

    turns: Turns
    """Of what takes place in this process."""
    processes: Turns
    """Of what takes a process each."""
    output: int
    """Items of a response."""
    input: int
    """Items of a request."""
    huge: int
    """Items of a response that is very large, and has fewer values than a client refuses."""
    calls: int
    """Small calls in a row."""
    widths: tuple[int, ...]
    """How many calls are made at a time."""
    providers: tuple[str, ...]
    """Whose descriptions are generated from."""
    resources: int
    """Resources of the smallest of three descriptions."""
    growth: int
    """How many times each of them is as large as the one before."""
    bombs: int | None
    """How many of each group are refused; `None` for all."""


FULL = Scale(
    turns=Turns(rounds=9, seconds=15),
    processes=Turns(rounds=7, seconds=45),
    output=2000,
    input=5000,
    huge=18_000,
    calls=200,
    widths=(1, 16, 256),
    providers=("openai", "azure", "yandex"),
    resources=5,
    growth=4,
    bombs=None,
)
QUICK = Scale(
    turns=Turns(rounds=1, seconds=1),
    processes=Turns(rounds=1, seconds=1),
    output=20,
    input=20,
    huge=40,
    calls=2,
    widths=(1, 16, 256),
    providers=("yandex",),
    resources=1,
    growth=2,
    bombs=1,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What every measurement is told."""

    scale: Scale
    generated: Path
    """The folder that holds the generated package and descriptions."""
    tell: Callable[[str], None]
    """Is told what is about to be measured."""
    corpus: Path | None = None
    """A folder of descriptions that nobody here wrote."""
