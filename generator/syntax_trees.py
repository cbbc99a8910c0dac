"""Python modules as syntax trees, each text read once in a run.

Job: keep the tree of a module from whoever asks first, so that the proof of a package and the
hashes of its manifest read it from one. It must not judge what is in it.
"""

from __future__ import annotations

import ast
from functools import lru_cache


@lru_cache(maxsize=1024)
def parsed(text: str) -> ast.Module | None:
    """Return the tree of a text, which nobody may change; nothing when it isn't Python."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
