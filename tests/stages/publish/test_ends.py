"""How a run ends that is interrupted, refused by the disk, or wrong itself: what is left behind."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

from generator import descriptions, lower, pipeline, publish as publishing
from generator.files import File, Files
from generator.languages.python.language import Python
from generator.publish import transaction
from tests.support.published import ROOT, THINGS, contents, manifest_hash, run

pytestmark = pytest.mark.usefixtures("unmarked")

STAGES = ("load", "provided", "lower", "verify", "plan", "render", "formatted", "prove")


def planted(monkeypatch: pytest.MonkeyPatch, stage: str, instead: Callable[..., Any]) -> None:
    """Put something in the place of a stage: of the pipeline's own, or of the language's."""
    holders = (pipeline, descriptions, lower, Python)
    monkeypatch.setattr(next(each for each in holders if hasattr(each, stage)), stage, instead)


@pytest.mark.case("F44", "F45", "F46")
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("error", "code"),
    [(RuntimeError, 3), (MemoryError, 3), (KeyboardInterrupt, 130)],
)
def test_a_stage_that_breaks(
    home: Path, monkeypatch: pytest.MonkeyPatch, stage: str, error: type[BaseException], code: int
) -> None:
    """Whatever breaks before the disk, the formatter included, nothing is written."""

    def broken(*_: object, **__: object) -> None:
        raise error("planted")

    planted(monkeypatch, stage, broken)
    assert run("generate", "things.yaml", "--quiet") == code
    assert not (home / "generated").exists()


@pytest.mark.case("F44")
@pytest.mark.parametrize("stage", STAGES[2:])
def test_what_is_too_deep_for_a_stage_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stage: str
) -> None:
    """A description that is deeper than Python can follow is at fault, and nothing is written."""

    def deep(*_: object, **__: object) -> None:
        raise RecursionError("planted")

    planted(monkeypatch, stage, deep)
    assert run("generate", "things.yaml", "--quiet") == 2
    assert "things.yaml:1:1: error: " in capsys.readouterr().err
    assert not (home / "generated").exists()


@pytest.mark.case("F45")
def test_a_formatter_that_changes_the_code(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the formatter makes of the models is held against the plan."""
    real = Python.formatted

    def changed(python: Python, files: Files) -> Files:
        known = real(python, files)
        return {p: File(f.text.replace("size: int", "size: str")) for p, f in known.items()}

    monkeypatch.setattr(Python, "formatted", changed)
    assert run("generate", "things.yaml", "--quiet") == 3
    assert not (home / "generated").exists()


