"""For whatever the schemas allow: reading and writing lose nothing, models send what dicts send."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from served import PLAIN_ANSWER, PROVIDERS, Provider, received, sent, text
from values import Drawn, Values


def members(union: str) -> list[Any]:
    """The members of a union, for each provider."""
    return [
        pytest.param(provider, name, id=f"{provider.name}-{name}")
        for provider in PROVIDERS.values()
        for name in provider.members(union)
    ]


def built(provider: Provider, value: Any) -> Any:
    """The value with a model, made by keywords, in place of each object that has a schema."""
    if isinstance(value, list):
        return [built(provider, item) for item in value]
    if not isinstance(value, dict):
        return value
    fields = {key: built(provider, inner) for key, inner in value.items()}
    if not isinstance(value, Drawn):
        return fields
    return getattr(provider.namespace, value.schema)(**fields)


def check_answer(provider: Provider, value: Any) -> None:
    """Hold what is read from an answer, and sent back, against the answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        response = received(provider, value, strict=True)
        assert text(value) == text(response.to_dict())
        assert text(value) == text(response.model_dump())
    assert () == response.defects
    new = {"role": "user", "content": "next"}
    body = sent(provider, input=[*response.output, new])
    assert text([*value["output"], new]) == text(body["input"])


@given(data=st.data())
def test_P19_an_answer_is_kept(provider: Provider, data: st.DataObject) -> None:
    """Any answer that fits the schema, or has grown beyond it, dumps and travels as it came."""
    check_answer(provider, Values(provider.schemas, data, growth=True).named("CompactedResponse"))


@pytest.mark.parametrize(("provider", "name"), members("OutputItem"))
@given(data=st.data())
def test_P19_an_item_is_kept(provider: Provider, name: str, data: st.DataObject) -> None:
    """Any output item of any kind dumps and travels as it came."""
    item = Values(provider.schemas, data, growth=True).named(name)
    check_answer(provider, {**PLAIN_ANSWER, "output": [item]})


@settings(max_examples=400)
@given(data=st.data())
def test_P19_every_class_keeps_its_values(provider: Provider, data: st.DataObject) -> None:
    """An object of any schema is read by the class of its name, and written as it was."""
    models = [name for name, schema in provider.schemas.items() if "properties" in schema]
    name = data.draw(st.sampled_from(models))
    value = Values(provider.schemas, data, growth=True).named(name, depth=2)
    model = getattr(provider.namespace, name).from_dict(value)
    assert name == type(model).__name__
    assert text(value) == text(model.to_dict())


def check_request(provider: Provider, value: Any) -> None:
    """Hold the bodies made of dicts, of models that were read, and of models made by keywords."""
    fields = provider.schemas["CompactRequest"]["properties"].keys()
    arguments = {name: inner for name, inner in value.items() if name in fields}
    read = provider.namespace.CompactRequest.from_dict(arguments)
    from_models = sent(provider, **{name: getattr(read, name) for name in arguments})
    from_keywords = sent(provider, **{name: built(provider, arguments[name]) for name in arguments})
    assert text(arguments) == text(sent(provider, **arguments))
    assert text(arguments) == text(from_models)
    assert text(arguments) == text(from_keywords)
    assert [] == provider.faults("CompactRequest", from_keywords)


@given(data=st.data())
def test_models_send_what_dicts_send(provider: Provider, data: st.DataObject) -> None:
    """A request is the same whether dicts or models are given, and fits the schema."""
    check_request(provider, Values(provider.schemas, data, growth=False).named("CompactRequest"))


@pytest.mark.parametrize(("provider", "name"), members("InputItem"))
@given(data=st.data())
def test_item_models_send_what_dicts_send(
    provider: Provider, name: str, data: st.DataObject
) -> None:
    """An input item of any kind is sent alike as a dict, as it was read, and as it was built."""
    item = Values(provider.schemas, data, growth=False).named(name)
    check_request(provider, {"model": provider.model, "input": [item, item]})
