"""How an answer and a problem are shown.

Job: an answer as it came, or spread over lines for a reader; everything that isn't the answer to
standard error. JSON is laid out token by token and never read into values, so that numbers, escapes
and repeated members stay as they are. Nothing that a server sends may steer a terminal. `main`
and `invocation` show through this and through nothing else.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from contextlib import suppress
from functools import cache
from typing import Any, Final, TextIO

from ..vocabulary.errors import APIError, APIStatusError
from . import streams
from .destination import StandardOutput, deliver

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_OPEN: Final = "{["
_CLOSE: Final = "}]"
_UNSEEN: Final = "backslashreplace"
"""How characters are written that an encoding doesn't have, outside of JSON."""


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
    """Return JSON's escape of a character: of one beyond 16 bits its two surrogates."""
    raw = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[i : i + 2].hex()}" for i in range(0, len(raw), 2))


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
    _told(f"{program}: {kind}: {one_line(text)}\n".encode(encoding(sys.stderr), _UNSEEN))


def text(shown: str) -> None:
    """Print lines to standard output.

    Raises:
        BrokenPipeError: nobody reads them.
        OutputError: they can't be written.
    """
    raw = lines(shown).encode(encoding(sys.stdout), _UNSEEN)
    deliver(StandardOutput(), raw)


def laid_out(raw: bytes, layout: str, stream: TextIO | None) -> bytes:
    """Return JSON text as it is to be written: as it came, or for a reader.

    Args:
        raw: JSON text.
        layout: "raw", "pretty", or "auto" for pretty on a terminal and raw elsewhere; "bytes" for
            what isn't JSON, of which nothing is changed.
        stream: where it will be written, `None` for a file.
    """
    if layout == "bytes":
        return raw
    if layout == "raw" or (layout == "auto" and not terminal(stream)):
        return raw if raw.endswith(b"\n") or not raw else raw + b"\n"
    return _spread(raw.decode("utf-8-sig"), stream)


def refusal(program: str, error: APIError, form: str) -> None:
    """Tell of a failed call on standard error, in a line, or as JSON where `form` is that.

    A line has what a provider says in refusing. What came otherwise, perhaps half of an answer that
    has to be paid for, follows it.
    """
    refused = isinstance(error, APIStatusError)
    if form == "json":
        answered = refused and not isinstance(error.body, str | None)  # a text isn't JSON
        failure(error.raw if answered and error.raw else _as_json(error))
        return
    note(program, "error", f"{type(error).__name__}: {error}")
    if not refused:
        failure(error.raw)


def _as_json(error: APIError) -> bytes:
    told: dict[str, str | None] = {"type": type(error).__name__, "message": str(error)}
    told["request_id"] = error.request_id
    if error.raw is not None:
        told["answer"] = error.raw.decode(errors="replace")
    import json  # help can do without

    return json.dumps({"error": told}).encode()


def failure(raw: bytes | None) -> None:
    """Print the body of a failed call to standard error, as it came unless that is a terminal."""
    if not raw:
        return
    if not terminal(sys.stderr):
        _told(laid_out(raw, "raw", None))
        return
    import json  # help can do without

    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        shown = "\n".join(one_line(line) for line in raw.decode(errors="replace").splitlines())
        _told(f"{shown}\n".encode(encoding(sys.stderr), _UNSEEN))
    else:
        _told(laid_out(raw, "pretty", sys.stderr))


def terminal(stream: TextIO | None) -> bool:
    """Return whether a person looks at what is written there."""
    return stream is not None and not stream.closed and stream.isatty()


def encoding(stream: TextIO | None) -> str:
    """Return the encoding in which text is written there; UTF-8 for a file."""
    return (stream and stream.encoding) or "utf-8"


def _told(raw: bytes) -> None:
    with suppress(OSError, ValueError):
        streams.write(sys.stderr, raw)


def _spread(text: str, stream: TextIO | None) -> bytes:
    """Return JSON text with a member a line, in colours where they can be seen and made."""
    shown = indented(text) + "\n"
    if terminal(stream) and "NO_COLOR" not in os.environ and _has_rich():
        shown = _coloured(shown, stream)
    return _encoded(shown, encoding(stream))


def _encoded(text: str, encoding: str) -> bytes:
    """Return JSON text in an encoding; what that doesn't have is written as JSON's own escapes."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        pieces = (c if _has(encoding, c) else _escape(c) for c in text)
        return "".join(pieces).encode(encoding)


@cache
def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _has_rich() -> bool:
    from importlib.util import find_spec  # help can do without

    return find_spec("rich") is not None


def _coloured(text: str, stream: TextIO | None) -> str:
    """Return JSON in colours, by a library that is only there if somebody asked for it."""
    console: Any = importlib.import_module("rich.console").Console(file=stream)
    highlighter: Any = importlib.import_module("rich.highlighter").JSONHighlighter()
    with console.capture() as capture:
        console.print(highlighter(text), soft_wrap=True, end="")
    return str(capture.get())
