"""What a run of the command is asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is asked for."""

    description: Path
    package: str
    overlays: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """By the name of the provider that each makes."""
    providers: tuple[str, ...] = ()
    """Those that are wanted; all when empty."""
    alone: bool = False
    """Whether the output is the package, and the folder is the package's."""

    @property
    def folder(self) -> str:
        """The package's folder below the output's; "" when it is that."""
        return "" if self.alone else self.package
