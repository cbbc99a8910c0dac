"""H07: nothing that the command prints steers a terminal, however files and arguments are named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest

from generator import cli, pipeline

ROOT = Path(__file__).parents[2]
EVIL = "\x1b]0;x\x07\x9b31m\u202e\r\x7f"
NAMES = (f"a{EVIL}b", "a\nb: error: forged", "a\u2028b", "é\u200b", "\ufeffa")
THINGS = """\
openapi: 3.1.0
info: {title: Things, version: '1', x-package: things}
paths:
  /things:
    get: {operationId: list_things, responses: {'200': {description: All.}}}
"""


def plain(text: str) -> bool:
    """Whether a text has nothing but what can be seen, tabs and line ends."""
    return all(char.isprintable() or char in "\n\t" for char in text)


def said(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """Run the command; its exit code and everything that it printed."""
    code = cli.main(list(map(str, arguments)))
    captured = capfd.readouterr()
    return code, captured.out + captured.err


@pytest.fixture
def things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A description in a folder where commands run."""
    (tmp_path / "things.yaml").write_text(THINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "things.yaml"


@pytest.mark.case("H07")
@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "NAME"],
        ["generate", "NAME/b.yaml"],
        ["generate", "things.yaml", "--out", "things.yaml/NAME/x"],
        ["generate", "things.yaml", "--out", "things.yaml/NAME"],
        ["generate", "things.yaml", "--package", "NAME"],
        ["generate", "things.yaml", "--provider", "NAME"],
        ["generate", "things.yaml", "--overlay", "NAME"],
        ["generate", "things.yaml", "--overlay", "a=NAME"],
        ["generate", "things.yaml", "--NAME"],
        ["vendor", "NAME"],
        ["vendor", "things.yaml/NAME"],
        ["validate", "things.yaml", "NAME"],
        ["NAME"],
        ["dump", "NAME"],
    ],
    ids=" ".join,
)
def test_arguments(
    things: Path, capfd: pytest.CaptureFixture[str], name: str, arguments: list[str]
) -> None:
    """An argument that is repeated in an error is repeated in signs that can be seen."""
    code, text = said(capfd, *(one.replace("NAME", name) for one in arguments))
    assert code == 2
    assert plain(text)
    assert "\nb: error: forged" not in text
    assert "Traceback" not in text


