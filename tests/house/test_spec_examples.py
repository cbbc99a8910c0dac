"""The examples beside the description fit the schemas of the provider they are for."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.descriptions import describe
from generator.inputs import overlays_beside
from generator.job import Job
from generator.overlay import prune
from tests.support.refusing import load, load_overlay, overlay

SPEC = Path(__file__).parents[2] / "spec"
EXAMPLES = sorted((SPEC / "examples").glob("*.json"))
PROVIDERS = ("openai", "azure", "yandex")
SCHEMAS = {"request": "CompactRequest", "response": "CompactedResponse"}


@cache
def components(provider: str) -> Any:
    document = load(SPEC / "openapi.yaml")
    if provider != "openai":
        document = overlay(document, load_overlay(SPEC / "overlays" / f"{provider}.yaml"))
    plain: Any = prune(document).plain()
    return plain["components"]


def faults(provider: str, name: str, body: Any) -> list[str]:
    schema = {"$ref": f"#/components/schemas/{name}", "components": components(provider)}
    check: Any = Draft202012Validator(schema)
    return [f"{fault.json_path}: {fault.message}" for fault in check.iter_errors(body)]


def examples(provider: str, direction: str) -> list[Any]:
    names = (SPEC / "examples").glob(f"{provider}.{direction}.*.json")
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(names)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_valid(path: Path) -> None:
    """An example is what its provider's schemas allow."""
    provider, direction, _ = path.stem.split(".")
    assert [] == faults(provider, SCHEMAS[direction], json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_each_output_kind_has_an_example_of_its_name(provider: str) -> None:
    """A server that is asked for the example of a kind answers with that kind alone."""
    kinds = components(provider)["schemas"]["OutputItem"]["discriminator"]["mapping"]
    for kind in kinds:
        path = SPEC / "examples" / f"{provider}.response.{kind}.json"
        body = json.loads(path.read_text(encoding="utf-8"))
        assert [kind] == [item["type"] for item in body["output"]]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_example_of_a_kind_has_every_field_of_it(provider: str) -> None:
    """The examples leave no optional field of an item out, so that none goes untried."""
    schemas = components(provider)["schemas"]
    for kind, name in schemas["OutputItem"]["discriminator"]["mapping"].items():
        path = SPEC / "examples" / f"{provider}.response.{kind}.json"
        body = json.loads(path.read_text(encoding="utf-8"))
        assert set(schemas[name]["properties"]) == set(body["output"][0])


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_requests_send_every_kind_of_input(provider: str) -> None:
    """Among the requests of a provider each value of an input item's tag occurs."""
    variants = components(provider)["schemas"]["InputItem"]["x-variants"]
    items: list[Any] = []
    for body in examples(provider, "request"):
        items += body["input"] if isinstance(body.get("input"), list) else []
    kinds = {item.get("type", "message") for item in items}
    assert {*variants["mapping"], *variants["shared"]} == kinds


def test_nothing_is_missing_that_the_generator_looks_for() -> None:
    """Every property has its text, and every kind an example: the description has no warnings."""
    job = Job(
        description=SPEC / "openapi.yaml",
        package="responses_compact",
        overlays=overlays_beside(SPEC / "openapi.yaml"),
    )
    findings = describe(job, lambda *_: None).findings
    assert [] == [finding for finding in findings if finding.severity != "note"]
