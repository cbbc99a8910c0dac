"""The last stage before the disk: what is about to be written is what the Api means, and no more.

Job: read the files back, by a parser that knows nothing of how they were made, and hold them to the
Api. Names that were chosen come from the plan; what they stand for doesn't. Comes after `format`
and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.api import Api, Operation
from generator.files import File, Files
from generator.languages.java.package import JavaPackage
from generator.languages.java.prove import (
    answers,
    clients,
    enumerations,
    models,
    readings,
    runtime,
    syntax,
    tables,
    unions,
)
from generator.languages.java.prove.chosen import names
from generator.languages.java.prove.facts import Facts
from generator.languages.java.prove.trees import TypeTree, type_of
from generator.languages.java.rooms import rooms

__all__ = ["ProofError", "faults", "prove"]


class ProofError(Exception):
    """The output isn't what the Api means; each line of the message is a fault."""


def prove(files: Files, api: Api, package: JavaPackage) -> Files:
    """Return the files as they are.

    Raises:
        ProofError: they aren't what the Api means.
    """
    disagreements = list(faults(files, api, package))
    if disagreements:
        raise ProofError("\n".join(disagreements))
    return files


def faults(files: Files, api: Api, package: JavaPackage) -> Iterator[str]:
    """Yield everything that is wrong with the files of a package."""
    lead = f"{package.name.replace('.', '/')}/"
    inside = {p.removeprefix(lead): f for p, f in files.items() if p.startswith(lead)}
    yield from runtime.faults(inside, package.name, rooms(_kept(api, package)))
    files_ = {p: f for p, f in inside.items() if p.endswith(".java") and not f.copied}
    sources = {path: file.text for path, file in files_.items()}
    unread = [*syntax.faults(sources, set(names(package)))]
    yield from unread
    if not unread:
        yield from _meaning(_types(files_), api, package)


def _kept(api: Api, package: JavaPackage) -> Iterator[Operation]:
    """Yield the operations that aren't left out."""
    facts = Facts(api, package, {})
    for provider in api.providers:
        yield from (o for o in provider.operations if not facts.is_left_out(provider, o))


def _types(files: Mapping[str, File]) -> dict[str, TypeTree]:
    return {path.removesuffix(".java"): type_of(file.text) for path, file in files.items()}


def _meaning(types: dict[str, TypeTree], api: Api, package: JavaPackage) -> Iterator[str]:
    facts = Facts(api, package, types)
    for path, tree in types.items():
        if tree.name != path.rpartition("/")[2]:
            yield f"{path}: the type in it is called {tree.name}"
    yield from models.faults(facts)
    yield from enumerations.faults(facts)
    yield from readings.faults(facts)
    yield from unions.faults(facts)
    yield from answers.faults(facts)
    yield from tables.faults(facts)
    yield from clients.faults(facts)
    for path in sorted(types.keys() - facts.expected):
        yield f"{path}: nothing in the description asks for it"
    for path in sorted(facts.expected - types.keys()):
        yield f"{path}: it isn't there"
