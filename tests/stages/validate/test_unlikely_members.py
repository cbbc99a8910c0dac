"""Unions whose members a tag rules out: what fits is the same with and without those."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from generator.validate.unlikely_members import UNIONS, of_likely

SCHEMAS: dict[str, Any] = {
    "Cat": {
        "type": "object",
        "properties": {"kind": {"const": "cat"}, "name": {"type": "string"}},
        "required": ["kind"],
    },
    "Dog": {"properties": {"kind": {"enum": ["dog", 5, None]}, "size": {"type": "integer"}}},
    "Any": {"properties": {"kind": {"type": "string"}, "name": {"const": "a"}}},
    "Also": {"$ref": "#/components/schemas/Cat", "properties": {"kind": {"const": "also"}}},
    "True": True,
}
PLAIN = {"components": {"schemas": SCHEMAS}}
MEMBERS: list[Any] = [
    *({"$ref": f"#/components/schemas/{name}"} for name in SCHEMAS),
    {"type": "string"},
    True,
    False,
]
VALUES = st.sampled_from(["cat", "dog", "also", "a", 5, 5.0, None, True, [], {}])
OBJECTS = st.dictionaries(st.sampled_from(["kind", "name", "size"]), VALUES)


@pytest.mark.parametrize("keyword", UNIONS)
@given(members=st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=4), value=OBJECTS | VALUES)
def test_what_fits_is_the_same(keyword: str, members: list[Any], value: Any) -> None:
    """Members that are left out are none that the value fits."""
    extended: Any = extend
    check: Any = of_likely(Draft202012Validator.VALIDATORS[keyword], PLAIN)
    schema = {"components": PLAIN["components"], keyword: members}
    quick = extended(Draft202012Validator, {keyword: check})
    assert Draft202012Validator(schema).is_valid(value) == quick(schema).is_valid(value)


def test_a_tag_leaves_one_of_many() -> None:
    """A value with a tag is held to the member of that tag and to those that tell none."""
    held: list[Any] = []

    def check(validator: Any, members: Any, instance: Any, schema: Any) -> Any:
        held.extend(members)
        return iter(())

    list(of_likely(check, PLAIN)(None, MEMBERS, {"kind": "dog", "name": "b"}, {}))
    names = [
        member["$ref"].rpartition("/")[2]
        for member in held
        if isinstance(member, dict) and "$ref" in member
    ]
    assert ["Dog", "Also", "True"] == names
