"""`python -m bench`: measure everything and print one table."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import warnings
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench import (
    building,
    calling,
    cancelling,
    commanding,
    comparing,
    crowding,
    describing,
    generating,
    growing,
    holding,
    importing,
    memory,
    parsing,
    reading,
    refusing,
)
from bench.material import ROOT
from bench.row import Row
from bench.scale import FULL, QUICK, Bench
from bench.table import table
from generator.signals import undoing

PARTS = {
    "generating": generating.measure,
    "growing": growing.measure,
    "describing": describing.measure,
    "comparing": comparing.measure,
    "refusing": refusing.measure,
    "importing": importing.measure,
    "commanding": commanding.measure,
    "parsing": parsing.measure,
    "reading": reading.measure,
    "building": building.measure,
    "calling": calling.measure,
    "cancelling": cancelling.measure,
    "holding": holding.measure,
    "crowding": crowding.measure,
    "memory": memory.measure,
}
COMPARED = (
    *("datamodel-code-generator", "openapi-python-client", "openai", "pydantic", "msgspec"),
    "httpx2",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return 0 whatever the times are."""
    given = _parser().parse_args(arguments)
    sys.path.insert(0, str(given.generated))
    # Sending back what they read makes them warn; the warnings stay part of their time.
    warnings.filterwarnings("ignore", module="pydantic")
    scale = QUICK if given.quick else FULL
    bench = Bench(scale=scale, generated=given.generated.resolve(), tell=_tell, corpus=given.corpus)
    rows = list(measured(bench, given.part or list(PARTS)))
    _tell("")
    if given.json:
        given.json.write_text(json.dumps(_report(rows), indent=2) + "\n")
    if given.quick:
        print("Quick: sizes too small and too few turns for the figures to mean anything.\n")
    print(table(rows), end="")
    return 0


def measured(bench: Bench, parts: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of these parts."""
    for part in parts:
        yield from PARTS[part](bench)


def _parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(prog="bench", description="Measure ours beside theirs.")
    result.add_argument("part", nargs="*", help=f"only these of: {', '.join(PARTS)}")
    result.add_argument("--quick", action="store_true", help="only see that measuring works")
    result.add_argument("--json", metavar="FILE", type=Path, help="write the rows here too")
    result.add_argument(
        "--generated",
        metavar="DIR",
        type=Path,
        default=ROOT / "generated",
        help="folder that holds the package (default: the project's own)",
    )
    result.add_argument(
        "--corpus",
        metavar="DIR",
        type=Path,
        help="folder of descriptions, for the part `describing`",
    )
    return result


def _tell(part: str) -> None:
    """Show on a terminal what is being measured, in one line that is cleared at the end."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{part}", end="", file=sys.stderr, flush=True)


def _report(rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "versions": {name: _version(name) for name in COMPARED},
        "rows": [row.as_dict() for row in rows],
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    with undoing():
        sys.exit(main())
