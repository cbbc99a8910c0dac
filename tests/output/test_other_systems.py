"""F33: what one system writes another would write too, as far as one system can show that."""

from __future__ import annotations

import ast
import json
import ntpath
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest

from generator import inputs
from generator.languages.python.plan.package import plan
from generator.languages.python.render import render
from generator.places import TEMPLATES
from generator.publish.manifest import inside
from tests.support.packages import documents_of
from tests.support.refusing import spelled

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for p in (ROOT / "generator").rglob("*.py") if "_data" not in p.parts)

FOREIGN = """
import builtins, os, pathlib, random, sys, warnings
os.linesep = "\\r\\n"
warnings.filterwarnings("error", category=EncodingWarning, module="generator")
chance = random.Random(7)
real_list, real_scan = os.listdir, os.scandir
class Scanned:
    def __init__(self, entries): self.entries = iter(entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __iter__(self): return self.entries
    def __next__(self): return next(self.entries)
    def close(self): pass
def shuffled(entries):
    entries = list(entries)
    chance.shuffle(entries)
    return entries
os.listdir = lambda *given: shuffled(real_list(*given))
def scan(*given):
    with real_scan(*given) as entries:
        return Scanned(shuffled(entries))
os.scandir = scan
def folded(path): return str(path).casefold()
pathlib.PurePath.__lt__ = lambda one, other: folded(one) < folded(other)
pathlib.PurePath.__gt__ = lambda one, other: folded(one) > folded(other)
pathlib.PurePath.__le__ = lambda one, other: folded(one) <= folded(other)
pathlib.PurePath.__ge__ = lambda one, other: folded(one) >= folded(other)
"""
"""What Windows does in another way: line ends, encodings, the order of paths and of folders."""

