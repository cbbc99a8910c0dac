"""What the command line costs: its help, and the way to the first byte of an answer.

Every measurement is a Python process of its own, with the interpreter's start: that is what who
types a command waits for.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench import importing, loopback, material, packages, processes
from bench.row import Row
from bench.scale import Bench
from bench.timing import Measured, wall

_ARGPARSE = "import argparse"
_CALL = ("responses", "compact", "--model", "gpt-5.1-codex-max", "--input", "Hello")


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the rows of the command line."""
    bench.tell("the command line")
    with loopback.serving(material.small_response()) as address:
        asked = ("--api-key", "key", "--base-url", address)
        program = importing.asking(packages.OURS, address)
        contenders = {
            "argparse": processes.lasting(_ARGPARSE, bench.generated),
            "help": _helping(["--help"], bench.generated),
            "operation": _helping(["responses", "compact", "--help"], bench.generated),
            "command": _first_byte([*_module(), *_CALL, *asked], bench.generated),
            "python": _first_byte(["-c", _printing(program)], bench.generated),
        }
        for warm in contenders.values():
            warm()
        yield from _rows(bench.scale.processes.best(contenders))


def _module() -> list[str]:
    return ["-m", packages.OURS]


def _helping(words: Sequence[str], path: Path) -> Measured:
    return wall(lambda: processes.run([*_module(), *words], path))


def _printing(program: str) -> str:
    """Return a program that prints what its last line gets."""
    *lines, last = program.strip().splitlines()
    return "\n".join([*lines, f"print({last}.to_json())"])


def _first_byte(arguments: Sequence[str], path: Path) -> Measured:
    """Return how long it is until a process writes its first byte."""

    def measured() -> float:
        start = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, *arguments],
            cwd=path,
            env=processes.environment(path),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # which warns of a key that others can see
        ) as process:
            assert process.stdout is not None
            first = process.stdout.read(1)
            seconds = time.perf_counter() - start
            process.stdout.read()
        if not first or process.wait():
            raise RuntimeError(f"{' '.join(arguments)} printed nothing")
        return seconds

    return measured


def _rows(costs: Mapping[str, float]) -> Iterator[Row]:
    theirs = costs["argparse"]
    yield Row(name="--help / import argparse", ours=costs["help"], theirs=theirs, target=2.0)
    name = "--help of an operation / import argparse"
    yield Row(name=name, ours=costs["operation"], theirs=theirs, target=2.0)
    name = "first byte of an answer / the same call from Python"
    yield Row(name=name, ours=costs["command"], theirs=costs["python"], target=1.15)
