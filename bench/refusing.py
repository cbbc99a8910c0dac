"""What refusing a bomb costs: a description that is small or plain to write, and dear to work on.

The bombs are those that the tests have refused; the dearest of each group counts. The other side is
PyYAML's loader in C on a harmless description of a megabyte, which takes about half a second on a
machine of today: the target is what a person waits for without wondering.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import yaml

from bench import processes
from bench.material import ROOT
from bench.row import Row
from bench.scale import Bench
from bench.timing import cpu

GROUPS = ("reading", "meaning", "deep")
TARGET = 4.0
"""Times what a megabyte of harmless YAML takes."""
_SCHEMA = """\
    S{number}:
      type: object
      properties:
        id: {{type: string, description: What it is called.}}
"""
_MEGABYTE = 1_000_000


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the rows of refusing."""
    text = harmless()
    for group in GROUPS:
        bench.tell(f"refusing bombs: {group}")
        bombs = _exploded(group, bench.scale.bombs)
        costs = bench.scale.turns.best({"yaml": cpu(lambda: yaml.load(text, yaml.CSafeLoader))})
        dearest = max(bombs, key=lambda bomb: bomb["seconds"])
        yield Row(
            name=f"refusing the dearest bomb, {group} / PyYAML in C on 1 MB",
            ours=dearest["seconds"],
            theirs=costs["yaml"],
            target=TARGET,
            note=f"of {len(bombs)} bombs, {group}: {dearest['name']}",
        )


def harmless() -> str:
    """Return a description of a megabyte that nobody has to think about."""
    head = "openapi: 3.1.0\ncomponents:\n  schemas:\n"
    size = len(_SCHEMA.format(number=10_000))
    return head + "".join(_SCHEMA.format(number=10_000 + n) for n in range(_MEGABYTE // size))


def _exploded(group: str, count: int | None) -> list[dict[str, Any]]:
    """Return what each bomb of a group took, or the first so many."""
    arguments = ["-m", "tests.safety.explode", group, *([str(count)] if count else [])]
    return [json.loads(line) for line in processes.run(arguments, ROOT).splitlines()]
