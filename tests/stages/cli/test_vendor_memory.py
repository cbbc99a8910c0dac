"""What `vendor` remembers of the run before: providers, options, and what is left out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.trees import tree
from tests.support.vendored import PACKAGE, SMALL, python, run

pytestmark = pytest.mark.slow


def test_an_update_is_told_nothing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`vendor DEST` takes name, description, overlays and providers of the run before."""
    before = tree(small)
    assert run("vendor", PACKAGE, "--no-cache") == 0
    assert tree(small) == before
    assert run("vendor", PACKAGE, "--check", "--no-cache") == 0
    assert json.loads(before["MANIFEST.json"])["options"] == {
        "description": "../../../api/shapes.yaml",
        "overlays": {"two": "../../../api/two.yaml"},
        "package": "shapes",
        "providers": ["two"],
    }
    (small.parents[2] / "api/shapes.yaml").rename(small.parents[2] / "api/moved.yaml")
    assert run("vendor", PACKAGE) == 2
    assert "was made from api/shapes.yaml" in capsys.readouterr().err.replace(
        f"{PACKAGE}/../../../", ""
    )


def test_another_set_is_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Providers who join and leave are named with what goes; who was there first stays first."""
    assert run("vendor", PACKAGE, "--provider", "one", "--provider", "two") == 0
    assert "providers: + one\n" in capsys.readouterr().out
    options = json.loads((small / "MANIFEST.json").read_text())["options"]
    assert options["providers"] == ["two", "one"]
    assert run("vendor", PACKAGE, "--provider", "one") == 0
    said = capsys.readouterr().out
    assert "providers: - two\n" in said
    (names,) = re.findall(r"imported: from \. import (.*) \(", said)
    assert {"AsyncTwo", "Two", "two"} <= set(names.split(", "))
    assert "imported: .two.client, all of it" in said


def test_a_check_remembers_too(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing changed `--check` makes nothing, but sees an edit; `--no-cache` makes all."""
    from generator import pipeline

    made: list[object] = []
    whole = pipeline.generate
    monkeypatch.setattr(
        pipeline, "generate", lambda *a, **more: made.append(a) or whole(*a, **more)
    )
    assert run("vendor", PACKAGE, "--check") == 0
    assert made == []
    assert run("vendor", PACKAGE, "--check", "--no-cache") == 0
    assert len(made) == 1
    (small / "verify.py").write_text("edited = 1\n")
    assert run("vendor", PACKAGE, "--check") == 1
    ignored = (small / ".compactgen_cache/.gitignore").read_text()
    assert ignored == "*\n"


