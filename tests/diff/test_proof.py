"""The proof of a report: what code that was right before does with the new package."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from generator.diff import diff
from generator.diff.effects import Verdict
from generator.diff.report import Report
from generator.proof import ProofError, proved, refuse_unexplained, trial
from generator.proof.evidence import Failure, is_explained
from generator.proof.payloads import payloads, refused
from generator.proof.sides import Names
from generator.spelled import Api
from generator.two_packages import ProcessError, answer, write_package
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
        "/components/parameters/Team/schema/enum": ["red"],
        "/components/schemas/Note/properties/colour": {"type": "string"},
    },
}


STORED = {"id": "n", "object": "note", "level": 1, "parts": [{"type": "text", "text": "kept"}]}
"""An answer that somebody has stored, whose parts are sent back."""


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Api, Api]:
    """What there was, and what there is."""
    return states(CASE, tmp_path_factory.mktemp("case"))


@pytest.fixture(scope="module")
def report(sides: tuple[Api, Api]) -> Report:
    """A report, proved."""
    return proved(diff(*sides), *sides, {"alpha": {"addNote": [STORED]}})


@pytest.mark.slow
def test_breaks_are_proved(report: Report) -> None:
    """A break has the complaint of a type checker or the interpreter about code that was right."""
    told = {c.difference.address: (c.proof, str(c.verdict)) for c in report.changes}
    assert told["addNote.tone"] == ("proven", "major")
    assert told["Entry[image].url"] == ("proven", "major")
    assert told["Part[text].text"] == told["Pong.at"] == ("proven", "minor")
    assert told["Alpha(team)"] == ("proven", "major")
    assert told["Note.colour"] == told["Entry[image].uri"] == ("", "minor")
    witness = {c.difference.address: c.witness for c in report.changes}
    assert "incompatible type" in witness["addNote.tone"] and '"loud"' not in told
    assert 'Unexpected keyword argument "url" for "ImageEntry"' in witness["Entry[image].url"]
    assert '"str | None"' in witness["Pong.at"]
    assert "ConfigurationError: team has to be 'red'" in witness["Alpha(team)"]


ALIASED = {
    "locks": {
        "old": [
            "TextPart Words,TextPart alpha",
            "Note.code number,code alpha",
            "addNote(tone) mood,tone alpha",
        ],
        "new": [
            "TextPart Words alpha",
            "Note.code number alpha",
            "addNote(tone) mood alpha",
            "Entry Item,Entry alpha",
            "Place.name label,name alpha",
            "Note.id key,id alpha",
            "addNote(title) heading,title alpha",
            "addNote(dry) trial,dry alpha",
        ],
    }
}
"""Some things are renamed, and go by former names too; of others these are gone by now."""


@pytest.mark.slow
def test_former_names_are_proved(tmp_path: Path) -> None:
    """Who uses a former name runs, and fails once it is gone; only constructors refuse one."""
    old, new = states(ALIASED, tmp_path)
    report = proved(diff(old, new), old, new, {})
    told = {
        (each.difference.rule, each.difference.address, each.difference.direction): (
            str(each.verdict),
            each.proof,
        )
        for each in report.changes
    }
    gone, kept = "former-name-removed", "name-deprecated"
    assert told == {
        (gone, "TextPart", "both"): ("major", "proven"),
        (gone, "Note.code", "both"): ("major", "proven"),
        (gone, "addNote.tone", "both"): ("major", "proven"),
        (kept, "Entry", "both"): ("minor", ""),
        (kept, "addNote.title", "both"): ("minor", ""),
        (kept, "addNote.dry", "both"): ("minor", ""),
        (f"property-{kept}", "Place.name", "sent"): ("minor", "proven"),
        (f"property-{kept}", "Place.name", "received"): ("minor", ""),
        (f"property-{kept}", "Note.id", "received"): ("minor", ""),
    }
    assert all(
        each.difference.deprecated for each in report.changes if each.verdict.name == "MAJOR"
    )


ANSWERS = {
    "set": {
        "/paths/~1ping/delete": {
            "operationId": "hangUp",
            "responses": {"204": {"description": "Over."}},
        },
        "/paths/~1ping/put": {
            "operationId": "ring",
            "responses": {
                "200": {"description": "A word.", "content": {"text/*": {}}},
                "2XX": {"description": "Another.", "content": {"application/json": {}}},
            },
        },
        "/paths/~1ping/patch": {
            "operationId": "count",
            "responses": {
                "200": {
                    "description": "Numbers.",
                    "content": {
                        "application/json": {
                            "schema": {"type": "array", "items": {"type": "integer"}}
                        }
                    },
                }
            },
        },
    },
}
"""Operations that answer with other things than objects."""


@pytest.mark.slow
def test_the_old_package_fails_at_nothing(tmp_path: Path) -> None:
    """All that the user does is right with the package that he was written for."""
    api = states(ANSWERS, tmp_path)[1]
    old = dataclasses.replace(api, package=trial.PACKAGE)
    names = Names.of(old, api)["alpha"]
    user = trial._user(old, names, frozenset(), {"addNote": [STORED]})
    trial._write(tmp_path, [user], [])
    write_package(tmp_path / "old", old)
    assert trial._run(tmp_path, "old", [user]) == {}
    called = {probe.method for probe in user.rows["calls"]}
    assert {"hang_up", "ring", "count"} <= {str(method) for method in called}
    assert {kind for kind, probes in user.rows.items() if not probes} <= {"aliases", "values"}


@pytest.mark.slow
def test_what_nothing_witnesses_is_never_major(report: Report) -> None:
    """A variable that isn't read any more breaks no code that was tried: unproven, and minor."""
    (gone,) = (c for c in report.changes if c.difference.rule == "environment-removed")
    assert (gone.proof, gone.verdict, gone.witness) == ("unproven", Verdict.MINOR, "")


