"""What is wrong with a description, as it is found on the way down."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.document import Document


class Problems:
    """The diagnostics of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: list[Diagnostic] = []

    def add(self, pointer: str, message: str) -> None:
        """Note an error at `pointer`."""
        where = self._document.where(pointer)
        self._found.append(
            Diagnostic(where=where, pointer=pointer, message=message, severity="error")
        )

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """All that was noted so far."""
        return tuple(self._found)
