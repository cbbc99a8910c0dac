"""What the values of options stand for: themselves, a file, or standard input.

Job: text is text. It is never guessed to be JSON, a file is read only where `@` asks for it, and
nothing inside a file or a value is looked at again: a transcript may hold anything. An error names
the option, never the value. `options` comes before, `invocation` after.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class UsageError(Exception):
    """What was typed, or what it names, can't be used. The text never shows a credential."""


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
        from .wire import loads  # brings in pydantic, which --help can do without

        file = value == "-" or value.startswith("@")
        raw = self._bytes(flag, value) if file else self.text(flag, value).encode()
        try:
            return raw.removeprefix(b"\xef\xbb\xbf"), loads(raw)
        except RecursionError:
            raise UsageError(f"{flag}: the JSON is nested too deeply") from None
        except ValueError as error:
            raise UsageError(f"{flag}: that isn't JSON: {error}") from None

    def secret(self, flag: str, value: str) -> str:
        """Return the credential that a file holds, without white space around it."""
        return _decoded(flag, self._bytes(flag, value if value == "-" else f"@{value}")).strip()

    def _bytes(self, flag: str, value: str) -> bytes:
        if value != "-":
            try:
                return Path(value[1:]).read_bytes()
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                raise UsageError(f"{flag}: {value[1:]}: {reason}") from None
        if self._reader is not None:
            raise UsageError(f"{flag} and {self._reader} can't both be standard input")
        self._reader = flag
        return sys.stdin.buffer.read()


def _decoded(flag: str, raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{flag}: byte {error.start + 1} of the text isn't UTF-8") from None


def pairs(flag: str, texts: Sequence[str] | None, sign: str) -> Mapping[str, str] | None:
    """Return the names and values of an option that may be given several times."""
    found: dict[str, str] = {}
    for text in texts or ():
        name, separator, value = text.partition(sign)
        if not separator or not name:
            raise UsageError(f"{flag} needs a name, {sign!r} and a value")
        found[name] = value.strip() if sign == ":" else value
    return found or None
