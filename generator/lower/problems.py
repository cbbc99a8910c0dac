"""What is wrong with a description, as it is found on the way down."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Severity
from generator.document import Document


class Problems:
    """The diagnostics of one document; `own` overrides whether it is one of ours."""

    def __init__(self, document: Document, own: bool | None = None) -> None:
        self._document = document
        self._own = document.ours if own is None else own
        self._found: list[Diagnostic] = []

    def add(self, pointer: str, message: str, severity: Severity = "error") -> None:
        """Note a problem at `pointer`."""
        where = self._document.where(pointer)
        self._found.append(
            Diagnostic(where=where, pointer=pointer, message=message, severity=severity)
        )

    def lessen(self, pointer: str, message: str, instead: str) -> None:
        """Note that the output says less than a foreign description; in ours it is an error."""
        if self._own:
            self.add(pointer, message)
        else:
            self.add(pointer, f"{message}; {instead}", "warning")

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """All that was noted so far."""
        return tuple(self._found)
