"""Descriptions of many schemas: a module of models for each resource, imported when used."""

from __future__ import annotations

import importlib
import json
import pickle
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.files import Files
from generator.languages import LANGUAGE
from generator.languages.python.format import format_files
from generator.languages.python.plan import placement, resources
from generator.languages.python.prove.stages import disagreements
from tests.support.packages import documents_of, write
from tests.support.refusing import spelled

NAME = "many_api"


def named(schema: str) -> dict[str, Any]:
    """A reference to a schema."""
    return {"$ref": f"#/components/schemas/{schema}"}


def thing(**properties: Any) -> dict[str, Any]:
    """An object with some properties."""
    return {"type": "object", "properties": properties}


SCHEMAS: dict[str, Any] = {
    "Cat": thing(kind={"const": "cat"}, owner=named("Person")) | {"required": ["kind"]},
    "Dog": thing(kind={"const": "dog"}, friend=named("Cat")) | {"required": ["kind"]},
    "Pet": {
        "oneOf": [named("Cat"), named("Dog")],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {"cat": named("Cat")["$ref"], "dog": named("Dog")["$ref"]},
        },
    },
    "Name": {"type": "string", "maxLength": 9},
    "Person": thing(name=named("Name"), pets={"type": "array", "items": named("Pet")}),
    "Order": thing(buyer=named("Person"), lines={"type": "array", "items": named("Line")}),
    "Line": thing(pet=named("Pet"), note={"type": "string"}),
    "Visit": thing(visitor=named("Person"), at=named("Name")),
}


def operation(identifier: str, body: str, answer: str) -> dict[str, Any]:
    """An operation that is sent one schema and answers with another."""
    content = {"application/json": {"schema": named(answer)}}
    return {
        "operationId": identifier,
        "tags": ["all"],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": named(body)}},
        },
        "responses": {"200": {"description": "It.", "content": content}},
    }


DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Many", "version": "1"},
    "servers": [{"url": "https://many.example"}],
    "paths": {
        "/shop/orders": {"post": operation("createOrder", "Order", "Order")},
        "/shop/lines": {"post": operation("createLine", "Line", "Line")},
        "/clinic/visits": {"post": operation("createVisit", "Visit", "Visit")},
    },
    "components": {"schemas": SCHEMAS},
}

USE = """
from typing import assert_type

from many_api import ManyApi, models, params
from many_api.default import Visit as Own, models as own
from many_api.default.params import Order as OrderToSend
from many_api.models import Order, Person, Visit

order: params.Order = {"lines": [{"note": "x"}], "buyer": {"name": "a"}}
other: OrderToSend = order


def names(client: ManyApi) -> list[str | None]:
    visit = client.clinic.visits.create(at="now", visitor=Person(name="b"))
    assert_type(visit, Visit)
    assert_type(visit, Own)
    assert_type(visit, own.Visit)
    assert_type(visit, models.Visit)
    assert_type(client.shop.orders.create(buyer={"name": "c"}), Order)
    return [visit.at, visit.visitor.name if visit.visitor else None]
"""


def rendered(folder: Path, *actions: Any, name: str = NAME) -> tuple[Any, Any, Files]:
    """Return what the description means, the plan, and the files, whatever length is too long.

    `actions` are those of an overlay, for one more provider.
    """
    path = folder / f"{name}.json"
    path.write_text(json.dumps(DESCRIPTION))
    if actions:
        (folder / "overlays").mkdir()
        info = {"title": "Other", "version": "1"}
        overlay = {"overlay": "1.1.0", "info": info, "actions": actions}
        (folder / "overlays" / "other.json").write_text(json.dumps(overlay))
    api = spelled(documents_of(path), name)
    placement.models.cache_clear()
    placement.params.cache_clear()
    plan = LANGUAGE.plan(api)
    return api, plan, format_files(LANGUAGE.render(plan))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any, Any, Files]]:
    """The folder of a package in many modules, and what it was made of."""
    folder = tmp_path_factory.mktemp("many")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placement, "TOGETHER", 5)
        patch.setattr(resources, "TOGETHER", 1)
        api, plan, files = rendered(folder)
        for name, file in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(file.text)
        patch.syspath_prepend(str(folder))
        yield folder, api, plan, files


