"""What a run of the command is asked to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.document import Document
from generator.languages import LANGUAGE
from generator.languages.language import Language
from generator.load import RootFile
from generator.operation_filter import OperationFilter, calls, unmatched
from generator.quoting import nearest


class UseError(Exception):
    """The command was used in a way that can't be meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is asked for."""

    description: Path
    package: str
    root: RootFile | None = None
    """The description's root file, where finding the package's name took reading it."""
    overlays: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """By the name of the provider that each makes."""
    providers: tuple[str, ...] = ()
    """Those that are wanted; all when empty."""
    names: Path | None = None
    """The lock of names."""
    writes_names: bool = False
    """Whether the lock is written, and not only read."""
    order: tuple[str, ...] = ()
    """Providers that come first, in this order: whose names mean what they meant before."""
    strict: bool = False
    """Whether what else is a remark about a description of somebody else's refuses it."""
    without: tuple[str, ...] = ()
    """Rooms of the runtime that are left out."""
    operations: OperationFilter = OperationFilter()
    """Which operations are wanted."""
    package_only: bool = False
    """Whether the output is the package, and the folder is the package's."""
    language: Language[Any, Any] = LANGUAGE
    """What the package is written in."""
    place: str = ""
    """The way to the folder of packages below the output's, "" where it is that."""
    is_alone: bool = False
    """Whether nothing is written beside the package: no schemas, no descriptions."""
    remembered: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What the next run for the same folder need not be told, besides names and providers."""

    @property
    def folder(self) -> str:
        """The package's folder below the output's; "" when it is that."""
        return "" if self.package_only else f"{self.place}{self.language.folder(self.package)}"


def refuse_unknown_providers(job: Job, base: str) -> None:
    """Refuse to make what neither the description, which is `base`'s, nor an overlay is of.

    Raises:
        UseError: there is no provider of a name that is asked for.
    """
    names = {base, *job.overlays}
    for name in job.providers:
        if name not in names:
            there = ", ".join(sorted(names))
            raise UseError(
                f"there is no provider {name!r}{nearest(name, names)}; there are: {there}"
                f" (--overlay {name}=FILE makes one)"
            )


def refuse_unmatched(job: Job, documents: Sequence[Document]) -> None:
    """Refuse patterns that match no operation in any of the descriptions, and to want none at all.

    Raises:
        UseError: there is such a pattern, or no operation is left.
    """
    if not job.operations:
        return
    every = [call for document in documents for call in calls(document)]
    for option, text in unmatched(every, job.operations):
        hint = nearest(text, {name for call in every for name in call.names})
        raise UseError(f"{option} {text!r} matches no operation{hint}")
    if not any(map(job.operations.wants, every)):
        raise UseError("--include and --exclude leave no operation")
