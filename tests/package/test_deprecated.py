"""What a description says is to go: marked, and worth one warning to whoever uses it."""

from __future__ import annotations

import asyncio
import importlib
import json
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from copy import deepcopy
from inspect import signature
from pathlib import Path
from pickle import dumps, loads
from types import ModuleType
from typing import Any

import pytest

from tests.diff.changed import lock_of
from tests.support.checkers import mypy, pyright
from tests.support.packages import documents_of, write

NOTE = {"$ref": "#/components/schemas/Note"}
ANSWER = {"description": "A note.", "content": {"application/json": {"schema": NOTE}}}
LIST = {
    "operationId": "listNotes",
    "description": "List notes.",
    "x-method": "notes.list",
    "deprecated": True,
    "x-sunset": "2027-01-31",
    "parameters": [
        {"name": "page", "in": "query", "description": "Which page.", "schema": {"type": "integer"}}
    ],
    "responses": {"200": ANSWER},
}
FIND = {
    "operationId": "findNotes",
    "description": "Find notes.",
    "x-method": "notes.find",
    "parameters": [
        {"name": "near", "in": "query", "description": "Near what.", "schema": {"type": "string"}}
        | {"deprecated": True},
        {
            "name": "sort",
            "in": "query",
            "description": "In which order.",
            "schema": {"type": "string", "enum": ["up", "down"], "x-deprecated-values": ["down"]},
        },
    ],
    "responses": {"200": ANSWER},
}
ADD = {
    "operationId": "addNote",
    "description": "Add a note.",
    "x-method": "notes.add",
    "requestBody": {"required": True, "content": {"application/json": {"schema": NOTE}}},
    "responses": {"200": ANSWER},
}
DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "What goes", "version": "1", "x-provider": "alpha", "x-client": "Alpha"},
    "servers": [{"url": "https://alpha.example"}],
    "paths": {"/notes": {"get": LIST, "post": ADD}, "/found": {"get": FIND}},
    "components": {
        "schemas": {
            "Note": {
                "type": "object",
                "description": "A note.",
                "properties": {
                    "heading": {"type": "string", "description": "What it is about."},
                    "colour": {
                        "type": "string",
                        "description": "Its colour.",
                        "deprecated": True,
                        "x-sunset": "2027-03-01",
                    },
                    "mood": {
                        "type": "string",
                        "description": "How it reads.",
                        "enum": ["good", "bad"],
                        "x-deprecated-values": ["bad"],
                    },
                    "like": {**NOTE, "description": "Another one."},
                },
            }
        }
    },
}
RENAMED = [
    "Note Note,Memo alpha",
    "Note.heading title,heading alpha",
    "findNotes(near) close_to,near alpha",
    "addNote(heading) title,heading,head alpha",
]
"""What has another name now, and goes by the one from before as well."""
OLD = {"colour": "red", "mood": "bad", "like": {"colour": "blue"}}
"""A note that has all that is to go."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the package."""
    folder = tmp_path_factory.mktemp("deprecated")
    (folder / "openapi.json").write_text(json.dumps(DESCRIPTION))
    write(documents_of(folder / "openapi.json"), "going", folder, lock_of(RENAMED))
    return folder


