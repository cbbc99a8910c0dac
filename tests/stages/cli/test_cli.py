"""The command line: what it writes where, what it says, and how it ends."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest

from generator import cli, pipeline
from generator.load import source
from generator.places import SPEC
from generator.progress import Progress
from tests.support.published import run
from tests.support.things import OVERLAY, THINGS
from tests.support.trees import tree

ROOT = Path(__file__).parents[3]


def test_any_description_makes_a_package(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without extensions of ours there is one provider, and names come from --package."""
    assert run("generate", "things.yaml", "--package", "thing", "--out", "out") == 0
    written = tree(home / "out")
    assert {"thing/MANIFEST.json", "schemas/default.schema.json", "openapi/default.json"} < set(
        written
    )
    client = written["thing/default/client.py"].decode()
    assert "class Thing(SyncClient):" in client
    assert "class AsyncThing(AsyncClient):" in client
    assert "def create_thing(" in client
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert said.err == ""


def test_the_file_gives_the_name_when_nothing_else_does(home: Path) -> None:
    """The package is called like the description's file."""
    assert run("generate", "things.yaml") == 0
    assert (home / "generated/things/__init__.py").is_file()


@pytest.mark.parametrize("length", [40, 50, 64])
def test_a_name_may_be_long(home: Path, length: int) -> None:
    """A client whose name takes most of a line, or all of it, stands the proof."""
    assert run("vendor", "a" * length, "things.yaml") == 0


