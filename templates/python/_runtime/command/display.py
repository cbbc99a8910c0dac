"""What is said beside an answer: notes, help, and whatever else is text for a reader.

Job: print lines that nothing from outside can steer a terminal by; everything that isn't asked for
goes to standard error. `layout` and `failures` know the form of answers and of what came in their
place. Nothing here is more than help needs.
"""

from __future__ import annotations

import os
import sys

from . import streams
from .streams import OutputError

TYPE_CHECKING = False  # as in `typing`, which costs a part of the time in which help is there
if TYPE_CHECKING:
    from typing import Final, TextIO

UNSEEN: Final = "backslashreplace"
"""How characters are written that an encoding doesn't have, outside of JSON."""


def one_line(text: str) -> str:
    """Return text as a single line without anything that could steer a terminal."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def lines(text: str) -> str:
    """Return text as lines without anything that could steer a terminal."""
    unseen = "\N{REPLACEMENT CHARACTER}"
    return "".join(c if c.isprintable() or c == "\n" else unseen for c in text)


def fault(program: str, error: BaseException) -> None:
    """Print one line to standard error about an exception that nobody expected, and its place."""
    note(program, "error", f"a fault of the program: {described(error)}")


def described(error: BaseException) -> str:
    """Return what an exception says, and where in the code it was raised."""
    frame, place = error.__traceback__, ""
    while frame is not None:
        place = f" ({os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno})"
        frame = frame.tb_next
    return f"{type(error).__name__}: {error}{place}"


def note(program: str, kind: str, text: str) -> None:
    """Print one line to standard error; where that can't be written, there is nobody to tell."""
    aside(f"{program}: {kind}: {one_line(text)}\n".encode(encoding(sys.stderr), UNSEEN))


def text(content: str) -> None:
    """Print lines to standard output.

    Raises:
        BrokenPipeError: nobody reads them.
        OutputError: they can't be written.
    """
    raw = lines(content).encode(encoding(sys.stdout), UNSEEN)
    try:
        streams.write(sys.stdout, raw)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        message = f"standard output can't be written: {streams.reason(error)}"
        raise OutputError(message) from None


def aside(raw: bytes) -> None:
    """Write to standard error, if that can be written."""
    try:  # `contextlib` would be loaded for this alone
        streams.write(sys.stderr, raw)
    except (OSError, ValueError):
        return


def terminal(stream: TextIO | None) -> bool:
    """Return whether a person looks at what is written there."""
    return stream is not None and not stream.closed and stream.isatty()


def coloured(stream: TextIO | None) -> bool:
    """Return whether colours are wanted there, by the variables that most programs obey."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return stream is not None
    return terminal(stream) and os.environ.get("TERM") != "dumb"


def columns(stream: TextIO | None) -> int:
    """Return how many columns a line has there."""
    setting = os.environ.get("COLUMNS", "")
    if setting.isascii() and setting.isdigit() and int(setting):
        return int(setting)
    try:
        return os.get_terminal_size(stream.fileno() if stream else 1).columns or 80
    except (OSError, ValueError):
        return 80


def encoding(stream: TextIO | None) -> str:
    """Return the encoding in which text is written there; UTF-8 for a file."""
    return (stream and stream.encoding) or "utf-8"