@pytest.mark.case("F03")
@pytest.mark.parametrize(("number", "code"), [(2, 130), (15, 143)], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("at", [0, 3, 6])
def test_signals(tmp_path: Path, number: int, code: int, at: int) -> None:
    """A signal in the middle of publishing leaves what was there, and no temporary file."""
    (tmp_path / "things.yaml").write_text(THINGS)
    program = f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in jobs that a shell left behind
sys.path.insert(0, {str(ROOT)!r})
from generator import cli, publish
real, left = os.replace, {at}
def replace(*paths):
    global left
    left -= 1
    if left == -1:
        os.kill(os.getpid(), {number})
    real(*paths)
os.replace = replace
sys.exit(cli.main(["generate", "things.yaml"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    assert contents(tmp_path) == {"things.yaml": THINGS}
    assert not (tmp_path / "generated").exists()


@pytest.mark.case("F30")
def test_an_edit_during_the_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest tells of the text that was read, and the next run sees the other."""
    real = lower.lower
    later = THINGS.replace("size", "length")

    def edited(*arguments: Any, **more: Any) -> Any:
        (home / "things.yaml").write_text(later)
        return real(*arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(lower, "lower", edited)
        assert run("generate", "things.yaml", "--quiet") == 0
    about = json.loads((home / "generated/things/MANIFEST.json").read_text())
    assert about["inputs"]["things.yaml"] == manifest_hash(THINGS)
    assert "size" in (home / "generated/things/models.py").read_text()
    assert run("generate", "things.yaml", "--quiet") == 0
    assert "length" in (home / "generated/things/models.py").read_text()


WATCH = """
import os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
EVENTS, arguments, formats = {events!r}, {arguments!r}, []
def watch(event, given):
    if event == "subprocess.Popen" and [*given[1][1:]] == ["server"]:
        return formats.append(given[1][0])
    if event == "os.posix_spawn" and given[0] in formats:
        return None
    if event == "open" and isinstance(given[0], int):
        return None  # a pipe to the formatter
    if "open" in EVENTS and event == "open" and given[2] & WRITING and given[0] != os.devnull:
        raise SystemExit(f"wrote {{given[0]}}")
    if event != "open" and event.startswith(EVENTS):
        raise SystemExit(f"did {{event}} {{given}}")
sys.dont_write_bytecode = True
sys.path.insert(0, {root!r})
import socket, subprocess, tempfile
sys.addaudithook(watch)
from generator import cli
sys.exit(cli.main(arguments))
"""


CHILDREN = ("subprocess.", "os.fork", "os.posix_spawn", "os.exec", "os.system", "os.spawn")


CHANGES = (
    *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink"),
    *("os.chmod", "os.truncate", "os.utime", "shutil.", "socket.", "fcntl.", "tempfile."),
)


def watched(events: tuple[str, ...], *arguments: str) -> int:
    """Run the command where nothing of this may happen, and nobody has a home."""
    program = WATCH.format(events=events, arguments=list(arguments), root=str(ROOT))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    for said in ("wrote", "did", "Traceback"):
        assert said not in done.stderr, done.stderr
    return done.returncode


@pytest.mark.case("F02")
def test_no_process_is_started(home: Path) -> None:
    """Everything happens in one process but for the formatter, which ends with its input."""
    assert watched(CHILDREN, "generate", "things.yaml") == 0
    assert (home / "generated/things/models.py").is_file()


@pytest.mark.case("F35")
def test_check_only_looks(home: Path) -> None:
    """--check opens nothing for writing, needs no home, and tells its outcomes apart."""

    def checked() -> int:
        return watched((*CHANGES, *CHILDREN), "generate", "things.yaml", "--check")

    assert checked() == 1
    assert run("generate", "things.yaml", "--quiet") == 0
    assert checked() == 0
    (home / "generated/things/models.py").write_text("")
    assert checked() == 1
    (home / "things.yaml").write_text("openapi: 1")
    assert checked() == 2


@pytest.mark.case("F01")
def test_check_says_incomplete(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A journal that was left behind is told of, and the next run takes it away."""
    assert run("generate", "things.yaml", "--quiet") == 0
    journal = home / "generated/things/.compactgen-journal"
    journal.write_text(publishing.Journal(files={}).text())
    assert run("generate", "things.yaml", "--check") == 1
    assert "incomplete" in capsys.readouterr().out
    assert run("generate", "things.yaml") == 0
    assert not journal.exists()
    assert run("generate", "things.yaml", "--check") == 0


@pytest.mark.case("F48")
@pytest.mark.parametrize(
    ("prepare", "code"),
    [("nothing", 0), ("stale", 1), ("description", 2), ("disk", 2), ("ours", 3)],
)
def test_exit_codes(home: Path, monkeypatch: pytest.MonkeyPatch, prepare: str, code: int) -> None:
    """0 done, 1 stale, 2 description, folder or use, 3 ours."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def broken(*_: object, **__: object) -> None:
        raise AssertionError

    more = ["--check"] if prepare == "stale" else []
    match prepare:
        case "description":
            (home / "things.yaml").write_text("{}")
        case "disk":
            monkeypatch.setattr(transaction.os, "write", full)
        case "ours":
            monkeypatch.setattr(pipeline, "verify", broken)
    assert run("generate", "things.yaml", "--quiet", *more) == code


@pytest.mark.case("F47")
def test_a_reader_that_is_gone(home: Path) -> None:
    """A closed standard output, or one that can't spell everything, is no crash."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = f"{quote(sys.executable)} -m generator generate things.yaml >&-"
    done = subprocess.run(["sh", "-c", command], env=surroundings, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert (home / "generated/things/MANIFEST.json").is_file()
