"""The languages that output is written in: a room for each, and what they have in common.

Nothing outside of this folder knows a language, and none of its rooms knows another. There is one
so far, which everybody else has by the name `LANGUAGE`.
"""

from __future__ import annotations

from typing import Final

from generator.languages.python.language import Python

LANGUAGE: Final = Python()
