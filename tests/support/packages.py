"""Writes packages for tests: what a description becomes, without a manifest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator import lower as lowering
from generator.api import Api
from generator.document import Document
from generator.findings import DescriptionError, errors
from generator.inputs import overlays_beside
from generator.languages import LANGUAGE
from generator.languages.python.format import format_files
from generator.languages.python.prove import prove
from generator.load import load as load_description
from generator.names_lock import NamesLock
from generator.policy import Policy
from generator.validate import validate, validated
from generator.verify import verify
from tests.support.refusing import load, lower, provided

FOREIGN = Policy(first_party=False)


def documents_of(description: Path) -> tuple[Document, ...]:
    """The effective description of each provider, free of errors."""
    found = provided(load(description), overlays_beside(description), ())
    findings = {*found.findings, *(f for d in found.documents for f in validate(d))}
    if errors(tuple(findings)):
        raise DescriptionError(tuple(sorted(findings)), found.sources)
    return tuple(found.documents)


def foreign_api(description: Path, package: str) -> Api:
    """What a description of somebody else's means, as `generate` reads it by default."""
    document, _ = load_description(description)
    assert document is not None
    document, _ = validated(document, FOREIGN)
    api, _ = lowering.lower([document], package, FOREIGN)
    return verify(api)


def api_of(description: Path, package: str) -> Api:
    """What a description means; a case by the name of a foreign one is read as such."""
    if description.parent.name.startswith("foreign_"):
        return foreign_api(description, package)
    return verify(lower(documents_of(description), package))


def write(
    documents: Sequence[Document], package: str, folder: Path, names: NamesLock | None = None
) -> None:
    """Write the proved package of some descriptions into a folder, with names that are locked."""
    write_meaning(verify(lower(documents, package)), package, folder, names)


def write_meaning(api: Api, package: str, folder: Path, names: NamesLock | None = None) -> None:
    """Write the proved package of what descriptions mean into a folder."""
    named, _ = LANGUAGE.spelled(api, names or NamesLock())
    plan = LANGUAGE.plan(named)
    files = prove(format_files(LANGUAGE.render(plan)), api, plan)
    for name, file in files.items():
        if name.startswith(f"{package}/"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.text.encode())


def method_of(client: Any, name: str) -> Any:
    """Return the method at the end of a path of attributes."""
    for part in name.split("."):
        client = getattr(client, part)
    return client
