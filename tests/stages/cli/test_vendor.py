"""Vendoring: a package alone in somebody else's project, and what that project adds to it."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from shlex import quote
from typing import Any

import pytest
import yaml

from generator import cli
from generator.languages.python import custom_code as fit
from generator.publish.manifest import read
from tests.support.trees import tree

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*arguments: str | Path) -> int:
    """Run the command in this process."""
    return cli.main(list(map(str, arguments)))


SMALL = """\
openapi: 3.1.0
info: {title: Shapes, version: "1", x-provider: one, x-client: One}
servers: [{url: "https://one.example.com"}]
paths:
  /shapes:
    get:
      operationId: list
      x-method: shapes.all
      security: []
      responses:
        "200":
          description: All of them.
          content: {application/json: {schema: {$ref: "#/components/schemas/Shape"}}}
components:
  schemas:
    Shape: {type: object, properties: {name: {type: string}}}
"""
OTHER = """\
overlay: 1.1.0
info: {title: two, version: "1"}
actions:
  - {target: $.info, update: {x-provider: two, x-client: Two}}
  - target: $.components.schemas
    update: {Colour: {type: object, properties: {red: {type: integer}}}}
  - target: $.components.schemas.Shape.properties
    update: {colour: {$ref: "#/components/schemas/Colour"}}
