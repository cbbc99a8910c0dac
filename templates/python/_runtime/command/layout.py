"""JSON text laid out for a reader: spread over lines, on one line, in colours, as YAML.

Job: change the layout of JSON and nothing else. It is read token by token and never into values,
so that numbers, escapes and repeated members stay as they are. Nothing that a server sends may
steer a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, TextIO

from . import display
from .tokens import TOKEN

_OPEN: Final = "{["
_CLOSE: Final = "}]"
_COLOURS: Final = {"key": "34", "text": "32", "number": "36", "word": "35"}
"""Those of terminals by the kind of a token, as select graphic rendition has them."""


def laid_out(raw: bytes, layout: str, stream: TextIO | None) -> bytes:
    """Return JSON text as it is to be written: as it came, or for a reader.

    Args:
        raw: JSON text.
        layout: "raw", "json" for a member a line, "line" for one line, "yaml", or "auto" for
            "json" on a terminal and "raw" elsewhere; "bytes" for what isn't JSON, of which nothing
            is changed.
        stream: where it will be written, `None` for a file.
    """
    if layout == "bytes":
        return raw
    if layout == "raw" or (layout == "auto" and not display.terminal(stream)):
        return raw if raw.endswith(b"\n") or not raw else raw + b"\n"
    text = raw.decode("utf-8-sig")
    if layout == "yaml":
        from .yaml import yaml  # of all layouts the one with rules of its own

        return yaml(text).encode(display.encoding(stream), display.UNSEEN)
    if layout == "line":
        return _encoded(compact(text) + "\n", display.encoding(stream))
    indented_text = indented(text, colours=display.coloured(stream)) + "\n"
    return _encoded(indented_text, display.encoding(stream))


def indented(text: str, *, colours: bool = False) -> str:
    """Return JSON text with a member or an item a line; values keep their spelling."""
    pieces: list[str] = []
    depth, before = 0, ""
    for token, is_key in _tokens(text):
        if token in _CLOSE:
            depth -= 1
            pieces.append(token if before in _OPEN and before else _line(depth) + token)
        else:
            pieces.append(_line(depth) if before and before in _OPEN else "")
            piece = _spaced(token, depth)
            pieces.append(_painted(piece, is_key=is_key) if colours else piece)
            depth += token in _OPEN
        before = token
    return "".join(pieces)


def compact(text: str) -> str:
    """Return JSON text on one line without space between its tokens."""
    return "".join(visible(token) for token in TOKEN.findall(text))


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the tokens, and whether each is the name of a member."""
    tokens = TOKEN.findall(text)
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        yield token, after == ":"


def _painted(token: str, *, is_key: bool) -> str:
    if token[0] == '"':
        kind = "key" if is_key else "text"
    elif token[0] in "-0123456789":
        kind = "number"
    else:
        kind = "word" if token[0].isalpha() else ""
    return f"\x1b[{_COLOURS[kind]}m{token}\x1b[0m" if kind else token


def _line(depth: int) -> str:
    return "\n" + "  " * depth


def _spaced(token: str, depth: int) -> str:
    if token == ",":
        return "," + _line(depth)
    return ": " if token == ":" else visible(token)


def visible(token: str) -> str:
    """Return a token with what can't be seen as escapes, which stand for the same characters."""
    if token.isprintable():
        return token
    return "".join(c if c.isprintable() else _escape(c) for c in token)


def _escape(character: str) -> str:
    """Return JSON's escape of a character: of one beyond 16 bits its two surrogates."""
    raw = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[i : i + 2].hex()}" for i in range(0, len(raw), 2))


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
