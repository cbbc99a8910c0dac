"""What is wrong with a description, as it is found on the way down."""

from __future__ import annotations

from generator.document import Document
from generator.findings import Finding
from generator.policy import Kind, Policy, Severity


class Findings:
    """The findings of one document, graded by a policy."""

    def __init__(self, document: Document, policy: Policy | None = None) -> None:
        self._document = document
        self._policy = policy or Policy(first_party=document.first_party, strict=True)
        self._noted: list[Finding] = []

    def add(self, pointer: str, message: str, grade: Kind | Severity = "error") -> None:
        """Note a finding at a pointer."""
        kind = grade if isinstance(grade, Kind) else None
        severity = self._policy.severity(grade) if isinstance(grade, Kind) else grade
        names = (kind.value.one, kind.value.many) if kind else ("", "")
        self._note(pointer, message, severity, names, kind)

    def unsupported(
        self, pointer: str, message: str, fallback: str, *, strict: Severity = "warning"
    ) -> None:
        """Note what isn't supported: an error in our descriptions, a warning in others'.

        Args:
            pointer: where it stands.
            message: what isn't supported.
            fallback: what stands there instead.
            strict: how grave it is in a description of somebody else's that is read strictly.
        """
        if self._policy.first_party:
            self.add(pointer, message)
        elif self._policy.strict and strict == "error":
            self.add(pointer, message)
        else:
            names = (f"place where {fallback}", f"places where {fallback}")
            self._note(pointer, f"{message}; {fallback}", "warning", names)

    def in_ours(self, pointer: str, message: str) -> None:
        """Note what only a description of ours may not leave to what is done about it."""
        if self._policy.first_party:
            self.add(pointer, message)

    def _note(
        self,
        pointer: str,
        message: str,
        severity: Severity,
        names: tuple[str, str] = ("", ""),
        kind: Kind | None = None,
    ) -> None:
        where = self._document.where(pointer)
        one, many = names
        finding = Finding(where, pointer, message, severity, kind=kind, one=one, many=many)
        self._noted.append(finding)

    @property
    def first_party(self) -> bool:
        """Whether the description is written for this generator."""
        return self._policy.first_party

    @property
    def noted(self) -> tuple[Finding, ...]:
        """All that was noted so far."""
        return tuple(self._noted)