"""
PACKAGE = "src/app/shapes"
OVERLAY = ("--overlay", "two=api/two.yaml")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a small description of two providers, and a package for one; to be copied."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "src/app").mkdir(parents=True)
    (folder / "src/app/__init__.py").touch()
    (folder / "api").mkdir()
    (folder / "api/shapes.yaml").write_text(SMALL)
    (folder / "api/two.yaml").write_text(OTHER)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("vendor", PACKAGE, "api/shapes.yaml", *OVERLAY, "--provider", "two") == 0
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that project, which is where commands run."""
    shutil.copytree(made, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def small(project: Path) -> Path:
    """The package in that copy."""
    return project / PACKAGE


@pytest.fixture(scope="module")
def ours_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package that the README speaks of, made from our own description; to be copied."""
    folder = tmp_path_factory.mktemp("ours") / "src/app"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    assert run("vendor", folder / "my_client", "--provider", "azure") == 0
    return folder


@pytest.fixture
def ours(ours_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a copy of that package, which is where commands run."""
    shutil.copytree(ours_made, tmp_path / "src/app")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def python(project: Path, code: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run code that can import the project."""
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(project / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, text=True, env=surroundings
    )


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


# --- what a project adds -------------------------------------------------------------------------


def custom(package: Path, text: str) -> Path:
    """Give a package a module of the project's own."""
    path = package / "_custom.py"
    path.write_text(text)
    return path


def shown(language: str, holding: str) -> str:
    """The block of the README in a language that has a certain text in it."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    (block,) = (block for block in blocks if holding in block)
    return str(block)


def test_what_it_makes_is_offered(ours: Path) -> None:
    """Subclasses of clients and models are names of the package, found when they are used."""
    custom(
        ours / "src/app/my_client",
        "import sys\n"
        + shown("py", "TeamClient")
        + "from .models import InputText\nclass Said(InputText): loud: bool = True\n"
        + "LIMIT = 3\n_own = 1\n",
    )
    code = """
import sys, app.my_client as p
assert "app.my_client._custom" not in sys.modules
client = p.TeamClient(azure_endpoint="https://x.openai.azure.com", api_key="k")
assert type(client.with_options(max_retries=0)) is p.TeamClient
said = {"type": "input_text", "text": "a", "loud": True}
assert p.Said(text="a").loud and p.Said(text="a", loud=True).to_dict() == said
assert {"TeamClient", "Said", "LIMIT"} <= set(dir(p)) and p.LIMIT == 3
for name in "CompactedResponse", "sys", "_own", "nothing":
    assert not hasattr(p, name), name
from app.my_client import TeamClient
"""
    done = python(ours, code)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_list_of_its_own_decides(project: Path) -> None:
    """With `__all__` exactly what that lists is offered, also what was imported."""
    custom(project / PACKAGE, "from json import dumps\n__all__ = ['dumps']\nother = 1\n")
    code = "import app.shapes as p; print(p.dumps(1), hasattr(p, 'other'))"
    assert python(project, code).stdout.split() == ["1", "False"]


def test_its_own_mistakes_are_told(project: Path) -> None:
    """A module that it can't import is an error, not a name that isn't there."""
    custom(project / PACKAGE, "import nowhere\n")
    done = python(project, "from app.shapes import Mine")
    assert "No module named 'nowhere'" in done.stderr


def test_names_of_the_package_stay_what_they_are(project: Path) -> None:
    """A name that the package has itself isn't replaced, and --check says so."""
    path = custom(
        project / PACKAGE, "class Two: pass\nmodels: int = 1\nasync def free() -> None: ...\n"
    )
    code = "import app.shapes as p; print(p.Two.__module__)"
    assert python(project, code).stdout.strip() == "app.shapes.two.client"
    told = [line for line in fit.misfits(path.parent, print) if "never seen" in line]
    assert [line.split(":")[1] for line in told] == ["1", "2"]


CHECKERS = {
    "mypy": ["-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent"],
    "pyright": ["-m", "pyright", "--pythonpath", sys.executable],
}
LOOKED_AT = ("src/use.py", "src/app/my_client/__init__.py")
USE = """\
from app.my_client import AzureOpenAI{more}

client: AzureOpenAI = {name}(api_key="k", azure_endpoint="https://x.openai.azure.com")
tokens: int = client.responses.compact(model="m", input="t").usage.total_tokens
"""


@pytest.mark.parametrize("tool", CHECKERS)
def test_type_checkers_see_it(ours: Path, tool: str) -> None:
    """Without the module nothing is missed, with it its names are typed, and others still wrong.

    What was generated is right in the strict mode of the project's checker; the runtime in it is
    that of the project's own package, which is linted.
    """
    strict = ours / "pyrightconfig.json"
    strict.write_text(json.dumps({"typeCheckingMode": "strict"}))
    use = ours / "src/use.py"

    def said(*more: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, *CHECKERS[tool], *LOOKED_AT, *more],
            cwd=ours,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    use.write_text(USE.format(more="", name="AzureOpenAI"))
    package = ours / "src/app/my_client"
    files = sorted(path for path in package.rglob("*.py") if "_runtime" not in path.parts)
    code, text = said(*(map(str, files) if tool == "pyright" else ()))
    assert code == 0, text
    strict.unlink()
    custom(ours / "src/app/my_client", shown("py", "TeamClient"))
    kept = USE.format(more=", TeamClient", name="TeamClient")
    right = 'identifier: str = TeamClient(api_key="k").shorten("t").id\n'
    use.write_text(kept + right + "from app.my_client import Nobody\nTeamClient().shorten(3)\n")
    code, text = said()
    assert code == 1
    assert re.findall(r"\.py:(\d+):.*error", text) == ["6", "7"], text


def test_check_tells_what_no_longer_fits(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--check has mypy look at the module; a mistake in it ends the command with 1."""
    path = custom(ours / "src/app/my_client", shown("py", "TeamClient"))
    assert run("vendor", "src/app/my_client", "--provider", "azure", "--check") == 0
    path.write_text(path.read_text().replace("model=", "modle="))
    capsys.readouterr()
    before = tree(ours)
    assert run("vendor", "src/app/my_client", "--provider", "azure", "--check") == 1
    assert re.search(r"_custom\.py:9: error: .*modle", capsys.readouterr().out)
    assert tree(ours) == before


def test_check_without_mypy_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no mypy that is no failure; what isn't Python is one everywhere."""
    path = custom(project / PACKAGE, "x: int = ''\n")
    monkeypatch.setattr(fit, "_mypy", lambda: None)
    assert run("vendor", PACKAGE, "--check") == 0
    assert "not type-checked" in capsys.readouterr().out
    path.write_text("class (:\n")
    assert run("vendor", PACKAGE, "--check") == 1
    assert "_custom.py:1: error: not Python" in capsys.readouterr().out


# --- in a project's own checks -------------------------------------------------------------------


def shell(project: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a line as a shell does that finds `compactgen` and `python` on its path."""
    bin_ = project / "bin"
    bin_.mkdir(exist_ok=True)
    for name, line in (("compactgen", "-m generator "), ("python", "")):
        (bin_ / name).write_text(f'#!/bin/sh\nexec {quote(sys.executable)} {line}"$@"\n')
        (bin_ / name).chmod(0o755)
    surroundings = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["sh", "-c", command], cwd=project, env=surroundings, capture_output=True, text=True
    )


def hook() -> dict[str, Any]:
    """The definition of the hook that the README configures, with its configuration."""
    (repository,) = yaml.safe_load(shown("yaml", "hooks:"))["repos"]
    (wanted,) = repository["hooks"]
    defined = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    (found,) = (entry for entry in defined if entry["id"] == wanted["id"])
    return {**found, **wanted}


def test_the_hook_runs(ours: Path) -> None:
    """What pre-commit would call passes for a current package and fails for another."""
    definition = hook()
    assert definition["language"] == "python"
    assert definition["pass_filenames"] is False
    assert {"id", "name", "entry", "language"} <= definition.keys()
    line = " ".join([definition["entry"], *map(shlex.quote, definition["args"])])
    done = shell(ours, line)
    assert done.returncode == 0, done.stderr
    (ours / "src/app/my_client/params.py").unlink()
    done = shell(ours, line)
    assert done.returncode == 1
    assert "+++ params.py" in done.stdout


def test_the_steps_run(ours: Path) -> None:
    """Each step for continuous integration passes, and notices a changed file."""
    install, *steps = (step["run"] for step in yaml.safe_load(shown("yaml", "steps:"))["steps"])
    assert "pip install mypy" in install  # from where this repository is, which no test can reach
    assert len(steps) == 2
    for line in steps:
        done = shell(ours, line)
        assert done.returncode == 0, done.stderr
    with (ours / "src/app/my_client/models.py").open("a") as file:
        file.write("\n")
    assert [shell(ours, line).returncode for line in steps] == [1, 1]


# --- what is remembered --------------------------------------------------------------------------


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


# --- what is left out ----------------------------------------------------------------------------

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
