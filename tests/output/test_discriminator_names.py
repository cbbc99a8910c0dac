"""Tags that no mapping lists, through a generated client and a server on loopback.

The oracle is the text of OpenAPI on the object Discriminator: a value that is in no mapping means
the component of that name.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stub import Stub, reply

CASE = "lower_discriminator_names"
PACKAGE = "tags_case"
CAT = {"petType": "Cat", "lives": 9}
DOG = {"petType": "pets.small-dog", "bark": "loud"}


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
