"""The proof of a report: what code that was right before does with the new package."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import proof
from generator.diff import diff
from generator.diff.effects import Verdict
from generator.diff.report import Report
from generator.languages.python.user import Probe
from generator.proof import Failure, ProofError, proved
from tests.diff.changed import states

CASE = {
    "set": {
        "/components/schemas/NoteRequest/properties/tone/enum": ["calm"],
        "/components/schemas/TextPart/required": ["type"],
        "/components/schemas/ImageEntry/properties": {
            "type": {"const": "image"},
            "uri": {"type": "string"},
        },
        "/components/schemas/Pong/required": [],
        "/components/parameters/Team/x-environment": "NOTES_TEAM",
        "/components/schemas/Note/properties/colour": {"type": "string"},
    },
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report, proved."""
    old, new = states(CASE, tmp_path_factory.mktemp("case"))
    return proved(diff(old, new), old, new)


@pytest.mark.slow
def test_breaks_are_proved(report: Report) -> None:
    """A break has the complaint of a type checker or the interpreter about code that was right."""
    told = {c.difference.address: (c.proof, str(c.verdict)) for c in report.changes}
    assert told["addNote.tone"] == ("proven", "major")
    assert told["Entry[image].url"] == ("proven", "major")
    assert told["Part[text].text"] == told["Pong.at"] == ("proven", "minor")
    assert told["Note.colour"] == told["Entry[image].uri"] == ("", "minor")
    witness = {c.difference.address: c.witness for c in report.changes}
    assert "incompatible type" in witness["addNote.tone"] and '"loud"' not in told
    assert 'Unexpected keyword argument "url" for "ImageEntry"' in witness["Entry[image].url"]
    assert '"str | None"' in witness["Pong.at"]


@pytest.mark.slow
def test_what_nothing_witnesses_is_never_major(report: Report) -> None:
    """A variable that isn't read any more breaks no code that was tried: unproven, and minor."""
    (gone,) = (c for c in report.changes if c.difference.rule == "environment-removed")
    assert (gone.proof, gone.verdict, gone.witness) == ("unproven", Verdict.MINOR, "")


@pytest.mark.slow
def test_a_failure_that_no_rule_explains_is_a_fault(report: Report) -> None:
    """Where code fails and no change breaks or notes anything, the proof is refused."""
    probe = Probe(function="probe_1", address="Note.id")
    failure = Failure("alpha", probe, "runs", "AttributeError: id")
    same = diff(*states({}, Path()))
    with pytest.raises(ProofError, match=r"alpha: Note.id \(runs\): AttributeError: id"):
        proof._refuse_unexplained(same, (failure,))
    proof._refuse_unexplained(report, (failure,))


def test_what_is_the_same_needs_no_proof() -> None:
    """Where nothing changed, no process is started."""
    old, new = states({}, Path())
    assert proved(diff(old, new), old, new).changes == ()
