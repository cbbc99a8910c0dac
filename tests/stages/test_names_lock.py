"""The lock of names: what is called somehow stays called so, whatever joins."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator import cli
from generator.languages import LANGUAGE
from generator.names_lock import locked, read, text
from generator.spelled import Model, former_classes
from generator.surface import Surface, surface, text as surface_text
from tests.diff.changed import BASE, edited, meaning, states

JOINS = {
    "set": {
        "/components/schemas/Note_Place": {
            "type": "object",
            "properties": {"at": {"type": "string"}},
        },
        "/components/schemas/Pong/properties/place": {"$ref": "#/components/schemas/Note_Place"},
        "/components/schemas/Place/properties/note-id": {"type": "string"},
        "/components/schemas/NoteRequest/properties/note-id": {"type": "string"},
    },
    "first": {
        "/components/schemas": {
            "NotePlace": {"type": "object", "properties": {"in": {"type": "string"}}}
        },
        "/components/schemas/Place/properties": {"note_id": {"type": "string"}},
        "/components/schemas/NoteRequest/properties": {"note_id": {"type": "string"}},
    },
    "then": {
        "/components/schemas/Note/properties/other": {"$ref": "#/components/schemas/NotePlace"}
    },
}


def lock_file(folder: Path, content: str) -> Path:
    """A lock with some lines."""
    path = folder / "names.lock"
    path.write_text(content, "utf-8")
    return path


def test_a_newcomer_takes_no_name(tmp_path: Path) -> None:
    """Class, field and argument keep their names; what joined before them gets a number."""
    old, new = states(JOINS, tmp_path)
    lock, _ = read(lock_file(tmp_path, text(old, read(None)[0])))
    result, diagnosis = locked(new, lock, whole=True)
    classes = {d.name: d.identifier for d in result.declarations}
    assert diagnosis.findings == ()
    assert (classes["Note_Place"], classes["NotePlace"]) == ("NotePlace", "NotePlace2")
    place = next(d for d in result.declarations if d.name == "Place")
    assert isinstance(place, Model)
    fields = {p.name.wire: p.name.identifier for p in place.properties}
    assert (fields["note-id"], fields["note_id"]) == ("note_id", "note_id_2")
    body = result.providers[0].operations[0].body
    assert body is not None and body.properties is not None
    arguments = {p.name.wire: p.name.identifier for p in body.properties}
    assert (arguments["note-id"], arguments["note_id"]) == ("note_id", "note_id_2")


def test_without_a_lock_the_newcomer_takes_it(tmp_path: Path) -> None:
    """The same description without a lock renames the class that was there."""
    _, new = states(JOINS, tmp_path)
    assert {d.name: d.identifier for d in new.declarations}["NotePlace"] == "NotePlace"
    assert locked(new, read(None)[0], whole=True)[0] is new


def test_lines_are_sorted_and_grow(tmp_path: Path) -> None:
    """A line for each component, and for each property or argument of another name in code."""
    old, new = states(JOINS, tmp_path)
    first = text(old, read(None)[0])
    lines = [line for line in first.splitlines() if not line.startswith("#")]
    assert lines == sorted(lines)
    assert "Place Place alpha" in lines and "Place.note-id note_id alpha" in lines
    assert "addNote(note-id) note_id alpha" in lines
    lock, _ = read(lock_file(tmp_path, first))
    again = text(locked(new, lock, whole=True)[0], lock)
    assert set(lines) < set(again.splitlines())
    assert "NotePlace NotePlace2 alpha" in again


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Gone Gone alpha", "there is no Gone any more: take this line out"),
        ("Place.gone gone_ alpha", "there is no Place.gone any more: take this line out"),
        ("addNote(gone) gone_ alpha", "there is no addNote(gone) any more"),
        ("Place", "a line is an address, a name in code, and providers"),
        ("Place 2fast alpha", "a line is an address, a name in code, and providers"),
        ("Place class alpha", "a line is an address, a name in code, and providers"),
        ("Place Spot, alpha", "a line is an address, a name in code, and providers"),
        ("Place Spot,Place,Spot alpha", "Spot is there twice: take one of them out"),
        ("Place Spot,Note alpha\nNote Note alpha", "Note is what something else is called now"),
        ("Note.code number,level alpha", "level is what something else is called now"),
        ("addNote(tone) mood,title alpha", "title is what something else is called now"),
    ],
)
def test_a_line_that_is_wrong_is_an_error(tmp_path: Path, line: str, told: str) -> None:
    """What a line says and isn't so, or doesn't say, is told at its place."""
    lock, unread = read(lock_file(tmp_path, f"# names\n{line}\n"))
    _, unlike = locked(states({}, tmp_path)[0], lock, whole=True)
    (finding,) = (unread + unlike).errors
    assert told in finding.message and finding.where.line == 2


RENAMED = [
    "Entry Item,Entry alpha",
    "Place Spot,Place,Location alpha",
    "Place.name label,name alpha",
    "addNote(title) heading,title alpha",
]


def test_a_rename_is_the_new_name_before_the_old_one(tmp_path: Path) -> None:
    """Former names stay in the lock and in the surface, and no newcomer takes one."""
    lock, unread = read(lock_file(tmp_path, "".join(f"{line}\n" for line in RENAMED)))
    _, new = states(JOINS, tmp_path)
    api, diagnosis = locked(new, lock, whole=True)
    assert (unread.findings, diagnosis.findings) == ((), ())
    former = {each.name: former_classes(each) for each in api.declarations if each.former}
    assert former == {
        "Entry": (("Entry", "Item"), ("UnknownEntry", "UnknownItem")),
        "Place": (("Place", "Spot"), ("Location", "Spot")),
    }
    assert {*RENAMED} < {*text(api, lock).splitlines()}
    assert LANGUAGE.misspelt(api) == ()
    lines = surface_text(Surface(api=api, runtime={}, generator="1"))
    assert ' property name {"name":["name","label","name"],' in lines
    assert '"former":["Place","Location"]' in lines
    again = {each.name: former_classes(each) for each in surface(lines).api.declarations}
    assert {name: pairs for name, pairs in again.items() if pairs} == former
    taken, _ = read(lock_file(tmp_path, "Note_Place Pin,NotePlace alpha\n"))
    newcomer, _ = locked(new, taken, whole=True)
    assert {d.name: d.identifier for d in newcomer.declarations}["NotePlace"] == "NotePlace2"


def test_pages_follow_what_is_renamed(tmp_path: Path) -> None:
    """What leads to the items of a page, and the argument that asks for it, have the new names."""
    case: dict[str, Any] = {
        "set": {
            "/paths/~1notes/post/parameters/0": {
                "name": "after",
                "in": "query",
                "schema": {"type": "string"},
            },
            "/components/schemas/Note/properties/next": {"type": "string"},
            "/paths/~1notes/post/x-pagination": {
                "style": "cursor",
                "items": "/parts",
                "parameter": "after",
                "next": "/next",
            },
        }
    }
    lines = "addNote(after) start,after alpha\nNote.parts pieces,parts alpha\n"
    api, diagnosis = locked(
        states(case, tmp_path)[1], read(lock_file(tmp_path, lines))[0], whole=True
    )
    pages = api.providers[0].operations[0].pagination
    assert pages is not None and diagnosis.findings == ()
    assert (pages.argument, [(n.wire, n.identifier) for n in pages.items]) == (
        "start",
        [("parts", "pieces")],
    )


def test_a_part_of_the_description_has_no_stale_lines(tmp_path: Path) -> None:
    """Where not all providers and operations are there, what is missing isn't gone."""
    lock, _ = read(lock_file(tmp_path, "Gone Gone alpha\n"))
    assert locked(states({}, tmp_path)[0], lock, whole=False)[1].findings == ()


