"""The schemas that have names, and where each is written.

Part of `normal`, which has them before any is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.document import join, split
from generator.standard.references import SCHEMAS


@dataclass(slots=True, kw_only=True)
class Components:
    """Schemas by their names."""

    plain: dict[str, Any]
    """The description that they are of, in which each reference leads to one of them."""
    raws: dict[str, Any]
    origins: dict[str, str] = field(default_factory=dict[str, str])
    """Where those are written that have been given a name here."""

    def pointer(self, name: str) -> str:
        """Return where a schema is written."""
        return self.origins.get(name) or join(SCHEMAS, name)


def at(plain: Any, pointer: str) -> Any:
    """Return what stands at a pointer; `None` where nothing does."""
    for token in split(pointer):
        if isinstance(plain, list) and token.isdigit() and int(token) < len(plain):
            plain = plain[int(token)]
        elif isinstance(plain, dict) and token in plain:
            plain = plain[token]
        else:
            return None
    return plain
