"""Tags that no mapping lists, through a generated client and a server on loopback.

The oracle is the text of OpenAPI on the object Discriminator: a value that is in no mapping means
the component of that name.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.packages import documents_of, write
from tests.support.stub import Stub, reply
from tests.support.trees import importable

CASE = Path(__file__).parents[1] / "cases" / "lower_discriminator_names" / "openapi.yaml"
CAT = {"petType": "Cat", "lives": 9}
DOG = {"petType": "pets.small-dog", "bark": "loud"}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package of the case."""
    folder = tmp_path_factory.mktemp("tags")
    write(documents_of(CASE), "tags_case", folder)
    with importable(folder):
        yield importlib.import_module("tags_case")


@pytest.mark.parametrize(
    ("member", "value", "kind"),
    [
        ("unmapped", CAT, "Cat"),
        ("unmapped", DOG, "PetsSmallDog"),
        ("partial", CAT, "Cat"),
        ("partial", {**DOG, "petType": "dog"}, "PetsSmallDog"),
        ("partial", DOG, "UnknownPartial"),
        ("constants", {"petType": "fish"}, "Fish"),
        ("constants", {"petType": "shark"}, "Fish"),
        ("constants", CAT, "Cat"),
        ("parent", {"kind": "horse", "hooves": 4}, "Horse"),
        ("parent", {"kind": "Bird", "wings": 2}, "Bird"),
        ("parent", {"kind": "Cow"}, "UnknownAnimal"),
        ("nested", DOG, "PetsSmallDog"),
        ("nested", {"petType": "Lizard", "tail": True}, "Lizard"),
        ("inline", {"petType": "Lizard"}, "Lizard"),
        ("inline", {"petType": "crow", "wings": 2}, "WithInline2"),
    ],
)
def test_kinds(package: Any, member: str, value: Any, kind: str) -> None:
    """An object is of the class that its tag means, and comes and goes as it is."""
    with Stub() as server, package.TagsCase(base_url=server.url) as client:
        server.plays(reply({member: value}))
        pet = getattr(client.swap(**{member: value}), member)
        assert (type(pet).__name__, pet.to_dict(), server.last.json) == (
            kind,
            value,
            {member: value},
        )
