"""Languages are rooms: nothing outside knows one, and another one fits in."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.api import Api
from generator.descriptions import Descriptions
from generator.files import File, Files
from generator.job import Job
from generator.languages.python import package
from generator.languages.python.language import Python
from generator.languages.python.plan import clients
from generator.outputs import output
from generator.policy import Policy
from tests.support.packages import documents_of
from tests.support.refusing import lower, spelled

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator"
TEMPLATES = ROOT / "templates"

THINGS = """\
openapi: 3.1.0
info: {title: Things., version: "1"}
paths:
  /things:
    get:
      operationId: list_things
      responses:
        "200":
          description: All.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
components:
  schemas:
    Thing: {type: object, properties: {size: {type: integer}}}
"""


class Toy(Python):
    """A language of one file, which lists the schemas and the operations."""

    def plan(self, api: Api, without: Any = ()) -> Any:
        """The names, a line each."""
        names = [declared.name for declared in api.declarations]
        return [*names, *(o.id for p in api.providers for o in p.operations)]

    def render(self, package: Any) -> Files:
        """The lines as a file."""
        return {"things.toy": File("".join(f"{name};" for name in package))}

    def surface(self, package: Any) -> dict[str, str]:
        """Nothing that a runtime would add."""
        return {}

    def formatted(self, files: Files) -> Files:
        """A line each."""
        return {p: File(f.text.replace(";", "\n")) for p, f in files.items()}

    def prove(self, files: Files, api: Api, package: Any) -> Files:
        """Nothing can be wrong with it."""
        return files


def test_another_language_fits_in(tmp_path: Path) -> None:
    """What comes after `lower` asks the language for everything that it writes."""
    (tmp_path / "things.yaml").write_text(THINGS)
    documents = documents_of(tmp_path / "things.yaml")
    read = Descriptions(documents=documents, findings=(), policy=Policy(first_party=False))
    job = Job(description=tmp_path / "things.yaml", package="things", language=Toy())
    api = lower(documents, "things")
    files, _ = output(api, spelled(documents, "things"), read, job, lambda *_: None)
    assert files["things.toy"].text == "Thing\nlist_things\n"
    assert not [path for path in files if path.endswith((".py", ".md"))]


KNOWS_PYTHON = {
    "proof/": "has Python code call both packages of a comparison",
}
"""Modules outside of `languages` that still import from the room of Python, with the reason."""


def imports(path: Path) -> Iterator[str]:
    """The modules that a module imports from, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_nothing_outside_imports_from_the_room_of_a_language() -> None:
    """Stages ask `LANGUAGE`; those that don't yet are listed, and nobody else."""
    outside = {
        path.relative_to(GENERATOR).as_posix()
        for path in sorted(GENERATOR.rglob("*.py"))
        if not path.is_relative_to(GENERATOR / "languages")
        and any(name.startswith("generator.languages.python") for name in imports(path))
    }
    known = {name for name in outside for each in KNOWS_PYTHON if name.startswith(each)}
    assert outside == known
    assert [] == [each for each in KNOWS_PYTHON if not any(n.startswith(each) for n in outside)]


OF_A_LANGUAGE = re.compile(
    r"(?<![`.\w])(?:[A-Z]\w+(?:Error|Exception)|None|True|False|dict|bytearray|isinstance|TypedDict"
    r"|pydantic|Optional|byte\[\])(?!\w)"
)
"""What only one language has: classes of exceptions, and its own words for values and types."""


def texts(path: Path) -> Iterator[str]:
    """The texts of a module that somebody may be told: of several words, no comment and no type."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    comments = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in comments:
            is_text = isinstance(node.value, str) and " " in node.value.replace(" | ", "|")
            yield from [str(node.value)] * is_text


def test_what_is_told_of_a_description_is_of_no_language() -> None:
    """A remark says nothing in words that only some of those who read it have in their code.

    What an extension asks for (`x-errors`: the name of a class such as OverloadedError) is no
    word of a language, but of the description.
    """
    stages = ("load", "overlay", "validate", "lower", "standard")
    told = {
        text: found[0]
        for stage in stages
        for path in sorted((GENERATOR / stage).rglob("*.py"))
        for text in texts(path)
        if (found := OF_A_LANGUAGE.search(text))
    }
    assert ["the name of a class such as OverloadedError"] == [*told]


def test_no_stage_hands_a_language_something_of_another_stage() -> None:
    """The room knows the Api, and no document, overlay or rule."""
    stages = ("load", "overlay", "validate", "lower", "publish", "pipeline", "document")
    rooms = GENERATOR / "languages"
    wrong = {
        f"{path.relative_to(rooms)}: {name}"
        for path in (*rooms.glob("python/**/*.py"), *rooms.glob("java/**/*.py"))
        for name in imports(path)
        if name.startswith(tuple(f"generator.{stage}" for stage in stages))
    }
    files = "python/custom_code.py: generator.publish."
    assert [] == [each for each in sorted(wrong) if not each.startswith(files)]


def nouns() -> set[str]:
    """The classes that templates receive: the plan's, and those that it is made of."""
    return {
        name
        for module in (package, clients, *map(inspect.getmodule, vars(package).values()))
        if module is not None and module.__name__.startswith("generator.languages")
        for name, value in vars(module).items()
        if inspect.isclass(value)
    }


def test_templates_name_what_exists() -> None:
    """The first line of each template names classes of the plan."""
    for path in sorted((TEMPLATES / "python").rglob("*.jinja")):
        first = path.read_text(encoding="utf-8").split("\n")[0]
        told = re.match(r"\{#-? receives (.*?)(?::.*)? #\}", first)
        assert told, path
        assert set(re.findall(r"[A-Z]\w+", told[1])) <= nouns(), path
