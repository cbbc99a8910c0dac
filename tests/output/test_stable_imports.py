"""Import lines that were written once go on working, whatever providers join a package later."""

from __future__ import annotations

import importlib
import itertools
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from generator import descriptions, outputs, pipeline, publish
from generator.job import Job
from generator.publish import manifest
from tests.support.trees import importable

pytestmark = pytest.mark.slow

BASE = """\
openapi: 3.1.0
info: {title: Shapes, version: "1", x-provider: one, x-client: One}
servers: [{url: "https://one.example.com"}]
paths:
  /things:
    post:
      operationId: make
      security: []
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
      responses:
        "200":
          description: It.
          content: {application/json: {schema: {$ref: "#/components/schemas/Made"}}}
components:
  schemas:
    Thing:
      type: object
      properties:
        part: {$ref: "#/components/schemas/Part"}
        same: {$ref: "#/components/schemas/Same"}
    Made:
      type: object
      properties:
        part: {$ref: "#/components/schemas/Part"}
        same: {$ref: "#/components/schemas/Same"}
    Part: {type: object, properties: {size: {type: string}}}
    Same: {type: object, properties: {name: {type: string}}}
"""
OVERLAY = """\
overlay: 1.1.0
info: {{title: {name}, version: "1"}}
actions:
  - target: $.info
    update: {{x-provider: {name}, x-client: {client}}}
  - target: $.servers[0]
    update: {{url: "https://{name}.example.com"}}
  - target: $.components.schemas.Part.properties
    update: {{{part}: {{type: integer}}}}
  - target: $.components.schemas.Made.properties
    update: {{only_{name}: {{$ref: "#/components/schemas/Only"}}}}
  - target: $.components.schemas
    update: {{Only: {{type: object, properties: {{{only}: {{type: string}}}}}}}}
"""
OVERLAYS = {
    "two": OVERLAY.format(name="two", client="Two", part="weight", only="a"),
    "three": OVERLAY.format(name="three", client="Three", part="weight", only="b"),
}
ORDERS = tuple(itertools.permutations(("one", "two", "three")))
Names = dict[str, frozenset[str]]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A package for each way in which providers may have joined, called after it."""
    folder = tmp_path_factory.mktemp("packages")
    (folder / "base.yaml").write_text(BASE)
    for name, text in OVERLAYS.items():
        (folder / f"{name}.yaml").write_text(text)
    for order in {order[:count] for order in ORDERS for count in (1, 2, 3)}:
        write(folder, order)
    with importable(folder):
        yield folder


def write(folder: Path, order: tuple[str, ...]) -> None:
    """Write the package of some providers, who joined in this order."""
    job = Job(
        description=folder / "base.yaml",
        package="_".join(order),
        overlays={name: folder / f"{name}.yaml" for name in OVERLAYS},
        providers=order,
        order=order,
        package_only=True,
    )
    described = descriptions.describe(job, quiet)
    api, (named,), described = pipeline.meaning(described, [job], quiet)
    files, about = outputs.output(api, named, described, job, quiet)
    publish.publish(manifest.complete(files, "", about), folder / job.package, "")


def quiet(*_: str) -> None:
    """Say nothing of a stage."""


def offered(package: str, module: str) -> frozenset[str]:
    """The models that a module of a package offers."""
    loaded = importlib.import_module(f"{package}.{module}")
    classes = {name: getattr(loaded, name) for name in dir(loaded) if name[0].isupper()}
    return frozenset(
        name
        for name, kind in classes.items()
        if isinstance(kind, type) and issubclass(kind, base(package)) and _is_model(kind)
    )


def _is_model(kind: type) -> bool:
    """Whether a class is of the description; modules of models import bases of the runtime."""
    return "_runtime" not in kind.__module__


def base(package: str) -> type:
    """The base of all models of a package."""
    result: type = importlib.import_module(package).Model
    return result


def means(package: str, module: str, name: str) -> list[str]:
    """What a class is, as far as the description tells it apart from others of its name."""
    loaded: ModuleType = importlib.import_module(f"{package}.{module}")
    return sorted(getattr(loaded, name).model_fields)


def modules(order: tuple[str, ...]) -> list[str]:
    """Where models are imported from."""
    return ["models", *(f"{name}.models" for name in order), *order]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_what_could_be_imported_still_can(packages: Path, order: tuple[str, ...]) -> None:
    """Each name stays at each place, and is the same class, when a provider joins behind others."""
    for count in (1, 2):
        before, after = "_".join(order[:count]), "_".join(order[: count + 1])
        for module in modules(order[:count]):
            names = offered(before, module)
            assert names, module
            assert names <= offered(after, module)
            for name in names:
                assert means(before, module, name) == means(after, module, name), (module, name)


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_every_place_has_every_name(packages: Path, order: tuple[str, ...]) -> None:
    """A provider's module has all of its names; the shared one has all names of all providers."""
    package = "_".join(order)
    every = frozenset[str]()
    for name in order:
        alone = offered(name, "models")
        assert alone == offered(package, f"{name}.models") == offered(package, name)
        for each in alone:
            assert means(name, "models", each) == means(package, f"{name}.models", each)
        every |= alone
    assert every == offered(package, "models")


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_what_is_the_same_is_one_class(packages: Path, order: tuple[str, ...]) -> None:
    """Providers that mean the same by a name have one class; another meaning is the first one's."""
    package = "_".join(order)
    loaded = {module: importlib.import_module(f"{package}.{module}") for module in modules(order)}
    assert len({module.Same for module in loaded.values()}) == 1
    assert loaded["models"].Part is loaded[f"{order[0]}.models"].Part
    first = next(name for name in order if name != "one")
    assert loaded["models"].Only is loaded[f"{first}.models"].Only


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_pickles_are_read_where_they_were_written(packages: Path, order: tuple[str, ...]) -> None:
    """An object pickled before a provider joined is read after it, as that provider's object."""
    before, after = order[0], "_".join(order)
    part = importlib.import_module(f"{before}.models").Part(size="s")
    data = pickle.dumps(part, protocol=0).replace(
        before.encode() + b".models", b"%s.models" % after.encode()
    )
    read = pickle.loads(data)
    assert type(read) is importlib.import_module(f"{after}.{before}.models").Part
    assert read.to_dict() == {"size": "s"}


USE = """\
from one_two_three.models import Only, Part, Same
from one_two_three.three.models import Part as Third
from one_two_three.two.models import Part as Second, Same as Twin

first: Part = Part(size="s")
second: Second = Second(size="s", weight=1)
same: Twin = Same(name="n")
Part(weight=1)
wrong: Third = Second()
"""


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_type_checkers_see_them(packages: Path, tool: str) -> None:
    """Both type checkers know each class at each place, and tell those of one name apart."""
    (packages / "use.py").write_text(USE)
    options = ["--strict", "--config-file="] if tool == "mypy" else ["--pythonpath", sys.executable]
    done = subprocess.run(
        [sys.executable, "-m", tool, *options, "use.py"],
        cwd=packages,
        capture_output=True,
        text=True,
        check=False,
    )
    errors = [line for line in done.stdout.splitlines() if "error" in line and "use.py:" in line]
    assert [line.split("use.py:")[1].split(":")[0] for line in errors] == ["8", "9"], done.stdout
