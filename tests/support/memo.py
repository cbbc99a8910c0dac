"""What one process makes once for all its tests: code of templates, and text that was formatted.

Both are functions of a text alone, and are more than half of what a small package takes. Runs of
the command in processes of their own make them as ever.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType

import jinja2
import pytest
from jinja2.bccache import Bucket, BytecodeCache

from generator.languages.python import format as formatting, render


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
    patch.setattr(formatting, "laid_out", _once(formatting.laid_out))


def _once(lay_out: Callable[[str], str]) -> Callable[[str], str]:
    texts: dict[str, str] = {}

    def laid_out(text: str) -> str:
        if text not in texts:
            texts[text] = lay_out(text)
        return texts[text]

    return laid_out
