"""From one description to one for each provider: their names, and the examples of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.findings import DescriptionError
from generator.inputs import examples_beside, hashes, name_of, overlays_beside, package_of
from generator.load import root_file
from generator.places import SPEC
from tests.support.refusing import embed, load, provided

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
        root = root_file(path).root
        assert root is not None and package_of(path, root) == name


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


SECURED = """\
openapi: 3.1.0
info: {title: Things, version: '1'}
servers: [%s]
security: [{key: []}]
paths: {/things: {get: {operationId: readThings, responses: {'204': {description: Read.}}}}}
components: {securitySchemes: {key: {type: http, scheme: bearer, x-environment: THINGS_KEY}}}
"""
HERE = "{url: 'https://api.example.com/v1'}"
REGION = "{url: 'https://{r}.example.com', variables: {r: {default: eu%s}}}"
TENANT = "{url: '{at}/v1', variables: {at: {default: 'https://x.example', x-required: true%s}}}"


def taken_over(folder: Path, base: str, other: str, *actions: str) -> list[str]:
    """The pointers that are refused where an overlay brings another server."""
    path = folder / "things.yaml"
    path.write_text(SECURED % base)
    servers = ["target: $.servers, remove: true", f"target: $, update: {{servers: [{other}]}}"]
    rows = "".join(f"  - {{{action}}}\n" for action in [*servers, *actions])
    changes = folder / "other.yaml"
    changes.write_text(OVERLAY.rpartition("  -")[0] + rows)
    findings = provided(load(path), {"other": changes}, ("other",)).findings
    assert {finding.where.file for finding in findings} <= {changes.as_posix()}
    assert all(finding.severity == "error" and finding.where.line > 1 for finding in findings)
    return sorted(finding.pointer for finding in findings)


@pytest.mark.parametrize(
    "other",
    [
        "{url: 'https://api.example.net/v1'}",
        "{url: 'http://api.example.com/v1'}",
        "{url: 'https://api.example.com:8443/v1'}",
        "{url: 'https://api.example.com.example.net/v1'}",
        "{url: 'https://api.example.com.'}",
        "{url: '/v1'}",
        REGION % "",
        TENANT % "",
    ],
)
def test_a_variable_is_not_taken_over_for_another_origin(tmp_path: Path, other: str) -> None:
    """An overlay that leads elsewhere is refused at its address for each variable it leaves out."""
    assert taken_over(tmp_path, HERE, other) == ["/components/securitySchemes/key/x-environment"]
    assert taken_over(tmp_path, other, HERE) == ["/components/securitySchemes/key/x-environment"]


@pytest.mark.parametrize(
    ("base", "other"),
    [
        (HERE, "{url: 'https://api.example.com/v2'}"),
        (HERE, "{url: 'HTTPS://API.example.com:443'}"),
        (REGION % "", REGION % ", description: Where it is."),
        (TENANT % "", TENANT % ", description: Whose it is."),
    ],
)
def test_a_variable_is_taken_over_within_an_origin(tmp_path: Path, base: str, other: str) -> None:
    """The same origin, however it is written, needs nothing said."""
    assert taken_over(tmp_path, base, other) == []


def test_what_may_stand_in_an_origin_is_part_of_it(tmp_path: Path) -> None:
    """A template is another origin where other values may fill it."""
    wider = REGION % ", enum: [eu, us]"
    assert taken_over(tmp_path, REGION % "", wider) != []


@pytest.mark.parametrize("variable", ["THINGS_KEY", "OTHER_KEY"])
def test_an_overlay_says_which_variable_is_meant(tmp_path: Path, variable: str) -> None:
    """A variable that the overlay itself names, be it the same, is read for its own address."""
    scheme = "$.components.securitySchemes.key"
    named = f"target: {scheme}, update: {{x-environment: {variable}}}"
    assert taken_over(tmp_path, HERE, "{url: 'https://x.example'}", named) == []
    gone = f"target: '{scheme}[\"x-environment\"]', remove: true"
    assert taken_over(tmp_path, HERE, "{url: 'https://x.example'}", gone) == []


def test_our_variables_are_not_taken_over(tmp_path: Path) -> None:
    """A provider of whom only the server is said would read the key and all else of the base's."""
    changes = tmp_path / "mistral.yaml"
    changes.write_text(
        f"{OVERLAY}    update: {{x-provider: mistral, x-client: Mistral}}\n"
        "  - target: $.servers[0]\n    update: {url: https://api.mistral.example/v1}\n"
    )
    findings = provided(load(SPEC), {"mistral": changes}, ()).findings
    variables = sorted(finding.message.split()[0] for finding in findings)
    assert ["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"] == variables
