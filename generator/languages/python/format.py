"""The look of generated Python: black, in process, the same wherever it runs.

Job: take out imports that are not needed (`imports`) and format what was rendered. The mode is
spelt out here and no configuration file is read, so the working folder has no say. Files that are
copied from the templates are left as they are. It must not change what code means. `render` comes
before, `prove` after.
"""

from __future__ import annotations

import dataclasses
import os
import signal
import threading
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Final

from generator.files import File, Files
from generator.languages.python.imports import pruned

if TYPE_CHECKING:
    from black.mode import Mode

LINE_LENGTH: Final = 100
WORTH_A_PROCESS: Final = 100_000
"""Characters from which a second process pays."""


class FormatError(Exception):
    """A rendered module is not Python; the fault is the generator's."""


def format_files(files: Files) -> Files:
    """Return the files with the rendered Python among them formatted.

    Raises:
        FormatError: one of them can't be read as Python; the message names it.
    """
    rendered = {p: f for p, f in files.items() if p.endswith(".py") and not f.copied}
    return {**files, **_shared_out(rendered)}


def _shared_out(files: Files) -> Files:
    """Return the files formatted, by two processes where there is enough to do for both.

    A fork has black in memory already; with threads about, it isn't safe.
    """
    size = sum(len(file.text) for file in files.values())
    alone = size < WORTH_A_PROCESS or threading.active_count() > 1
    if alone or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return _each(files)
    first, second = _halves(files)
    import black  # noqa: F401  # before the fork, so that both have it

    return _beside(first, second)


def _beside(first: Files, second: Files) -> Files:
    """Return the files of both parts formatted, the second one by a child.

    The child has one thing to do, and nobody to wait for: it ends by itself if this process is
    killed, where one of a pool would wait for more work for ever.
    """
    context = get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    other = context.Process(target=_send, args=(reader, writer, second), daemon=True)
    other.start()
    writer.close()
    try:
        mine, theirs = _each(first), reader.recv()
    finally:
        other.kill()
        other.join()
    if isinstance(theirs, FormatError):
        raise theirs
    return {**mine, **theirs}


def _send(reader: Connection, writer: Connection, files: Files) -> None:
    """Send the files formatted, or why they can't be, to the parent if there still is one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this one, without a word
    reader.close()  # or there would always be somebody to read
    outcome: Files | FormatError
    try:
        outcome = _each(files)
    except FormatError as error:
        outcome = error
    with suppress(BrokenPipeError):
        writer.send(outcome)


def _halves(files: Files) -> tuple[Files, Files]:
    """Return two parts with about as much text in each."""
    parts: tuple[dict[str, File], dict[str, File]] = {}, {}
    sizes = [0, 0]
    for path, file in sorted(files.items(), key=lambda entry: -len(entry[1].text)):
        smaller = sizes.index(min(sizes))
        parts[smaller][path] = file
        sizes[smaller] += len(file.text)
    return parts


def _each(files: Files) -> Files:
    mode = _mode()
    return {path: _formatted(path, file, mode) for path, file in files.items()}


def _formatted(path: str, file: File, mode: Mode) -> File:
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
