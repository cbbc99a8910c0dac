"""What is sent is what was set: models, TypedDicts and dicts alike, nothing more or less."""

from __future__ import annotations

import importlib
import warnings
from types import MappingProxyType
from typing import Any

import pytest
import responses_compact
from responses_compact import ValidationError

from tests.package.least import least
from tests.package.served import PLAIN_ANSWER, PROVIDERS, Exchange, Provider, received, sent, text

EXAMPLES = [
    pytest.param(provider, value, id=f"{provider.name}-{label}")
    for provider in PROVIDERS.values()
    for label, value in provider.examples("request").items()
]


@pytest.mark.parametrize(("provider", "value"), EXAMPLES)
def test_an_example_is_sent_as_it_is(provider: Provider, value: Any) -> None:
    """The members of a body are arguments, and their values travel unchanged."""
    assert text(value) == text(sent(provider, **value))


@pytest.mark.parametrize(("provider", "value"), EXAMPLES)
def test_an_example_is_sent_alike_from_models(provider: Provider, value: Any) -> None:
    """Items that were read into models are sent as the dicts that they were."""
    request = provider.namespace.CompactRequest.from_dict(value)
    assert text(value) == text(request.to_dict())
    assert text(value) == text(sent(provider, **{name: getattr(request, name) for name in value}))


def user_message(provider: Provider, where: Any, text: str) -> Any:
    """A message of the user, as a model or as a TypedDict."""
    name = "MessageParam" if provider.name == "yandex" else "EasyInputMessage"
    content: Any = [{"type": "input_text", "text": text}]
    return getattr(where, name)(type="message", role="user", content=content)


def as_dict(text: str) -> dict[str, Any]:
    """The message that `user_message` stands for."""
    return {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}


def params(provider: Provider) -> Any:
    """The module that has the TypedDict of a message."""
    own = provider.namespace.params
    return own if hasattr(own, "MessageParam") else responses_compact.params


def test_models_typed_dicts_and_dicts_mix(provider: Provider) -> None:
    """One list may hold models, TypedDicts, plain dicts, other mappings, and items received."""
    (item,) = received(provider, provider.examples("response")["compaction"]).output
    parts = [provider.namespace.InputText(text="model"), {"type": "input_text", "text": "dict"}]
    items = [
        user_message(provider, provider.namespace, "a model"),
        user_message(provider, params(provider), "a TypedDict"),
        {"role": "user", "content": parts},
        MappingProxyType({"type": "item_reference", "id": "x", "unknown_field": 1.0}),
        item,
    ]
    texts = [{"type": "input_text", "text": "model"}, {"type": "input_text", "text": "dict"}]
    expected = [
        as_dict("a model"),
        as_dict("a TypedDict"),
        {"role": "user", "content": texts},
        {"type": "item_reference", "id": "x", "unknown_field": 1.0},
        provider.examples("response")["compaction"]["output"][0],
    ]
    assert text(expected) == text(sent(provider, input=items)["input"])


@pytest.mark.parametrize("shape", [list, tuple, iter])
def test_any_sequence_of_items_will_do(provider: Provider, shape: Any) -> None:
    """A list, a tuple or an iterator of items is an array."""
    items = [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}]
    assert items == sent(provider, input=shape(items))["input"]


@pytest.mark.parametrize("label", ["compacted", "message", "reasoning", "mcp_call"])
def test_what_was_received_is_the_next_input(provider: Provider, label: str) -> None:
    """The output of a call, with new items after it, is the input of the next call."""
    value = provider.examples("response")[label]
    new = {"role": "user", "content": "Go on."}
    response = received(provider, value)
    body = sent(provider, input=[*response.output, new])
    assert text([*value["output"], new]) == text(body["input"])


def test_everything_received_can_be_sent_back(provider: Provider) -> None:
    """An item of each kind, in one list, travels back as it came."""
    examples = provider.examples("response").values()
    items = [item for value in examples for item in value["output"]]
    response = received(provider, {**PLAIN_ANSWER, "output": items})
    assert text(items) == text(sent(provider, input=response.output)["input"])


def test_what_is_absent_is_never_sent(provider: Provider) -> None:
    """Arguments that are left out, or `omit`, are not in the body."""
    exchange = Exchange(provider)
    exchange.call(model=provider.model)
    assert {"model": provider.model} == exchange.body
    fields = provider.schemas["CompactRequest"]["properties"]
    omitted = dict.fromkeys(fields, responses_compact.omit)
    exchange.call(**{**omitted, "model": provider.model})
    assert {"model": provider.model} == exchange.body


