"""From one description to one for each provider.

Job: the base is a provider's description itself; each overlay makes that of another, and what
nothing refers to any more goes. A provider is named by its overlay unless the overlay says the
name itself, and the two have to agree. Part of the stage `overlay`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.document import Document, Node, Where
from generator.findings import DescriptionError, Finding
from generator.load import load_overlay
from generator.overlay import environment, overlay, prune


@dataclass(slots=True)
class Provided:
    """The effective documents of the wanted providers, and what was found on the way."""

    documents: list[Document]
    findings: set[Finding]
    sources: dict[str, str]


def provided(
    base: Document,
    overlays: Mapping[str, Path],
    wanted: tuple[str, ...],
    order: tuple[str, ...] = (),
) -> Provided:
    """Return the effective document of each wanted provider, all of them when none is named.

    Those that `order` names come first and as it says, the others as they are found.
    """
    result = Provided([], set(), dict(base.sources))
    if not wanted or base.provider in wanted:
        result.documents.append(base)
    for name, path in overlays.items():
        if not wanted or name in wanted:
            _add(result, base, name, path)
    ranks = {name: rank for rank, name in enumerate(order)}
    result.documents.sort(key=lambda document: ranks.get(document.provider, len(ranks)))
    return result


def _add(result: Provided, base: Document, name: str, path: Path) -> None:
    try:
        changes = load_overlay(path)
        document = _overlaid(base, name, changes)
    except DescriptionError as error:
        result.findings.update(error.findings)
        result.sources.update(error.sources)
        return
    result.documents.append(document)
    result.findings.update(_name_faults(document, name, base, path))
    result.findings.update(environment.faults(base, document, changes.root.where))
    result.sources.update(document.sources)


def _overlaid(base: Document, name: str, changes: Document) -> Document:
    changed = overlay(base, changes)
    if changed.provider == base.provider:
        changed = _named(changed, name, changes.root.where)
    return prune(changed)


def _named(document: Document, name: str, where: Where) -> Document:
    """Return the document with a provider's name that its overlay doesn't give."""
    info = document.root.get("info") or Node({}, where)
    named = Node({**info.members, "x-provider": Node(name, where)}, info.where, info.key)
    root = Node({**document.root.members, "info": named}, document.root.where)
    return Document(root=root, sources=document.sources)


def _name_faults(document: Document, name: str, base: Document, path: Path) -> Iterator[Finding]:
    where = Where(path.as_posix(), 1, 1)
    if name == base.provider:
        yield Finding(where, "", f"the description itself is that of the provider {name!r}")
    elif document.provider != name:
        message = f"the overlay is for {name!r}, but its x-provider is {document.provider!r}"
        yield Finding(where, "", message)
