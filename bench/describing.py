"""What generating costs for descriptions that nobody here wrote, beside the models alone.

The largest of a folder are taken, and datamodel-codegen with its built-in formatter, the quickest,
makes models of the same. Processor time counts, and the peak of memory of whichever process of a
run takes the most. Where datamodel-codegen refuses a description, ours stands alone.
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


def measure(bench: Bench) -> Iterator[Row]:
    """Yield two rows for each description; none where no folder of them is given."""
    paths = sorted(bench.corpus.iterdir(), key=_size) if bench.corpus is not None else []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        runs = Runs(Path(folder))
        for path in [p.resolve() for p in paths if p.suffix in SUFFIXES][-LARGEST:]:
            bench.tell(f"describing {path.name}")
            yield from _rows(path.name, _best(runs.ours, path), _best(runs.models, path))


def _size(path: Path) -> tuple[int, str]:
    return path.stat().st_size, path.name


def _best(command: processes.Command, path: Path) -> Used | None:
    """Return what the cheaper of two runs uses; `None` where it fails."""
    try:
        every = [processes.used(command(path), ROOT) for _ in range(2)]
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
