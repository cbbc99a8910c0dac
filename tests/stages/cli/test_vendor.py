"""Vendoring: a package alone in somebody else's project, and what that project adds to it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.publish.manifest import read
from tests.support.trees import tree
from tests.support.vendored import PACKAGE, python, run

pytestmark = pytest.mark.slow


def test_only_what_is_asked_for_is_written(ours_made: Path) -> None:
    """The other providers are pruned, nothing lies beside, and the manifest lists exactly this."""
    files = tree(ours_made / "my_client")
    assert [] == [path for path in files if re.match("openai|yandex|schemas|openapi", path)]
    assert {"azure/client.py", "models.py", "verify.py", "LICENSE", "py.typed"} < set(files)
    about = read(files["MANIFEST.json"].decode())
    assert set(about.files) == files.keys() - {"MANIFEST.json"}
    assert about.beside == {}
    assert about.options == {"package": "my_client", "providers": ["azure"]}
    assert sorted(path.name for path in ours_made.iterdir()) == ["__init__.py", "my_client"]


def test_models_of_others_are_pruned(small: Path) -> None:
    """A model that only another provider has is there with that provider, and not without."""

    def models() -> set[str]:
        texts = (path.read_text() for path in small.rglob("models.py"))
        return {name for text in texts for name in re.findall(r"^class (\w+)", text, re.MULTILINE)}

    assert models() == {"Shape", "Colour"}
    assert run("vendor", PACKAGE, "--provider", "one") == 0
    assert models() == {"Shape"}


def test_it_works_where_it_is(project: Path) -> None:
    """The package is imported and called under the name of its folder."""
    code = "from app.shapes import Two; print(Two.__module__)"
    assert python(project, code).stdout.strip() == "app.shapes.two.client"


def test_names(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder gives the name, unless --name does."""
    assert run("vendor", "out/MyClient", "api/shapes.yaml") == 2
    assert "--name" in capsys.readouterr().err
    assert run("vendor", "out/MyClient", "api/shapes.yaml", "--name", "my_client") == 0
    options = json.loads((project / "out/MyClient/MANIFEST.json").read_text())["options"]
    assert options["package"] == "my_client"
    assert list((project / "out").iterdir()) == [project / "out/MyClient"]


@pytest.mark.parametrize("name", ["my-client", "my.client", "my client", "1", "class"])
@pytest.mark.parametrize("options", [(), ("--name", "my_client"), ("--check",)])
def test_folders_that_cannot_be_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, options: tuple[str, ...]
) -> None:
    """A folder that no import can name is refused, whatever --name says; another is proposed."""
    assert run("vendor", tmp_path / name, *options) == 2
    said = capsys.readouterr().err
    assert f"a folder {name!r} can't be imported" in said
    assert (f"such as {tmp_path / 'my_client'}\n" in said) == name.startswith("my")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("way", "hint"), [(".", "../my_client"), ("x/..", "../my_client")])
def test_the_folder_of_the_process_that_cannot_be_imported(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    way: str,
    hint: str,
) -> None:
    """A folder that is called by the way to it is refused by its name, with one beside it."""
    (tmp_path / "my client" / "x").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "my client")
    assert run("vendor", way) == 2
    expected = f"a folder 'my client' can't be imported; give another one, such as {Path(hint)}\n"
    assert capsys.readouterr().err.endswith(expected)


HIDING = ("json", "typing", "pydantic", "httpx2")


@pytest.mark.parametrize("name", ["class", "None", "con", *HIDING])
def test_names_that_mean_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A keyword, a device, and what would be imported in another module's place are refused."""
    things = tmp_path / "things.yaml"
    things.write_text("openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\n")
    for arguments in (
        ["vendor", tmp_path / name, things],
        ["vendor", tmp_path / "x", things, "--name", name],
        *([["vendor", tmp_path / name, things, "--name", "x"]] if name in HIDING else []),
        ["generate", things, "--out", tmp_path / "out", "--package", name],
    ):
        assert run(*arguments) == 2
        assert repr(name) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [things]


