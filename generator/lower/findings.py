"""What is wrong with a description, as it is found on the way down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.document import Document, Node, child, join, split
from generator.findings import Finding, Severity
from generator.standard.references import local_pointer


class Findings:
    """The findings of one document; `own` overrides whether it is one of ours."""

    def __init__(self, document: Document, first_party: bool | None = None) -> None:
        self._document = document
        self._own = document.first_party if first_party is None else first_party
        self._found: list[Finding] = []

    def add(self, pointer: str, message: str, severity: Severity = "error") -> None:
        """Note a problem at `pointer`, or where that is written if it is in a part of a schema."""
        root = self._document.root
        pointer = self._written(root, "", split(pointer), frozenset()) or pointer
        where = self._document.where(pointer)
        self._found.append(
            Finding(where=where, pointer=pointer, message=message, severity=severity)
        )

    def unsupported(self, pointer: str, message: str, fallback: str) -> None:
        """Note that the output says less than a foreign description; in ours it is an error."""
        if self._own:
            self.add(pointer, message)
        else:
            self.add(pointer, f"{message}; {fallback}", "warning")

    def _written(
        self, node: Node, path: str, tokens: Sequence[str], seen: frozenset[str]
    ) -> str | None:
        """Return the pointer below `node` that tokens lead to, also through what it is made of."""
        if not tokens:
            return path
        below = child(node, tokens[0])
        if below is not None:
            found = self._written(below, join(path, tokens[0]), tokens[1:], frozenset())
            if found is not None:
                return found
        parts = ((part, where) for part, where in self._parts(node, path) if where not in seen)
        every = (self._written(part, where, tokens, seen | {where}) for part, where in parts)
        return next((found for found in every if found is not None), None)

    def _parts(self, node: Node, path: str) -> Iterator[tuple[Node, str]]:
        """Yield the schemas that a schema is made of, each with its pointer."""
        reference, listed = node.text("$ref"), node.get("allOf")
        if reference is not None:
            pointer = local_pointer(reference)
            yield self._document.at(pointer), pointer
        for number, part in enumerate(listed.items if listed is not None else ()):
            yield part, join(join(path, "allOf"), number)

    @property
    def found(self) -> tuple[Finding, ...]:
        """All that was noted so far."""
        return tuple(self._found)