Output = tuple[Path, Any, Any, Files]


def module(name: str) -> Any:
    """A module of the package."""
    return importlib.import_module(f"{NAME}.{name}" if name else NAME)


def test_what_few_lead_to_stands_beside_its_resource(output: Output) -> None:
    """A model is in the module of what leads to it."""
    where = {name: getattr(module("models"), name).__module__ for name in SCHEMAS if name != "Pet"}
    del where["Name"]  # an alias of a type that knows no module
    shared = dict.fromkeys(("Cat", "Dog", "Person"), "shared")
    own = {"Order": "shop_orders", "Line": "shop", "Visit": "clinic_visits"}
    assert where == {name: f"{NAME}.models.{own}" for name, own in {**shared, **own}.items()}


def test_the_proof_passes(output: Output) -> None:
    """What is written in many modules is what the description means."""
    _, api, plan, files = output
    assert [] == list(disagreements(files, api, plan))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("models/__init__.py", "from .shop import *", "from .shop import Line"),
        ("models/__init__.py", '"Line"', '"Order"'),
        ("models/shop.py", "pet: models.Pet | None", "pet: models.Cat | None"),
        ("models/shop.py", "class Line(", "class Person("),
        ("models/shared.py", "class Person(", "class Order("),
        ("params/shop.py", "NotRequired[params.Pet]", "NotRequired[params.Cat]"),
        ("params/__init__.py", "from .shop import *", "from ..models import *"),
        ("default/models.py", 'whole="..models"', 'whole="..params"'),
        ("default/models.py", "from ..models import *", "from ..params import *"),
        ("default/client.py", "from . import operations", "from .operations import *"),
        ("default/resource_shop_lines.py", "import shop_lines as", "import shop_orders as"),
        ("default/operations/shop_lines.py", '"/shop/lines"', '"/shop/orders"'),
        ("default/operations/shop_lines.py", "import models as shared", "import params as shared"),
        ("default/operations/shop_lines.py", "return shared_models.Line", "return models.Pet"),
    ],
)
def test_planted_disagreements_are_refused(output: Output, path: str, old: str, new: str) -> None:
    """A module that offers, holds or takes from elsewhere what it should not is found."""
    _, api, plan, files = output
    file = files[f"{NAME}/{path}"]
    assert old in file.text
    planted = file.__class__(file.text.replace(old, new, 1))
    assert list(disagreements({**files, f"{NAME}/{path}": planted}, api, plan))