RUN = """
import sys
from generator.cli import main
sys.exit(main(["generate", "spec/things.yaml", "--out", "out", "--quiet"]))
"""
OVERLAY = """\
overlay: 1.1.0
info: {title: Another, version: '1'}
actions: [{target: $.info, update: {x-client: %s, x-provider: %s}}]
"""
THINGS = """\
openapi: 3.1.0
info: {title: Thüngs, version: '1', x-package: things, x-provider: main, x-client: Main}
servers: [{url: https://example.com}]
paths:
  /things:
    get:
      operationId: list_things
      summary: Líst 😀 them.
      responses:
        '200':
          description: All.
          content:
            application/json:
              schema: {$ref: 'schemas/Things.yaml#/Things'}
"""
SCHEMA = """\
Things:
  type: object
  description: |
    One.

    Two.
  properties: {é: {type: string}}
"""
RESPONSE = "      responses: {'200': {description: All.}}\n"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What is made of one description here, and where everything is as on another system."""
    return [
        _made(tmp_path_factory.mktemp("here"), ""),
        _made(tmp_path_factory.mktemp("there"), FOREIGN, "-X", "warn_default_encoding"),
    ]


def _made(folder: Path, before: str, *options: str) -> dict[str, bytes]:
    spec = folder / "spec"
    for name in ("schemas", "overlays", "examples"):
        (spec / name).mkdir(parents=True)
    (spec / "things.yaml").write_text(THINGS, encoding="utf-8")
    (spec / "schemas/Things.yaml").write_text(SCHEMA, encoding="utf-8")
    for provider in ("beta", "Zeta", "alpha"):
        text = OVERLAY % (provider.title(), provider.lower())
        (spec / f"overlays/{provider.lower()}.yaml").write_text(text, encoding="utf-8")
    for label in ("b", "A", "c"):
        answer = json.dumps({"é": label}, ensure_ascii=False)
        path = spec / f"examples/main.response.{label}.json"
        path.write_text(answer, encoding="utf-8")
    subprocess.run(
        [sys.executable, *options, "-c", before + RUN],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", "PATH": ""},
        check=True,
    )
    found = sorted((folder / "out").rglob("*"), key=str)
    return {
        path.relative_to(folder / "out").as_posix(): path.read_bytes()
        for path in found
        if path.is_file() and not {"__pycache__", ".compactgen_cache"} & {*path.parts}
    }


@pytest.mark.case("F33")
def test_other_line_ends_orders_and_encodings(outputs: list[dict[str, bytes]]) -> None:
    """However folders list, paths sort, lines end and files decode: the same bytes."""
    here, there = outputs
    assert here.keys() == there.keys()
    assert [path for path in here if here[path] != there[path]] == []
    assert not [path for path, content in here.items() if b"\r" in content]


@pytest.mark.case("F33", "F38")
def test_every_path_is_one_everywhere(outputs: list[dict[str, bytes]]) -> None:
    """Paths in the output and its manifest are relative, with slashes, never devices."""
    here, _ = outputs
    about = json.loads(here["things/MANIFEST.json"])
    listed = [*here, *about["files"], *about["beside"], *about["inputs"]]
    assert "schemas/Things.yaml" in about["inputs"]
    for path in listed:
        assert inside(path), path
        assert PureWindowsPath(path).as_posix() == path
        assert not PureWindowsPath(path).is_reserved()
        assert path == path.strip(" .")
    assert len({path.casefold() for path in here}) == len(here)


@pytest.mark.case("F33")
@pytest.mark.parametrize(
    ("file", "name"),
    [
        (r"C:\project\spec\schemas\a.yaml", "schemas/a.yaml"),
        (r"C:\project\spec\b.yaml", "b.yaml"),
        (r"C:\project\c.yaml", "c.yaml"),
        (r"D:\elsewhere\d.yaml", "d.yaml"),
    ],
)
def test_names_of_inputs_on_windows(monkeypatch: pytest.MonkeyPatch, file: str, name: str) -> None:
    """An input is named by its way from the description, with slashes, from any drive."""

    class Windows:
        path = ntpath

    monkeypatch.setattr(inputs, "os", Windows)
    monkeypatch.setattr(inputs, "Path", PureWindowsPath)
    home = PureWindowsPath(r"C:\project\spec\openapi.yaml")
    found: str = inputs.name_of(PureWindowsPath(file), home)  # type: ignore[arg-type]
    assert found == name


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call in the generator, with its place and the last part of what is called."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node, name


@pytest.mark.case("F33")
def test_nothing_is_written_as_text() -> None:
    """The system encodes no text: bytes are written, and reading names its encoding."""
    wrong = []
    for place, node, name in calls():
        given = {keyword.arg for keyword in node.keywords}
        bare = ast.unparse(node.func) == "open"
        binary = any("b" in str(getattr(a, "value", "")) for a in node.args[1:2])
        if name in ("write_text", "fdopen", "getpreferredencoding", "NamedTemporaryFile"):
            wrong.append(place)
        elif name == "read_text" and "encoding" not in given:
            wrong.append(place)
        elif bare and not binary and "devnull" not in ast.unparse(node.args[0]):
            wrong.append(place)
        elif name == "run" and ({"text", "universal_newlines"} & given):
            wrong.append(place)
    assert wrong == []


@pytest.mark.case("F33")
def test_nothing_asks_how_lines_end() -> None:
    """No module knows the line ends of its system."""
    assert [path for path in SOURCES if "linesep" in path.read_text(encoding="utf-8")] == []


def test_templates_below_a_folder_with_a_dot(tmp_path: Path) -> None:
    """Templates are found wherever the generator is installed, and `.venv` is the usual place."""
    (tmp_path / "things.yaml").write_text(THINGS.split("      summary")[0] + RESPONSE)
    found = documents_of(tmp_path / "things.yaml")
    hidden = tmp_path / ".venv" / "templates"
    shutil.copytree(TEMPLATES, hidden)
    api = spelled(found, "things")
    assert render(plan(api), hidden) == render(plan(api), TEMPLATES)