def failure(address: str, **more: Any) -> Failure:
    """Something that fails at a place, and depends on nothing else."""
    told: dict[str, Any] = {"question": "runs", "message": "AttributeError", "touches": frozenset()}
    return Failure(**{"provider": "alpha", "address": address, **told, **more})


def test_a_failure_that_no_rule_explains_is_a_fault(sides: tuple[Api, Api]) -> None:
    """Where code fails and no change breaks or notes anything there, the proof is refused."""
    told, names = diff(*sides), Names.of(*sides)
    with pytest.raises(ProofError, match=r"alpha: Note.id \(runs\): AttributeError"):
        refuse_unexplained(told, [failure("Note.id")], names)
    refuse_unexplained(told, [failure("ImageEntry.url")], names)


@pytest.mark.parametrize(
    ("place", "explained"),
    [
        (failure("ImageEntry.url"), True),
        (failure("TextEntry.text"), False),
        (failure("TextEntry.text", touches=frozenset({"ImageEntry"})), True),
        (failure("ImageEntry.url", provider="beta"), False),
        (failure("ImageEntry.url", direction="sent"), True),
        (failure("ImageEntry.url", direction="received"), False),
        (failure("addNote.tone", question="stay"), True),
        (failure("NoteRequest.tone", question="stay"), True),
        (failure("NoteRequest", question="stay", touches=frozenset({"NoteRequest"})), True),
        (failure("Pong.at", question="checks"), True),
        (failure("Pong.at", question="runs"), False),
        (failure("addNote.title", question="stay", touches=frozenset({"addNote"})), False),
        (failure("addNote", question="stay", touches=frozenset({"addNote.tone"})), True),
    ],
)
def test_a_break_explains_what_fails_at_its_place(
    sides: tuple[Api, Api], place: Failure, explained: bool
) -> None:
    """A break explains what fails there or needs it, in the way and for the question that it is."""
    names = Names.of(*sides)
    changes = diff(*sides).changes
    assert any(is_explained(place, change, names) for change in changes) is explained


def test_a_body_that_is_gathered_explains_all_of_its_arguments(tmp_path: Path) -> None:
    """Where arguments become one, a call with any of them fails because of that."""
    both = states({"set": {"/paths/~1notes/post/requestBody/required": False}}, tmp_path)
    told, names = diff(*both), Names.of(*both)
    refuse_unexplained(told, [failure("addNote.tone"), failure("addNote")], names)
    with pytest.raises(ProofError, match="ping"):
        refuse_unexplained(told, [failure("ping")], names)


def test_payloads_are_right_on_one_side(sides: tuple[Api, Api]) -> None:
    """What the old side allows to send, and the new one to return, is what parsers are asked."""
    names = Names.of(*sides)["alpha"]
    drawn = [*payloads(*sides, names, frozenset())]
    shown = {(p.direction, p.address): p.value for p in drawn}
    assert shown["sent", "ImageEntry.url"] == {"type": "image", "url": "a"}
    assert ("received", "ImageEntry.url") not in shown
    assert shown["received", "TextPart"] == {"type": "text"}
    places = [(payload.direction, payload.address) for payload in drawn]
    at = places.index(("received", "TextPart"))
    every = list(refused(drawn, old={str(at): "/text is required"}, new={}))
    assert [(one.address, one.question, one.direction) for one in every] == [
        ("TextPart", "stay", "received")
    ]
    assert [*refused(drawn, old={}, new={str(at): "?"})] == []


def test_payloads_touch_what_is_in_all_of_them(tmp_path: Path) -> None:
    """An object that differs in one property depends on what its required ones are made of."""
    place = {"$ref": "#/components/schemas/Place"}
    case = {
        "set": {
            "/components/schemas/Pong/properties/place": place,
            "/components/schemas/Pong/properties/zone": {"type": "string"},
            "/components/schemas/Pong/required": ["at", "place"],
        }
    }
    sides = states(case, tmp_path)
    drawn = payloads(*sides, Names.of(*sides)["alpha"], frozenset())
    touches = {(each.direction, each.address): each.touches for each in drawn}
    for address in ("Pong", "Pong.at", "Pong.place", "Pong.zone"):
        assert touches["received", address] == {"Pong", "Place"}


def test_what_is_the_same_needs_no_proof() -> None:
    """Where nothing changed, no process is started."""
    old, new = states({}, Path())
    assert proved(diff(old, new), old, new, {}).changes == ()


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("sys.stderr.write('no room left'); sys.exit(3)", "exit code 3:\nno room left"),
        ("os.kill(os.getpid(), 9)", "signal 9:\nit said nothing"),
    ],
)
def test_a_process_that_breaks_off_is_quoted(program: str, said: str, tmp_path: Path) -> None:
    """Where a process of a proof breaks off, the error says how, and what it said last."""
    with pytest.raises(ProcessError) as error:
        answer(tmp_path, "old", ["-c", f"import os, sys; {program}"])
    assert str(error.value) == f"with the old package, Python ended by {said}"
