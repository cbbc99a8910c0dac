"""What a run says of what callers get and lose."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli
from generator.changes import changes

DUMP = """\
package things

provider one: client One
  server https://one.example
  operation createThing: POST /things
    method things.create
    sends required: NewThing
    answers: Thing

provider two: client Two
  server https://two.example
  operation createThing: POST /things
    method things.create
    sends required: NewThing
    answers: Thing

namespace shared

  model NewThing [one two]
    name required: string

  model Thing [one two] answer
    size optional: integer
"""

DESCRIPTION = """\
openapi: 3.1.0
info: {title: Things, version: "1"}
servers: [{url: https://things.example}]
paths:
  /things:
    post:
      operationId: createThing
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties: {name: {type: string}}
      responses:
        "204": {description: Done.}
"""


def test_the_same_of_several_providers_is_said_once() -> None:
    """A new property of a request is an argument, with all providers that have it."""
    name = "name required: string"
    after = DUMP.replace(name, f"{name}\n    hint optional: string")
    lines = [str(change) for change in changes(DUMP, after)]
    assert ["+ things.create: argument hint optional: string (one, two)"] == lines


def test_a_namespace_is_nothing_that_callers_get() -> None:
    """A declaration that is shared no more changes nothing by itself."""
    apart = """\

namespace one

  model Thing [one] answer
    size optional: integer

namespace two

  model Thing [two] answer
    size optional: integer
    colour optional: string
"""
    after = DUMP[: DUMP.index("\n  model Thing")] + apart
    lines = [str(change) for change in changes(DUMP, after)]
    assert ["+ Thing: colour optional: string (two)"] == lines


def test_what_changes_is_said_as_it_was_and_as_it_is() -> None:
    """A fact of a provider is told with the providers that it changes for."""
    after = DUMP.replace("https://two.example", "https://three.example")
    lines = [str(change) for change in changes(DUMP, after)]
    assert [
        "- server https://two.example (two)",
        "+ server https://three.example (two)",
    ] == lines


def test_a_provider_that_joins_is_one_line() -> None:
    """What else changes isn't lost among all that the newcomer has, and neither when it leaves."""
    start, end = DUMP.index("provider two"), DUMP.index("namespace shared")
    alone = (DUMP[:start] + DUMP[end:]).replace("[one two]", "[one]")
    joined = DUMP.replace("name required", "hint optional: string\n    name required")
    argument = "things.create: argument hint optional: string (one)"
    lines = [str(change) for change in changes(alone, joined)]
    assert ["+ provider two: client Two (two)", f"+ {argument}"] == lines
    lines = [str(change) for change in changes(joined, alone)]
    assert ["- provider two: client Two (two)", f"- {argument}"] == lines


def test_a_name_in_another_language_hides_no_declaration() -> None:
    """Properties stand below their own model or method where it has a name of its own in Java."""
    called = DUMP.replace("NewThing [", "NewThing (ThingParams in java) [")
    called = called.replace("Thing [", "Thing (Item in java) [")
    after = called.replace("name required", "hint optional: string\n    name required")
    after = after.replace("size optional", "colour optional: string\n    size optional")
    assert [
        "+ things.create: argument hint optional: string (one, two)",
        "+ Thing: colour optional: string (one, two)",
    ] == [str(change) for change in changes(called, after)]


def test_a_run_says_what_callers_get(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the second run on, with --check as well, and nothing when nothing changes."""
    monkeypatch.chdir(tmp_path)
    Path("things.yaml").write_text(DESCRIPTION)
    assert 0 == cli.main(["generate", "things.yaml"])
    assert "+ " not in capsys.readouterr().out
    Path("things.yaml").write_text(DESCRIPTION.replace("{name:", "{size: {type: integer}, name:"))
    said = "  + create_thing: argument size optional: integer (default)\n"
    assert 1 == cli.main(["generate", "things.yaml", "--check"])
    assert said in capsys.readouterr().out
    assert 0 == cli.main(["generate", "things.yaml"])
    assert said in capsys.readouterr().out
    assert 0 == cli.main(["generate", "things.yaml"])
    assert "argument" not in capsys.readouterr().out
