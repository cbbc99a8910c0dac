"""From one description to one for each provider: their names, and the examples of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.diagnostics import DescriptionError
from generator.inputs import examples_beside, hashes, name_of, overlays_beside, package_of
from generator.load import first, load
from generator.overlay.examples import embed
from generator.overlay.providers import provided

BASE = """\
openapi: 3.1.0
info: {title: Things, version: '1'%s}
paths:
  /things:
    post:
      operationId: createThing
      requestBody:
        content: {application/json: {schema: {type: object}}}
      responses:
        '400': {description: No.}
        '201': {description: Yes., content: {application/json: {schema: {type: object}}}}
"""
OVERLAY = "overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions:\n  - target: $.info\n"
RESPONSES = "/paths/~1things/post/responses"


def description(folder: Path, extra: str = "") -> Path:
    """A description file."""
    path = folder / "things.yaml"
    path.write_text(BASE % extra)
    return path


def overlay(folder: Path, update: str) -> Path:
    """An overlay file that updates `info`."""
    path = folder / "changes.yaml"
    path.write_text(f"{OVERLAY}    update: {update}\n")
    return path


def test_an_overlay_names_its_provider(tmp_path: Path) -> None:
    """An overlay that says no name makes the provider that it is given for."""
    base, changes = load(description(tmp_path)), overlay(tmp_path, "{version: '2'}")
    result = provided(base, {"other": changes}, ())
    assert [document.provider for document in result.documents] == ["default", "other"]
    assert result.findings == set()


def test_names_have_to_agree(tmp_path: Path) -> None:
    """An overlay that says another name than it is given for is refused at the overlay."""
    base, changes = load(description(tmp_path)), overlay(tmp_path, "{x-provider: third}")
    (finding,) = provided(base, {"other": changes}, ()).findings
    assert finding.where.file == changes.as_posix()
    assert "'other'" in finding.message
    assert "'third'" in finding.message


def test_a_provider_is_there_once(tmp_path: Path) -> None:
    """No overlay can take the name of the base."""
    base = load(description(tmp_path, ", x-provider: one"))
    (finding,) = provided(base, {"one": overlay(tmp_path, "{version: '2'}")}, ()).findings
    assert "'one'" in finding.message


def test_wanted_providers_only(tmp_path: Path) -> None:
    """Overlays of others are not even read."""
    base = load(description(tmp_path))
    result = provided(base, {"other": tmp_path / "absent.yaml"}, ("default",))
    assert [document.provider for document in result.documents] == ["default"]


def test_overlays_beside_are_sorted(tmp_path: Path) -> None:
    """Found by themselves: by file name, and named like it."""
    (tmp_path / "overlays").mkdir()
    for name in ("b.yaml", "a.json", "notes.md"):
        (tmp_path / "overlays" / name).write_text("")
    beside = overlays_beside(description(tmp_path))
    assert [(name, path.name) for name, path in beside.items()] == [
        ("a", "a.json"),
        ("b", "b.yaml"),
    ]


def test_package_name_is_asked_of_the_description(tmp_path: Path) -> None:
    """An extension names the package, else the file does; never the title."""
    for extension, name in (("", "things"), (", x-package: other", "other")):
        path = description(tmp_path, extension)
        assert package_of(path, first(path).root) == name


def test_examples_land_under_their_labels(tmp_path: Path) -> None:
    """Request and response examples of the provider, at the first status of success."""
    base = load(description(tmp_path))
    (tmp_path / "examples").mkdir()
    for name in ("default.request.small", "default.response.small", "other.request.big"):
        (tmp_path / "examples" / f"{name}.json").write_text(json.dumps({"from": name}))
    (tmp_path / "examples" / "notes.json").write_text("{}")
    files = examples_beside(tmp_path / "things.yaml")
    assert len(files) == 3
    document = embed(base, files)
    operation = document.at("/paths/~1things/post").plain()
    assert isinstance(operation, dict)
    media = document.at("/paths/~1things/post/requestBody/content/application~1json").plain()
    assert media == {
        "schema": {"type": "object"},
        "examples": {"small": {"value": {"from": "default.request.small"}}},
    }
    answer = document.at(f"{RESPONSES}/201/content/application~1json/examples").plain()
    assert answer == {"small": {"value": {"from": "default.response.small"}}}
    assert document.where(
        f"{RESPONSES}/201/content/application~1json/examples/small"
    ).file.endswith("default.response.small.json")


def test_examples_need_one_operation(tmp_path: Path) -> None:
    """Where it isn't clear what an example is of, it is refused."""
    path = description(tmp_path)
    path.write_text(path.read_text().replace("    post:", "    get: {responses: {}}\n    post:"))
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples/default.request.small.json").write_text("{}")
    with pytest.raises(DescriptionError, match="one operation"):
        embed(load(path), examples_beside(path))


def test_inputs_are_named_from_the_folder(tmp_path: Path) -> None:
    """The names of inputs don't tell where a description lies."""
    path = description(tmp_path)
    assert name_of(tmp_path / "overlays" / "a.yaml", path) == "overlays/a.yaml"
    assert name_of(tmp_path.parent / "b.yaml", path) == "b.yaml"
    assert set(hashes(load(path).sources, path)) == {"things.yaml"}
