"""Patterns, by the engine that the output runs on.

Job: say whether that engine knows a pattern, and whether a text has it. It takes time that grows
with the text and no more, and therefore knows fewer patterns than a description may have; Python's
own engine can be stopped for ever by one, so no pattern of a description is ever given to it to
match. `lower` leaves out what can't be enforced, and the rules say so.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any, Final

from generator.places import TEMPLATES

KEYWORD: Final = "pattern"


LONGEST: Final = 10_000
"""Characters of a pattern; engines take many times as many bytes and as long as for text."""


@cache
def _engine() -> Any:
    """Return the module of the runtime that matches patterns, which imports nothing of it."""
    path = TEMPLATES / "python" / "_runtime" / "model" / "patterns.py"
    spec = spec_from_file_location("compactgen_runtime_patterns", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _ready(pattern: str) -> Any:
    """Return a pattern ready for matching; `None` where the engine doesn't know it."""
    engine = _engine()
    if len(pattern) > LONGEST:
        return None
    try:
        return engine.Pattern(pattern)
    except engine.UnknownPattern:
        return None


@lru_cache(maxsize=4096)
def enforceable(pattern: Any) -> bool:
    """Return whether the run-time engine knows the pattern, and it isn't too long for that."""
    return isinstance(pattern, str) and _ready(pattern) is not None


_kept = lru_cache(maxsize=8)(_ready)  # of few, since what each remembers takes megabytes


def made() -> int:
    """Return how many patterns have been made ready for matching so far, which takes time."""
    return _kept.cache_info().misses


def matches(pattern: str, text: str) -> bool:
    """Return whether a text has a pattern, which it has when the engine doesn't know it."""
    pattern_ = _kept(pattern)
    return pattern_ is None or len(text) > _engine().LONGEST or bool(pattern_.matches(text))
