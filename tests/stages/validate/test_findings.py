"""What is found is told: in one report, however far a run comes, and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from generator.quoting import nearest

HEAD = """openapi: 3.1.0
info: {title: Made, version: "1"}
paths:
  /a:
    get:
      operationId: read
      responses:
        "200":
          description: It.
          content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}
"""


@pytest.mark.parametrize("words", [["generate", "--notes"], ["validate"], ["dump", "--notes"]])
def test_what_was_found_before_a_refusal_is_told(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a description is refused, warnings and notes about others stand in the report."""
    path = tmp_path / "openapi.yaml"
    path.write_text(f"""{HEAD}components:
  schemas:
    A:
      type: object
      properties: {{a: {{type: string, nullable: true}}, b: {{$ref: "#/x"}}}}
    Unused: {{type: string, format: strange}}
""")
    out = ["--out", str(tmp_path / "out")] if "generate" in words else []
    assert 2 == main([*words, str(path), *out])
    said = capsys.readouterr().err
    assert "at /components/schemas/A/properties/b/$ref" in said
    assert "has no 'nullable'" in said
    assert "nothing uses this component" in said
    assert "the format 'strange' is unknown" in said
    assert 1 == said.count("error: "), "said once, and as what it comes to"
    assert not (tmp_path / "out").exists()


def test_what_may_follow_from_an_error_is_only_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt keyword isn't lost among the components that only it led to."""
    path = tmp_path / "openapi.yaml"
    described = HEAD.replace("{title", "{x-provider: one, x-client: One, title")
    path.write_text(f"""{described}components:
  schemas:
    A: {{type: object, propertes: {{b: {{$ref: "#/components/schemas/B"}}}}}}
    B: {{type: object}}
    C: {{type: object}}
""")
    assert 2 == main(["validate", str(path)])
    said = capsys.readouterr().err
    assert "unknown keyword 'propertes' (did you mean 'properties'?)" in said
    assert "nothing uses this component" not in said
    assert "... and 2 more, which may all follow from these" in said
    path.write_text(path.read_text().replace("propertes", "properties"))
    assert 2 == main(["validate", str(path)])
    assert 1 == capsys.readouterr().err.count("nothing uses this component")


@pytest.mark.parametrize("command", ["generate", "validate"])
def test_calls_that_can_only_fail_are_told(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A method that can do nothing but raise is told by the command that writes it, too."""
    path = tmp_path / "openapi.yaml"
    path.write_text(HEAD.replace('"200"', '"302"') + "components: {schemas: {A: {type: object}}}\n")
    out = ["--out", str(tmp_path / "out")] if command == "generate" else []
    assert 0 == main([command, str(path), *out])
    said = capsys.readouterr().err
    assert f"{path}:8:" in said
    assert "warning: every answer that is described is a redirect" in said


@pytest.mark.parametrize(
    ("word", "choices", "hint"),
    [
        ("pet", ("pets", "store"), " (did you mean 'pets'?)"),
        ("pet", ("pet", "pets"), " (did you mean 'pets'?)"),
        ("pet", ("pet", "store"), ""),
    ],
)
def test_no_word_is_proposed_for_itself(word: str, choices: tuple[str, ...], hint: str) -> None:
    """What is there and not meant is no help."""
    assert nearest(word, choices) == hint
