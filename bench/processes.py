"""Programs of a line or two, each in a Python process of its own, and what they cost.

The environment is the same for all: nothing of the caller's but the search path, so that no
variable changes what is measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from bench.timing import Measured, wall

_PEAK = """
import sys
def peak():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except OSError:
        import resource
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used if sys.platform == "darwin" else used * 1024
print(peak())
"""

_KEPT = """
import gc, tracemalloc
keep()
gc.collect()
tracemalloc.start()
kept = keep()
gc.collect()
print(tracemalloc.get_traced_memory()[0])
"""


def environment(path: Path) -> dict[str, str]:
    """Return the variables of a process that finds modules in `path` too."""
    tools = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return {"PATH": tools, "PYTHONPATH": str(path)}


def run(arguments: Sequence[str], path: Path) -> str:
    """Run Python with these arguments and return what it prints.

    Raises:
        RuntimeError: it failed; the message is what it said.
    """
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=path,
        env=environment(path),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}\n{done.stderr}")
    return done.stdout


Command: TypeAlias = Callable[[Path], Sequence[str]]
"""Returns what Python is given, for one description."""


class Used(NamedTuple):
    """What a run has used, with the processes that it started."""

    seconds: float
    """Of processors."""
    peak: float
    """Bytes of memory, of whichever process took the most."""


def used(arguments: Sequence[str], path: Path) -> Used:
    """Run Python with these arguments and return what that uses.

    Raises:
        RuntimeError: it failed.
    """
    command, silent = [sys.executable, *arguments], subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=path, env=environment(path), stdout=silent, stderr=silent
    ) as running:
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed")
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Used(usage.ru_utime + usage.ru_stime, float(peak))


def lasting(program: str, path: Path) -> Measured:
    """Return the run of a program as something whose time is measured."""
    return wall(lambda: run(["-c", program], path))


def peaking(program: str, path: Path) -> Measured:
    """Return the run of a program as something whose peak memory is measured, in bytes."""
    return lambda: float(run(["-c", program + _PEAK], path))


def keeping(program: str, path: Path) -> Measured:
    """Return a program's `keep` as something whose result's memory is measured, in bytes."""
    return lambda: float(run(["-c", program + _KEPT], path))
