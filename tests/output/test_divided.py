"""Resources and clients with hundreds of operations: no module that nobody can open."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.languages.intervals import LONGEST, TOGETHER, parted
from tests.support.packages import documents_of, write

pytestmark = pytest.mark.slow

LINES = 5_000
"""Lines that no module has more of."""

VERBS = ("add", "check", "delete", "get", "list", "remove", "set")
PARTS = ("rule", "key", "hook", "label", "branch", "release", "commit", "status", "team", "user")
OF = ("", "_of_org", "_of_enterprise", "_for_all", "_by_name", "_since", "_of_page", "_in_use")
NAMES = [f"{verb}_{part}{of}" for verb in VERBS for part in PARTS for of in OF]

TEXT = "What this is for, in as many words as descriptions usually have for such a thing."
THING = {"type": "object", "properties": {"id": {"type": "string"}}}
DONE = {
    "200": {
        "description": "It.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
    }
}
PARAMETERS = [
    {"name": name, "in": "query", "schema": {"type": "string"}, "description": TEXT}
    for name in ("after", "before", "order", "size")
]


def described(lead: str, count: int) -> dict[str, Any]:
    """Return a description of so many documented operations in one place, at `lead`."""
    paths = {
        f"/{name}": {
            "get": {
                "operationId": f"{lead}{name}",
                "description": TEXT,
                "parameters": PARAMETERS,
                "responses": DONE,
            }
        }
        for name in NAMES[:count]
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Divided", "version": "1"},
        "servers": [{"url": "https://divided.example"}],
        "paths": paths,
        "components": {"schemas": {"Thing": THING}},
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of two packages: one whose operations a resource has, one whose client has."""
    place = tmp_path_factory.mktemp("divided")
    for name, lead, count in (("held_api", "repos/", 560), ("flat_api", "", 160)):
        description = described(lead, count)
        if not lead:
            description["paths"] = {
                path: {"get": item["get"] | {"x-method": path.removeprefix("/")}}
                for path, item in description["paths"].items()
            }
        path = place / f"{name}.json"
        path.write_text(json.dumps(description))
        write(documents_of(path), name, place)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(place))
        yield place


def test_no_module_is_too_long(folder: Path) -> None:
    """Whatever one resource or one client has, a module of the package has 5,000 lines at most."""
    lengths = {
        str(path.relative_to(folder)): len(path.read_text().splitlines())
        for path in folder.rglob("*.py")
    }
    assert {path: length for path, length in lengths.items() if length > LINES} == {}
    assert sum(lengths.values()) > 15 * LINES


def test_methods_are_where_they_belong(folder: Path) -> None:
    """A method of a divided resource or client is called, read raw and awaited as any other."""
    for name, client, lead in (("held_api", "HeldApi", "repos."), ("flat_api", "FlatApi", "")):
        package: Any = importlib.import_module(name)
        fake = importlib.import_module(f"{name}.testing").FakeTransport(*[{"id": "1"}] * 3)
        sync = getattr(package, client)(http_client=fake)
        raw = sync.with_raw_response
        holder, twins = (sync.repos, raw.repos) if lead else (sync, raw)
        assert holder.add_rule(after="x").id == twins.check_key_since(size="y").parse().id == "1"

        async def once(package: Any, client: str, fake: Any, *, is_held: bool) -> str:
            async with getattr(package, f"Async{client}")(http_client=fake) as other:
                return str((await (other.repos if is_held else other).add_user_in_use()).id)

        assert asyncio.run(once(package, client, fake, is_held=bool(lead))) == "1"
        urls = [request.url.removeprefix("https://divided.example") for request in fake.requests]
        assert urls == ["/add_rule?after=x", "/check_key_since?size=y", "/add_user_in_use"]


