"""The stages of the proof, in their order: what speaks against files, whoever asks.

Job: give each stage the files, the Api and the plan, and hand on what it says.
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