def test_a_formatter_has_been_there(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was only reformatted is told apart from edits, with lines to write, and made anew."""
    import black

    before = tree(small)
    mode = black.Mode(line_length=60, string_normalization=False)
    # The runtime is left out: it is most of the lines, and no different to a formatter.
    for path in (path for path in before if re.fullmatch(r"(?!_runtime/).*\.py", path)):
        text = (
            before[path]
            .decode()
            .replace("# fmt: off\n", "")
            .replace("from typing import", "from  typing import")
        )
        (small / path).write_text(black.format_str(text, mode=mode))
    reformatted = sorted(path for path, content in tree(small).items() if content != before[path])
    assert len(reformatted) > 5
    done = subprocess.run(
        [sys.executable, str(small / "verify.py"), "--json"], capture_output=True, text=True
    )
    findings = json.loads(done.stdout)
    assert done.returncode == 1
    assert findings["modified"] == []
    assert sorted(findings["reformatted"]) == reformatted
    assert run("vendor", PACKAGE, "--check") == 1
    said = capsys.readouterr().out
    assert "look as a formatter left them" in said
    assert "+++" not in said
    assert run("vendor", PACKAGE) == 0
    assert tree(small) == before


def test_an_edit_is_no_layout(small: Path) -> None:
    """A word of a docstring, a value, a name and an import make a module modified."""
    from generator.publish.forms import form

    text = '"""A doc."""\nfrom a import b, c\nimport d\n\nx = [1, "y"]\n'
    alike = (
        '"""A\n   doc."""\nimport d\nfrom a import c\nfrom a import b\nx = [\n 1,\n "y",\n]  # z\n'
    )
    assert form(text.encode()) == form(alike.encode())
    for old, new in (
        ("A doc", "Any doc"),
        ("1", "True"),
        ('"y"', 'b"y"'),
        ("x", "z"),
        ("b, c", "c"),
    ):
        assert form(text.encode()) != form(text.replace(old, new, 1).encode()), new
    # Said once, by the version of Python that this was written with, for all others.
    known = "7914810a5af00f00132f9afa237349ac8e97a3c037979b46bad50f0562d51da9"
    assert form(text.encode()) == known


def test_a_merge_with_a_conflict_is_ended(small: Path) -> None:
    """A manifest with both sides of a conflict is read as both; the next run is like any other."""
    place = small / "MANIFEST.json"
    lines = place.read_text().split("\n")
    at = next(n for n, line in enumerate(lines) if '"models.py"' in line or '"verify.py"' in line)
    other = re.sub("[0-9a-f]{64}", "1" * 64, lines[at], count=1)
    lines[at : at + 1] = ["<<<<<<< HEAD", other, "=======", lines[at], ">>>>>>> theirs"]
    place.write_text("\n".join(lines))
    assert run("vendor", PACKAGE) == 0
    assert "<<<" not in place.read_text()


ROOMS = ("command", "testing")


DOORS = {"command": "__main__.py", "testing": "testing.py"}


SECTIONS = {"command": "## Command line", "testing": "## Tests of your own"}


CALL = """
import importlib, pkgutil, httpx2, app.shapes as package
for module in pkgutil.walk_packages(package.__path__, "app.shapes."):
    importlib.import_module(module.name)
found = []
answer = httpx2.MockTransport(
    lambda request: found.append(request) or httpx2.Response(200, json={})
)
package.Two(http_client=httpx2.Client(transport=answer)).shapes.all()
print(len(found), "testing" in dir(package), "testing" in package.__all__)
"""


@pytest.mark.parametrize("rooms", ["command,testing", "command", "testing"])
def test_rooms_are_left_out_whole(
    project: Path, capsys: pytest.CaptureFixture[str], rooms: str
) -> None:
    """All of a room goes, with what leads there and nothing else; the rest works and is whole."""
    package = project / PACKAGE
    before, gone = tree(package), rooms.split(",")
    assert run("vendor", PACKAGE, "--without", rooms) == 0
    assert (".testing, all of it" in capsys.readouterr().out) == ("testing" in gone)
    after = tree(package)
    rooms_of = {path: path.split("/")[1] for path in before if path.startswith("_runtime/")}
    leaving = {path for path, room in rooms_of.items() if room in gone} | {DOORS[r] for r in gone}
    calls = {path for path in before if path.split("/")[-1].startswith("command_")}
    assert calls
    leaving |= calls if "command" in gone else set()
    assert len(leaving) > 4 * len(gone)
    assert after.keys() == before.keys() - leaving
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {"README.md", "MANIFEST.json", "surface.txt"} | (
        {"__init__.py"} if "testing" in gone else set()
    )
    readme = after["README.md"].decode()
    assert [(SECTIONS[r] in readme) for r in ROOMS] == [r not in gone for r in ROOMS]
    kept = "testing" not in gone
    assert python(project, CALL).stdout == f"1 {kept} {kept}\n"
    command = [sys.executable, "-m", "app.shapes", "--help"]
    done = subprocess.run(command, cwd=project / "src", capture_output=True, text=True)
    assert (done.returncode == 0) == ("command" not in gone)
    assert "__main__" in done.stderr or "command" not in gone
    assert python(
        project, "import runpy; runpy.run_module('app.shapes.verify', run_name='__main__')"
    ).stdout == ("all files are as they were generated\n")


def test_what_is_left_out_is_remembered(project: Path) -> None:
    """Later runs leave the same out, `--check` holds the package to that, and "none" ends it."""
    package = project / PACKAGE
    whole = tree(package)
    assert run("vendor", PACKAGE, "--without", "testing,command") == 0
    less = tree(package)
    assert json.loads(less["MANIFEST.json"])["options"]["without"] == ["command", "testing"]
    assert run("vendor", PACKAGE, "--no-cache") == 0
    assert tree(package) == less
    assert run("vendor", PACKAGE, "--check") == 0
    assert run("vendor", PACKAGE, "--check", "--without", "none") == 1
    assert run("vendor", PACKAGE, "--without", "none") == 0
    assert tree(package) == whole


@pytest.mark.parametrize("text", ["network", "comand", ",", "command;testing", "command, testing"])
def test_only_rooms_can_be_left_out(
    project: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """What the package can't do without, or doesn't know, is refused by its name."""
    before = tree(project)
    assert run("vendor", PACKAGE, "--without", text) == 2
    said = capsys.readouterr().err
    assert "--without can't leave out" in said and "it can: command, testing" in said
    assert tree(project) == before


def test_the_operations_that_are_wanted_are_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Later runs want the same operations, until either option is given anew."""
    monkeypatch.chdir(tmp_path)
    other = "  /colours: {get: {operationId: colours, responses: {'204': {description: No.}}}}\n"
    text = SMALL.replace(", x-provider: one, x-client: One", "")
    (tmp_path / "shapes.yaml").write_text(text.replace("components:", f"{other}components:"))

    def operations() -> list[str]:
        written = (tmp_path / PACKAGE / "default" / "operations.py").read_text()
        return re.findall(r'path="(.*?)"', written)

    assert run("vendor", PACKAGE, "shapes.yaml", "--include", "list") == 0
    assert operations() == ["/shapes"]
    assert run("vendor", PACKAGE, "--no-cache") == 0
    assert run("vendor", PACKAGE, "--check") == 0
    assert operations() == ["/shapes"]
    assert run("vendor", PACKAGE, "--exclude", "list") == 0
    assert operations() == ["/colours"]
    assert run("vendor", PACKAGE, "--include", "*") == 0
    assert operations() == ["/shapes", "/colours"]
