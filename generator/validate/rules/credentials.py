"""Texts that look like credentials: whatever a description holds is published with the output.

No value of a description ever becomes a credential of a client; but it stands in docstrings, in the
schemas and in the effective description. What is found is never repeated.
"""

from collections.abc import Iterator
from typing import Final, TypeAlias

from generator.document import Node, join
from generator.findings import Finding
from generator.standard.credentials import SHAPED
from generator.validate.survey import Survey

Way: TypeAlias = tuple["Way", str] | None
"""The way to what holds a node, and its token there."""

MESSAGE: Final = (
    "this looks like a credential, and what a description holds is published with the output"
)


def check(survey: Survey) -> Iterator[Finding]:
    """Yield a warning for each value or name, wherever it stands."""
    if any(SHAPED.search(text) for text in survey.document.sources.values()):
        yield from _below(survey.document.root)


def _below(root: Node) -> Iterator[Finding]:
    waiting: list[tuple[Node, Way]] = [(root, None)]
    while waiting:
        node, way = waiting.pop()
        if isinstance(node.value, str):
            if SHAPED.search(node.value):
                yield Finding(node.where, _pointer(way), MESSAGE, "warning")
            continue
        for token, member in node.children():
            if SHAPED.search(token):
                yield Finding(member.key or member.where, _pointer(way), MESSAGE, "warning")
            waiting.append((member, (way, token)))


def _pointer(way: Way) -> str:
    """Return the way to a node as a pointer, which few nodes need."""
    return join(_pointer(way[0]), way[1]) if way is not None else ""
