"""The stages as tests call them: what they make, or the refusal that the pipeline makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator import lower as lowering, overlay as overlaying
from generator.api import Api
from generator.descriptions import Descriptions
from generator.document import Document
from generator.findings import DescriptionError, Diagnosis, Finding
from generator.job import Job
from generator.load import load as loaded, load_file
from generator.overlay import examples, providers
from generator.pipeline import meaning
from generator.policy import Policy
from generator.spelled import Api as SpelledApi

Value = TypeVar("Value")


def _made(value: Value | None, diagnosis: Diagnosis) -> Value:
    if value is None or diagnosis.errors:
        raise DescriptionError(diagnosis.findings, diagnosis.sources, diagnosis.advice)
    return value


def load(path: Path) -> Document:
    """The description at a path."""
    return _made(*loaded(path))


def load_overlay(path: Path) -> Document:
    """The overlay at a path."""
    return _made(*load_file(path))


def overlay(document: Document, changes: Document) -> Document:
    """The description with an overlay applied."""
    return _made(*overlaying.overlay(document, changes))


def lower(documents: Sequence[Document], package: str) -> Api:
    """What descriptions mean."""
    return _made(*lowering.lower(documents, package))


def spelled(documents: Sequence[Document], package: str) -> SpelledApi:
    """What descriptions mean, in the names of the default language."""
    policy = Policy(first_party=documents[0].first_party, strict=True)
    described = Descriptions(documents=tuple(documents), findings=(), policy=policy)
    job = Job(description=Path("openapi.yaml"), package=package)
    _, (api,), _ = meaning(described, [job], lambda *_: None)
    assert isinstance(api, SpelledApi)
    return api


def embed(document: Document, files: Iterable[Path]) -> Document:
    """The description with examples in it."""
    return _made(*examples.embed(document, map(load_overlay, files)))


class Provided(NamedTuple):
    """The effective documents of providers, and what was found on the way."""

    documents: tuple[Document, ...]
    findings: set[Finding]
    sources: Mapping[str, str]


def provided(
    base: Document,
    overlays: Mapping[str, Path],
    wanted: tuple[str, ...],
    order: tuple[str, ...] = (),
) -> Provided:
    """The effective documents of providers, by overlays at paths."""
    read = {
        name: load_file(path) for name, path in overlays.items() if not wanted or name in wanted
    }
    changes = {name: changed for name, (changed, _) in read.items() if changed is not None}
    documents, diagnosis = providers.provided(base, changes, wanted, order)
    for _, found in read.values():
        diagnosis += found
    return Provided(documents, set(diagnosis.findings), diagnosis.sources)
