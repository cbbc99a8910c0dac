"""`bench`: that it measures, not how long anything takes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from bench import describing, java, prism, processes
from bench.row import Row
from bench.table import quantity, table
from bench.timing import Turns

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

_MSGSPEC = ("msgspec", "msgspec: fields", "msgspec: back")

ROWS = [
    "generate from 1 description / datamodel-codegen on the same",
    "generate again, nothing changed / our full run",
    "generate from 1 description / openapi-python-client on 1",
    "clients of 5 operations / datamodel-codegen, models alone",
    "clients of 10 operations / datamodel-codegen, models alone",
    "clients of 20 operations / datamodel-codegen, models alone",
    "peak memory: clients of 20 operations / models alone",
    "an operation of 20 / one of 10",
    "clients of pets.yaml / datamodel-codegen, models alone",
    "peak memory: clients of pets.yaml / models alone",
    "our own description compared, as remembered",
    "5 operations compared",
    "10 operations compared",
    "20 operations compared",
    "an operation of 20 compared / one of 10",
    "refusing the dearest bomb, reading / PyYAML in C on 1 MB",
    "refusing the dearest bomb, meaning / PyYAML in C on 1 MB",
    "refusing the dearest bomb, deep / PyYAML in C on 1 MB",
    "import",
    "import, with the interpreter's start",
    "import, client, first answer",
    "first answer, with the interpreter's start",
    "floor of it: httpx2.Client()",
    "the interpreter's start alone",
    "--help / import argparse",
    "--help of an operation / import argparse",
    "first byte of an answer / the same call from Python",
    "response of 20 items: whole call",
    "response of 20 items: JSON text to objects",
    "JSON text to objects, per item",
    "the same with one defect",
    *(
        f"{body}: {row}"
        for body in ("all kinds", "12 kinds", "chat")
        for row in (
            "parse / json.loads",
            "and the type of each item / json.loads",
            "and every field / json.loads",
            "and sent back / the same of dicts",
            "strict / json.loads",
            "dicts: types / json.loads",
            "dicts: fields / json.loads",
            *(f"{name} / json.loads" for name in _MSGSPEC if find_spec("msgspec")),
            "plain pydantic / json.loads",
            *(("openai / json.loads",) if find_spec("openai") else ()),
        )
    ),
    "request of 20 items: dicts, CPU",
    "request of 20 items: models, CPU",
    "one small call, sync",
    "one small call, async",
    "a cancelled call to its closed socket, longest of 1",
    "longest hold of the loop, 20 items both ways",
    "a small call over sockets, 1 at a time",
    "a small call over sockets, 16 at a time",
    "a small call over sockets, 256 at a time",
    "processor time of a call, 256 at a time / one at a time",
    "time of a call, 256 at a time / one at a time",
    "peak memory: import, client, first answer",
    "peak memory: a call with an answer of 40 items",
    "peak memory: a response of 20 items",
    "kept memory: a response of 20 items / json.loads",
]
TARGETS = {
    "generate from 1 description / datamodel-codegen on the same": 0.5,
    "generate again, nothing changed / our full run": 0.15,
    "clients of 5 operations / datamodel-codegen, models alone": 1.0,
    "clients of 10 operations / datamodel-codegen, models alone": 1.0,
    "clients of 20 operations / datamodel-codegen, models alone": 1.0,
    "peak memory: clients of 20 operations / models alone": 1.5,
    "an operation of 20 / one of 10": 1.1,
    "clients of pets.yaml / datamodel-codegen, models alone": 1.0,
    "peak memory: clients of pets.yaml / models alone": 1.5,
    "an operation of 20 compared / one of 10": 1.1,
    "refusing the dearest bomb, reading / PyYAML in C on 1 MB": 4.0,
    "refusing the dearest bomb, meaning / PyYAML in C on 1 MB": 4.0,
    "refusing the dearest bomb, deep / PyYAML in C on 1 MB": 4.0,
    "import": 0.05,
    "import, client, first answer": 0.15,
    "processor time of a call, 256 at a time / one at a time": 1.3,
    "time of a call, 256 at a time / one at a time": 1 / 0.9,
    "kept memory: a response of 20 items / json.loads": 1.25,
    "--help / import argparse": 2.0,
    "--help of an operation / import argparse": 2.0,
    "first byte of an answer / the same call from Python": 1.15,
    "response of 20 items: whole call": 0.2,
    "response of 20 items: JSON text to objects": 0.2,
    "request of 20 items: dicts, CPU": 0.05,
    "request of 20 items: models, CPU": 0.05,
} | {
    f"{body}: {row}": target
    for body in ("all kinds", "12 kinds", "chat")
    for row, target in {
        "parse / json.loads": 1.3,
        "and the type of each item / json.loads": 1.7,
        "and every field / json.loads": 2.6,
        "and sent back / the same of dicts": 1.15,
        "strict / json.loads": 3.1,
    }.items()
}


GOALS_OF_JAVA = {
    "jars": 600_000,
    "generating Java besides Python, cold": 0.4,
    "20 items, warm: read, with the kind of each item / Jackson's tree": 1.3,
    "20 items, warm: and each of its members read / Jackson's tree": 1.3,
    "20 items, warm: written / Jackson's tree": 1.1,
    "first answer of 20 items": 0.05,
    "memory of an answer of 20 items": 0.5,
    "start to first answer, http": 0.08,
    "a warm call on loopback": 0.25,
    "start to first answer, TLS": 0.35,
}


class Run:
    """A quick run of everything, from the command line on."""

    def __init__(self, folder: Path) -> None:
        file = folder / "rows.json"
        corpus = folder / "corpus"
        corpus.mkdir()
        shutil.copy(ROOT / "tests" / "foreign" / "pets.yaml", corpus)
        options = ["--quick", "--json", str(file), "--corpus", str(corpus)]
        command = [sys.executable, "-m", "bench", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        self.output, self.progress = done.stdout, done.stderr
        self.rows: list[dict[str, Any]] = json.loads(file.read_bytes())["rows"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """One run for all tests of this module."""
    yield Run(tmp_path_factory.mktemp("bench"))


def _without_sizes(name: str) -> str:
    return re.sub(r", \d+ kB", "", name)


def test_every_row_is_there(run: Run) -> None:
    """Each measurement yields its row, in the order of the table."""
    assert ROWS == [_without_sizes(row["name"]) for row in run.rows]


def test_our_side_is_always_measured(run: Run) -> None:
    """No row lacks our own cost, and none costs nothing."""
    assert [] == [row["name"] for row in run.rows if not row["ours"] or row["ours"] <= 0]


def test_what_is_missing_is_said(run: Run) -> None:
    """A row without the other side's cost says why, unless there is no other side."""
    silent = [row["name"] for row in run.rows if row["theirs"] is None and not row["note"]]
    assert ["the interpreter's start alone"] == silent