def test_it_shows_what_any_class_shows(folder: Path) -> None:
    """Signatures list all options, `dir` all methods, and a misspelt attribute can't be set."""
    client = importlib.import_module("held_api").HeldApi(http_client=fake_of("held_api"))
    assert {*NAMES[:560]} <= {*dir(client.repos)} & {*dir(client.repos.with_raw_response)}
    assert [*inspect.signature(client.repos.get_key).parameters] == [
        *("after", "before", "order", "size"),
        *("extra_headers", "extra_query", "extra_body", "timeout"),
    ]
    assert "after: What this is for" in (inspect.getdoc(client.repos.get_key) or "")
    with pytest.raises(AttributeError, match="did you mean 'list_keys?_since'"):
        client.repos.list_keys_since = None
    flat = importlib.import_module("flat_api").FlatApi(http_client=fake_of("flat_api"))
    with pytest.raises(AttributeError, match="did you mean 'add_rule'"):
        flat.add_rules = None


def fake_of(name: str) -> Any:
    """Return a transport that answers nothing."""
    return importlib.import_module(f"{name}.testing").FakeTransport()


def test_a_call_imports_the_tables_that_it_needs(folder: Path) -> None:
    """Of a divided resource one call imports one module of tables, and none of the async half."""
    code = """
import sys
import held_api
from held_api.testing import FakeTransport
client = held_api.HeldApi(http_client=FakeTransport({"id": "1"}))
client.repos.get_key()
names = [name.removeprefix("held_api.default.") for name in sys.modules]
print([name for name in names if name.startswith(("operations.", "async_"))])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert done.stdout == "['operations.repos_from_get_k']\n", done.stderr


def test_the_command_line_lists_all(folder: Path) -> None:
    """What there is to call is listed in the order of its modules, each call with its options."""
    command = [sys.executable, "-m", "held_api"]
    done = subprocess.run([*command, "--help"], cwd=folder, capture_output=True, text=True)
    listed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("  repos ")]
    assert sorted(listed) == sorted(name.replace("_", "-") for name in NAMES[:560])
    call = [*command, "repos", "set-user-in-use", "--help"]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True)
    assert "--before" in done.stdout, done.stderr


USE = """
from typing import assert_type

from flat_api import AsyncFlatApi, FlatApi, RawResponse
from flat_api.models import Thing
from held_api import HeldApi


async def calls(held: HeldApi, flat: FlatApi, waited: AsyncFlatApi) -> None:
    assert_type(held.repos.set_user(after="x").id, str | None)
    assert_type(flat.add_rule(), Thing)
    assert_type(await waited.add_rule(), Thing)
    assert_type(flat.with_raw_response.add_rule(), RawResponse[Thing])
    flat.add_rule(other=1)  # type: ignore[call-arg]
    flat.add_rules()  # type: ignore[attr-defined]
    flat.other = 1  # type: ignore[attr-defined]
"""


def test_type_checkers_see_one_class(folder: Path) -> None:
    """For mypy in its strictest form methods of parts are those of the whole, and no others."""
    (folder / "use.py").write_text(USE)
    command = ["-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), "use.py"]
    done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_another_name_moves_few() -> None:
    """Another name goes to its neighbours; it moves others only where these become too many."""
    lengths = dict.fromkeys(NAMES, 60)
    before = parts_by_name(lengths)
    for name in ("add_a", "compare", "get_commit_of_all", "zip"):
        after = parts_by_name(lengths | {name: 60})
        assert {each: after[each] for each in NAMES} == before
    crowd = {f"get_label_{number}": 60 for number in range(LONGEST // 60)}
    after = parts_by_name(lengths | crowd)
    moved = {name for name in NAMES if after[name] != before[name]}
    assert moved
    assert len({before[name] for name in moved}) == 1


def parts_by_name(lengths: dict[str, int]) -> dict[str, str]:
    """Return the part of each name."""
    return {name: start for start, names in parted(lengths).items() for name in names}


def test_parts_have_an_end() -> None:
    """However alike names are, and whatever signs they have, each is in one part."""
    one = TOGETHER + 1
    names = ("get", "get_", "get_a", "Get", "ünder", "über", "_x", "x" * 300, "x" * 299)
    parts = parted(dict.fromkeys(names, one))
    assert sorted(name for part in parts.values() for name in part) == sorted(names)
    assert {len(part) for part in parts.values()} == {1, 3}, "no letter tells get and get_ apart"
