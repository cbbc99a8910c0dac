"""Java, as the stages know a language.

Job: hand each question and each step to the module that has the answer. What takes long to import
is imported when it is first used: many runs of the command find out that there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.api import Api
from generator.files import Files
from generator.findings import Diagnosis
from generator.languages.java import naming
from generator.languages.language import Refusal
from generator.names_lock import NamesLock
from generator.places import TEMPLATES

if TYPE_CHECKING:
    from generator.languages.java.package import JavaPackage


@dataclass(frozen=True, slots=True)
class Java:
    """The language, for a package of some name; "" for one that is called after the Api's."""

    name: str = ""

    @property
    def optional_rooms(self) -> Collection[str]:
        """The rooms of the runtime that a package can be without: none."""
        return ()

    def is_package_name(self, text: str) -> bool:
        """Return whether a package can be called so."""
        return naming.package_name(text)

    def is_importable(self, folder: str) -> bool:
        """Return whether a package can be below a folder of that name: it says nothing."""
        return True

    def folder(self, package: str) -> str:
        """Return the folder of the package below that of packages: one for each part of it."""
        return self._named(package).replace(".", "/")

    def _named(self, package: str) -> str:
        return self.name or naming.package_of(package)

    def hides(self, name: str) -> bool:
        """Return whether a package of that name would be in the place of another: none is."""
        return False

    def is_package(self, folder: Path) -> bool:
        """Return whether a folder is a package, so that what stands in it hides nothing."""
        return False

    def spelled(self, api: Api, lock: NamesLock, *, whole: bool) -> tuple[Api, Diagnosis]:
        """Return the Api as it is: names are chosen with the types of the package."""
        return api, Diagnosis()

    def refused(self, api: Api) -> Sequence[Refusal]:
        """Return nothing: whatever a description calls things can be spelled."""
        return ()

    def plan(self, api: Api, without: Collection[str] = ()) -> JavaPackage:
        """Return what will be written."""
        from generator.languages.java.plan.package import plan

        runtime = (path.stem for path in (TEMPLATES / "java").rglob("*.java"))
        return plan(api, self._named(api.package), sorted(runtime))

    def left_out(self, api: Api) -> tuple[str, ...]:
        """Return the operations that a package can't have, a line each."""
        from generator.languages.java.plan.package import left_out

        return tuple(left_out(api))

    def render(self, package: JavaPackage) -> Files:
        """Return the files of a package, unformatted."""
        from generator.languages.java.render import render

        return render(package, TEMPLATES)

    def formatted(self, files: Files) -> Files:
        """Return the files, the Java among them formatted."""
        from generator.languages.java.format import format_files

        return format_files(files)

    def prove(self, files: Files, api: Api, package: JavaPackage) -> Files:
        """Return the files as they are.

        Raises:
            ProofError: they aren't what the Api means.
        """
        from generator.languages.java.prove import prove

        return prove(files, api, package)

    def surface(self, package: JavaPackage) -> None:
        """Return nothing: a package doesn't say yet what its callers can rely on."""

    def misfits(self, folder: Path, tell: Callable[[str], None]) -> list[str]:
        """Return what of a project's own code doesn't fit its package: its compiler says it."""
        return []
