"""The look of generated Python: black, in process, the same wherever it runs.

Job: take out imports that are not needed (`imports`) and format what was rendered. The mode is
spelt out here and no configuration file is read, so the working folder has no say. Files that are
copied from the templates are left as they are. It must not change what code means. `render` comes before, `prove` after.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from generator.files import File, Files
from generator.imports import pruned

if TYPE_CHECKING:
    from black.mode import Mode

LINE_LENGTH = 100


class FormatError(Exception):
    """A rendered module is not Python; the fault is the generator's."""


def format_files(files: Files) -> Files:
    """Return the files with the rendered Python among them formatted.

    Raises:
        FormatError: one of them can't be read as Python; the message names it.
    """
    mode = _mode()
    return {path: _formatted(path, file, mode) for path, file in files.items()}


def _formatted(path: str, file: File, mode: Mode) -> File:
    if file.copied or not path.endswith(".py"):
        return file
    try:
        return dataclasses.replace(file, text=_black(pruned(file.text), mode))
    except (ValueError, SyntaxError) as error:
        raise FormatError(f"{path}: what was rendered is not Python: {error}") from error


def _black(text: str, mode: Mode) -> str:
    # The public entry points format whatever has changed a second time, for the rare commas that
    # their first pass adds where the second splits. With templates like ours it changes nothing,
    # which the tests hold, and it would be a fifth of the whole run.
    from black import _format_str_once

    return _format_str_once(text, mode=mode)


def _mode() -> Mode:
    from black.mode import Mode, TargetVersion

    return Mode(
        target_versions={TargetVersion.PY311},
        line_length=LINE_LENGTH,
        string_normalization=True,
        magic_trailing_comma=True,
        preview=False,
    )
