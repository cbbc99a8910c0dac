"""Documents to the Api: the meaning of a description, for all of its providers at once.

Job: lower each provider's effective document on its own: read its schemas into their normal form
(`normal`), settle what they are together (`settling`), say what that means (`declarations`,
`operations`, `providers`); then find what they share (`sharing`). Comes after `validate`, so every
reference resolves; comes before `verify`. It must not write text of any language, and must not drop
what it can't express: findings are collected over all documents and raised as one report.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from generator.api import Api, Declaration, Model, Operation, Provider, Ref, references
from generator.document import Document
from generator.findings import DescriptionError, Finding, errors
from generator.languages.python.naming import class_name
from generator.lower.advice import removal_overlay
from generator.lower.bodies import replayed
from generator.lower.declarations import Declarations, one_way
from generator.lower.directions import directed
from generator.lower.findings import Findings
from generator.lower.names import Names
from generator.lower.normal import Normaliser
from generator.lower.operations import OperationRoot, operation_roots, operations
from generator.lower.paths import Paths
from generator.lower.providers import Providing
from generator.lower.settling import Settled
from generator.lower.sharing import relocated, shared
from generator.schema import Schemas
from generator.standard.constraint_unions import without_constraint_unions
from generator.standard.versions import version_of


def lower(
    documents: Sequence[Document],
    package: str,
    *,
    first_party: bool | None = None,
    told: list[Finding] | None = None,
) -> Api:
    """Return what the effective documents, one for each provider, mean together.

    Args:
        documents: validated; the first is the base description.
        package: the name of the package that will hold the output.
        first_party: whether the description is one of ours; by default, what `x-provider` says.
        told: receives what is worth knowing and no error.

    Raises:
        DescriptionError: something in them isn't supported.
    """
    found: list[Finding] = []
    advised: list[str] = []
    providers: list[Provider] = []
    declarations: dict[str, tuple[Declaration, ...]] = {}
    for document in documents:
        provider, declared, findings = _lowered(document, package, first_party)
        found += [*findings, *_repeated(provider, providers, document)]
        if wrong := errors(findings):
            foreign = not (document.first_party if first_party is None else first_party)
            advised.append(removal_overlay(document, wrong) if foreign else "")
        providers.append(provider)
        declarations[provider.name] = declared
    if told is not None:
        told += [finding for finding in found if finding.severity != "error"]
    if errors(found):
        sources = {file: text for d in documents for file, text in d.sources.items()}
        raise DescriptionError(tuple(found), sources, _first_of(advised))
    moved, merged = shared(declarations)
    info = documents[0].root.get("info")
    return Api(
        package=package,
        title=(info and info.text("title")) or package,
        providers=tuple(relocated(provider, provider.name, moved) for provider in providers),
        declarations=merged,
    )


def _lowered(
    document: Document, package: str, first_party: bool | None
) -> tuple[Provider, tuple[Declaration, ...], tuple[Finding, ...]]:
    findings = Findings(document, first_party)
    providing = Providing(document, findings, class_name(package))
    plain: dict[str, Any] = without_constraint_unions(document.plain())
    components: dict[str, Any] = plain.get("components", {}).get("schemas", {})
    names = Names(components, (providing.client, f"Async{providing.client}"))
    normaliser = Normaliser(components, version_of(document), document.provider, names, findings)
    roots = operation_roots(Paths(plain), normaliser, findings)
    declarations = Declarations(
        Settled(_read(normaliser, roots), findings), document.provider, names, findings
    )
    lowered = operations(roots, declarations, findings)
    declared, lowered = directed(
        declarations.in_order(references(lowered)), lowered, one_way(declarations.schemas)
    )
    provider = providing.lowered(lowered)
    return provider, _with_responses(declared, lowered), findings.noted


def _read(normaliser: Normaliser, roots: tuple[OperationRoot, ...]) -> Schemas:
    """Return all schemas that operations lead to, by whatever way."""
    normaliser.read_all()
    for root in roots:
        for union in replayed(root.body, normaliser.schemas).values():
            normaliser.ask(union)
    normaliser.read_all()
    return normaliser.schemas


def _first_of(advised: Sequence[str]) -> str:
    """Return the first advice, if there is some for each document that is refused."""
    return advised[0] if advised and all(advised) else ""


def _repeated(
    provider: Provider, others: Sequence[Provider], document: Document
) -> tuple[Finding, ...]:
    """Return what is wrong when a client's name is that of another provider's, too."""
    names = [name for other in others for name in (other.client, f"Async{other.client}")]
    findings = Findings(document)
    if provider.client in names or f"Async{provider.client}" in names:
        findings.add(
            "/info", f"another provider has the client {provider.client}: give it an `x-client`"
        )
    return findings.noted


def _with_responses(
    declarations: tuple[Declaration, ...], operations: tuple[Operation, ...]
) -> tuple[Declaration, ...]:
    """Return the declarations, those marked that an operation answers with."""
    answers = {o.response.name for o in operations if isinstance(o.response, Ref)}
    return tuple(
        (
            dataclasses.replace(declared, is_response=True)
            if isinstance(declared, Model) and declared.name in answers
            else declared
        )
        for declared in declarations
    )
