"""Shapes of objects: whether two classes hold the same, whatever they are called.

Job: say whether values of one declaration are values of another, member by member and as deep as
they go. It must not say what follows.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from generator.api import Ref
from generator.diff.namespace import Namespace

REMARKS: Final = frozenset(
    {
        *("doc", "namespace", "providers", "identifier", "former", "called", "unknown"),
        *("default", "deprecated", "sunset", "deprecated_values", "is_response"),
    }
)
"""Fields that no value depends on."""


class Shapes:
    """The shapes of two namespaces."""

    def __init__(self, old: Namespace, new: Namespace, pairs: Mapping[str, str]) -> None:
        self._old = old
        self._new = new
        self._pairs = pairs

    def are_same(self, before: str, after: str) -> bool:
        """Return whether declarations of both sides hold the same."""
        return self._declarations(before, after, frozenset())

    def _declarations(self, before: str, after: str, around: frozenset[tuple[str, str]]) -> bool:
        if self._pairs.get(before) == after or (before, after) in around:
            return True  # a pair is compared where it is declared
        old, new = self._old.declarations[before], self._new.declarations[after]
        return self._same(old, new, around | {(before, after)})

    def _same(self, old: Any, new: Any, around: frozenset[tuple[str, str]]) -> bool:
        if isinstance(old, Ref) and isinstance(new, Ref):
            return self._declarations(old.name, new.name, around)
        if type(old) is not type(new):
            return False
        if isinstance(old, tuple):
            pairs = zip(old, new, strict=False)
            return len(old) == len(new) and all(self._same(*pair, around) for pair in pairs)
        if not dataclasses.is_dataclass(old):
            return bool(old == new)
        names = (f.name for f in dataclasses.fields(old) if f.name not in REMARKS)
        return all(self._parts(name, old, new, around) for name in names)

    def _parts(self, name: str, old: Any, new: Any, around: frozenset[tuple[str, str]]) -> bool:
        one, other = getattr(old, name), getattr(new, name)
        is_own = name == "name" and isinstance(one, str)  # a declaration's, which is another
        return is_own or self._same(one, other, around)
