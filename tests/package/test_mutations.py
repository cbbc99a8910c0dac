"""For whatever the schemas allow, with one thing broken: the defect is named, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, strategies as st
from jsonschema import Draft202012Validator

from tests.package.served import PLAIN_ANSWER, PROVIDERS, Provider, received, text
from tests.package.test_properties import members
from tests.package.values import Drawn, Values

Place = tuple[str | int, ...]

WRONG: list[Any] = [None, True, 0.5, -7, "text", [], [[]], {}, {"a": 0.5}]


def objects(value: Any, place: Place = ()) -> Iterator[tuple[Place, Drawn]]:
    """The objects of named schemas in a value, with their places."""
    if isinstance(value, Drawn):
        yield place, value
    inner = value.items() if isinstance(value, Mapping) else enumerate(value)
    for key, member in inner:
        if isinstance(member, list | dict):
            yield from objects(member, (*place, key))


def pointer(place: Place) -> str:
    """The JSON pointer of a place."""
    tokens = [str(token).replace("~", "~0").replace("/", "~1") for token in place]
    return "".join(f"/{token}" for token in tokens)


def at(value: Any, place: Place) -> Any:
    """What is at a place."""
    for token in place:
        value = value[token]
    return value


@cache
def judge(provider: str, schema: str, field: str) -> Any:
    """What jsonschema thinks of a field's values, new values of enumerations being welcome."""
    schemas = relaxed(PROVIDERS[provider].schemas)
    return Draft202012Validator({"$defs": schemas, **schemas[schema]["properties"][field]})


def relaxed(schema: Any) -> Any:
    """The schema without enumerations."""
    if isinstance(schema, list):
        return [relaxed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: relaxed(inner) for key, inner in schema.items() if key != "enum"}


def drawn(provider: Provider, name: str, data: st.DataObject) -> Any:
    """An answer with an item of a kind."""
    item = Values(provider.schemas, data, growth=False).named(name)
    return {**PLAIN_ANSWER, "output": [item]}


@pytest.mark.parametrize(("provider", "name"), members("OutputItem"))
@given(data=st.data())
def test_what_is_missing_is_named(provider: Provider, name: str, data: st.DataObject) -> None:
    """A required field that isn't there is one defect: at it, or at an object without its tag."""
    value = drawn(provider, name, data)
    place, found = data.draw(st.sampled_from(list(objects(value))))
    required = provider.schemas[found.schema].get("required", [])
    assume(required)
    field = data.draw(st.sampled_from(required))
    broken = deepcopy(value)
    del at(broken, place)[field]
    response = received(provider, broken)
    (defect,) = response.defects
    tagged = field == "type" and found.schema in tagged_members(provider.name)
    allowed = [pointer((*place, field))] + [pointer(place)] * tagged
    assert defect.pointer in allowed
    assert text(broken) == text(response.to_dict())


@pytest.mark.parametrize(("provider", "name"), members("OutputItem"))
@given(data=st.data())
def test_what_is_wrong_is_named(provider: Provider, name: str, data: st.DataObject) -> None:
    """A field of the wrong type is one to three defects at that field, or at the object's tag."""
    value = drawn(provider, name, data)
    place, found = data.draw(st.sampled_from(list(objects(value))))
    known = provider.schemas[found.schema]["properties"].keys() - {"type"}
    fields = [field for field in found if field in known]
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    wrong = data.draw(st.sampled_from(WRONG))
    assume(not judge(provider.name, found.schema, field).is_valid(wrong))
    broken = deepcopy(value)
    at(broken, place)[field] = wrong
    defects = received(provider, broken).defects
    assert 1 <= len(defects) <= 3
    here = pointer((*place, field))
    assert not [d.pointer for d in defects if f"{d.pointer}/"[: len(here) + 1] != f"{here}/"]
    assert text(broken) == text(received(provider, broken).to_dict())


@cache
def tagged_members(provider: str) -> set[str]:
    """The schemas that are members of a union with tags."""
    schemas = PROVIDERS[provider].schemas
    unions = [schema["oneOf"] for schema in schemas.values() if "oneOf" in schema]
    return {member["$ref"].removeprefix("#/$defs/") for union in unions for member in union}
