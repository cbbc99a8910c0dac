"""For whatever the schemas allow: reading and writing lose nothing, models send what dicts send."""

from __future__ import annotations

import random
import warnings
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.package.served import (
    DEPRECATED,
    PLAIN_ANSWER,
    PROVIDERS,
    Exchange,
    Provider,
    compact,
    received,
    sent,
    text,
)
from tests.package.values import Drawn, Values

pytestmark = pytest.mark.filterwarnings(DEPRECATED)


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


def shuffled(value: Any, order: random.Random) -> Any:
    """The value with the members of its objects in another order."""
    if isinstance(value, list):
        return [shuffled(item, order) for item in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    order.shuffle(names)
    return {name: shuffled(value[name], order) for name in names}


def check_answer(provider: Provider, value: Any, order: random.Random) -> None:
    """Hold what is read from an answer, and sent back, against the answer: to the last byte."""
    value = shuffled(value, order)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        response = received(provider, value, strict=True)
        assert compact(value) == response.to_json()
        assert compact(value) == compact(response.model_dump())
    assert () == response.defects
    exchange = Exchange(provider)
    exchange.call(model=provider.model, input=[*response.output, {"role": "user", "content": "a"}])
    items = compact([*value["output"], {"role": "user", "content": "a"}])
    assert exchange.content.endswith(f'"input":{items}}}')


@pytest.mark.case("P19")
@given(data=st.data())
def test_an_answer_is_kept(provider: Provider, data: st.DataObject) -> None:
    """Any answer that fits the schema, or has grown beyond it, dumps and travels as it came."""
    value = Values(provider.schemas, data, growth=True).named("CompactedResponse")
    check_answer(provider, value, data.draw(st.randoms(use_true_random=False)))


@pytest.mark.case("P19")
@pytest.mark.parametrize(("provider", "name"), members("OutputItem"))
@given(data=st.data())
def test_an_item_is_kept(provider: Provider, name: str, data: st.DataObject) -> None:
    """Any output item of any kind dumps and travels as it came."""
    item = Values(provider.schemas, data, growth=True).named(name)
    order = data.draw(st.randoms(use_true_random=False))
    check_answer(provider, {**PLAIN_ANSWER, "output": [item]}, order)


@pytest.mark.case("P19")
@settings(max_examples=400)
@given(data=st.data())
def test_every_class_keeps_its_values(provider: Provider, data: st.DataObject) -> None:
    """An object of any schema is read by the class of its name, and written as it was."""
    models = [name for name, schema in provider.schemas.items() if "properties" in schema]
    name = data.draw(st.sampled_from(models))
    drawn = Values(provider.schemas, data, growth=True).named(name, depth=2)
    value = shuffled(drawn, data.draw(st.randoms(use_true_random=False)))
    model = getattr(provider.namespace, name).from_dict(value)
    assert name == type(model).__name__
    assert compact(value) == compact(model.to_dict())


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
