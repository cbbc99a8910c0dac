"""The page for callers of another client: when there is one, and what its code may hold."""

from __future__ import annotations

import dataclasses

import pytest

from generator.api import Change, Migration, Snippet
from generator.languages.python.filters import fenced
from generator.languages.python.plan.migration import moves
from generator.languages.python.plan.package import plan
from generator.spelled import Api, Provider
from tests.languages.python.test_root_names import provider

MIGRATION = Migration(
    package="theirs",
    unchanged=(Snippet(title="A call", code="client.call()\n"),),
    changes=(Change(title="Names", note="None.", before="", after="from PACKAGE.x import Y\n"),),
)


def moving(client: str) -> Provider:
    """A provider whose description tells of another client."""
    known = provider(client)
    return dataclasses.replace(known, migration=MIGRATION)


def api(*providers: Provider) -> Api:
    """An Api of a package of that name."""
    return Api(package="mine", title="t", providers=providers, declarations=())


def test_there_is_no_page_without_anything_to_tell() -> None:
    """A description without `x-migration` makes a package without the page."""
    assert plan(api(provider("Plain"))).migration is None


def test_only_providers_that_have_it_are_told_of() -> None:
    """Each with its client, and the package by its own name."""
    (move,) = moves(api(provider("Plain"), moving("Far")))
    assert ("theirs", "Far") == (move.package, move.client)
    assert ["from mine.x import Y\n"] == [change.after for change in move.changes]


@pytest.mark.parametrize(
    ("code", "block"),
    [
        ("a = 1\n", "```python\na = 1\n```"),
        ('a = """\n```\n# x\n"""\n', '````python\na = """\n```\n# x\n"""\n````'),
        ("a = '````'", "`````python\na = '````'\n`````"),
    ],
)
def test_code_does_not_end_its_block(code: str, block: str) -> None:
    """The fence is longer than any run of backticks inside (CommonMark 0.31, section 4.5)."""
    assert block == fenced(code)


@pytest.mark.parametrize("code", ["a = '\u202e'", "a = '\x1b'", "a =", "```\n# Title"])
def test_what_is_no_code_is_refused(code: str) -> None:
    """Nothing that can't be read as Python, or can't be seen, gets onto the page."""
    with pytest.raises((ValueError, SyntaxError)):
        fenced(code)