@pytest.mark.case("H07")
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_folder_that_is_made(things: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    """An output folder that is made with its parent is told of in signs that can be seen."""
    code, text = said(capfd, "generate", things, "--out", f"{name}/x")
    assert code == 0 and Path(name, "x/things").is_dir()
    assert plain(text) and "x/things" in text
    assert "\nb: error: forged" not in text


@pytest.mark.case("H07")
def test_files_in_the_output(things: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Contents of files are escaped in reports and in the diff."""
    assert said(capfd, "generate", things)[0] == 0
    edited = things.parent / "generated/things/exceptions.py"
    edited.write_text(f"# {EVIL}\n")
    code, text = said(capfd, "generate", things, "--check")
    assert code == 1 and plain(text) and "\\x1b]0;x\\x07" in text
    code, text = said(capfd, "generate", things)
    assert code == 2 and plain(text) and "exceptions.py" in text


@pytest.mark.case("H07")
@pytest.mark.parametrize("name", [*NAMES, "a\nb error"], ids=ascii)
def test_names_in_a_manifest(things: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    """A manifest with a hostile name is none, and what is said of it is plain."""
    assert said(capfd, "generate", things)[0] == 0
    manifest = things.parent / "generated/things/MANIFEST.json"
    about = json.loads(manifest.read_text())
    about["files"][name] = "0" * 64
    manifest.write_text(json.dumps(about))
    for arguments in ([], ["--check"]):
        code, text = said(capfd, "generate", things, *arguments)
        assert code in (1, 2) and plain(text) and "MANIFEST.json" in text
        assert not [line for line in text.splitlines() if line.startswith("b error")]
    code, text = said(capfd, "generate", things, "--force")
    assert code == 0 and plain(text)


@pytest.mark.case("H07")
def test_folders(things: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Below a folder with a hostile name a package is like any other, and messages are plain.

    A package itself can't have such a name: Python couldn't import it.
    """
    for name in NAMES:
        code, text = said(capfd, "vendor", name, things, "--name", "things")
        assert code == 2 and plain(text) and len(text.splitlines()) == 1, text
        inside = f"{name}/things"
        Path(name).mkdir()
        code, text = said(capfd, "vendor", inside, things)
        assert code == 0 and plain(text) and len(text.splitlines()) == 1, text
        Path(inside, "_custom.py").write_text("class (:\n")
        code, text = said(capfd, "vendor", inside, things, "--check")
        assert code == 1 and plain(text) and "not Python" in text
        assert not [line for line in text.splitlines() if line.startswith("b: error")]


@pytest.mark.case("H07")
def test_names_that_are_not_utf_8(things: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A name of bytes that are no text is told, and no reason to crash."""
    name = os.fsdecode(b"a\xff\xfeb")
    (things.parent / name).write_text(THINGS)
    for arguments in (["validate", name], ["vendor", name], ["validate", f"{name}x"]):
        code, text = said(capfd, *arguments)
        assert code in (0, 2) and plain(text) and "udcff" in text
    Path(f"{name}d").mkdir()
    code, text = said(capfd, "vendor", f"{name}d/things", things)
    assert code == 0 and plain(text)


@pytest.mark.case("H07")
def test_descriptions(things: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What a description says is escaped in findings, notes and the dump."""
    evil = json.dumps(EVIL)
    property_ = f"{{type: object, properties: {{{evil}: {{type: string, {evil}: 1}}}}}}"
    schema = f"components: {{schemas: {{Evil: {property_}}}}}\n"
    things.write_text(THINGS.replace("Things, v", f"{evil}, v") + schema)
    for command in ("validate", "dump"):
        assert plain(said(capfd, command, things)[1])
    things.write_text(THINGS + schema.replace("type: string", f"$ref: {evil}"))
    code, text = said(capfd, "validate", things)
    assert code == 2 and plain(text)


@pytest.mark.case("H07")
def test_faults_of_ours(
    things: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A traceback shows what an exception says, escaped."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(EVIL)

    monkeypatch.setattr(pipeline, "generate", broken)
    code, text = said(capfd, "generate", things)
    assert code == 3 and plain(text) and "Traceback" in text and "\\x1b" in text


def command(line: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command from a shell, with more in its surroundings."""
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **more}
    full = line.replace("compactgen", f"{quote(sys.executable)} -m generator")
    return subprocess.run(
        ["sh", "-c", full], cwd=folder, env=surroundings, capture_output=True, check=False,
        encoding="utf-8", errors="surrogateescape", timeout=120,
    )  # fmt: skip


@pytest.mark.case("F47")
@pytest.mark.parametrize("coerce", ["0", "1"])
def test_a_terminal_that_knows_only_ascii(things: Path, coerce: str) -> None:
    """What the terminal can't show is escaped, in every locale."""
    (things.parent / "é😀.yaml").write_text(THINGS, encoding="utf-8")
    plainly = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": coerce}
    for line in ("compactgen validate *.yaml", "compactgen validate é😀.yaml"):
        done = command(line, things.parent, **plainly)
        assert done.returncode in (0, 2), done.stderr
        assert "Traceback" not in done.stderr
        assert plain(done.stdout + done.stderr)


@pytest.mark.case("F47")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed(things: Path, closed: str) -> None:
    """Without streams the command does what it does otherwise, and ends with the same code."""
    for line, code in (("validate things.yaml", 0), ("dump things.yaml", 0), ("dump x.yaml", 2)):
        done = command(f"compactgen {line} {closed}", things.parent)
        assert done.returncode == code, done
        assert "Traceback" not in done.stderr


@pytest.mark.case("F47")
def test_a_full_disk_behind_the_output(things: Path) -> None:
    """Output that can't be written is told in a line, and is no fault of the program."""
    done = command("compactgen dump things.yaml > /dev/full", things.parent)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr


@pytest.mark.case("H07")
def test_verify_of_a_package(things: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A package tells of files with hostile names, and of wrong use, in visible signs."""
    assert said(capfd, "vendor", "things", things, "--quiet")[0] == 0
    names = [*NAMES, os.fsdecode(b"\xff")]
    for name in names:
        Path("things", name).touch()
    for line, code in (("verify.py", 1), ("verify.py --json", 1), (f"verify.py '--{EVIL}'", 2)):
        full = f"{quote(sys.executable)} things/{line}"
        done = command(full, things.parent, LC_ALL="C", PYTHONUTF8="0")
        assert done.returncode == code, done
        assert plain(done.stdout + done.stderr)
        assert line != "verify.py" or done.stdout.count("\n") == len(names)


@pytest.mark.case("H07")
def test_help_of_a_package(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a description says of an operation can't steer the terminal that shows the help."""
    monkeypatch.syspath_prepend(ROOT / "generated")
    from responses_compact._runtime.command import main as commands
    from responses_compact._runtime.command.program import OperationCommand, Program, Service

    command = OperationCommand(
        words=("run",), constant="RUN", module=".nowhere", doc=EVIL, notice=EVIL
    )
    service = Service(name="one", client="One", module=".nowhere", operations=(command,))
    program = Program(name="things", package=None, doc=EVIL, services=(service,))
    for arguments, code in ((["--help"], 0), (["run"], 70), (["run", EVIL], 70), ([EVIL], 2)):
        assert commands.run(program, arguments) == code
        captured = capfd.readouterr()
        assert plain(captured.out + captured.err)