def test_targets_are_those_that_were_set(run: Run) -> None:
    """Exactly the rows with a target have one, and it is the one that was set."""
    found = {_without_sizes(r["name"]): r["target"] for r in run.rows if r["target"] is not None}
    assert TARGETS == found


def test_a_pipe_gets_the_table_and_no_progress(run: Run) -> None:
    """Without a terminal there is nothing but the table, one line a row."""
    assert "" == run.progress
    assert all(
        any(line.startswith(row["name"]) for line in run.output.splitlines()) for row in run.rows
    )
    assert "\x1b" not in run.output


@pytest.mark.parametrize(
    ("row", "reached"),
    [
        (Row(name="below", ours=1, theirs=4, target=0.25), True),
        (Row(name="above", ours=2, theirs=4, target=0.25), False),
        (Row(name="no target", ours=2, theirs=4), None),
        (Row(name="nothing to compare", ours=2, target=0.25), None),
        (Row(name="limit kept", ours=2, theirs=1, limit=3), True),
        (Row(name="limit broken", ours=4, limit=3), False),
    ],
    ids=lambda value: value.name if isinstance(value, Row) else "",
)
def test_reached(row: Row, reached: bool | None) -> None:
    """A ratio or a cost is held against its target; without one there is no verdict."""
    assert reached is row.reached


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.0123, "s", "12.3 ms"),
        (2.5, "s", "2.50 s"),
        (4.2e-6, "s", "4.20 µs"),
        (123_400_000, "B", "123 MB"),
        (None, "s", "-"),
    ],
)
def test_quantities_have_three_figures(value: float | None, unit: Any, text: str) -> None:
    """A cost is written in the unit that suits its size."""
    assert text == quantity(value, unit)