def test_defaults_of_the_server_are_never_sent(provider: Provider) -> None:
    """What the server assumes when a field is absent stays its business."""
    found = []
    for name, schema in provider.schemas.items():
        defaults = [f for f, s in schema.get("properties", {}).items() if "default" in s]
        optional = [f for f in defaults if f not in schema.get("required", ())]
        if optional:
            found.append(name)
            model = least(provider, name)
            assert set(optional).isdisjoint(model.to_dict()), name
            assert not [field for field in optional if getattr(model, field) is not None], name
    assert found


def test_an_image_is_sent_without_the_default_detail() -> None:
    """A default that a vendor states is not made up for the caller."""
    image = PROVIDERS["yandex"].namespace.InputImageParam(image_url="https://garden.example/a")
    assert {"type": "input_image", "image_url": "https://garden.example/a"} == image.to_dict()


def test_constants_are_sent(provider: Provider) -> None:
    """A field with a single value needn't be given, and is sent."""
    names = provider.namespace
    assert {"type": "input_text", "text": "t"} == names.InputText(text="t").to_dict()
    compaction = names.CompactionItemParam(encrypted_content="x")
    assert {"type": "compaction", "encrypted_content": "x"} == compaction.to_dict()
    body = sent(provider, input=[compaction])
    assert [{"type": "compaction", "encrypted_content": "x"}] == body["input"]


def test_an_optional_constant_is_sent_when_it_is_given() -> None:
    """Where the vendor lets the tag out, it is left out, and sent when it is given."""
    names = PROVIDERS["openai"].namespace
    assert {"id": "x"} == names.ItemReference(id="x").to_dict()
    given = names.ItemReference(id="x", type="item_reference")
    assert {"id": "x", "type": "item_reference"} == given.to_dict()


def test_new_fields_can_be_sent(provider: Provider) -> None:
    """What the description doesn't know yet goes through models, dicts and extra_body."""
    names = provider.namespace
    model = names.InputText(text="t", mood="sunny")
    unknown = names.UnknownInputItem(type="hologram", frames=[1.0])
    message = {"role": "user", "content": [model]}
    body = sent(provider, input=[message, unknown], extra_body={"pace": 1.0})
    assert text(
        {
            "model": provider.model,
            "input": [
                {
                    "role": "user",
                    "content": [{"type": "input_text", "text": "t", "mood": "sunny"}],
                },
                {"type": "hologram", "frames": [1.0]},
            ],
            "pace": 1.0,
        }
    ) == text(body)


def test_a_field_that_was_set_is_sent_and_one_deleted_is_not(provider: Provider) -> None:
    """What is sent follows what is done to a model after it was built."""
    model = provider.namespace.CompactionItemParam(encrypted_content="x")
    model.id = "cmp_1"
    assert {"type": "compaction", "encrypted_content": "x", "id": "cmp_1"} == model.to_dict()
    del model.id
    assert {"type": "compaction", "encrypted_content": "x"} == model.to_dict()


def test_a_model_that_is_wrong_is_refused_at_once(provider: Provider) -> None:
    """A model checks what it is built with, and what is set later, without repeating values."""
    names = provider.namespace
    with pytest.raises(ValidationError) as caught:
        names.InputText(text=7777)
    assert (1, ("text",)) == (caught.value.error_count(), caught.value.errors()[0]["loc"])
    assert "7777" not in str(caught.value)
    model = names.InputText(text="t")
    with pytest.raises(ValidationError):
        model.text = 7777
    assert {"type": "input_text", "text": "t"} == model.to_dict()


@pytest.mark.case("N47")
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_isn_t_sent(provider: Provider, value: float) -> None:
    """JSON has no word for it, so the call fails before anything travels."""
    exchange = Exchange(provider)
    with pytest.raises(ValueError):
        exchange.call(model=provider.model, input=[{"type": "x", "value": value}])
    assert [] == exchange.sent


@pytest.mark.parametrize("value", [object(), b"bytes", {1, 2}.__iter__, 1j])
def test_what_has_no_json_form_isn_t_sent(provider: Provider, value: object) -> None:
    """A value that can't be JSON is a TypeError that names its type, before anything travels."""
    exchange = Exchange(provider)
    with pytest.raises(TypeError, match=type(value).__name__):
        exchange.call(model=provider.model, input=[{"type": "x", "value": value}])
    assert [] == exchange.sent


def test_an_unserved_operation_is_announced_once() -> None:
    """The one provider that documents the operation as unsupported warns, and the call is made."""
    category = responses_compact.UnsupportedOperationWarning
    importlib.import_module("responses_compact._runtime.call.availability")._announced.clear()
    exchange = Exchange(PROVIDERS["yandex"])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        exchange.client.responses.compact(model="m")
        exchange.client.responses.compact(model="m")
    assert [category] == [warning.category for warning in caught]
    assert (__file__, 2) == (caught[0].filename, len(exchange.sent))
