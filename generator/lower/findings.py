"""What is wrong with a description, as it is found on the way down."""

from __future__ import annotations

from generator.document import Document
from generator.findings import Finding, Severity


class Findings:
    """The findings of one document; `first_party` overrides what it says of that."""

    def __init__(self, document: Document, first_party: bool | None = None) -> None:
        self._document = document
        self._first_party = document.first_party if first_party is None else first_party
        self._noted: list[Finding] = []

    def add(self, pointer: str, message: str, severity: Severity = "error") -> None:
        """Note a finding at a pointer."""
        where = self._document.where(pointer)
        self._noted.append(
            Finding(where=where, pointer=pointer, message=message, severity=severity)
        )

    def unsupported(self, pointer: str, message: str, fallback: str) -> None:
        """Note what isn't supported: an error in our descriptions, a warning in others'.

        `fallback` says what stands there instead. This is the one place where that is decided.
        """
        if self._first_party:
            self.add(pointer, message)
        else:
            self.add(pointer, f"{message}; {fallback}", "warning")

    @property
    def first_party(self) -> bool:
        """Whether the description is written for this generator."""
        return self._first_party

    @property
    def noted(self) -> tuple[Finding, ...]:
        """All that was noted so far."""
        return tuple(self._noted)
