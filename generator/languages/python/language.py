"""Python, as the stages know a language.

Job: hand each question and each step to the module that has the answer. What takes long to import
is imported when it is first used: many runs of the command find out that there is nothing to do.
"""

from __future__ import annotations

import ast
import keyword
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator import api as vocabulary
from generator.files import Files
from generator.findings import Diagnosis
from generator.languages.language import Refusal
from generator.languages.python import naming
from generator.languages.python.rooms import DOORS
from generator.names_lock import NamesLock
from generator.places import TEMPLATES
from generator.spelled import Api

if TYPE_CHECKING:
    from generator.languages.python.package import Package


class Python:
    """The language that packages are written in."""

    @property
    def optional_rooms(self) -> Collection[str]:
        """The rooms of the runtime that a package can be without."""
        return DOORS

    def is_package_name(self, text: str) -> bool:
        """Return whether a package can be called so."""
        return naming.package_name(text)

    def is_importable(self, folder: str) -> bool:
        """Return whether a package can be imported from a folder of that name."""
        return folder.isidentifier() and not keyword.iskeyword(folder)

    def folder(self, package: str) -> str:
        """Return the folder of the package below that of packages: it has the package's name."""
        return package

    def hides(self, name: str) -> bool:
        """Return whether a package of that name would be imported in the place of another."""
        return naming.hides(name)

    def is_package(self, folder: Path) -> bool:
        """Return whether a folder is a package, so that what stands in it hides nothing."""
        return (folder / "__init__.py").is_file()

    def spelled(
        self, api: vocabulary.Api, lock: NamesLock, *, whole: bool = True
    ) -> tuple[Api, Diagnosis]:
        """Return an Api in Python's names, those of a lock first, and what is wrong with that."""
        from generator.languages.python.spelling import spelled_api

        return spelled_api(api, lock, whole=whole)

    def refused(self, api: Api) -> Sequence[Refusal]:
        """Return the names of a description that Python can't have."""
        from generator.languages.python.refusals import refusals

        return tuple(refusals(api))

    def misspelt(self, api: Api) -> tuple[str, ...]:
        """Return what can't be a name in Python, a line each."""
        from generator.languages.python.prove.misspelt import misspelt

        return tuple(misspelt(api))

    def plan(self, api: Api, without: Collection[str] = ()) -> Package:
        """Return what will be written; `without` names rooms of the runtime that are left out."""
        from generator.languages.python.plan.package import plan

        return plan(api, _exceptions(), without)

    def left_out(self, api: vocabulary.Api) -> tuple[str, ...]:
        """Return what of an Api a package can't have: nothing."""
        return ()

    def render(self, package: Package) -> Files:
        """Return the files of a package, unformatted."""
        from generator.languages.python.render import render

        return render(package, TEMPLATES)

    def formatted(self, files: Files) -> Files:
        """Return the files, the Python among them formatted."""
        from generator.languages.python.format import format_files

        return format_files(files)

    def prove(self, files: Files, api: vocabulary.Api, package: Package) -> Files:
        """Return the files as they are.

        Raises:
            ProofError: they aren't what the Api means.
        """
        from generator.languages.python.prove import prove

        return prove(files, api, package)

    def surface(self, package: Package) -> Mapping[str, str]:
        """Return what the runtime of a package adds to its surface: what each thing is."""
        from generator.languages.python.surface import surface

        return surface(package)

    def misfits(self, folder: Path, tell: Callable[[str], None]) -> list[str]:
        """Return what of a project's own code doesn't fit its package, a line each."""
        from generator.languages.python.custom_code import misfits

        return misfits(folder, tell)


def _exceptions() -> tuple[str, ...]:
    """Return the names of the runtime's exceptions and warnings."""
    path = TEMPLATES / "python" / "_runtime" / "vocabulary" / "errors.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = (node.name for node in tree.body if isinstance(node, ast.ClassDef))
    return tuple(sorted(name for name in names if name.endswith(("Error", "Warning"))))
