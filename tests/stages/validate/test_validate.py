"""Validation: as strict as the published validator, with places, and fast enough for each run."""

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from generator.document import Document, Value
from generator.findings import DescriptionError, errors
from generator.overlay import prune
from generator.policy import Policy
from generator.validate import validate, validated
from generator.validate.rules.schema_values import identity
from tests.support.refusing import load, load_overlay, overlay

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases"
SPEC = ROOT / "spec"
HEAD = "openapi: 3.1.0\ninfo:\n  title: A case\n  version: '1'\npaths: {}\n"


def readable() -> list[Path]:
    """The cases that are at fault in nothing but their content."""
    found: list[Path] = []
    for path in sorted(CASES.glob("*/description.*")):
        try:
            load(path)
        except DescriptionError:
            continue
        found.append(path)
    return found


def foreign_findings(document: Document) -> list[str]:
    """What openapi-spec-validator finds by itself; its crashes count as findings."""
    plain: Any = document.plain()
    old = plain["openapi"].startswith("3.0")
    validator = OpenAPIV30SpecValidator if old else OpenAPIV31SpecValidator
    try:
        return [str(error.message) for error in validator(plain).iter_errors()]
    except Exception as error:  # noqa: BLE001  # It lets through whatever its walk stumbles over.
        return [type(error).__name__]


@pytest.mark.parametrize("path", readable(), ids=lambda path: path.parent.name)
def test_no_more_lenient_than_the_published_validator(path: Path) -> None:
    """Where openapi-spec-validator finds something, so do we."""
    document = load(path)
    if foreign_findings(document):
        assert any(finding.severity in ("error", "warning") for finding in validate(document))


@pytest.mark.parametrize("path", readable(), ids=lambda path: path.parent.name)
def test_no_errors_of_form_that_the_published_validator_does_not_see(path: Path) -> None:
    """In the cases that are fine, neither finds anything."""
    if path.parent.name.startswith("fine-"):
        document = load(path)
        assert [] == foreign_findings(document)
        assert () == validate(document)


def our_documents() -> list[Document]:
    base = load(SPEC / "openapi.yaml")
    overlays = [load_overlay(path) for path in sorted((SPEC / "overlays").glob("*.yaml"))]
    return [base, *(prune(overlay(base, changes)) for changes in overlays)]


def test_our_own_description_is_free_of_findings() -> None:
    """Our description passes its own rules, for every provider, without a single note."""
    for document in our_documents():
        assert () == validate(document), document.provider


def test_our_own_description_passes_the_published_validator() -> None:
    """openapi-spec-validator agrees, for every provider."""
    for document in our_documents():
        assert [] == foreign_findings(document), document.provider


def test_own_can_be_overridden() -> None:
    """The caller may hold a foreign description to the rules for ours."""
    document = load(CASES / "unused-components" / "description.yaml")
    assert () == errors(validate(document))
    assert 3 == len(errors(validate(document, Policy(first_party=True))))


@pytest.mark.case("H50")
def test_validation_fetches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a meta-schema nor a reference is ever fetched, whatever the description says."""
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = f"""{HEAD}jsonSchemaDialect: https://example.com/dialect
components:
  schemas:
    Thing:
      $schema: https://example.com/schema
      $id: https://example.com/thing
      default: {{a: 1}}
      properties:
        a: {{$dynamicRef: 'https://example.com/other#node', default: 2}}
