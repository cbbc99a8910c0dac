"""What generating costs for descriptions that nobody here wrote, beside the models alone.

The largest of a folder are taken, and datamodel-codegen with its built-in formatter, the quickest,
makes models of the same. Processor time counts, and the peak of memory of whichever process of a
run takes the most. Where datamodel-codegen refuses a description, ours stands alone. What a byte
that is written costs is shown of the largest beside the smallest of them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import processes
from bench.growing import Runs
from bench.material import ROOT
from bench.processes import Used
from bench.row import Row
from bench.scale import Bench

SUFFIXES: Final = frozenset({".json", ".yaml", ".yml"})
LARGEST: Final = 5
"""How many are taken."""
MOST: Final = 1.5
"""How many times the memory of the models alone clients may take."""
TURNS: Final = 2
"""Times that each is measured."""


def measure(bench: Bench) -> Iterator[Row]:
    """Yield two rows for each description, and how they grow; none without a folder of them."""
    paths = sorted(bench.corpus.iterdir(), key=_size) if bench.corpus is not None else []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        runs = Runs(Path(folder))
        costs: dict[str, Used] = {}
        for path in [p.resolve() for p in paths if p.suffix in SUFFIXES][-LARGEST:]:
            bench.tell(f"describing {path.name}")
            before = runs.written
            ours = _best(runs.ours, path)
            if ours is not None:
                size = (runs.written - before) / TURNS
                costs[path.name] = Used(ours.seconds / size, ours.peak / size)
            yield from _rows(path.name, ours, _best(runs.models, path))
        yield from _growth(costs)


def _size(path: Path) -> tuple[int, str]:
    return path.stat().st_size, path.name


def _best(command: processes.Command, path: Path) -> Used | None:
    """Return what the cheaper of two runs uses; `None` where it fails."""
    try:
        every = [processes.used(command(path), ROOT) for _ in range(TURNS)]
    except RuntimeError:
        return None
    return Used(min(each.seconds for each in every), min(each.peak for each in every))


def _rows(name: str, ours: Used | None, theirs: Used | None) -> Iterator[Row]:
    note = "" if theirs is not None else "datamodel-codegen fails"
    yield Row(
        name=f"clients of {name} / datamodel-codegen, models alone",
        ours=ours and ours.seconds,
        theirs=theirs and theirs.seconds,
        target=1.0,
        note=note,
    )
    yield Row(
        name=f"peak memory: clients of {name} / models alone",
        ours=ours and ours.peak,
        theirs=theirs and theirs.peak,
        unit="B",
        target=MOST,
        note=note,
    )


def _growth(costs: dict[str, Used]) -> Iterator[Row]:
    """Yield what a byte that is written takes of the last description beside one of the first."""
    if len(costs) < 2:
        return
    first, last = next(iter(costs)), next(reversed(costs))
    between = f"of {last} / one of {first}"
    yield Row(
        name=f"a byte {between}",
        ours=costs[last].seconds,
        theirs=costs[first].seconds,
        target=1.1,
    )
    yield Row(
        name=f"memory for a byte {between}",
        ours=costs[last].peak,
        theirs=costs[first].peak,
        unit="B",
        target=1.1,
    )
