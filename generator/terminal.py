"""What reaches a terminal: text, and nothing that steers it.

Job: stand between the command and the streams of the process, so that whatever is printed, by
whomever, has its control and invisible characters escaped and fits the stream's encoding. Names of
files, arguments and contents of files come from others. It must not know what is printed.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from generator import colours
from generator.quoting import visible

if TYPE_CHECKING:
    from typing import TextIO


def line(text: object) -> str:
    """Return text as a single line of what can be seen."""
    characters = str(text)
    return visible(characters, len(characters))


def lines(text: str) -> str:
    """Return text of several lines: what can be seen, line ends and tabs, and nothing else."""
    return "\n".join("\t".join(map(line, one.split("\t"))) for one in text.split("\n"))


COLOUR: Final = re.compile("(\x1b\\[[0-9;]{1,8}m)")
"""How a terminal is told a colour, and nothing else."""


def _escaped(part: str) -> str:
    return part if COLOUR.fullmatch(part) else lines(part)


def write_coloured(stream: TextIO, text: str) -> None:
    """Write text with colours of ours."""
    writer = getattr(stream, "write_coloured", stream.write)
    writer(text)


class Plain:
    """A stream that escapes what is written to it, and paints it where colours are wanted."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._coloured = colours.wanted(stream)

    def write(self, text: str) -> int:
        """Write text, escaped."""
        safe = lines(text)
        self._stream.write(colours.painted(safe) if self._coloured else safe)
        return len(text)

    def writelines(self, texts: Any) -> None:
        """Write texts, escaped."""
        for text in texts:
            self.write(text)

    def write_coloured(self, text: str) -> None:
        """Write text whose colours are ours; whatever else steers a terminal is escaped."""
        self._stream.write("".join(_escaped(part) for part in COLOUR.split(text)))

    def flush(self) -> None:
        """Hand on what was written."""
        self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def plain_streams() -> Iterator[None]:
    """Have both streams of the process escape what is written, while this lasts."""
    out, errors = _opened(sys.stdout), _opened(sys.stderr)
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stderr(Plain(errors)))
        stack.enter_context(contextlib.redirect_stdout(Plain(out)))
        yield


def _opened(stream: TextIO | None) -> TextIO:
    """Return a stream that takes any character; a process may have been started with none."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream
