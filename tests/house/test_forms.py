"""The table of forms that stands beside the templates."""

from __future__ import annotations

from generator.publish.forms import TABLE
from tests.support.forms import table


def test_the_table_of_forms_is_that_of_the_templates() -> None:
    """Each module that packages have as it stands is in the table, with what it says."""
    assert TABLE.read_text(encoding="utf-8") == table(), "run `make generate`"
