"""From one description to one for each provider.

Job: the base is a provider's description itself; each overlay makes that of another, and what
nothing refers to any more goes. A provider is named by its overlay unless the overlay says the
name itself, and the two have to agree. Part of the stage `overlay`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document import Document, Node, Where
from generator.findings import Diagnosis, Finding
from generator.overlay import environment, overlay, prune


def provided(
    base: Document,
    overlays: Mapping[str, Document],
    names: tuple[str, ...],
    order: tuple[str, ...] = (),
) -> tuple[tuple[Document, ...], Diagnosis]:
    """Return the effective document of each wanted provider, all of them when none is named.

    `overlays` are by the names of the providers that they make. Those that `order` names come first
    and as it says, the others as they are found. A provider whose overlay can't be applied is
    missing.
    """
    documents = [base] if not names or base.provider in names else []
    diagnosis = Diagnosis(sources=base.sources)
    for name, changes in overlays.items():
        if not names or name in names:
            document, remarks = _provider(base, name, changes)
            documents += [document] if document is not None else []
            diagnosis += remarks
    ranks = {name: rank for rank, name in enumerate(order)}
    documents.sort(key=lambda document: ranks.get(document.provider, len(ranks)))
    return tuple(documents), diagnosis


def _provider(base: Document, name: str, changes: Document) -> tuple[Document | None, Diagnosis]:
    effective, diagnosis = overlay(base, changes)
    if effective is None:
        return None, diagnosis
    if effective.provider == base.provider:
        effective = _named(effective, name, changes.root.where)
    document = prune(effective)
    findings = (
        *_name_faults(document, name, base, changes.root.where.file),
        *environment.faults(base, document, changes.root.where),
    )
    return document, Diagnosis(findings=findings, sources=document.sources)


def _named(document: Document, name: str, where: Where) -> Document:
    """Return the document with a provider's name that its overlay doesn't give."""
    info = document.root.get("info") or Node({}, where)
    info_ = Node({**info.members, "x-provider": Node(name, where)}, info.where, info.key)
    root = Node({**document.root.members, "info": info_}, document.root.where)
    return Document(root=root, sources=document.sources)


def _name_faults(document: Document, name: str, base: Document, file: str) -> Iterator[Finding]:
    where = Where(file, 1, 1)
    if name == base.provider:
        yield Finding(where, "", f"the description itself is that of the provider {name!r}")
    elif document.provider != name:
        message = f"the overlay is for {name!r}, but its x-provider is {document.provider!r}"
        yield Finding(where, "", message)
