"""Texts that look like credentials: whatever a description holds is published with the output.

No value of a description ever becomes a credential of a client; but it stands in docstrings, in the
schemas and in the effective description. What is found is never repeated.
"""

from collections.abc import Iterator
from typing import Final

from generator.document import Node, join
from generator.findings import Finding
from generator.standard.credentials import SHAPED
from generator.validate.survey import Survey

MESSAGE: Final = (
    "this looks like a credential, and what a description holds is published with the output"
)


def check(survey: Survey) -> Iterator[Finding]:
    """Yield a warning for each value or name, wherever it stands."""
    if any(SHAPED.search(text) for text in survey.document.sources.values()):
        yield from _below(survey.document.root)


def _below(root: Node) -> Iterator[Finding]:
    waiting: list[tuple[Node, str]] = [(root, "")]
    while waiting:
        node, pointer = waiting.pop()
        if isinstance(node.value, str) and SHAPED.search(node.value):
            yield Finding(node.where, pointer, MESSAGE, "warning")
        for token, member in node.children():
            if SHAPED.search(token):
                yield Finding(member.key or member.where, pointer, MESSAGE, "warning")
            waiting.append((member, join(pointer, token)))