def test_a_class_that_is_split_is_an_error(tmp_path: Path) -> None:
    """A shared class that one provider changes for itself is told, with both ways out."""
    case: dict[str, Any] = {
        "joins": ["old", "new"],
        "beta": {"/components/schemas/Place/properties/street": {"type": "string"}},
    }
    _, new = states(case, tmp_path)
    lock, _ = read(lock_file(tmp_path, "Place Place alpha,beta\n"))
    _, diagnosis = locked(new, lock, whole=True)
    (finding,) = diagnosis.errors
    assert finding.message == (
        "Place was one for alpha, beta, and isn't that of beta any more: change it for all of"
        " them, or give this line the providers alpha"
    )
    lock, _ = read(lock_file(tmp_path, "Place Place alpha\nPlace Spot beta\n"))
    result, diagnosis = locked(new, lock, whole=True)
    assert diagnosis.errors == ()
    assert {d.namespace: d.identifier for d in result.declarations if d.name == "Place"} == {
        "alpha": "Place",
        "beta": "Spot",
    }


def test_the_command_reads_and_writes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--names` writes the file; without it none is, and a line that is stale is an error."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(BASE), "utf-8")
    assert cli.main(["generate", "openapi.json", "--quiet"]) == 0
    assert not (tmp_path / "names.lock").exists()
    assert cli.main(["generate", "openapi.json", "--names", "names.lock", "--quiet"]) == 0
    assert "Place Place alpha\n" in (tmp_path / "names.lock").read_text("utf-8")
    path.write_text(json.dumps(edited(BASE, {"rename": {"Place": "Spot"}})), "utf-8")
    capsys.readouterr()
    assert cli.main(["generate", "openapi.json", "--quiet"]) == 2
    told = capsys.readouterr().err
    assert "names.lock:" in told and "there is no Place any more" in told
    assert meaning(path).package == "notes"


ODD = {
    "openapi": "3.0.3",
    "info": {"title": "Odd", "version": "1"},
    "paths": {
        "/a": {
            "post": {
                "operationId": 'make {it} "so"\nnow',
                "parameters": [{"name": "x-{y}", "in": "query", "schema": {"type": "string"}}],
                "responses": {
                    "200": {
                        "description": "It is made.",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/A%7B0%7D%22"}
                            }
                        },
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {
            'A{0}"': {"type": "object", "properties": {"c {1}\nd": {"type": "string"}}},
        }
    },
}


def test_any_text_is_an_address(tmp_path: Path) -> None:
    """Braces, quotes and line breaks of names come out of a lock as they went in."""
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(ODD), "utf-8")
    api = meaning(path)
    content = text(api, read(None)[0])
    lines = [line for line in content.splitlines() if not line.startswith("#")]
    assert [line.rsplit(maxsplit=2)[0] for line in lines] == [
        'A{0}\\"',
        'A{0}\\".c {1}\\nd',
        'make {it} \\"so\\"\\nnow(x-{y})',
    ]
    lock, _ = read(lock_file(tmp_path, content))
    result, diagnosis = locked(api, lock, whole=True)
    assert (diagnosis.findings, text(result, lock)) == ((), content)
