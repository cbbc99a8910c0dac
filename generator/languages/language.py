"""What a language does with an Api, whichever it is.

Job: the seam between the stages and the rooms of languages. `P` is what a language plans: its own
noun, which only its own functions read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from generator.api import Api
from generator.files import Files

P = TypeVar("P")


class Language(Protocol[P]):
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

    def plan(self, api: Api, without: Collection[str]) -> P:
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
