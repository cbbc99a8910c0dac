"""Answers that a description has as examples: what programs have stored of an API.

Job: find the examples of successes beside their operations, by provider and operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generator.api import Api, Operation
from generator.document import Document, Node

MOST: Final = 20
"""Answers of one operation that are looked at."""


def answers(documents: Iterable[Document], api: Api) -> Mapping[str, Mapping[str, list[Any]]]:
    """Return the examples of answers in JSON, by provider and the id of the operation."""
    roots = {document.provider: document.root for document in documents}
    return {
        provider.name: {
            operation.id: [*_of(roots[provider.name], operation)][:MOST]
            for operation in provider.operations
        }
        for provider in api.providers
        if provider.name in roots
    }


def _of(root: Node, operation: Operation) -> Iterator[Any]:
    responses = _below(root, "paths", operation.path, operation.method.lower(), "responses")
    for status, response in responses.members.items() if responses else ():
        for media_type, content in _members(response.get("content")):
            if status.startswith("2") and "json" in media_type:
                yield from _examples(content)


def _examples(content: Node) -> Iterator[Any]:
    if (example := content.get("example")) is not None:
        yield example.plain()
    for _, one in _members(content.get("examples")):
        if (value := one.get("value")) is not None:
            yield value.plain()


def _members(node: Node | None) -> Iterable[tuple[str, Node]]:
    return node.members.items() if node is not None else ()


def _below(node: Node, *names: str) -> Node | None:
    for name in names:
        below = node.get(name)
        if below is None:
            return None
        node = below
    return node
