"""Each hostile name alone in its scope: it is imported, type checked, sent and read as it travels.

Job: the round trip of each. Making a package takes its time, so there is one for all names and
one for all clients, each in a single test.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest

from generator import cli
from tests.safety import alone
from tests.safety.alone_clients import WORDS, described, placed
from tests.safety.hostile import documents
from tests.support.checkers import mypy
from tests.support.packages import write

pytestmark = pytest.mark.slow

SCOPES = alone.scopes()
VALUES = ("a", "b")
GENERAL = frozenset({"self", "extra_headers", "extra_query", "extra_body", "timeout"})
"""What every method takes."""

UNREAD = {("received", ("", " "))}
"""A known fault: a union whose tag is called "" reads each object as one of an unknown kind.

The runtime takes the empty name for no tag at all. The object keeps all that came.
"""

Way = Callable[[Any, int, alone.Scope], None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose packages can be imported."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def complaints(package: str, folder: Path) -> str:
    """What mypy says of a package, after each of its modules was imported and each model built."""
    for found in pkgutil.walk_packages([str(folder / package)], f"{package}."):
        if "._runtime" not in found.name and not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            for name in getattr(module, "__all__", ()):
                getattr(getattr(module, name), "model_rebuild", bool)()
    return mypy(folder, package)


@pytest.mark.case("M20", "M21", "M22", "M23", "M24", "M28", "M31")
def test_each_name_alone(folder: Path) -> None:
    """RENAME: what is made of it is imported and type checks; what travels has it as it is.

    One is wrong still, and told here so that it isn't forgotten: see `UNREAD`.
    """
    write(documents(folder, alone.description(SCOPES)), "names_alone", folder)
    assert complaints("names_alone", folder) == ""
    package, wrong = importlib.import_module("names_alone"), dict[tuple[str, alone.Scope], str]()
    for number, scope in enumerate(SCOPES):
        for way in (sent, received, passed):
            try:
                way(package, number, scope)
            except Exception as error:  # noqa: BLE001  # all of them are told together
                wrong[way.__name__, scope] = f"{type(error).__name__}: {error}"
    assert wrong.keys() == UNREAD


def called(package: Any, method: str, values: tuple[Any, ...], answer: Any) -> Any:
    """What is sent and what is answered, for values of the arguments in their order."""
    transport = package.testing.FakeTransport(answer)
    call: Callable[..., Any] = getattr(package.NamesAlone(http_client=transport), method)
    names = [name for name in inspect.signature(call).parameters if name not in GENERAL]
    answered = call(**dict(zip(names, values, strict=True)))
    transport.verify()
    return transport.last, answered


def sent(package: Any, number: int, scope: alone.Scope) -> None:
    """A body has the names for keys, in an object within it as well."""
    values = tuple({name: value} for name, value in zip(scope, VALUES, strict=False))
    found, _ = called(package, f"post{number}", values, {})
    assert json.loads(found.content) == dict(zip(scope, values, strict=True))
    assert found.body.to_dict() == found.json
    assert list(getattr(package.params, f"Sent{number}").__annotations__) == list(scope)


def received(package: Any, number: int, scope: alone.Scope) -> None:
    """An answer has the names for keys, for tags, for values of tags, and for constants."""
    values = [*scope, alone.OTHER]
    answer = {
        "sent": {name: dict.fromkeys(scope, "b") for name in scope},
        "either": {scope[0]: "two"},
        "values": [{"kind": name} for name in values],
        "words": [*scope],
        "map": dict.fromkeys(scope, "x"),
    }
    _, read = called(package, f"post{number}", tuple({} for _ in scope), answer)
    assert (read.to_dict(), read.defects) == (answer, ())
    assert type(read.either).__name__ == f"Two{number}"
    kinds = [type(value).__name__ for value in read.values]
    assert kinds == [f"Value{number}x{n}" for n in range(len(values))]
    assert [*read.map] == [*scope]


def passed(package: Any, number: int, scope: alone.Scope) -> None:
    """A parameter has the name, wherever in the request it is."""
    kind = alone.kind(scope, number)
    if kind is None:
        return
    found, _ = called(package, f"get{number}", ("a",), {})
    parts = urlsplit(found.url)
    query = urlencode([(scope[0], "a")], quote_via=quote) if kind == "query" else ""
    assert (parts.path, parts.query) == (f"/{kind}{number}{'/a' * (kind == 'path')}", query)
    assert kind != "header" or found.headers[scope[0]] == "a"


@pytest.mark.case("H24", "H25", "H27", "H30", "H33", "M31", "M32")
def test_each_name_alone_in_a_client(folder: Path) -> None:
    """RENAME: a client takes it for a variable, a key, a parameter; a method is called by it."""
    found = [
        each for n in range(len(WORDS)) for each in documents(folder, described(n), f"{n}.json")
    ]
    write(found, "clients_alone", folder)
    assert complaints("clients_alone", folder) == ""
    package: Any = importlib.import_module("clients_alone")
    for number in range(len(WORDS)):
        kind = getattr(package, f"Client{number}")
        fake = package.testing.FakeTransport({}, validate=False)
        _, key, variable, given = list(inspect.signature(kind).parameters)[:4]
        client = kind(**{key: "a-key", variable: "us", given: "g"}, http_client=fake)
        method = next(name for name, value in vars(kind).items() if is_call(name, value))
        getattr(client, method)()
        assert fake.last.url == "https://us.example.com/x"
        assert fake.last.headers["X-Given"] == "g"
        assert kind(**{variable: "us"}, api_key="a-key", http_client=fake).base_url


OWN_METHODS = ("__init__", "with_options", "copy")


def is_call(name: str, value: object) -> bool:
    """Whether a member of a client's class calls an operation."""
    return inspect.isfunction(value) and name not in OWN_METHODS


REFUSED: dict[str, Callable[[str], bool]] = {
    "header": lambda name: not alone.fits(name, "header"),
    "path": lambda name: not alone.fits(name, "path"),
    "schema": lambda name: not re.fullmatch(r"[A-Za-z0-9._-]+", name),
    "security scheme": lambda name: not re.fullmatch(r"[A-Za-z0-9._-]+", name),
    "operationId": lambda name: name == "",
    "x-method": lambda name: (
        len(name) > 192 or not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*", name)
    ),
    "x-environment": lambda name: not re.fullmatch(r"[A-Z][A-Z0-9_]*", name),
}
"""The places where not every name can be, and which those are."""


@pytest.mark.case("H22", "H23", "H26", "H28", "H32", "M20")
@pytest.mark.parametrize("place", REFUSED)
def test_names_that_cannot_be(folder: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    """REJECT: a name that can't be in a place ends with 2 and where it stands; others pass."""
    path, codes = folder / "names.json", {}
    for name in (*filter(REFUSED[place], alone.NAMES), *alone.NAMES[::9]):
        path.write_text(json.dumps(placed(place, name)), encoding="utf-8")
        codes[name] = cli.main(["validate", str(path)])
        located = re.search(r"names\.json:\d+:\d+: error: ", capsys.readouterr().err)
        assert (located is not None) == (codes[name] == 2), name
    assert codes == {name: 2 if REFUSED[place](name) else 0 for name in codes}
