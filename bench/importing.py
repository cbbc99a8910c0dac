"""What the package costs before it does any work: its import, and the way to the first answer.

Every measurement is a Python process of its own. The start of the interpreter is measured in the
same turns and taken off; the figures with it are shown too.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from bench import loopback, material, packages, processes
from bench.row import Row
from bench.scale import Bench

NOTHING, FLOOR = "nothing", "floor"
_FLOOR = "import httpx2; httpx2.Client()"
_FIRST = """
from {package} import OpenAI
client = OpenAI(api_key="key", base_url="{address}")
client.responses.compact(model="gpt-5.1-codex-max", input=[{{"role": "user", "content": "Hello"}}])
"""


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the rows of importing."""
    bench.tell("importing and the first answer")
    with loopback.serving(material.small_response()) as address:
        programs = _programs(address).items()
        contenders = {name: processes.lasting(p, bench.generated) for name, p in programs}
        for warm in contenders.values():
            warm()
        costs: dict[str, float | None] = {**bench.scale.processes.best(contenders)}
        yield from _rows(costs)


def asking(package: str, address: str) -> str:
    """Return the program that asks `address` once through a package."""
    return _FIRST.format(package=package, address=address)


def _programs(address: str) -> dict[str, str]:
    programs = {NOTHING: "pass", FLOOR: _FLOOR}
    for package in (packages.OURS, packages.THEIRS):
        if package == packages.OURS or find_spec(package):
            programs[f"import {package}"] = f"import {package}"
            programs[f"first {package}"] = asking(package, address)
    return programs


def _rows(costs: dict[str, float | None]) -> Iterator[Row]:
    start = costs[NOTHING] or 0
    net = {name: None if cost is None else max(cost - start, 1e-6) for name, cost in costs.items()}
    ours, theirs = packages.OURS, packages.THEIRS
    yield _row("import", net, f"import {ours}", 0.05)
    yield _row("import, with the interpreter's start", costs, f"import {ours}", None)
    yield _row("import, client, first answer", net, f"first {ours}", 0.15)
    yield _row("first answer, with the interpreter's start", costs, f"first {ours}", None)
    yield _row("floor of it: httpx2.Client()", net, FLOOR, None, f"first {theirs}")
    yield Row(name="the interpreter's start alone", ours=start)


def _row(
    name: str, costs: dict[str, float | None], ours: str, target: float | None, other: str = ""
) -> Row:
    theirs = costs.get(other or ours.replace(packages.OURS, packages.THEIRS))
    note = packages.MISSING if theirs is None else ""
    return Row(name=name, ours=costs[ours], theirs=theirs, target=target, note=note)