"""
    path = tmp_path / "description.yaml"
    path.write_text(text)
    assert validate(load(path))


@pytest.mark.case("H46")
@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        ("1", 1, False),
        ([1, [True]], [1.0, [True]], True),
        ({"a": 1}, {"a": True}, False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        (None, False, False),
    ],
)
def test_equality_is_that_of_json(left: Value, right: Value, equal: bool) -> None:
    """Numbers compare by value, and true is not a number."""
    assert equal is (identity(left) == identity(right))


@pytest.mark.case("M36")
def test_hostile_shapes_do_not_stop_the_report(tmp_path: Path) -> None:
    """Any JSON value at any place of a description gives findings and no exception."""
    source: Any = load(CASES / "fine-variants" / "description.yaml").plain()
    for replacement in (None, True, 7, "text", [], {}, [[]], {"$ref": 1}, {"$ref": "#/x"}):
        for damaged in _damaged(source, replacement):
            path = tmp_path / "description.json"
            path.write_text(json.dumps(damaged))
            try:
                document = load(path)
            except DescriptionError:
                continue
            validate(document)


def _damaged(value: Any, replacement: Value) -> list[Any]:
    """The value with each of its parts replaced in turn."""
    found: list[Any] = [replacement]
    items = range(len(value)) if isinstance(value, list) else ()
    keys = value if isinstance(value, dict) else items
    for key in keys:
        for inner in _damaged(value[key], replacement):
            twin = dict(value) if isinstance(value, dict) else list(value)
            twin[key] = inner
            found.append(twin)
    return found


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("place", ["root", "paths", "operation", "responses"])
@pytest.mark.parametrize("name", ["x-{}", "/path/{}", "extra{}"])
def test_a_member_that_has_no_place_is_found_among_many(
    tmp_path: Path, version: str, place: str, name: str
) -> None:
    """However many members an object has, the last one is told where there is no place for it."""
    answers: dict[str, Any] = {"200": {"description": "Done."}}
    operation: dict[str, Any] = {"responses": answers}
    paths: dict[str, Any] = {"/things": {"get": operation}}
    whole = {"openapi": version, "info": {"title": "A case", "version": "1"}, "paths": paths}
    holder = {"root": whole, "paths": paths, "operation": operation, "responses": answers}[place]
    holder.update({name.format(number): {} for number in range(600)} | {"wrong": {}})
    path = tmp_path / "description.json"
    path.write_text(json.dumps(whole))
    told = [finding.pointer.rpartition("/")[2] for finding in validate(load(path))]
    allowed = name.startswith("x-") or (place == "paths" and name.startswith("/"))
    assert ("wrong" in told) is allowed, "of very many that are wrong the first are enough"
    assert allowed is (len(told) < 100)


def test_members_without_a_place_go_at_once_however_many_they_are(tmp_path: Path) -> None:
    """A hundred are told one by one, the others of an object in one remark; none of them is left,
    and paths that lack their slash have it, the last like the first."""
    nothing = {"get": {"responses": {"200": {"description": "It."}}}}
    description = {
        "openapi": "3.1.0",
        "info": {"title": "a", "version": "1", **{f"f{n}": n for n in range(3000)}},
        "paths": {f"p{n}": nothing for n in range(150)},
    }
    path = tmp_path / "description.json"
    path.write_text(json.dumps(description), encoding="utf-8")
    document, findings = validated(load(path), Policy(first_party=False))
    said = [finding.message for finding in findings if finding.pointer.startswith("/info")]
    assert (len(said), errors(findings)) == (101, ())
    assert "2,900 more members are not expected here" in said
    assert [*document.at("/info").members] == ["title", "version"]
    assert [*document.at("/paths").members] == [f"/p{n}" for n in range(150)]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_what_is_the_same_is_looked_at_wherever_it_stands(tmp_path: Path, version: str) -> None:
    """A fault that stands twice is found twice, beside sound parts that equal each other or it."""
    said = [{"description": "Fine."}] * 3 + [{"description": "Fine.", "headers": []}] * 2
    page = {"name": "page", "in": "query", "schema": {"type": "integer"}}
    wrong = [{**page, "required": 1}, {**page, "required": True}, page, {**page, "required": 1}]
    paths = {
        f"/{number}": {
            "parameters": [parameter],
            "get": {"operationId": f"get{number}", "responses": {"200": answer}},
        }
        for number, (answer, parameter) in enumerate(zip(said, [*wrong, page], strict=True))
    }
    paths["/misplaced"] = {"get": {"description": "Fine.", "responses": {"200": page}}}
    path = tmp_path / "description.json"
    info = {"title": "A case", "version": "1"}
    path.write_text(json.dumps({"openapi": version, "info": info, "paths": paths}))
    pointers = {each.pointer for each in errors(validate(load(path)))}
    assert pointers >= {
        *(f"/paths/~1{number}/get/responses/200/headers" for number in (3, 4)),
        *(f"/paths/~1{number}/parameters/0/required" for number in (0, 3)),
    }
    assert not any(each.startswith(("/paths/~11/", "/paths/~12/")) for each in pointers)
    assert any(each.startswith("/paths/~1misplaced/get/responses/200") for each in pointers)
