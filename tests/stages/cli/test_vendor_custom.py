"""What a project adds to a vendored package, and how it checks both."""

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

from generator.languages.python import custom_code as fit
from tests.support.trees import tree
from tests.support.vendored import PACKAGE, python, run

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]


README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def ours(ours_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a copy of that package, which is where commands run."""
    shutil.copytree(ours_made, tmp_path / "src/app")
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
