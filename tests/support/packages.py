"""Writes packages for tests: what a description becomes, without a manifest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.document import Document
from generator.findings import DescriptionError, errors
from generator.inputs import overlays_beside
from generator.languages import LANGUAGE
from generator.languages.python.format import format_files
from generator.languages.python.prove import prove
from generator.names_lock import NamesLock
from generator.validate import validate
from generator.verify import verify
from tests.support.refusing import load, lower, provided


def documents_of(description: Path) -> tuple[Document, ...]:
    """The effective description of each provider, free of errors."""
    found = provided(load(description), overlays_beside(description), ())
    findings = {*found.findings, *(f for d in found.documents for f in validate(d))}
    if errors(tuple(findings)):
        raise DescriptionError(tuple(sorted(findings)), found.sources)
    return tuple(found.documents)


def write(
    documents: Sequence[Document], package: str, folder: Path, names: NamesLock | None = None
) -> None:
    """Write the proved package of some descriptions into a folder, with names that are locked."""
    api = verify(lower(documents, package))
    named, _ = LANGUAGE.spelled(api, names or NamesLock())
    plan = LANGUAGE.plan(named)
    files = prove(format_files(LANGUAGE.render(plan)), api, plan)
    for name, file in files.items():
        if name.startswith(f"{package}/"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.text.encode())
