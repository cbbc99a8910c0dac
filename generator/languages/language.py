"""What a language does with an Api, whichever it is.

Job: the seam between the stages and the rooms of languages. `S` is an Api as the language spells
it, `P` what a language plans: its own noun, which only its own functions read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from generator.api import Api
from generator.files import Files
from generator.findings import Diagnosis
from generator.names_lock import NamesLock

S = TypeVar("S")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A name of a description that a language can't have."""

    provider: str
    """Whose description it stands in."""
    pointer: str
    message: str


class Language(Protocol[S, P]):
    """A language that output is written in."""

    @property
    def optional_rooms(self) -> Collection[str]:
        """The rooms of the runtime that a package can be without."""
        ...

    def is_package_name(self, text: str) -> bool:
        """Return whether a package can be called so."""
        ...

    def is_importable(self, folder: str) -> bool:
        """Return whether a package can be imported from a folder of that name."""
        ...

    def folder(self, package: str) -> str:
        """Return the folder of the package below that of packages; `package` is the Api's."""
        ...

    def hides(self, name: str) -> bool:
        """Return whether a package of that name would be imported in the place of another."""
        ...

    def is_package(self, folder: Path) -> bool:
        """Return whether a folder is a package, so that what stands in it hides nothing."""
        ...

    def spelled(self, api: Api, lock: NamesLock, *, whole: bool) -> tuple[S, Diagnosis]:
        """Return an Api in the names of the language, and what is wrong with the lock of names.

        Args:
            api: what descriptions mean, in words.
            lock: names that stay what they are, in a language that has any.
            whole: whether all providers and operations are there.
        """
        ...

    def refused(self, api: S) -> Sequence[Refusal]:
        """Return the names of a description that the language can't have."""
        ...

    def plan(self, api: S, without: Collection[str]) -> P:
        """Return what will be written; `without` names rooms of the runtime that are left out."""
        ...

    def left_out(self, api: Api) -> tuple[str, ...]:
        """Return what of an Api a package can't have, a line each."""
        ...

    def render(self, package: P) -> Files:
        """Return the files of a package, unformatted."""
        ...

    def formatted(self, files: Files) -> Files:
        """Return the files, those of the language formatted."""
        ...

    def prove(self, files: Files, api: Api, package: P) -> Files:
        """Return the files as they are, or raise if they aren't what the Api means."""
        ...

    def surface(self, package: P) -> Mapping[str, str] | None:
        """Return what the runtime of a package adds to its surface: what each thing is.

        A package of a language without one doesn't say what its callers can rely on.
        """
        ...

    def misfits(self, folder: Path, tell: Callable[[str], None]) -> list[str]:
        """Return what of a project's own code doesn't fit its package, a line each."""
        ...
