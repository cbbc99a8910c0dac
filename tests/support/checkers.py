"""Type checkers over packages that were made for a test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path


def mypy(folder: Path, *arguments: str) -> str:
    """Return what mypy's strict mode has against packages in a folder; empty when it is nothing.

    What it knows of libraries is kept for all tests of a worker, beside their folders: that takes
    most of its time, and is the same for all of them.
    """
    options = ["--strict", "--config-file=", f"--cache-dir={_cache(folder)}"]
    return _complaints(folder, "mypy", *options, *arguments)


def pyright(folder: Path) -> str:
    """Return what pyright has against a folder, by the settings in it; empty when it is nothing."""
    return _complaints(folder, "pyright", "--pythonpath", sys.executable)


def _cache(folder: Path) -> Path:
    """Return a folder among those of this run of tests."""
    run = next((path for path in folder.parents if re.fullmatch(r"pytest-\d+", path.name)), folder)
    return run / f"mypy-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


def _complaints(folder: Path, tool: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    return "" if done.returncode == 0 else done.stdout[-4000:] + done.stderr
