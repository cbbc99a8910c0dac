"""Every case of the catalogue that applies has a test that carries its id.

A test carries an id by `@pytest.mark.case`, in the name of one of its parameters, or in the name of
a directory of `tests/cases`. The catalogue is `catalogue.toml`.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
CATALOGUE = tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8"))
CASES: dict[str, list[str]] = CATALOGUE["cases"]
NO_TEST: dict[str, str] = CATALOGUE["no_test"]
MAY_WAIT: set[str] = {*CATALOGUE["may_wait"]}
OUTCOMES = {
    *("text", "renamed", "refused", "noted", "accepted", "same", "whole", "kept", "error"),
    *("bounded", "hidden", "bound", "clean"),
}
ID = re.compile(r"(?<![A-Za-z0-9])[HMFNS][0-7][0-9](?![0-9])")
HEAD = re.compile(r"(?:[HMFNS][0-9]{2} )+")
CODED = re.compile(r"test_[a-zA-Z][0-9]{1,2}_")


def modules() -> Iterator[tuple[str, ast.Module]]:
    """The modules of tests, by their paths."""
    for path in sorted(TESTS.rglob("test_*.py")):
        if "node_modules" not in path.parts:
            yield path.relative_to(TESTS).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def marked(tree: ast.Module) -> Iterator[str]:
    """The ids of marks, properties among them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.case":
            for each in node.args:
                assert isinstance(each, ast.Constant), ast.unparse(node)
                yield str(each.value)


def parametrized(tree: ast.Module) -> Iterator[str]:
    """The ids at the head of texts, such as the names of parameters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr):
            head = HEAD.match(ast.unparse(node).lstrip("frb'\""))
            yield from head[0].split() if head else ()


@cache
def carried() -> frozenset[str]:
    """The ids that tests carry."""
    ids = {each for path in (TESTS / "cases").iterdir() for each in ID.findall(path.name)}
    for _, tree in modules():
        ids |= {*marked(tree), *parametrized(tree)}
    return frozenset(ids)


def test_every_case_that_applies_has_a_test() -> None:
    """No case is left without a test, but for those that may wait or can't have one."""
    assert sorted(CASES.keys() - NO_TEST.keys() - MAY_WAIT - carried()) == []


def test_what_does_not_apply_has_no_test() -> None:
    """A case that has a test isn't one that can't have any."""
    assert sorted(NO_TEST.keys() & carried()) == []
    assert NO_TEST.keys() | MAY_WAIT <= CASES.keys()
    assert sorted(NO_TEST.keys() & MAY_WAIT) == []


def test_every_id_is_in_the_catalogue() -> None:
    """An id that a test carries is that of a case or of a property."""
    assert sorted(carried() - CASES.keys() - CATALOGUE["properties"].keys()) == []


def test_every_case_says_what_happens() -> None:
    """A case is one of the outcomes and a sentence."""
    odd = {
        each: (outcome, says)
        for each, (outcome, says) in CASES.items()
        if outcome not in OUTCOMES or not re.fullmatch(r"[A-Z].*\.", says)
    }
    assert odd == {}


def test_names_of_tests_are_words() -> None:
    """Ids are marks, so that a test's name says what it is about."""
    names = [
        f"{path}::{node.name}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and CODED.match(node.name)
    ]
    assert names == []