def test_package_needs_a_name_that_can_be_imported(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names with other signs, or keywords, are refused with a hint."""
    for name in ("my-thing", "class", "../x", "Ünder"):
        assert run("generate", "things.yaml", "--package", name) == 2
        assert "--package" in capsys.readouterr().err
    assert tree(home) == {"things.yaml": THINGS.encode()}


@pytest.mark.case("F34", "P12")
def test_nothing_changed_is_found_without_a_run(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second run compares hashes and goes through no stage."""
    run("generate", "things.yaml")
    before = {p: p.stat().st_mtime_ns for p in (home / "generated").rglob("*")}

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a stage was run")

    monkeypatch.setattr(pipeline, "generate", never)
    assert run("generate", "things.yaml") == 0
    assert "all current" in capsys.readouterr().out
    assert {p: p.stat().st_mtime_ns for p in (home / "generated").rglob("*")} == before


@pytest.mark.parametrize("change", ["description", "output", "missing", "overlay", "option"])
def test_any_change_makes_a_run(home: Path, change: str) -> None:
    """The short way is left for a change of any input, of the output, or of what is asked for."""
    run("generate", "things.yaml")
    good = tree(home / "generated")
    more: list[str] = []
    match change:
        case "description":
            (home / "things.yaml").write_text(THINGS.replace("maxLength: 9", "maxLength: 8"))
        case "output":
            (home / "generated/things/models.py").write_text("")
        case "missing":
            (home / "generated/things/models.py").unlink()
        case "overlay":
            (home / "overlays").mkdir()
            (home / "overlays/other.yaml").write_text(OVERLAY)
        case _:
            more = ["--provider", "default"]
    if change == "output":
        assert run("generate", "things.yaml") == 2
        more = ["--force"]
    assert run("generate", "things.yaml", *more) == 0
    (home / "generated/things/models.py.orig").unlink(missing_ok=True)
    written = tree(home / "generated")
    assert (written == good) is (change in ("output", "missing", "option"))


def test_check_tells_what_is_stale(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--check ends with 1 and a diff, changes nothing, and ends with 0 when all is current."""
    assert run("generate", "things.yaml", "--check") == 1
    assert not (home / "generated").exists()
    run("generate", "things.yaml")
    assert run("generate", "things.yaml", "--check") == 0
    models = home / "generated/things/models.py"
    models.write_text(models.read_text().replace("max_length=9", "max_length=90"))
    before = tree(home)
    capsys.readouterr()
    assert run("generate", "things.yaml", "--check") == 1
    said = capsys.readouterr().out
    assert "--- things/models.py\n+++ things/models.py\n" in said
    assert "-    name: Annotated[str, Field(max_length=90)]" in said
    assert tree(home) == before


def test_overlay_makes_a_provider(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An overlay given by name makes the provider of that name, beside the base."""
    (home / "elsewhere.yaml").write_text(OVERLAY)
    arguments = ["generate", "things.yaml", "--overlay", "other=elsewhere.yaml"]
    assert run(*arguments, "--out", "both") == 0
    assert {"openapi/default.json", "openapi/other.json"} < set(tree(home / "both"))
    properties = json.loads((home / "both/openapi/other.json").read_text())
    assert "colour" in properties["components"]["schemas"]["NewThing"]["properties"]
    assert run(*arguments, "--provider", "other", "--out", "one") == 0
    assert "openapi/default.json" not in tree(home / "one")


def test_overlays_beside_the_description_are_found(home: Path) -> None:
    """A file in overlays/ is a provider without being named; an option by its name replaces it."""
    (home / "overlays").mkdir()
    (home / "overlays/other.yaml").write_text(OVERLAY)
    assert run("generate", "things.yaml") == 0
    assert "colour" in (home / "generated/openapi/other.json").read_text()
    (home / "mine.yaml").write_text(OVERLAY.replace("colour", "taste"))
    assert run("generate", "things.yaml", "--overlay", "other=mine.yaml") == 0
    assert "taste" in (home / "generated/openapi/other.json").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["generate", "absent.yaml"], "absent.yaml:1:1: error: cannot be read"),
        (["generate", ""], "an argument is empty, as a variable is that isn't set"),
        (["generate", "things.yaml", "--out="], "the argument of --out is empty"),
        (["vendor", "client", ""], "an argument is empty"),
        (["generate", "-"], "standard input is never read"),
        (["generate", "https://things.example/v1.yaml"], "addresses are never read"),
        (["generate", "things.yaml", "--provider", "nobody"], "there is no provider 'nobody'"),
        (["generate", "things.yaml", "--overlay", "x"], "NAME=FILE"),
        (["generate", "things.yaml", "--overlay", "X=y"], "NAME=FILE"),
        (["generate", "things.yaml", "--overlay", "x=absent"], "absent:1:1: error"),
        (["generate", "things.yaml", "--nonsense"], "unrecognized arguments"),
        (["generate", "things.yaml", "--chek"], "(did you mean '--check'?)"),
        (["vendor", "my_client", "--provder=azure"], "(did you mean '--provider'?)"),
        (["generate", "things.yaml", "--provider", "defualt"], "(did you mean 'default'?)"),
        (["frobnicate"], "there is no command 'frobnicate'; there are: generate, vendor"),
        (["genrate"], "there is no command 'genrate' (did you mean 'generate'?)"),
        ([], "required"),
    ],
)
def test_wrong_use_ends_with_two(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """What the command can't mean is told without a traceback, and nothing is written."""
    assert run(*arguments) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert tree(home) == {"things.yaml": THINGS.encode()}


def test_fault_of_ours_ends_with_three(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An exception that nobody meant is shown whole and not blamed on the description."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(pipeline, "generate", broken)
    assert run("generate", "things.yaml") == 3
    error = capsys.readouterr().err
    assert "RuntimeError: planted" in error
    assert "fault of compactgen" in error


@pytest.mark.case("F12")
def test_output_never_holds_the_description(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A package folder that contains its own description is refused."""
    (home / "things").mkdir()
    (home / "things/things.yaml").write_text(THINGS)
    assert run("generate", "things/things.yaml", "--out", ".") == 2
    assert "choose another folder" in capsys.readouterr().err
    assert tree(home) == {name: THINGS.encode() for name in ("things.yaml", "things/things.yaml")}


def test_dump_is_stable_text(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The Api comes out as the same text each time."""
    assert run("dump", "things.yaml") == 0
    first = capsys.readouterr().out
    assert "model NewThing" in first
    assert run("dump", "things.yaml") == 0
    assert capsys.readouterr().out == first


def test_quiet_says_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--quiet leaves only what is wrong."""
    assert run("generate", "things.yaml", "--quiet") == 0
    assert run("validate", "things.yaml", "--quiet") == 0
    said = capsys.readouterr()
    assert said.out + said.err == ""


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_terminal_shows_the_stages(capsys: pytest.CaptureFixture[str]) -> None:
    """One line a stage, with what came out and how long it took; nothing of it in a pipe."""
    terminal, pipe, quiet = Terminal(), io.StringIO(), Terminal()
    for progress in (
        Progress(quiet=False, stream=terminal),
        Progress(quiet=False, stream=pipe),
        Progress(quiet=True, stream=quiet),
    ):
        progress.tell("load", "3 files")
    assert re.fullmatch(r"  load +3 files +\d+\.\d\d s\n", terminal.getvalue())
    assert pipe.getvalue() + quiet.getvalue() == ""
    assert capsys.readouterr().out == ""


def test_own_description_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a file the generator's own description is meant, wherever the command runs."""
    monkeypatch.chdir(tmp_path)
    assert run("validate") == 0
    assert SPEC.as_posix() in capsys.readouterr().out


def test_runs_as_a_module(home: Path) -> None:
    """`python -m generator` is the command, with its exit codes."""
    command = [sys.executable, "-m", "generator", "validate", "absent.yaml"]
    paths = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, env=paths, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "absent.yaml:1:1" in ended.stderr


def test_reader_that_leaves_is_no_fault(home: Path) -> None:
    """A pipe that is closed early ends the command without a word."""
    command = f"{quote(sys.executable)} -m generator dump things.yaml | head -c 1"
    paths = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        ["sh", "-c", command], env=paths, capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("p", "")


@pytest.mark.case("F14")
@pytest.mark.parametrize("link", [".compactgen_cache", ".compactgen_cache/things.json"])
def test_what_is_remembered_overwrites_nothing(home: Path, link: str) -> None:
    """A link in the place of what a run remembers is not written through."""
    package = home / "generated"
    assert run("generate", "things.yaml") == 0
    shutil.rmtree(package / ".compactgen_cache")
    whole = link == ".compactgen_cache"
    outside = home / "outside" if whole else home / "outside.txt"
    outside.mkdir() if whole else outside.write_text("dear")
    (package / link).parent.mkdir(exist_ok=True)
    (package / link).symlink_to(outside)
    assert run("generate", "things.yaml") == 0
    assert [*outside.iterdir()] == [] if outside.is_dir() else outside.read_text() == "dear"


def test_a_description_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking it for the package's name doesn't take reading it a second time."""
    monkeypatch.chdir(tmp_path)
    Path("things.yaml").write_text(THINGS)
    asked: list[Path] = []
    taken = source._bytes

    def counted(path: Path, file: str, budget: source.Budget) -> bytes:
        asked.append(path)
        return taken(path, file, budget)

    monkeypatch.setattr(source, "_bytes", counted)
    assert cli.main(["validate", "things.yaml", "--quiet"]) == 0
    assert asked == [Path("things.yaml")]


def test_a_part_of_a_description(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What isn't included refuses nothing, and the manifest says what was asked for."""
    broken = "  /broken: {get: {responses: {'200': {$ref: '#/no'}}}}\n"
    (home / "things.yaml").write_text(THINGS.replace("components:", f"{broken}components:", 1))
    assert run("generate", "things.yaml", "--out", "out") == 2
    assert not (home / "out").exists()
    assert run("generate", "things.yaml", "--out", "out", "--include", "createThing") == 0
    assert run("validate", "things.yaml", "--exclude", "/broken") == 0
    manifest = json.loads((home / "out" / "things" / "MANIFEST.json").read_text())
    assert manifest["options"]["include"] == ["createThing"]
    assert "exclude" not in manifest["options"]
    assert "/broken" not in (home / "out" / "openapi" / "default.json").read_text()
    capsys.readouterr()
    assert run("generate", "things.yaml", "--out", "out", "--include", "creatThing") == 2
    said = capsys.readouterr().err
    assert "--include 'creatThing' matches no operation (did you mean 'createThing'?)" in said
    assert run("generate", "things.yaml", "--include", "/things", "--exclude", "POST /*") == 2
    assert "--include and --exclude leave no operation" in capsys.readouterr().err


def test_a_client_of_a_reserved_name(home: Path) -> None:
    """Where the package's name would make a class that is something else, a word is added."""
    assert run("generate", "things.yaml", "--package", "my_error", "--out", "out") == 0
    assert "class MyErrorApi(" in (home / "out" / "my_error" / "default" / "client.py").read_text()
