"""The rooms of the runtime that a package has: those that its operations need, and no others."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from generator.files import Files
from generator.languages import LANGUAGE
from tests.runtime.test_rooms import OPTIONAL
from tests.support.packages import documents_of
from tests.support.refusing import spelled

CASES = Path(__file__).parents[2] / "cases"

NEEDED = {
    "client_credentials": {"tokens"},
    "contents": {"contents", "streams"},
    "errors_by_status": set[str](),
    "forms": {"contents"},
    "pagination": {"pages"},
    "streams": {"streams"},
}
"""By case, the rooms that its operations need; what answers hold isn't among them."""


def written(case: str) -> Files:
    """The files of a case, with nothing left out that could be asked for."""
    api = spelled(documents_of(CASES / f"lower_{case}" / "openapi.yaml"), "case")
    return LANGUAGE.render(LANGUAGE.plan(api, ("command", "testing")))


def imported(path: str, text: str) -> set[str]:
    """The modules of the package that a module imports, anywhere in it."""
    names = set[str]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = path.split("/")[: -node.level]
            base = "/".join([*folder, *filter(None, (node.module or "").split("."))])
            names |= {base, *(f"{base}/{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize(("case", "needed"), NEEDED.items())
def test_a_package_has_the_rooms_that_it_needs(case: str, needed: set[str]) -> None:
    """A room that no operation uses isn't written, and nothing that is written imports it."""
    files = written(case)
    assert {room for room in OPTIONAL if f"case/_runtime/{room}/__init__.py" in files} == needed
    absent = {f"case/_runtime/{room}" for room in OPTIONAL - needed}
    for path, file in files.items():
        if path.startswith("case/_runtime/") and path.endswith(".py"):
            for name in imported(path, file.text):
                assert not any(name.startswith(room) for room in absent), (path, name)
