"""The last stage before the disk: what is about to be written is what the Api means, and no more.

Job: read every file as a reader would, by its bytes and syntax trees, never by importing it, and
refuse what is not safe (`characters`, `syntax`, `names`) or not what the Api says (`spelling`,
`models`, `params`, `former`, `facades`, `offers`, `reexports`, `tables`, `commands`, `body_types`,
`clients`). A template can be wrong, and so can a plan, and the names in it. It must not change
anything and must not lean on how the code was made. `format` comes before, `publish` after. The
stages are loaded when something is proved: who reads a surface asks `misspelt` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.api import Api
from generator.files import Files

if TYPE_CHECKING:
    from generator.languages.python.package import Package

SHOWN = 40
"""More disagreements than this have one cause."""


class ProofError(Exception):
    """What was generated is wrong; the fault is the generator's, and nothing is written."""

    def __init__(self, disagreements: tuple[str, ...]) -> None:
        self.disagreements = disagreements
        rest = len(disagreements) - SHOWN
        more = [f"... and {rest} more"] if rest > 0 else []
        lines = ["the generated files do not stand the proof:", *disagreements[:SHOWN], *more]
        super().__init__("\n  ".join(lines))


def prove(files: Files, api: Api, package: Package) -> Files:
    """Return the files as they are, once nothing speaks against them.

    Raises:
        ProofError: something does; all that was found is listed.
    """
    from generator.languages.python.prove.stages import disagreements

    faults = tuple(disagreements(files, api, package))
    if faults:
        raise ProofError(faults)
    return files
