"""The packages of the cases of lowering and of foreign descriptions: they run and type check.

A ``foreign`` description is written in the manner of those that were never meant for this
generator. Each reaches a package, or is refused with places; nothing in between. All packages are
type checked together and share a runtime there, which is the same in each: the checker then reads
it once.
"""

from __future__ import annotations

import importlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.checkers import mypy, pyright
from tests.support.packages import documents_of, write
from tests.support.references import reference
from tests.support.trees import importable, tree

pytestmark = pytest.mark.slow

HERE = Path(__file__).parents[1]
CASES = sorted(found.parent for found in HERE.glob("cases/lower_*/expected.dump"))
VALUES = sorted(found.parent for found in HERE.glob("cases/lower_*/value.json"))
FOREIGN = sorted((HERE / "foreign").glob("*.*"))
HEAD = {"openapi": "3.1.0", "info": {"title": "Made", "version": "1"}}


def answering(schema: Any, **schemas: Any) -> str:
    """A description of one operation that answers with a schema."""
    content = {"application/json": {"schema": schema}}
    get = {"operationId": "read", "responses": {"200": {"description": "It.", "content": content}}}
    return json.dumps({**HEAD, "paths": {"/": {"get": get}}, "components": {"schemas": schemas}})


def chain(length: int) -> str:
    """A description whose schemas refer to each other, one after the other, in a ring.

    pydantic follows at most about 70 of them when it builds a model, which is the limit of what
    can be used; the generator has none.
    """
    schemas = {
        f"Link{n}": {"type": "object", "properties": {"next": reference(f"Link{(n + 1) % length}")}}
        for n in range(length)
    }
    return answering(reference("Link0"), **schemas)


def nest(depth: int) -> str:
    """A description with inline objects inside each other."""
    schema: dict[str, Any] = {"type": "object", "properties": {"x": {"type": "string"}}}
    for _ in range(depth):
        schema = {"type": "object", "properties": {"in": schema}}
    return answering(schema)


def choice(count: int) -> str:
    """A description of one enumeration with many values."""
    return answering(reference("Choice"), Choice={"enum": [f"value {n}" for n in range(count)]})


def kinds(count: int) -> str:
    """A description of a union of many members."""
    members = {
        f"Kind{n}": {
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"const": f"kind_{n}"}, "any": reference("Any.kind")},
        }
        for n in range(count)
    }
    return answering(
        reference("Any.kind"), **{"Any.kind": {"oneOf": [reference(n) for n in members]}}, **members
    )