@pytest.fixture
def going(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The package, imported."""
    monkeypatch.syspath_prepend(str(folder))
    yield __import__("going.testing")
    for name in [name for name in sys.modules if name.partition(".")[0] == "going"]:
        del sys.modules[name]


def said(use: Callable[[], Any]) -> list[str]:
    """What is warned of while something is used, each with the line that it is said of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        use()
    assert {each.filename for each in caught} <= {__file__}
    assert {each.category for each in caught} <= {DeprecationWarning}
    return [str(each.message) for each in caught]


def client(going: Any, kind: str = "Alpha") -> Any:
    """A client that is answered with a note that has all that is to go."""
    return getattr(going, kind)(http_client=going.testing.FakeTransport(lambda sent: OLD))


GONE = "notes.list is deprecated and may be gone after 2027-01-31"


@pytest.mark.parametrize("raw", [False, True])
def test_a_call_of_what_is_to_go_is_worth_a_warning(going: ModuleType, raw: bool) -> None:
    """An operation that is deprecated warns once for each call, read or as it came, at its line."""
    notes = client(going).notes
    method = notes.with_raw_response.list if raw else notes.list
    assert said(lambda: method(page=1)) == [GONE]
    assert said(lambda: (method(), method())) == [GONE, GONE]


@pytest.mark.parametrize("raw", [False, True])
def test_an_awaited_call_is_too(going: ModuleType, raw: bool) -> None:
    """Async clients say the same."""
    notes = client(going, "AsyncAlpha").notes
    method = notes.with_raw_response.list if raw else notes.list

    async def call() -> None:
        await method()

    assert said(lambda: asyncio.run(call())) == [GONE]


ARGUMENTS = [
    ({"close_to": "here"}, ["notes.find: close_to is deprecated"]),
    ({"close_to": None, "sort": None}, []),
    ({"sort": "up"}, []),
    ({"sort": "down"}, ["notes.find: sort='down' is deprecated"]),
    ({"close_to": "here", "sort": "down"}, ["close_to is deprecated", "sort='down' is deprecated"]),
]


@pytest.mark.parametrize(("arguments", "told"), ARGUMENTS)
def test_an_argument_is_worth_a_warning(
    going: ModuleType, arguments: dict[str, Any], told: list[str]
) -> None:
    """An argument that is to go, or a value of one, warns once where it is given; `None` not."""
    texts = said(lambda: client(going).notes.find(**arguments))
    assert len(texts) == len(told)
    assert all(text.endswith(end) for text, end in zip(texts, told, strict=True))


def test_members_of_a_body_are_arguments(going: ModuleType) -> None:
    """A property of the body warns by its argument, and tells until when it is there."""
    texts = said(lambda: client(going).notes.add(colour="red", mood="bad"))
    assert texts == [
        "notes.add: colour is deprecated and may be gone after 2027-03-01",
        "notes.add: mood='bad' is deprecated",
    ]


def test_what_came_warns_of_nothing(going: ModuleType) -> None:
    """An answer is read, compared, copied, stored, and sent back within an argument in silence."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        note = client(going).notes.add(mood="good")
        assert (note.colour, note.mood, note.like.colour) == ("red", "bad", "blue")
        assert deepcopy(note) == loads(dumps(note)) == note
        client(going).notes.add(like=note)
        client(going).notes.add(like=note.to_dict())
        assert type(note).from_dict(note.to_dict()) == note


def test_an_object_that_a_caller_makes_is_worth_a_warning(going: Any) -> None:
    """Who builds or changes an object with what is to go is told so, once, at the line."""
    note = going.models.Note
    assert said(lambda: note(colour="red")) == [
        "Note: colour is deprecated and may be gone after 2027-03-01"
    ]
    assert said(lambda: note(mood="good")) == []
    assert said(lambda: note(mood="bad")) == ["Note: mood='bad' is deprecated"]
    made = note(mood="good")
    assert said(lambda: setattr(made, "mood", "bad")) == ["Note: mood='bad' is deprecated"]
    assert said(lambda: client(going).notes.add(like=made)) == []


def test_fields_and_methods_are_marked(going: Any) -> None:
    """The marks are there for tools: on methods, on their twins, and beside fields."""
    notes = client(going).notes
    text = "This operation is deprecated and may be gone after 2027-01-31."
    assert notes.list.__deprecated__ == notes.with_raw_response.list.__deprecated__ == text
    assert text in notes.list.__doc__.replace("\n        ", " ")
    fields = going.models.Note.model_fields
    assert (fields["colour"].deprecated.whole, fields["colour"].deprecated.sunset) == (
        True,
        "2027-03-01",
    )
    assert (fields["mood"].deprecated.whole, fields["mood"].deprecated.values) == (False, ("bad",))
    assert fields["like"].deprecated is None


def test_a_former_name_of_a_class_is_the_class(going: Any) -> None:
    """Whichever module has a class has it by its former name, with one warning at the line."""
    modules = [going.models, going.alpha, importlib.import_module("going.alpha.models")]
    for module in modules:
        told = f"{module.__name__}.Memo is deprecated: it is called Note"
        assert said(lambda module=module: module.Memo) == [told]  # type: ignore[misc]
        with pytest.warns(DeprecationWarning):
            assert module.Memo is going.models.Note
        assert "Memo" not in dir(module)
    assert said(lambda: going.params.Memo) == ["going.params.Memo is deprecated: it is called Note"]
    with pytest.raises(AttributeError, match="has no attribute 'Letter'"):
        _ = going.models.Letter
    source = "from going.alpha import Memo\n"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        exec(compile(source, "imports.py", "exec"), {"__name__": "imports"})
    assert [(each.filename, each.lineno) for each in caught] == [("imports.py", 1)]


def test_a_former_name_of_an_attribute_reads_and_sets_it(going: Any) -> None:
    """An attribute goes by its former name, each use with a warning; objects don't show it."""
    told = ["Note: heading is deprecated: it is called title"]
    note = going.models.Note(title="one")
    assert said(lambda: note.heading) == told
    assert said(lambda: setattr(note, "heading", "two")) == told
    assert (note.title, note.to_dict()) == ("two", {"heading": "two"})
    assert said(lambda: going.models.Note(heading="three")) == told
    with pytest.warns(DeprecationWarning):
        made = going.models.Note(heading="three")
    assert (made.title, repr(made)) == ("three", "Note(title='three')")
    assert "heading" not in going.models.Note.model_fields
    assert "heading" not in signature(going.models.Note).parameters
    with pytest.raises(TypeError, match="Note: heading is title: give one of them"):
        going.models.Note(heading="three", title="three")
    with pytest.warns(DeprecationWarning), pytest.raises(going.exceptions.ValidationError):
        note.heading = 3
    assert note.title == "two"


def test_what_came_is_read_by_the_present_name_in_silence(going: Any) -> None:
    """An answer that has the member is read, compared, copied and stored without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        note = going.models.Note.from_dict({"heading": "one"})
        assert (note.title, note.model_extra, note.model_fields_set) == ("one", {}, {"title"})
        assert deepcopy(note) == loads(dumps(note)) == note
        assert going.models.Note.model_validate({"heading": "one"}) == note
        assert note.model_copy(update={"title": "two"}).to_dict() == {"heading": "two"}


def test_a_former_name_of_an_argument_is_taken(going: Any) -> None:
    """A call takes an argument by each of its names, and warns; both at once are refused."""
    sent: list[Any] = []
    fake = going.testing.FakeTransport(lambda request: (sent.append(request), OLD)[1])
    notes = going.Alpha(http_client=fake).notes
    for name in ("heading", "head"):
        told = f"notes.add: {name} is deprecated: it is called title"
        assert said(lambda name=name: notes.add(**{name: "one"})) == [told]  # type: ignore[misc]
        assert said(lambda name=name: notes.with_raw_response.add(**{name: "one"})) == [told]  # type: ignore[misc]
    assert [each.json for each in sent] == [{"heading": "one"}] * 4
    with pytest.raises(TypeError, match="notes.add: heading is title: give one of them"):
        notes.add(title="one", heading="one")
    told = [
        "notes.find: near is deprecated: it is called close_to",
        "notes.find: close_to is deprecated",
    ]
    assert said(lambda: notes.find(near="here")) == told
    assert said(lambda: notes.find(near=None)) == told[:1]


def test_an_awaited_argument_is_taken_too(going: Any) -> None:
    """Async clients take them as well, and warn at the line."""
    notes = client(going, "AsyncAlpha").notes

    async def call() -> None:
        await notes.add(heading="one")

    assert said(lambda: asyncio.run(call())) == [
        "notes.add: heading is deprecated: it is called title"
    ]


def test_the_command_line_takes_former_names(
    going: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """An option goes by the former name of its argument too."""
    main = importlib.import_module("going.__main__").main
    typed = ["notes", "add", "--heading", "one", "--dry-run", "--format", "curl"]
    assert main(typed) == 0
    assert '{"heading":"one"}' in capsys.readouterr().out.replace(": ", ":")


USER = """from going import Alpha, AsyncAlpha
from going.alpha import Memo
from going.models import Note
from going.params import Memo as MemoParam


async def use(one: Alpha, other: AsyncAlpha) -> None:
    one.notes.find()
    one.notes.list()
    one.notes.with_raw_response.list()
    await other.notes.list()
    await other.notes.with_raw_response.list()
    await other.notes.with_raw_response.find()
    one.notes.add(title="a")
    one.notes.add(heading="a")
    one.notes.with_raw_response.add(head="a")
    given: MemoParam = {"heading": "a"}
    note: Memo = one.notes.add(like=given)
    same: Note = note
    text: str | None = note.title or note.heading
    same.heading = text
"""
OLD_LINES = [9, 10, 11, 12, 20, 21]


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_type_checkers_mark_calls_that_are_to_go(folder: Path, checker: str) -> None:
    """mypy and pyright mark each use, sync and async, raw and read, and no other."""
    (folder / "user.py").write_text(USER)
    (folder / "pyrightconfig.json").write_text(
        json.dumps({"include": ["user.py"], "reportDeprecated": "error"})
    )
    found = (
        mypy(folder, "--enable-error-code=deprecated", "--follow-imports=silent", "user.py")
        if checker == "mypy"
        else pyright(folder)
    )
    lines = [line for line in found.splitlines() if "user.py:" in line]  # pyright tells some twice
    numbers = [int(line.partition("user.py:")[2].partition(":")[0]) for line in lines]
    assert sorted({*numbers}) == OLD_LINES, found
    assert all("deprecated" in line for line in lines)


def test_the_command_line_says_so(folder: Path) -> None:
    """Help tells of it, and a call says it once on stderr, with the rest of what is to go."""
    run = [sys.executable, "-m", "going", "notes", "list"]
    shown = subprocess.run([*run, "--help"], cwd=folder, capture_output=True, text=True)
    assert "This operation is deprecated" in shown.stdout
    sent = [*run, "--base-url", "http://127.0.0.1:9", "--allow-insecure-http", "--max-retries", "0"]
    called = subprocess.run(sent, cwd=folder, capture_output=True, text=True)
    assert called.stderr.count("is deprecated") == 1
    assert f"warning: {GONE}" in called.stderr
