"""The table of forms that stands beside the templates, and forms that are made of kept trees."""

from __future__ import annotations

import pytest

from generator.files import File
from generator.head import head
from generator.publish.forms import TABLE, _verify, read_form
from tests.support.forms import table


def test_the_table_of_forms_is_that_of_the_templates() -> None:
    """Each module that packages have as it stands is in the table, with what it says."""
    assert TABLE.read_text(encoding="utf-8") == table(), "run `make generate`"


@pytest.mark.parametrize(
    "content",
    [
        head({"a.py": File('"""Text."""\n\nvalue = 1\n')})["a.py"].text.encode(),
        b"# a comment\n# coding: latin-1\nvalue = '\xe4'\n",
        b"# a comment\nvalue = '\xe4'\n",
        b"\xef\xbb\xbf# a comment\nvalue = 1\n",
        b"# a comment\r\nvalue = 1\r\n",
        b"# a comment\nvalue = \n",
        b"# a comment alone",
        b"",
    ],
)
def test_the_form_of_a_module_is_what_the_package_finds(content: bytes) -> None:
    """Whatever a file holds, its form is what `verify` in the package makes of the same bytes."""
    assert read_form(content) == _verify().form(content)