MADE: dict[str, Callable[[], str]] = {
    "chain": lambda: chain(50),
    "nest": lambda: nest(15),
    "choice": lambda: choice(3000),
    "kinds": lambda: kinds(150),
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder on the path with a package of each case and each foreign description."""
    folder = tmp_path_factory.mktemp("packages")
    for case in CASES:
        write(documents_of(case / "openapi.yaml"), case.name, folder)
    for description in FOREIGN:
        write(documents_of(description), f"foreign_{description.stem}", folder)
    for name, made in MADE.items():
        path = tmp_path_factory.mktemp(name) / "openapi.json"
        path.write_text(made())
        write(documents_of(path), f"made_{name}", folder)
    with importable(folder):
        yield folder


def names() -> list[str]:
    """The packages."""
    foreign = [f"foreign_{d.stem}" for d in FOREIGN]
    return [*(case.name for case in CASES), *foreign, *(f"made_{name}" for name in MADE)]


@pytest.mark.parametrize("name", names())
def test_imports(packages: Path, name: str) -> None:
    """Every name that a package and its namespaces offer can be imported and used."""
    package = importlib.import_module(name)
    for offered in package.__all__:
        found = getattr(package, offered)
        for inner in getattr(found, "__all__", ()):
            value = getattr(found, inner)
            if hasattr(value, "model_rebuild"):
                value.model_rebuild()


def with_one_runtime(packages: Path, folder: Path) -> None:
    """Copy packages without their runtime, which all of them then import from beside them."""
    for name in names():
        for path in (packages / name).rglob("*.py"):
            within = path.relative_to(packages / name)
            if within.parts[0] != "_runtime":
                copy = folder / name / within
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(re.sub(r"from \.+_runtime\b", "from _runtime", path.read_text()))
        shutil.copytree(packages / name / "_runtime", folder / "_runtime", dirs_exist_ok=True)


def test_each_has_the_same_runtime(packages: Path) -> None:
    """What a package is for decides which rooms of the runtime it has, and changes none of them."""
    every: dict[str, bytes] = {}
    wrong = []
    for name in names():
        for path, raw in tree(packages / name / "_runtime").items():
            if every.setdefault(path, raw) != raw and path != "README.md":
                wrong.append(f"{name}: {path}")
    assert wrong == []


def test_type_checks(packages: Path, tmp_path: Path) -> None:
    """Mypy has nothing against any of the packages."""
    with_one_runtime(packages, tmp_path)
    assert mypy(tmp_path, ".") == ""


STRICT = ("foreign_pets", "lower_media_types", "lower_names_of_resources", "lower_parameters")
"""Packages whose own modules name different things: shared models alone, none, or many."""


def test_strict_type_checks(packages: Path) -> None:
    """Pyright's strict mode has nothing against what is generated for a description."""
    settings = {"include": STRICT, "exclude": ["**/_runtime"], "typeCheckingMode": "strict"}
    (packages / "pyrightconfig.json").write_text(json.dumps(settings))
    assert pyright(packages) == ""


@pytest.mark.parametrize("case", VALUES, ids=lambda case: case.name)
def test_reads_and_writes(packages: Path, case: Path) -> None:
    """A value that was written by hand is read without a defect, and written as it was."""
    namespace = importlib.import_module(f"{case.name}.default")
    decode = importlib.import_module(f"{case.name}._runtime.model.decode").decode
    for value in json.loads((case / "value.json").read_text()):
        read, defects = decode(namespace.Root, value)
        assert () == defects
        assert value == read.to_dict()
        sent = json.loads(read.to_json())
        assert json.dumps(value, sort_keys=True) == json.dumps(sent, sort_keys=True)


def test_long_chain(tmp_path: Path) -> None:
    """A chain of references is never too long for the generator."""
    path = tmp_path / "openapi.json"
    path.write_text(chain(600))
    write(documents_of(path), "long", tmp_path)
    assert 600 == (tmp_path / "long" / "models.py").read_text().count("class Link")


KINDS: tuple[tuple[str, Any, str], ...] = (
    ("lower_discriminator", {"type": "dog"}, "Dog"),
    ("lower_discriminator", {"type": "cat", "lives": 9}, "Cat"),
    ("lower_discriminator", {"type": "bird"}, "UnknownPet"),
    ("lower_discriminator_with_several_values", {"type": "kitten"}, "Cat"),
    ("lower_discriminator_without_mapping", {"type": "Dog"}, "Dog"),
    ("lower_union_by_constants", {"type": "cat"}, "Cat"),
    ("lower_union_nested", {"type": "fox"}, "Fox"),
    ("lower_union_by_shape", {"type": "dog"}, "Dog"),
    ("lower_union_by_shape", {"type": "cat", "home": "wood"}, "Wild"),
    ("lower_union_by_shape", {"home": ["here", "there"], "name": "Tom"}, "Wild"),
    ("lower_union_by_shape", {"type": "cat", "name": "Tom"}, "Cat"),
    ("lower_union_with_null", {"type": "cat"}, "Cat"),
    ("lower_union_of_json_types", {"type": "cat"}, "Cat"),
    ("lower_union_of_json_types", "text", "str"),
    ("lower_union_of_json_types", ["text"], "list"),
    ("lower_union_of_json_types", True, "bool"),
)
"""Cases, values of a member, and the class that each is read as."""


def test_values_are_of_each_kind(packages: Path) -> None:
    """An object is read as the class that its tag or its shape means."""
    for case, value, expected in KINDS:
        namespace = importlib.import_module(f"{case}.default")
        read = namespace.Root.from_dict({"pet": value})
        assert (case, expected) == (case, type(read.pet).__name__)