def test_a_call_imports_what_it_needs(output: Output) -> None:
    """A call imports the tables and models on its way, and those of no other resource."""
    code = f"""
import sys
from {NAME} import ManyApi
from {NAME}.testing import FakeTransport
client = ManyApi(http_client=FakeTransport({{"at": "noon", "visitor": {{"name": "a"}}}}))
def there():
    return sorted(n.split(".", 1)[1] for n in sys.modules if ".models." in n or ".operations." in n)
before = there()
assert client.clinic.visits.create(at="noon").at == "noon"
print(before, there())
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=output[0], capture_output=True, text=True
    )
    used = ["default.operations.clinic_visits", "models.clinic_visits", "models.shared"]
    assert done.stdout == f"[] {used}\n", done.stderr


def test_names_are_where_they_have_always_been(output: Output) -> None:
    """All names can be imported, listed and starred as from a single module."""
    models, own, default = module("models"), module("default.models"), module("default")
    for name in (*SCHEMAS, "UnknownPet"):
        assert getattr(models, name) is getattr(own, name) is getattr(default, name)
        assert {name} <= {*dir(models)} & {*dir(own)} & {*dir(default)}
    for holder in (models, own, default):
        names: dict[str, Any] = {}
        exec(f"from {holder.__name__} import *", names)
        assert names.keys() >= {*SCHEMAS, "UnknownPet"}
    with pytest.raises(AttributeError, match=r"module 'many_api\.models' has no attribute 'Bird'"):
        models.Bird  # noqa: B018


def test_hints_and_pickles_go_across_modules(output: Output) -> None:
    """Annotations can be read, and objects pickled, whatever module a class is in."""
    models = module("models")
    for name in ("Cat", "Dog", "Person", "Order", "Line", "Visit"):
        typing.get_type_hints(getattr(models, name), include_extras=True)
    pet = {"kind": "dog", "friend": {"kind": "cat", "owner": {"name": "a"}}}
    order = models.Order.from_dict({"lines": [{"pet": pet}]})
    again = pickle.loads(pickle.dumps(order))
    assert again == order
    assert again.lines[0].pet.friend.owner.name == "a"


def test_what_has_moved_is_found(output: Output) -> None:
    """A module of one resource leads to models that were there once, and to nothing else."""
    line = module("models.shop").Person
    assert line is module("models").Person
    with pytest.raises(AttributeError, match=r"'many_api\.models\.shop' has no attribute 'Bird'"):
        module("models.shop").Bird  # noqa: B018
    with pytest.raises(AttributeError):
        module("models.shop").Literals  # noqa: B018


def test_long_modules_are_parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of a resource stands in further modules, by numbers, and is proved as well."""
    monkeypatch.setattr(placement, "TOGETHER", 5)
    monkeypatch.setattr(placement, "LONGEST", 20)
    api, plan, files = rendered(tmp_path)
    parts = {path.rpartition("/")[2] for path in files if path.startswith(f"{NAME}/models/")}
    assert {"shared.py", "shared_2.py"} < parts
    assert [] == list(disagreements(files, api, plan))


def test_tables_of_several_providers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of resources read a provider's own models from its namespace, which is proved."""
    case = Path(__file__).parents[1] / "cases" / "lower_providers_differ" / "openapi.yaml"
    monkeypatch.setattr(resources, "TOGETHER", 0)
    text = case.read_text().replace(
        "operationId: read", "operationId: read\n      x-method: a.read"
    )
    (tmp_path / "overlays").mkdir()
    (tmp_path / case.name).write_text(text)
    for overlay in (case.parent / "overlays").iterdir():
        (tmp_path / "overlays" / overlay.name).write_text(overlay.read_text())
    write(documents_of(tmp_path / case.name), "several_api", tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("base", "second"):
        tables = importlib.import_module(f"several_api.{name}.operations.a")
        models = importlib.import_module(f"several_api.{name}.models")
        assert tables.A_READ.response() is models.Root


def test_type_checkers_find_every_name(output: Output) -> None:
    """For mypy in its strictest form a name is the same class wherever it is imported from."""
    (output[0] / "use.py").write_text(USE)
    command = ["-m", "mypy", "--strict", "--cache-dir", str(output[0] / "cache"), "use.py"]
    done = subprocess.run([sys.executable, *command], cwd=output[0], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


OTHER = (
    {"target": "$.info", "update": {"x-provider": "other", "x-client": "Other"}},
    {
        "target": "$.components.schemas.Visit.properties",
        "update": {"paid": {"type": "boolean"}},
    },
)
"""What another provider serves differently: its visits."""

USE_OF_BOTH = """
from typing import assert_type

from both_api import models, params
from both_api.default import BothApi
from both_api.other import Other, Visit, models as own
from both_api.other.params import Order as OrderToSend, Visit as VisitToSend

order: params.Order = {"lines": [{"note": "x"}], "buyer": {"name": "a"}}
other: OrderToSend = order
sent: VisitToSend = {"paid": True}


def calls(client: BothApi, other_client: Other) -> bool | None:
    assert_type(client.clinic.visits.create(at="now"), models.Visit)
    visit = other_client.clinic.visits.create(at="now", paid=True)
    assert_type(visit, own.Visit)
    assert_type(visit, Visit)
    assert_type(client.shop.orders.create(buyer={}), models.Order)
    assert_type(other_client.shop.orders.create(buyer={}), own.Order)
    same: models.Order = own.Order()
    return visit.paid if same.lines else None
"""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Output]:
    """The same of a package of two providers, of which each has something for itself."""
    folder = tmp_path_factory.mktemp("several")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placement, "TOGETHER", 5)
        api, plan, files = rendered(folder, *OTHER, name="both_api")
        for name, file in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(file.text)
        patch.syspath_prepend(str(folder))
        yield folder, api, plan, files


