"""What comparing descriptions costs: our own by what is remembered, and three sizes from scratch.

Our own description stands in a repository that has seen both sides before. The others are made
here, and one of ten operations says something else on the new side; nothing is remembered of them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench import processes
from bench.growing import PER_RESOURCE, grown
from bench.material import ROOT
from bench.row import Row
from bench.scale import Bench
from bench.timing import Act, wall

CHANGED: Final = 10
"""Operations of which the new side says something else."""


def measure(bench: Bench) -> Iterator[Row]:
    """Yield a row for our own description, one for each size, and one for how time grows."""
    sizes = [bench.scale.resources * bench.scale.growth**power for power in range(3)]
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        bench.tell("comparing")
        folder = Path(temporary)
        contenders = {str(size): wall(_sizes(folder, size)) for size in sizes}
        costs = bench.scale.processes.best({"own": wall(_own(folder)), **contenders})
    name, nobody = "our own description compared, as remembered", "nobody else compares packages"
    yield Row(name=name, ours=costs["own"], limit=1.0, note=nobody)
    for size in sizes:
        name = f"{size * PER_RESOURCE} operations compared"
        yield Row(name=name, ours=costs[str(size)], note=nobody)
    _, middle, largest = sizes
    yield Row(
        name=f"an operation of {largest * PER_RESOURCE} compared / one of {middle * PER_RESOURCE}",
        ours=costs[str(largest)] / largest,
        theirs=costs[str(middle)] / middle,
        target=1.1,
    )


def _own(folder: Path) -> Act:
    """Return a comparison of our own description with its last commit, which was seen before."""
    shutil.copytree(ROOT / "spec", folder / "own" / "spec")
    who = ("-c", "user.name=n", "-c", "user.email=n@example.org")
    for arguments in (("init",), ("add", "."), (*who, "commit", "-m", "all")):
        subprocess.run(["git", *arguments], cwd=folder / "own", check=True, capture_output=True)
    path = folder / "own" / "spec" / "openapi.yaml"
    path.write_text(path.read_text("utf-8").replace("title: ", "title: New ", 1), "utf-8")
    command = ["-m", "generator", "diff", "--against", "HEAD", str(path)]
    processes.run(command, ROOT)
    return lambda: processes.run(command, ROOT)


def _sizes(folder: Path, size: int) -> Act:
    """Return a comparison of a description of some size with one that says a little else."""
    old, new = folder / f"old{size}.json", folder / f"new{size}.json"
    old.write_text(json.dumps(grown(size)))
    new.write_text(json.dumps(_changed(grown(size))))
    return lambda: processes.run(["-m", "generator", "diff", str(old), str(new)], ROOT)


def _changed(tree: Any) -> Any:
    """Return a description in which some objects have one property more."""
    for schema in [*tree["components"]["schemas"].values()][:CHANGED]:
        schema["properties"]["more"] = {"type": "string"}
    return tree
