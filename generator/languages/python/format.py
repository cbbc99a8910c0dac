"""The look of generated Python: ruff's, the same wherever it runs.

Job: take out imports that are not needed (`imports`) and format what was rendered. The options are
spelt out here and no configuration file is read, so the working folder has no say. Files that are
copied from the templates are left as they are. It must not change what code means. `render` comes
before, `prove` after.
"""

from __future__ import annotations

import dataclasses
import os
import subprocess
from pathlib import Path
from typing import Final

from generator.files import File, Files
from generator.languages.python.imports import pruned

LINE_LENGTH: Final = 100

OPTIONS: Final = (
    "--isolated",
    "--no-cache",
    "--quiet",
    f"--line-length={LINE_LENGTH}",
    "--target-version=py311",
    "-",
)


class FormatError(Exception):
    """A rendered module is not Python; the fault is the generator's."""


def format_files(files: Files) -> Files:
    """Return the files with the rendered Python among them formatted.

    Raises:
        FormatError: one of them can't be read as Python; the message names it.
    """
    rendered = {p: f for p, f in files.items() if p.endswith(".py") and not f.copied}
    return {**files, **{path: _formatted(path, file) for path, file in rendered.items()}}


def _formatted(path: str, file: File) -> File:
    try:
        return dataclasses.replace(file, text=laid_out(pruned(file.text)))
    except (ValueError, SyntaxError) as error:
        raise FormatError(f"{path}: what was rendered is not Python: {error}") from error


def laid_out(text: str) -> str:
    """Return a module as ruff writes it.

    It is handed over and taken back through pipes, so that a run that is killed leaves no files.

    Raises:
        ValueError: it isn't Python; the message is ruff's.
    """
    import ruff  # type: ignore[import-untyped]

    program = Path(os.fsdecode(ruff.find_ruff_bin()))
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("RUFF_")}
    done = subprocess.run(
        [str(program), "format", *OPTIONS],
        input=text.encode(),
        capture_output=True,
        cwd=program.parent,
        env=surroundings,
        check=False,
    )
    if done.returncode != 0:
        raise ValueError(done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode()
