"""The README of the comparison says what the table of rules says."""

from __future__ import annotations

from pathlib import Path

from generator.diff.rules.page import page

README = Path(__file__).parents[2] / "generator" / "diff" / "README.md"


def test_the_table_is_that_of_the_rules() -> None:
    """`python -m generator.diff.rules.page` prints the end of the README."""
    text = README.read_text("utf-8")
    assert text[text.index("| rule |") :] == page()
