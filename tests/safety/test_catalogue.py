"""Every case of the catalogue that applies has a test that carries its id.

A test carries an id in its name, in its docstring, in the name of one of its parameters or in the
name of a directory of `tests/cases`. Ids are in either case: `test_m01_...` and `M01-...` are one.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
ID = re.compile(r"(?<![A-Za-z0-9])[HMFNShmfns][0-7][0-9](?![0-9])")

LATER = {
    *("H58", "H69", "M04", "M37", "M52"),
    *("F09", "F17", "F29", "F47", "F49", "F50", "F51", "N53", "N72", "S23", "S25"),
}
"""Priority 2; some have tests all the same."""

UNFETCHED = "nothing is ever fetched, so H50 refuses all of it"
UNSTREAMED = "no answer is streamed"

NOT_OURS = {
    "H47": "there are no templates of users",
    **dict.fromkeys(("H51", "H52", "H53", "H70"), UNFETCHED),
    "N06": "there are no web sockets",
    "N32": "the body of a request is bytes, which can be sent again",
    **dict.fromkeys((f"N{n}" for n in range(54, 61)), UNSTREAMED),
    "S17": UNFETCHED,
}

LAST = {"H": 72, "M": 52, "F": 52, "N": 73, "S": 25}
"""The number of the last case of each part."""

WANTED = {f"{part}{n:02}" for part, last in LAST.items() for n in range(1, last + 1)}


def carried() -> dict[str, set[str]]:
    """The ids that tests carry, with the files that have them."""
    found: dict[str, set[str]] = {}
    for directory in (TESTS / "cases").iterdir():
        for each in ID.findall(directory.name):
            found.setdefault(each.upper(), set()).add(f"cases/{directory.name}")
    for path in TESTS.rglob("test_*.py"):
        if path != Path(__file__):
            for each in _ids(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(each, set()).add(path.relative_to(TESTS).as_posix())
    return found


def _ids(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            told = node.name.replace("_", " ") + " " + (ast.get_docstring(node) or "")
            found |= {each.upper() for each in ID.findall(told)}
        elif isinstance(node, ast.Constant | ast.JoinedStr):
            text = ast.unparse(node).lstrip("frb'\"")
            found |= {
                each
                for each in re.findall(r"^(?:[HMFNS][0-9]{2} )+", text)
                for each in each.split()
            }
    return found


def test_every_case_that_applies_has_a_test() -> None:
    """No id of priority 0 or 1 is left without a test."""
    assert sorted(WANTED - LATER - NOT_OURS.keys() - carried().keys()) == []


def test_what_does_not_apply_has_a_reason_and_no_test() -> None:
    """A case that has a test isn't listed as one that can't; each list names existing cases."""
    assert sorted(NOT_OURS.keys() & carried().keys()) == []
    assert NOT_OURS.keys() | LATER <= WANTED
    assert sorted(NOT_OURS.keys() & LATER) == []
