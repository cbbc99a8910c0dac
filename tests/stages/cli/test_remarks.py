"""What the command says of descriptions that are wrong, or read otherwise than they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.published import run
from tests.support.things import OVERLAY, THINGS
from tests.support.trees import tree


def test_a_foreign_description_is_refused_for_remarks_where_that_is_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault that changes nothing of what travels is counted by kind, and listed on demand, also
    where the package is current.
    """
    (home / "things.yaml").write_text(THINGS.replace("'200':", "200:"))
    assert run("validate", "things.yaml", "--strict") == 2
    assert "things.yaml:15:9: error: the key 200 is not a string" in capsys.readouterr().err
    assert run("generate", "things.yaml") == 0
    kind = "1 key isn't a string and is read as it is written; --notes lists it\n"
    assert capsys.readouterr().err == kind
    assert run("generate", "things.yaml", "--notes") == 0
    assert "things.yaml:15:9: note: the key 200 is not a string" in capsys.readouterr().err


@pytest.mark.parametrize("at_fault", ["things.yaml", "part.yaml"])
def test_remarks_on_what_is_refused_stay_remarks(
    home: Path, capsys: pytest.CaptureFixture[str], at_fault: str
) -> None:
    """Beside an error remarks are only counted, and are no errors where a file can't be read."""
    text = THINGS.replace("'200':", "200:").replace("size:", "size: &a")
    absent = "        other: {$ref: absent.yaml}\n" if at_fault == "things.yaml" else ""
    (home / "things.yaml").write_text(text + absent)
    (home / "part.yaml").write_text(OVERLAY + ("x-other: *b\n" if at_fault == "part.yaml" else ""))
    assert run("generate", "things.yaml", "--overlay", "part=part.yaml") == 2
    error = capsys.readouterr().err
    assert error.count("error: ") == 1
    assert "\n1 anchor, alias or merge key of YAML is written out; --notes lists it\n" in error
    assert run("generate", "things.yaml", "--overlay", "part=part.yaml", "--notes") == 2
    assert "things.yaml:15:9: note: the key 200 is not a string" in capsys.readouterr().err


def test_what_an_overlay_takes_out_refuses_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the effective description is validated: what was wrong elsewhere is gone."""
    broken = "  /gone:\n    get: {responses: {'200': {$ref: '#/components/responses/None'}}}\n"
    (home / "things.yaml").write_text(THINGS.replace("components:\n", broken + "components:\n"))
    (home / "part.yaml").write_text(
        "overlay: 1.1.0\ninfo: {title: Part, version: '1'}\n"
        "actions: [{target: \"$.paths['/gone']\", remove: true}]\n"
    )
    assert run("generate", "things.yaml") == 2
    assert "nothing is at '/components/responses/None'" in capsys.readouterr().err
    part = ("--overlay", "part=part.yaml", "--provider", "part")
    assert run("generate", "things.yaml", *part) == 0


def test_wrong_description_ends_with_two(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings come with their place, and those of base and overlays in one report."""
    (home / "things.yaml").write_text(THINGS.replace("type: integer", "type: integr"))
    (home / "overlays").mkdir()
    (home / "overlays/other.yaml").write_text(OVERLAY.replace("NewThing", "Nothing"))
    for command in ("generate", "validate", "dump"):
        assert run(command, "things.yaml", "--strict") == 2
        error = capsys.readouterr().err
        assert "things.yaml:27:22: error" in error
        assert "overlays/other.yaml:4:13: error: nothing matches" in error


def test_generate_counts_the_notes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What isn't enforced is counted by kind in `generate` and printed by `validate`."""
    noted = THINGS.replace("maxLength: 9", "contentEncoding: base64, format: odd")
    (home / "things.yaml").write_text(noted)
    assert run("validate", "things.yaml") == 0
    notes = capsys.readouterr().err.count(": note: ")
    assert notes == 2
    assert run("generate", "things.yaml") == 0
    counts = capsys.readouterr().err
    assert "1 format is unknown and has no effect; --notes lists it" in counts
    assert "1 keyword isn't enforced: the server judges what is sent; --notes lists it" in counts
    assert run("generate", "things.yaml", "--notes") == 0
    assert capsys.readouterr().err.count(": note: ") == notes
    assert run("generate", "things.yaml", "--check", "--quiet") == 0
    assert capsys.readouterr().out == ""


def test_validate_writes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says which providers are right, in one line."""
    assert run("validate", "things.yaml") == 0
    assert "no errors, for default" in capsys.readouterr().out
    assert tree(home) == {"things.yaml": THINGS.encode()}
