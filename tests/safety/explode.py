"""What refusing each of the bombs costs.

Job: write each into a folder, validate it in a process of its own, and tell as a line of JSON how
that ended and what it took. Run as a program with the name of a group; `test_bombs` judges.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bombs import Bomb, deep, meaning, reading


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
        "said": said[:1000],
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

    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
    handle = os.open(path.parent / "said", os.O_CREAT | os.O_WRONLY)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.chdir(path.parent)
    code = cli.main(["validate", path.name])
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def main(group: str) -> None:
    """Explode the bombs of a group, one after the other, and say what came of each."""
    import generator.cli
    import generator.pipeline  # noqa: F401  # once, for all

    for name, kind, bomb in {"reading": reading, "meaning": meaning, "deep": deep}[group]():
        print(json.dumps({"name": f"{name} ({kind})", **exploded(bomb, kind)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
