"""What the values of options stand for: themselves, a file, or standard input.

Job: text is text. It is never guessed to be JSON, a file is read only where `@` asks for it, and
nothing inside a file or a value is looked at again: a transcript may hold anything. An error names
the option, never the value. `options` comes before, `invocation` after.
"""

from __future__ import annotations

import sys

from . import streams

TYPE_CHECKING = False  # as in `typing`, which costs a part of the time in which help is there
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, Final

BOM: Final = b"\xef\xbb\xbf"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT: Final = 64
"""Bytes by which a text of two bytes a character is recognized."""


class UsageError(Exception):
    """What was typed, or what it names, can't be used. The text never shows a credential."""

    command: str | None = None
    """The command whose help has more to say."""


class Inputs:
    """What the values of options stand for: themselves, files, or standard input (once)."""

    def __init__(self) -> None:
        self._reader: str | None = None

    def text(self, flag: str, value: str) -> str:
        """Return the text that a value stands for."""
        if value == "-" or value.startswith("@"):
            return _decoded(flag, self._bytes(flag, value))
        plain = value[1:] if value == r"\-" or value.startswith(r"\@") else value
        try:
            plain.encode()
        except UnicodeEncodeError:
            raise UsageError(f"{flag}: the text isn't UTF-8") from None
        return plain

    def json(self, flag: str, value: str) -> tuple[bytes, Any]:
        """Return the JSON text that a value stands for, and what it says."""
        from ..vocabulary.json_text import loads  # brings in json, which --help can do without

        file = value == "-" or value.startswith("@")
        raw = self._bytes(flag, value) if file else self.text(flag, value).encode()
        _refuse_wide(flag, raw)
        try:
            return raw.removeprefix(BOM), loads(raw)
        except RecursionError:
            raise UsageError(f"{flag}: the JSON is nested too deeply") from None
        except ValueError as error:
            raise UsageError(f"{flag}: that isn't JSON: {error}") from None

    def path(self, flag: str, value: str) -> Any:
        """Return the path of a file that can be read."""
        from pathlib import Path  # costs more than all of argparse

        try:
            open(value[1:], "rb").close()
        except (OSError, ValueError) as error:
            raise UsageError(f"{flag}: {value[1:]}: {streams.reason(error)}") from None
        return Path(value[1:])

    def raw(self, flag: str, value: str) -> bytes:
        """Return the bytes of standard input, or of a file."""
        return self._bytes(flag, value)

    def secret(self, flag: str, value: str) -> str:
        """Return the credential that a file holds, without white space around it."""
        return _decoded(flag, self._bytes(flag, value if value == "-" else f"@{value}")).strip()

    def _bytes(self, flag: str, value: str) -> bytes:
        if value != "-":
            try:
                with open(value[1:], "rb") as file:  # pathlib costs more than all of argparse
                    return file.read()
            except (OSError, ValueError) as error:
                raise UsageError(f"{flag}: {value[1:]}: {streams.reason(error)}") from None
        if self._reader is not None:
            raise UsageError(f"{flag} and {self._reader} can't both be standard input")
        self._reader = flag
        try:
            return streams.read(sys.stdin)
        except OSError as error:
            raise UsageError(f"{flag}: standard input: {streams.reason(error)}") from None


def _decoded(flag: str, raw: bytes) -> str:
    """Return the text; line ends stay as they are, and a byte order mark is no part of it."""
    _refuse_wide(flag, raw)
    try:
        return raw.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{flag}: byte {error.start + 1} of the text isn't UTF-8") from None


def _refuse_wide(flag: str, raw: bytes) -> None:
    """Refuse UTF-16 by name, with a mark or where every other byte of a text is empty."""
    start = raw[:_LOOKED_AT]
    halves = (start[::2], start[1::2])
    if raw.startswith(_WIDE) or (len(start) > 1 and any(not half.strip(b"\0") for half in halves)):
        raise UsageError(f"{flag}: the text is in UTF-16; it has to be UTF-8")


def pairs(flag: str, texts: Sequence[str] | None, sign: str) -> list[tuple[str, str]]:
    """Return the names and values of an option that may be given several times, in their order."""
    result: list[tuple[str, str]] = []
    for text in texts or ():
        name, separator, value = text.partition(sign)
        if not separator or not name:
            raise UsageError(f"{flag} needs a name, {sign!r} and a value")
        result.append((name, value.strip() if sign == ":" else value))
    return result


def listed(values: Iterable[tuple[str, str]]) -> dict[str, list[str]] | None:
    """Return all the values of each name."""
    result: dict[str, list[str]] = {}
    for name, value in values:
        result.setdefault(name, []).append(value)
    return result or None


def joined(values: Iterable[tuple[str, str]]) -> dict[str, str] | None:
    """Return one value for each name in any case: several are one list (RFC 9110, section 5.3)."""
    result: dict[str, tuple[str, str]] = {}
    for name, value in values:
        earlier = result.get(name.lower())
        result[name.lower()] = (name, value if earlier is None else f"{earlier[1]}, {value}")
    return dict(result.values()) or None