def test_a_note_is_below_the_table_and_marked_in_it() -> None:
    """What is to be said of a row stands below, once, and the row refers to it."""
    rows = [Row(name="one", ours=1, note="not there"), Row(name="two", ours=1, note="not there")]
    lines = table(rows).splitlines()
    assert ["one [1]", "two [1]"] == [line[:7] for line in lines[2:4]]
    assert ["[1] not there"] == lines[4:]


def test_contenders_take_turns_and_the_best_turn_counts() -> None:
    """In each round everyone has one turn; of each the lowest cost is kept."""
    costs = {"a": iter([3.0, 1.0, 2.0]), "b": iter([5.0, 6.0, 4.0])}
    order: list[str] = []

    def turn(name: str) -> float:
        order.append(name)
        return next(costs[name])

    best = Turns(rounds=3, seconds=60).best({"a": lambda: turn("a"), "b": lambda: turn("b")})
    assert {"a": 1.0, "b": 4.0} == best
    assert ["a", "b"] * 3 == order


def test_everyone_has_a_turn_when_time_is_up() -> None:
    """However little time there is, one round takes place."""
    assert {"a": 1.0} == Turns(rounds=9, seconds=-1).best({"a": lambda: 1.0})


class Unmeasured(java.Measure):
    """What `bench.java` asks, without a JVM that answers."""

    def __init__(self, jars: Path) -> None:
        self.scale, self.jars = java.QUICK, [jars]

    def asked(self, *arguments: str, flags: Sequence[str] = ()) -> list[float]:
        """Return the same number for all sides."""
        return [1.0, 1.0, 1.0]

    @contextmanager
    def serving_tls(self, body: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the address of nobody."""
        yield "https://127.0.0.1:1/v1", ()


def test_each_goal_of_java_stands_beside_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the package in Java may cost is told with what it costs: all ten goals."""
    monkeypatch.setattr(java, "BUILD", tmp_path)
    monkeypatch.setattr(processes, "run", lambda *_: "")
    (tmp_path / "ours.jar").write_bytes(b"")
    rows = java.rows(Unmeasured(tmp_path / "ours.jar"))
    goals = ((row.name, row.limit or row.target) for row in rows)
    assert {name: goal for name, goal in goals if goal is not None} == GOALS_OF_JAVA


def test_growth_is_told_of_the_largest_beside_the_smallest() -> None:
    """What a byte that is written takes is shown of the last description beside the first."""
    costs = {name: processes.Used(*cost) for name, cost in (("a", (2, 9)), ("b", (9, 9)))}
    assert [] == list(describing._growth(dict([*costs.items()][:1])))
    rows = list(describing._growth(costs | {"c": processes.Used(1, 3)}))
    assert [("a byte of c / one of a", 0.5), ("memory for a byte of c / one of a", 1 / 3)] == [
        (row.name, row.ratio) for row in rows
    ]


def _answering(response: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Sent"}}}}
    operation = {"requestBody": body, "responses": {"200": response}}
    return {"paths": {"/a": {"post": operation}}, "components": {"schemas": schemas}}


def test_prism_answers_as_a_server_would() -> None:
    """No content coding is named that isn't applied, and no JSON text is sent for an object."""
    response = {
        "headers": {"Content-Encoding": {}, "X-Id": {}},
        "content": {
            "application/json": {"example": "{}", "schema": {"type": "object"}},
            "application/hal+json": {"example": "{}"},
            "text/plain": {"example": "a", "schema": {"type": "string"}},
        },
    }
    description = prism.answerable(_answering(response, {}))
    assert description["paths"]["/a"]["post"]["responses"]["200"] == {
        "headers": {"X-Id": {}},
        "content": {
            "application/json": {"schema": {"type": "object"}},
            "application/hal+json": {"example": "{}"},
            "text/plain": {"example": "a", "schema": {"type": "string"}},
        },
    }


def test_answers_that_lead_everywhere_are_cut() -> None:
    """Answers go as deep as some references, requests stay, and what nothing refers to goes."""
    schemas = {
        "One": {"properties": {"two": {"$ref": "#/components/schemas/Two"}}},
        "Two": {"properties": {"one": {"$ref": "#/components/schemas/One"}}},
        "Sent": {"type": "object"},
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/One"}}}
    description = prism.shallow(_answering({"content": content}, schemas))
    two = {"properties": {"one": {"type": "object"}}}
    operation = description["paths"]["/a"]["post"]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"properties": {"two": two}}
    assert description["components"]["schemas"] == {"Sent": {"type": "object"}}
