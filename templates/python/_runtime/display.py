"""How an answer and a problem are shown.

Job: bytes to standard output exactly as they came, or spread over lines for a reader; everything
that isn't the answer to standard error. JSON is laid out token by token and never read into values,
so that numbers, escapes and repeated members stay as they are. Nothing that a server sends may
steer a terminal. `command` prints through this and through nothing else.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import traceback
from importlib.util import find_spec
from typing import Any, Final, TextIO

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_OPEN: Final = "{["
_CLOSE: Final = "}]"


def indented(text: str) -> str:
    """Return JSON text with a member or an item a line; values keep their spelling."""
    pieces: list[str] = []
    depth, before = 0, ""
    for token in _TOKEN.findall(text):
        if token in _CLOSE:
            depth -= 1
            pieces.append(token if before in _OPEN and before else _line(depth) + token)
        else:
            pieces.append(_line(depth) if before and before in _OPEN else "")
            pieces.append(_spaced(token, depth))
            depth += token in _OPEN
        before = token
    return "".join(pieces)


def _line(depth: int) -> str:
    return "\n" + "  " * depth


def _spaced(token: str, depth: int) -> str:
    if token == ",":
        return "," + _line(depth)
    return ": " if token == ":" else _visible(token)


def _visible(token: str) -> str:
    """Return a token with what can't be seen as escapes, which stand for the same characters."""
    if token.isprintable():
        return token
    return "".join(c if c.isprintable() else _escape(c) for c in token)


def _escape(character: str) -> str:
    if ord(character) > 0xFFFF:
        return json.dumps(character)[1:-1]
    return f"\\u{ord(character):04x}"


def one_line(text: str) -> str:
    """Return text as a single line without anything that could steer a terminal."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def lines(text: str) -> str:
    """Return text as lines without anything that could steer a terminal."""
    unseen = "\N{REPLACEMENT CHARACTER}"
    return "".join(c if c.isprintable() or c == "\n" else unseen for c in text)


def fault(error: BaseException) -> None:
    """Print an exception that nobody expected, with where it came from, to standard error."""
    print(lines("".join(traceback.format_exception(error))), end="", file=sys.stderr)


def note(program: str, kind: str, text: str) -> None:
    """Print one line to standard error."""
    print(f"{program}: {kind}: {one_line(text)}", file=sys.stderr)


def answer(raw: bytes, layout: str) -> None:
    """Print what a call brought to standard output.

    Args:
        raw: JSON text.
        layout: "raw", "pretty", or "auto" for pretty on a terminal and raw elsewhere.
    """
    if layout == "raw" or (layout == "auto" and not sys.stdout.isatty()):
        _bytes(sys.stdout, raw)
    else:
        _text(sys.stdout, indented(raw.decode("utf-8-sig")))


def text(shown: str) -> None:
    """Print lines to standard output."""
    _bytes(sys.stdout, lines(shown).encode(sys.stdout.encoding or "utf-8", "backslashreplace"))


def failure(raw: bytes | None) -> None:
    """Print the body of a failed call to standard error, as it came unless that is a terminal."""
    if not raw:
        return
    if not sys.stderr.isatty():
        _bytes(sys.stderr, raw)
        return
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        lines = raw.decode(errors="replace").splitlines()
        _text(sys.stderr, "\n".join(one_line(line) for line in lines))
    else:
        _text(sys.stderr, indented(raw.decode("utf-8-sig")))


def _bytes(stream: TextIO, raw: bytes) -> None:
    stream.flush()
    stream.buffer.write(raw if raw.endswith(b"\n") else raw + b"\n")
    stream.buffer.flush()


def _text(stream: TextIO, text: str) -> None:
    if stream.isatty() and "NO_COLOR" not in os.environ and find_spec("rich") is not None:
        _coloured(stream, text)
    else:
        _bytes(stream, text.encode(stream.encoding or "utf-8", "backslashreplace"))


def _coloured(stream: TextIO, text: str) -> None:
    """Print JSON in colours, by a library that is only there if somebody asked for it."""
    console: Any = importlib.import_module("rich.console").Console(file=stream)
    highlighter: Any = importlib.import_module("rich.highlighter").JSONHighlighter()
    console.print(highlighter(text), soft_wrap=True)
