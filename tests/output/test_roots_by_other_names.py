"""Bodies and answers through components that only refer to another, through a generated client."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stub import Stub, reply

CASE = "lower_roots_by_other_names"
PACKAGE = "roots_case"
PET = {"name": "Rex", "age": 3}


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