def test_a_name_within_a_package_hides_nothing(tmp_path: Path) -> None:
    """A package inside another may be called as a module of the library is, and works."""
    things = tmp_path / "things.yaml"
    things.write_text("openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\n")
    (tmp_path / "src/app").mkdir(parents=True)
    (tmp_path / "src/app/__init__.py").touch()
    assert run("vendor", tmp_path / "src/app/json", things) == 0
    done = python(tmp_path, "import app.json; print(app.json.__name__)")
    assert (done.stdout, done.stderr) == ("app.json\n", "")


@pytest.mark.case("F25")
def test_a_package_within_a_package(project: Path, small: Path) -> None:
    """Two vendored packages, one inside the other, are each brought up to date alone."""
    inner, again = f"{PACKAGE}/two/inner", ("api/shapes.yaml", "--provider", "one")
    assert run("vendor", inner, *again) == 0
    assert run("vendor", f"{PACKAGE}/two", *again, "--name", "x") == 2
    before = tree(project / inner)
    assert run("vendor", PACKAGE, "--provider", "one") == 0
    assert tree(project / inner) == before
    assert sorted(path.name for path in (small / "two").iterdir()) == ["inner"]
    assert run("vendor", inner, "--check") == 0
    assert run("vendor", PACKAGE, "--check") == 0


@pytest.mark.case("F34")
def test_again_writes_nothing(small: Path) -> None:
    """A second run finds everything current, with and without what the first remembered."""
    before = {path: path.stat().st_mtime_ns for path in small.rglob("*.*")}
    assert run("vendor", PACKAGE) == 0
    shutil.rmtree(small / ".compactgen_cache")
    assert run("vendor", PACKAGE) == 0
    assert {path: path.stat().st_mtime_ns for path in before if path.suffix == ".py"} == {
        path: time for path, time in before.items() if path.suffix == ".py"
    }


def test_an_update_takes_place(small: Path) -> None:
    """Other providers take the place of the former; what isn't ours stays, empty folders go."""
    for path in ("_custom.py", "mine.txt", "sub/mine.py"):
        (small / path).parent.mkdir(exist_ok=True)
        (small / path).write_text("mine = 1\n")
    assert run("vendor", PACKAGE, "--provider", "one") == 0
    assert not (small / "two").exists()
    assert (small / "one/client.py").is_file()
    for path in ("_custom.py", "mine.txt", "sub/mine.py"):
        assert (small / path).read_text() == "mine = 1\n"


@pytest.mark.case("F21")
def test_work_is_not_lost(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edited file stops an update; --force makes it and keeps the edit as .orig."""
    (small / "models.py").write_text("mine = 1\n")
    before = tree(small)
    assert run("vendor", PACKAGE, "--provider", "one") == 2
    assert re.search(r"changed since.*--force(?s:.*)models\.py", capsys.readouterr().err)
    assert tree(small) == before
    assert run("vendor", PACKAGE, "--provider", "one", "--force") == 0
    assert (small / "models.py.orig").read_text() == "mine = 1\n"
    assert run("vendor", PACKAGE, "--check") == 0


def test_check_tells_and_writes_nothing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--check ends with 1 and a diff when the package isn't what would be made, else with 0."""
    assert run("vendor", PACKAGE, "--check") == 0
    (small / "exceptions.py").write_text("")
    before = tree(small)
    assert run("vendor", PACKAGE, "--check") == 1
    assert "+++ exceptions.py\n" in capsys.readouterr().out
    assert tree(small) == before
    assert run("vendor", "src/app/nothing", "api/shapes.yaml", "--check") == 1
    assert not Path("src/app/nothing").exists()


@pytest.mark.case("F12")
def test_a_check_believes_no_manifest_that_cannot_be_read(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A package isn't compared with another description because its manifest is cut short."""
    manifest = small / "MANIFEST.json"
    manifest.write_text(manifest.read_text()[:100])
    assert run("vendor", small, "--check") == 2
    said = capsys.readouterr()
    assert "not a manifest" in said.err
    assert said.out == ""


def test_a_project_is_not_a_package(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A repository is never taken for the folder of the package."""
    (project / ".git").mkdir()
    assert run("vendor", ".", "--name", "thing") == 2
    assert "repository" in capsys.readouterr().err
