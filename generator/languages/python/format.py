"""The look of generated Python: ruff's, the same wherever it runs.

Job: take out imports that are not needed (`imports`) and format what was rendered (`formatter`): no
configuration file is read, so the working folder has no say. Files that are copied from the
templates are left as they are. It must not change what code means. `render` comes before, `prove`
after.
"""

from __future__ import annotations

import dataclasses

from generator.files import File, Files
from generator.languages.python.formatter import LINE_LENGTH as LINE_LENGTH, Formatter, formatter
from generator.languages.python.imports import pruned


class FormatError(Exception):
    """A rendered module is not Python; the fault is the generator's."""


def format_files(files: Files) -> Files:
    """Return the files with the rendered Python among them formatted.

    Raises:
        FormatError: one of them can't be read as Python; the message names it.
    """
    modules = {p: f for p, f in files.items() if p.endswith(".py") and not f.copied}
    if not modules:
        return files
    with formatter() as server:
        return {**files, **{path: _formatted(path, f, server) for path, f in modules.items()}}


def _formatted(path: str, file: File, server: Formatter) -> File:
    try:
        return dataclasses.replace(file, text=server.formatted(pruned(file.text)))
    except (ValueError, SyntaxError) as error:
        raise FormatError(f"{path}: what was rendered is not Python: {error}") from error
