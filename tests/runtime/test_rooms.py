"""The rooms of the runtime: who imports from whom, and that nothing runs back."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

from generator.languages.python.rooms import DOORS, unneeded
from generator.spelled import Api

RUNTIME = Path(__file__).parents[2] / "templates" / "python" / "_runtime"

ARROWS: dict[str, str] = {
    "vocabulary": "",
    "model": "vocabulary",
    "transport": "vocabulary",
    "process": "vocabulary",
    "setup": "transport vocabulary",
    "request": "model process setup transport vocabulary",
    "response": "model transport vocabulary",
    "network": "process transport vocabulary",
    "call": "network process request response setup transport vocabulary",
    "contents": "request setup transport vocabulary",
    "streams": "call process request response setup transport vocabulary",
    "pages": "call request response setup transport vocabulary",
    "deprecated": "call response",
    "former": "vocabulary",
    "tokens": "call response setup transport vocabulary",
    "testing": "model response transport vocabulary",
    "command": "call model request response setup transport vocabulary",
}

OPTIONAL = {"command", "contents", "deprecated", "former", "pages", "streams", "testing", "tokens"}
"""The rooms that a package can be without."""


def imported(path: Path) -> set[str]:
    """The runtime's modules that a module imports, anywhere in it, or names to be imported."""
    inside, found = path.relative_to(RUNTIME).parent.parts, set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = [*inside[: len(inside) + 1 - node.level], *(node.module or "").split(".")]
            base = "/".join(filter(None, parts))
            inner = {f"{base}/{alias.name}" for alias in node.names}
            found |= {p for p in inner if (RUNTIME / f"{p}.py").exists()} or {base}
        elif isinstance(node, ast.Constant) and re.fullmatch(r"\.\.\w+\.\w+", str(node.value)):
            found.add(node.value[2:].replace(".", "/"))
    return found


MODULES = {
    path.relative_to(RUNTIME).with_suffix("").as_posix(): imported(path)
    for path in RUNTIME.rglob("*.py")
    if path.name != "__init__.py"
}


def test_rooms_import_from_those_that_they_may() -> None:
    """Every arrow between rooms is allowed, and every one that is allowed is there."""
    arrows: dict[str, set[str]] = {name.partition("/")[0]: set() for name in MODULES}
    for name, others in MODULES.items():
        arrows[name.partition("/")[0]] |= {other.partition("/")[0] for other in others}
    assert arrows.pop("lazy") == set()
    below = {"lazy"}  # which is no room, and imports nothing
    assert {room: others - {room} - below for room, others in arrows.items()} == {
        room: set(others.split()) for room, others in ARROWS.items()
    }


def test_nothing_runs_back() -> None:
    """There is no circle of modules, and of the network callers know its door alone."""
    assert MODULES.keys() == set(TopologicalSorter(MODULES).static_order())
    outside = [others for name, others in MODULES.items() if not name.startswith("network/")]
    assert {o for others in outside for o in others if o.startswith("network/")} == {
        "network/transports"
    }


def test_the_map_of_the_rooms() -> None:
    """The runtime's README has each room with its sentence, below those that it imports from."""
    text = (RUNTIME / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)/` \| (.+) \|$", text, re.MULTILINE))
    first = {
        room: ast.get_docstring(ast.parse((RUNTIME / room / "__init__.py").read_text("utf-8")))
        for room in ARROWS
    }
    assert rows == first
    above = {room: set(list(rows)[: list(rows).index(room)]) for room in rows}
    assert [] == [room for room, others in ARROWS.items() if not set(others.split()) <= above[room]]


def test_a_room_that_can_be_left_out_is_needed_by_nothing() -> None:
    """No room of the runtime imports one that a package can be without, and these are all."""
    assert [] == [room for room, others in ARROWS.items() if OPTIONAL & {*others.split()}]
    facts = unneeded(Api(package="nothing", title="", providers=(), declarations=()))
    assert {*DOORS, *facts} == OPTIONAL
