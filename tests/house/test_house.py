"""One house: a linter's rules, the length of lines, a dialect of docstrings."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    path
    for pattern in ("*.md", "*/README.md", "generator/*.md", "templates/**/*.md")
    for path in sorted(ROOT.glob(pattern))
    if "generated" not in path.parts
]
ROOMS = ["templates/python"]
"""Folders whose docstrings are of the dialect already."""


def _ruff(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--no-cache",
            "--output-format=concise",
            *arguments,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("arguments", [["."], ["--ignore-noqa", "generated"]], ids=["our", "made"])
def test_the_linter_finds_nothing(arguments: list[str]) -> None:
    """Ours with the reasons that `noqa` gives, the generated package without them."""
    run = _ruff(*arguments)
    assert (run.returncode, run.stdout) == (0, "All checks passed!\n"), run.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_lines_of_pages_have_100_characters(page: Path) -> None:
    """But for rows of tables and what is quoted as code, which can't be broken."""
    long, code = [], False
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        code ^= line.lstrip().startswith("```")
        if len(line) > 100 and not code and not line.startswith("|"):
            long.append(number)
    assert [] == long


@pytest.mark.parametrize("room", ROOMS)
def test_functions_say_what_they_do(room: str) -> None:
    """A function's docstring begins with a verb, and names are in single backticks."""
    odd = []
    for path in sorted((ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                text = ast.get_docstring(node) or ""
                called = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                nominal = called and text.startswith(("Whether ", "The ", "What "))
                if "``" in text or nominal and not _is_property(node):
                    odd.append(f"{path.relative_to(ROOT)}: {text.splitlines()[0]}")
    assert [] == odd


def _is_property(node: ast.AST) -> bool:
    return any("property" in ast.unparse(each) for each in getattr(node, "decorator_list", []))
