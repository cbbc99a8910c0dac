"""`None` is null where the provider's schema has null; elsewhere it leaves out what is optional."""

from __future__ import annotations

from typing import Any

import pytest
from responses_compact import ValidationError

from tests.package.least import smallest
from tests.package.served import (
    DEPRECATED,
    PROVIDERS,
    Exchange,
    Provider,
    received,
    sent,
    text,
)

pytestmark = pytest.mark.filterwarnings(DEPRECATED)

ARGUMENTS = {
    "openai": {
        "model": False,
        "input": False,
        "instructions": False,
        "previous_response_id": False,
        "prompt_cache_key": False,
        "prompt_cache_retention": False,
        "service_tier": False,
        "prompt_cache_options": False,
        "image": False,
    },
    "azure": {
        "model": True,
        "input": True,
        "instructions": True,
        "previous_response_id": True,
        "prompt_cache_key": True,
        "prompt_cache_retention": False,
        "service_tier": False,
        "prompt_cache_options": True,
    },
    "yandex": {
        "model": True,
        "input": True,
        "instructions": True,
        "previous_response_id": True,
        "prompt_cache_key": True,
        "prompt_cache_retention": True,
    },
}
"""Whether the vendor's document says that a request field may be null."""

CASES = [
    pytest.param(PROVIDERS[provider], name, nullable, id=f"{provider}-{name}")
    for provider, arguments in ARGUMENTS.items()
    for name, nullable in arguments.items()
]

OBJECTS = [
    (provider, name)
    for provider in PROVIDERS.values()
    for name, schema in provider.schemas.items()
    if "properties" in schema
]
CLASSES = {getattr(provider.namespace, name): (provider, name) for provider, name in OBJECTS}
"""Where each class is described; several share one, as is held below."""

each_class = pytest.mark.parametrize(
    ("provider", "name"),
    CLASSES.values(),
    ids=[f"{provider.name}-{name}" for provider, name in CLASSES.values()],
)


@pytest.mark.parametrize(("provider", "name", "nullable"), CASES)
def test_none_as_an_argument(provider: Provider, name: str, nullable: bool) -> None:
    """`None` is sent as null where the vendor allows null, else it leaves out what may be."""
    exchange = Exchange(provider)
    arguments: dict[str, Any] = {"model": provider.model, name: None}
    if nullable:
        exchange.call(**arguments)
        assert arguments == exchange.body
        return
    if name != "model":
        exchange.call(**arguments)
        assert {"model": provider.model} == exchange.body
        return
    with pytest.raises(TypeError, match="^model may not be None$"):
        exchange.call(**arguments)
    assert [] == exchange.sent


@pytest.mark.parametrize(("provider", "name", "nullable"), CASES)
def test_none_in_a_request_model(provider: Provider, name: str, nullable: bool) -> None:
    """The model of a request holds to the same rule as the arguments."""
    arguments: dict[str, Any] = {"model": provider.model, name: None}
    if nullable:
        assert arguments == provider.namespace.CompactRequest(**arguments).to_dict()
        return
    with pytest.raises(ValidationError) as caught:
        provider.namespace.CompactRequest(**arguments)
    assert {name} == {error["loc"][0] for error in caught.value.errors()}


def test_the_arguments_are_those_of_the_vendor(provider: Provider) -> None:
    """The table above leaves no request field out."""
    assert (
        ARGUMENTS[provider.name].keys() == provider.schemas["CompactRequest"]["properties"].keys()
    )


def verdicts(provider: Provider, name: str) -> dict[str, Any]:
    """What a provider's schema says of each field: whether null is one, and it may be left out."""
    schema, whole = provider.schemas[name], smallest(provider, {"$ref": f"#/$defs/{name}"})
    return {
        field: (
            not provider.faults(name, {**whole, field: None}),
            field in schema.get("required", ()),
            described.get("const"),
        )
        for field, described in schema["properties"].items()
    }


def test_a_class_that_providers_share_is_described_alike() -> None:
    """What is shown of a class below, by one provider's schema, is true for all who have it."""
    for provider, name in OBJECTS:
        other, known_as = CLASSES[getattr(provider.namespace, name)]
        assert (name, verdicts(provider, name)) == (known_as, verdicts(other, known_as))


@each_class
def test_none_in_any_model(provider: Provider, name: str) -> None:
    """Each field of each model takes `None` exactly where jsonschema takes null, and keeps it."""
    whole = smallest(provider, {"$ref": f"#/$defs/{name}"})
    model = getattr(provider.namespace, name)
    for field in provider.schemas[name]["properties"]:
        value = {**whole, field: None}
        if provider.faults(name, value):
            with pytest.raises(ValidationError):
                model(**value)
            with pytest.raises(ValidationError):
                model.from_dict(value)
        else:
            assert (field, value) == (field, model(**value).to_dict())
            assert (field, value) == (field, model.from_dict(value).to_dict())


@each_class
def test_what_is_required_has_to_be_given(provider: Provider, name: str) -> None:
    """Leaving a required field out is an error, unless it is a constant, which is filled in."""
    whole = smallest(provider, {"$ref": f"#/$defs/{name}"})
    model, schema = getattr(provider.namespace, name), provider.schemas[name]
    assert text(whole) == text(model(**whole).to_dict())
    for field in schema.get("required", ()):
        rest = {key: value for key, value in whole.items() if key != field}
        with pytest.raises(ValidationError):
            model.from_dict(rest)
        if "const" in schema["properties"][field]:
            assert text(whole) == text(model(**rest).to_dict())
        else:
            with pytest.raises(ValidationError):
                model(**rest)


def test_null_in_a_dict_travels_as_it_is(provider: Provider) -> None:
    """What the caller writes in a plain dict isn't judged."""
    items = [{"type": "compaction", "encrypted_content": None, "id": None, "x": None}]
    assert items == sent(provider, input=items)["input"]


def test_null_in_what_was_received_travels_as_it_is(provider: Provider) -> None:
    """A null that the provider sent goes back as null, whether its schema allows it or not."""
    value = provider.examples("response")["compaction"]
    value["output"][0].update(created_by=None, new_field=None)
    response = received(provider, value)
    assert value["output"] == sent(provider, input=response.output)["input"]
