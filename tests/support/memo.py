"""What one process makes once for all its tests: code of templates, and text that was formatted.

Both are functions of a text alone, and are more than half of what a small package takes. Runs of
the command in processes of their own make them as ever.
"""

from __future__ import annotations

import atexit
from contextlib import ExitStack, nullcontext
from types import CodeType

import jinja2
import pytest
from jinja2.bccache import Bucket, BytecodeCache

from generator.languages.python import format as formatting, render
from generator.languages.python.formatter import Formatter, formatter


class Codes(BytecodeCache):
    """The code of templates, by their text."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


def remembering(patch: pytest.MonkeyPatch) -> None:
    """Have rendering and formatting keep what they made."""
    codes, environment = Codes(), render._environment

    def with_codes(*arguments: object) -> jinja2.Environment:
        result = environment(*arguments)  # type: ignore[arg-type]
        result.bytecode_cache = codes
        return result

    patch.setattr(render, "_environment", with_codes)
    formatted = Formatted()
    patch.setattr(formatting, "formatter", lambda: nullcontext(formatted))


class Formatted:
    """What a formatter has made of texts, and one that makes it of others."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._server: Formatter | None = None

    def formatted(self, text: str) -> str:
        """Return the text as ruff writes it."""
        if text not in self._texts:
            self._texts[text] = self._started().formatted(text)
        return self._texts[text]

    def _started(self) -> Formatter:
        if self._server is None:
            stack = ExitStack()
            self._server = stack.enter_context(formatter())
            atexit.register(stack.close)
        return self._server
