"""The last stage before the disk: what is about to be written is what the Api means, and no more.

Job: read every file as a reader would, by its bytes and syntax trees, never by importing it, and
refuse what is not safe (`characters`, `syntax`, `names`) or not what the Api says (`spelling`,
`models`, `params`, `former`, `facades`, `offers`, `reexports`, `tables`, `commands`, `body_types`,
`clients`). A template can be wrong, and so can a plan, and the names in it. It must not change
anything and must not lean on how the code was made. `format` comes before, `publish` after.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.api import Api
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove import (
    body_types,
    characters,
    clients,
    commands,
    facades,
    former,
    models,
    names,
    offers,
    params,
    reexports,
    spelling,
    syntax,
    tables,
)

_STAGES = (
    models,
    params,
    former,
    facades,
    offers,
    reexports,
    tables,
    commands,
    body_types,
    clients,
)

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
    faults = tuple(disagreements(files, api, package))
    if faults:
        raise ProofError(faults)
    return files


def disagreements(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield everything that speaks against the files, in the order of their paths."""
    spelled_api = package.api
    yield from spelling.faults(api, spelled_api)
    allowed = names.chosen(spelled_api, package)
    for path, file in sorted(files.items()):  # each is read once for all of these
        if not file.copied:
            yield from characters.faults(path, file.text)
            if path.endswith(".py"):
                yield from syntax.faults(path, file.text)
                yield from names.module_faults(path, file.text, allowed)
    for stage in _STAGES:
        yield from stage.faults(files, spelled_api, package)
