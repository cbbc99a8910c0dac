"""Whether a module was only reformatted: what it says, whatever it looks like.

Job: a hash of the syntax tree of a module, which formatters leave as it is. How it is made stands
in the package's own `verify`, which has to know it without us; this only asks it. It must not
judge.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from generator.places import TEMPLATES

_NAME: Final = "_compactgen_verify"


@lru_cache(maxsize=256)  # most modules of a package are the runtime's, the same in all packages
def form(content: bytes) -> str | None:
    """Return the hash of what a module says; nothing when it is no Python."""
    result: str | None = _form()(content)
    return result


@lru_cache
def _form() -> Callable[[bytes], str | None]:
    spec = importlib.util.spec_from_file_location(_NAME, TEMPLATES / "python" / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[_NAME] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    result: Callable[[bytes], str | None] = module.form
    return result
