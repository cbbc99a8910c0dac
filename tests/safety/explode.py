"""What refusing each of the bombs costs.

Job: write each into a folder, validate it in a process of its own, and tell as a line of JSON how
that ended and what it took. Run as a program with the name of a group, and with a number where
only the first so many of it are wanted; `test_bombs` judges how they ended, `bench.refusing` what
they took.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from itertools import islice
from pathlib import Path

from tests.safety.bombs import Bomb, deep, meaning, reading

GROUPS = {"reading": reading, "meaning": meaning, "deep": deep}
MOST_SAID = 60_000
"""Characters of a report that are told on: remarks may stand before what a bomb is refused for."""
RUNAWAY = 30
"""Seconds of processor time after which a run is ended: many times what any of them needs."""


def exploded(bomb: Bomb, kind: str) -> dict[str, object]:
    """What validating a bomb takes, in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"description.{kind}"
        _apart(lambda: _write(bomb, path))  # which is not to be part of what the next one takes
        status, used = _apart(lambda: _validate(path))
        said = (path.parent / "said").read_text(encoding="utf-8", errors="replace")
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss // 1024,
        "said": said[:MOST_SAID],
        "length": len(said),
    }


def _apart(work: Callable[[], int]) -> tuple[int, resource.struct_rusage]:
    child = os.fork()
    if not child:
        os._exit(work())
    return os.wait4(child, 0)[1:]


def _write(bomb: Bomb, path: Path) -> int:
    text = bomb(path.parent)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return 0


def _validate(path: Path) -> int:
    from generator import cli

    resource.setrlimit(resource.RLIMIT_CPU, (RUNAWAY, RUNAWAY))
    handle = os.open(path.parent / "said", os.O_CREAT | os.O_WRONLY)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.chdir(path.parent)
    code = cli.main(["validate", path.name])
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def main(group: str, count: str | None = None) -> None:
    """Explode the bombs of a group, one after the other, and say what came of each."""
    for module in ("cli", "pipeline", "validate", "lower"):  # once, for all
        import_module(f"generator.{module}")

    for name, kind, bomb in islice(GROUPS[group](), count and int(count)):
        print(json.dumps({"name": f"{name} ({kind})", **exploded(bomb, kind)}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
