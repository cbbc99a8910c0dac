"""Bodies and answers through components that only refer to another, through a generated client."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.packages import documents_of, write
from tests.support.stub import Stub, reply
from tests.support.trees import importable

CASE = Path(__file__).parents[1] / "cases" / "lower_roots_by_other_names" / "openapi.yaml"
PET = {"name": "Rex", "age": 3}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package of the case."""
    folder = tmp_path_factory.mktemp("roots")
    write(documents_of(CASE), "roots_case", folder)
    with importable(folder):
        yield importlib.import_module("roots_case")


def test_a_body_by_another_name_is_spread(package: Any, stub: Stub) -> None:
    """Its properties are arguments, whatever chain of names leads to the object."""
    stub.plays(reply(PET))
    with package.RootsCase(base_url=stub.url) as client:
        client.create_pet(**PET)
    assert stub.last.json == PET


def test_an_answer_by_another_name_is_a_response(package: Any, stub: Stub) -> None:
    """It has what every answered object has: the status and headers that it came with."""
    stub.plays(reply(PET))
    with package.RootsCase(base_url=stub.url) as client:
        pet = client.create_pet(**PET)
    assert isinstance(pet, package.models.Pet)
    assert pet.to_dict() == PET
    assert pet.http_response.status_code == 200


@pytest.mark.parametrize("body", [PET, None])
def test_a_body_that_may_be_null_is_one_argument(package: Any, stub: Stub, body: Any) -> None:
    """Null is told from an object with no properties, and sent as it is meant."""
    stub.plays(reply(body))
    with package.RootsCase(base_url=stub.url) as client:
        answer = client.replace_pet(body=body)
    assert stub.last.json == body
    assert (answer and answer.to_dict()) == body
