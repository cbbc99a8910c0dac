"""Two packages side by side in a folder, and processes that meet one of them.

Job: write a package as it would be generated, and run Python with it and nothing of the caller's
settings. What is run, and what its output means, is for `proof` and `project_code`.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from generator.job import UseError
from generator.languages import LANGUAGE
from generator.spelled import Api

SECONDS: Final = 600
"""Seconds that a process may take."""

SHOWN: Final = 20
"""Lines of what a process said last."""


_RUNNING: Final = set[subprocess.Popen[bytes]]()


class ProcessError(Exception):
    """A process broke off; the message says how, and what it said last."""


def refuse_without(library: str, option: str) -> None:
    """Refuse what can't be done here.

    Raises:
        UseError: a library isn't installed.
    """
    if importlib.util.find_spec(library) is None:
        raise UseError(f"{option} needs {library}, which isn't installed here")


def write(path: Path, text: str) -> None:
    """Write a file, and the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def write_package(folder: Path, api: Api) -> None:
    """Write the package of an Api into a folder, by its own name."""
    files = LANGUAGE.formatted(LANGUAGE.render(LANGUAGE.plan(api, ())))
    for name, file in files.items():
        write(folder / name, file.text)


def process(folder: Path, side: str, arguments: list[str], place: Path | None = None) -> str:
    """Return what Python prints when it is run with the package of a side, however it ends.

    Args:
        folder: what holds the packages of both sides.
        side: the folder of the package in it.
        arguments: of Python.
        place: where to run it; in the folder by default.
    """
    return _ended(folder, side, arguments, place).stdout.decode("utf-8", "replace")


def answer(folder: Path, side: str, arguments: list[str]) -> str:
    """Return what Python prints when it is run with the package of a side, to its end.

    Raises:
        ProcessError: it broke off.
    """
    run = _ended(folder, side, arguments)
    if run.returncode == 0:
        return run.stdout.decode("utf-8", "replace")
    how = f"signal {-run.returncode}" if run.returncode < 0 else f"exit code {run.returncode}"
    last_lines = run.stderr.decode("utf-8", "replace").splitlines()[-SHOWN:] or ["it said nothing"]
    raise ProcessError("\n".join([f"with the {side} package, Python ended by {how}:", *last_lines]))


@contextmanager
def ended_with_us(jobs: Iterable[Future[Any]]) -> Iterator[None]:
    """Have the processes of jobs end when whoever waits for the jobs within is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        running = [job for job in jobs if not job.cancel()]
        while wait(running, timeout=0.05).not_done:  # one of them may have a next process
            for child in [*_RUNNING]:
                child.kill()
        raise


def _ended(
    folder: Path, side: str, arguments: list[str], place: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    ways = os.pathsep.join([str(folder / side), str(folder)])
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("MYPY", "PYTHON", "PYTEST"))
    }
    child = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=place or folder,
        env={**environment, "PYTHONPATH": ways, "MYPYPATH": ways, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with child, _running(child):
        output, errors = child.communicate(timeout=SECONDS)
    return subprocess.CompletedProcess(child.args, child.returncode, output, errors)


@contextmanager
def _running(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Have a process known while it runs, and ended where nobody waits for it any more."""
    _RUNNING.add(child)
    try:
        yield
    except BaseException:
        child.kill()
        raise
    finally:
        _RUNNING.discard(child)


def checked_types(folder: Path, side: str, files: list[str], place: Path | None = None) -> str:
    """Return what mypy says of files with the package of a side, an error a line.

    What it knows of one side serves the other, as far as the files are the same: one at a time.
    """
    options = ["--no-error-summary", "--no-color-output", "--follow-imports=silent"]
    cache = ["--cache-dir", str(folder / "types"), "--config-file", os.devnull]
    return process(folder, side, ["-m", "mypy", *options, *cache, *files], place)
