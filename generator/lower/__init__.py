"""Documents to the Api: the meaning of a description, for all of its providers at once.

Job: lower each provider's effective document on its own: read its schemas into their normal form
(`normal`), settle what they are together (`settling`), say what that means (`declarations`,
`operations`, `providers`); then find what they share (`sharing`). Comes after `validate`, so every
reference resolves; comes before `verify`. It must not write text of any language, and must not drop
what it can't express: findings are collected over all documents and handed on with the Api.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from generator.api import Api, Declaration, Model, Operation, Provider, references
from generator.document import Document
from generator.findings import Diagnosis, Finding, errors
from generator.lower.advice import removal_overlay
from generator.lower.bodies import form_names, replayed
from generator.lower.declarations import Declarations, model_of, one_way
from generator.lower.directions import directed
from generator.lower.findings import Findings
from generator.lower.named_targets import components_of
from generator.lower.names import Names
from generator.lower.normal import Normaliser
from generator.lower.operations import OperationRoot, operation_roots, operations
from generator.lower.optional_tags import tagged
from generator.lower.pagination import Pages
from generator.lower.paths import Paths
from generator.lower.providers import DescribedProvider
from generator.lower.settling import Settled
from generator.lower.sharing import relocated, shared
from generator.lower.streams import with_streams
from generator.lower.uploads import uploads, with_uploads
from generator.policy import Policy
from generator.schema import Schemas
from generator.standard.constraint_unions import without_constraint_unions
from generator.words import pascal_case


def lower(
    documents: Sequence[Document], package: str, policy: Policy | None = None
) -> tuple[Api, Diagnosis]:
    """Return what the effective documents, one for each provider, mean together.

    What isn't supported has been replaced by something that allows more; where that is an error,
    the Api isn't fit to be written.

    Args:
        documents: validated; the first is the base description.
        package: the name of the package that will hold the output.
        policy: by which findings are graded; by default a strict one, for a description of whoever
            `x-provider` says.
    """
    results = [_lowered(document, package, policy) for document in documents]
    providers = [provider for provider, _, _ in results]
    findings = [
        (*remarks, *_repeated(provider, providers[:number], documents[number]))
        for number, (provider, _, remarks) in enumerate(results)
    ]
    api = _joined(package, documents[0], [(provider, each) for provider, each, _ in results])
    return api, Diagnosis(
        findings=tuple(finding for remarks in findings for finding in remarks),
        sources={file: text for d in documents for file, text in d.sources.items()},
        advice=_advice(documents, findings, policy),
    )


def _joined(
    package: str, base: Document, parts: Sequence[tuple[Provider, tuple[Declaration, ...]]]
) -> Api:
    """Return the providers as one Api, in which what several of them declare stands once."""
    relocations, declarations = shared({provider.name: each for provider, each in parts})
    info = base.root.get("info")
    return Api(
        package=package,
        title=(info and info.text("title")) or package,
        providers=tuple(relocated(one, one.name, relocations) for one, _ in parts),
        declarations=declarations,
    )


def _advice(
    documents: Sequence[Document],
    findings: Sequence[tuple[Finding, ...]],
    policy: Policy | None,
) -> str:
    """Return what an overlay could take out, if that helps each document that is refused."""
    errors_of = [(d, errors(remarks)) for d, remarks in zip(documents, findings, strict=True)]
    advice = [
        "" if (policy.first_party if policy else d.first_party) else removal_overlay(d, wrong)
        for d, wrong in errors_of
        if wrong
    ]
    return advice[0] if advice and all(advice) else ""


def _lowered(
    document: Document, package: str, policy: Policy | None
) -> tuple[Provider, tuple[Declaration, ...], tuple[Finding, ...]]:
    findings = Findings(document, policy)
    of_provider = DescribedProvider(document, findings, pascal_case(package))
    plain: dict[str, Any] = without_constraint_unions(document.plain())
    components = components_of(document, plain)
    names = Names(components.raws)
    normaliser = Normaliser(components, document.provider, names, findings)
    roots = operation_roots(Paths(plain), normaliser, findings)
    declarations = Declarations(
        Settled(_read(normaliser, roots), findings), document.provider, findings
    )
    operations_ = operations(roots, declarations, findings)
    forms = uploads(roots, declarations, findings)
    reachable, operations_ = directed(
        _without_forms(declarations.in_order(references(operations_)), roots, operations_),
        operations_,
        one_way(declarations.schemas),
    )
    reachable = reachable if findings.first_party else tagged(reachable)
    operations_ = Pages(reachable, findings).with_pages(roots, operations_)
    provider = of_provider.lowered(operations_, reachable)
    every = with_streams(with_uploads(provider.operations, forms))
    provider = dataclasses.replace(provider, operations=every)
    return provider, _with_responses(reachable, operations_), findings.noted


def _without_forms(
    declarations: tuple[Declaration, ...],
    roots: Sequence[OperationRoot],
    operations: tuple[Operation, ...],
) -> tuple[Declaration, ...]:
    """Return the declarations without those that only list what is an argument of a form."""
    forms = {name for root in roots for name in form_names(root.body)}
    others = tuple(declaration for declaration in declarations if declaration.name not in forms)
    references_ = {ref.name for ref in references((operations, others))}
    return tuple(d for d in declarations if d.name not in forms or d.name in references_)


def _read(normaliser: Normaliser, roots: tuple[OperationRoot, ...]) -> Schemas:
    """Return all schemas that operations lead to, by whatever way."""
    normaliser.read_all()
    for root in roots:
        for union in replayed(root.body, normaliser.schemas).values():
            normaliser.ask(union)
    normaliser.read_all()
    return normaliser.schemas


def _repeated(
    provider: Provider, others: Sequence[Provider], document: Document
) -> tuple[Finding, ...]:
    """Return what is wrong when a client's name is that of another provider's, too."""
    findings = Findings(document)
    if provider.client in [other.client for other in others]:
        findings.add(
            "/info",
            f"another provider has the client {provider.client}: give it an `x-client`, or take "
            f"one of them alone (--provider {provider.name})",
        )
    return findings.noted


def _with_responses(
    declarations: tuple[Declaration, ...], operations: tuple[Operation, ...]
) -> tuple[Declaration, ...]:
    """Return the declarations, those marked that an operation answers with, by whatever name."""
    by_name = {declaration.name: declaration for declaration in declarations}
    models = (model_of(by_name, kind) for each in operations for kind in each.results)
    answers = {model.name for model in models if model is not None}
    return tuple(
        (
            dataclasses.replace(declaration, is_response=True)
            if isinstance(declaration, Model) and declaration.name in answers
            else declaration
        )
        for declaration in declarations
    )