def test_what_providers_share_has_modules_by_resource(several: Output) -> None:
    """Each name is where it has always been; what differs is the first provider's in `models`."""
    _, api, plan, files = several
    assert [] == list(disagreements(files, api, plan))
    parts = {path.rpartition("/")[2] for path in files if path.startswith("both_api/models/")}
    assert parts == {"__init__.py", "shared.py", "shop.py", "shop_orders.py"}
    models, default, other = (
        importlib.import_module(f"both_api.{name}models") for name in ("", "default.", "other.")
    )
    for name in SCHEMAS.keys() - {"Visit"}:
        assert getattr(models, name) is getattr(default, name) is getattr(other, name)
        assert {name} <= {*dir(models)} & {*dir(default)} & {*dir(other)}
    assert models.Visit is default.Visit is not other.Visit
    assert other.Visit.from_dict({"paid": True, "visitor": {}}).visitor == models.Person()
    names: dict[str, Any] = {}
    exec("from both_api.models import *", names)
    assert names["Visit"] is default.Visit


def test_a_call_of_one_of_several_providers_imports_what_it_needs(several: Output) -> None:
    """A call imports the models on its way, and those of no other resource."""
    code = """
import sys
from both_api import Other
from both_api.testing import FakeTransport
client = Other(http_client=FakeTransport({"lines": [{"note": "a"}]}))
assert client.shop.lines.create(note="b").to_dict() == {"lines": [{"note": "a"}]}
print(sorted(n.split(".", 1)[1] for n in sys.modules if ".models." in n))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=several[0], capture_output=True, text=True
    )
    assert done.stdout == "['models.shared', 'models.shop']\n", done.stderr


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("models/__init__.py", "Visit as Visit", "Visit as Order"),
        ("models/__init__.py", "from ..default.models", "from ..other.models"),
        ("models/__init__.py", '"..default.models"', '"..other.models"'),
        ("models/__init__.py", '"Visit"', '"Visit Order"'),
        ("params/__init__.py", '"..default.params"', '"..default.models"'),
        ("other/models.py", "Order as Order,", ""),
        ("other/models.py", "visitor: models.Person", "visitor: models.Order"),
    ],
)
def test_planted_disagreements_of_several_are_refused(
    several: Output, path: str, old: str, new: str
) -> None:
    """A module that offers of a provider what it should not is found."""
    _, api, plan, files = several
    file = files[f"both_api/{path}"]
    assert old in file.text
    planted = file.__class__(file.text.replace(old, new, 1))
    assert list(disagreements({**files, f"both_api/{path}": planted}, api, plan))


def test_type_checkers_find_every_name_of_several(several: Output) -> None:
    """For mypy in its strictest form what providers share is one class, and what differs two."""
    (several[0] / "use.py").write_text(USE_OF_BOTH)
    command = ["-m", "mypy", "--strict", "--cache-dir", str(several[0] / "cache"), "use.py"]
    done = subprocess.run(
        [sys.executable, *command], cwd=several[0], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
