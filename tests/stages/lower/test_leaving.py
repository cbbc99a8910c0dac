"""Descriptions of others of which a part isn't supported: what is advised, and that it works."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml

from generator import cli

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BASE = """\
openapi: 3.1.0
info: {title: Theirs, version: '1'}
servers: [{url: https://theirs.example}]
paths:
  /things:
    get:
      operationId: readThings
      responses: {'200': {description: Them., content: {application/json: {schema: %s}}}}
  /reports:
    get:
      operationId: readReport
      responses: {'200': {description: It., content: {application/json: {schema: %s}}}}
    post:
      operationId: makeReport
      responses: {'200': {description: It., content: {application/json: {schema: %s}}}}
components:
  schemas:
    Things: {type: object, properties: {size: {type: integer}}}
    Strange: {allOf: [{type: string}, {type: integer}]}
"""
THINGS, STRANGE = "{$ref: '#/components/schemas/Things'}", "{$ref: '#/components/schemas/Strange'}"
ACTION = re.compile(r"^  - (\{target: .*\})$", re.MULTILINE)


@pytest.fixture
def theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A description of which one operation isn't supported, where commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theirs.yaml").write_text(BASE % (THINGS, THINGS, STRANGE))
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """What is said when the description is refused."""
    assert cli.main(["validate", "--strict", "theirs.yaml"]) == 2
    return capsys.readouterr().err


def test_the_advice_is_given_once_and_works(
    theirs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The actions that are printed, in an overlay, leave a description that makes a package."""
    said = refused(capsys)
    assert said.count("An overlay can take out") == 1
    (action,) = ACTION.findall(said)
    assert yaml.safe_load(action) == {"target": "$.paths['/reports'].post", "remove": True}
    head = "overlay: 1.1.0\ninfo: {title: Part, version: '1'}\nactions:\n"
    (theirs / "part.yaml").write_text(f"{head}  - {action}\n")
    arguments = ["--overlay", "part=part.yaml", "--provider", "part", "--quiet"]
    assert cli.main(["generate", "theirs.yaml", *arguments]) == 0
    effective = json.loads((theirs / "generated/openapi/part.json").read_text())
    assert {path: list(item) for path, item in effective["paths"].items()} == {
        "/things": ["get"],
        "/reports": ["get"],
    }
    assert list(effective["components"]["schemas"]) == ["Things"]
    assert (theirs / "generated/theirs/part").is_dir()


def test_what_the_readme_shows_works(theirs: Path) -> None:
    """Its overlay and its command, as they stand there, take the operation out."""
    section = README[README.index("**A part of a description:**") :]
    overlay, command = re.findall(r"```\w+\n(.*?)```", section, re.DOTALL)[:2]
    (theirs / "part.yaml").write_text(overlay)
    assert cli.main(shlex.split(command)[1:]) == 0
    effective = json.loads((theirs / "generated/openapi/part.json").read_text())
    assert list(effective["paths"]["/reports"]) == ["get"]


def test_nothing_is_advised_that_leaves_nothing(
    theirs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where all operations need what isn't supported, there is none to leave."""
    (theirs / "theirs.yaml").write_text(BASE % (STRANGE, STRANGE, STRANGE))
    assert "An overlay" not in refused(capsys)


def test_nothing_is_advised_that_is_not_enough(
    theirs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where something outside of operations is wrong as well, an overlay of removals won't do."""
    server = "https://{a}.example"
    text = BASE % (THINGS, THINGS, STRANGE)
    (theirs / "theirs.yaml").write_text(text.replace("https://theirs.example", server))
    assert "An overlay" not in refused(capsys)


def test_nothing_is_advised_about_ours(theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who writes the description changes it."""
    text = BASE % (THINGS, THINGS, STRANGE)
    (theirs / "theirs.yaml").write_text(text.replace("version: '1'", "version: '1', x-provider: a"))
    assert "An overlay" not in refused(capsys)


def test_all_that_need_it_are_named(theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A schema of two operations is left out with both; names are quoted for both languages."""
    text = BASE % (THINGS, STRANGE, STRANGE)
    (theirs / "theirs.yaml").write_text(text.replace("/reports:", "/it's:"))
    actions = map(yaml.safe_load, ACTION.findall(refused(capsys)))
    assert [action["target"] for action in actions] == [
        "$.paths['/it\\'s'].get",
        "$.paths['/it\\'s'].post",
    ]
