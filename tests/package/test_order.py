"""What is sent back looks as it came: the order of an object's members is the one received."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from tests.package.served import PLAIN_ANSWER, PROVIDERS, Provider, compact, received

ITEM = {
    "status": "completed",
    "content": [
        {"annotations": [], "type": "output_text", "new": 1, "text": "t", "logprobs": []},
        {"text": "u", "type": "input_text"},
    ],
    "grown": {"z": 1, "a": 2},
    "type": "message",
    "role": "assistant",
    "id": "msg_1",
}

TOLD = {"text": "secret", "type": "input_text"}


def item() -> Any:
    """The item, read from an answer."""
    return received(PROVIDERS["openai"], {**PLAIN_ANSWER, "output": [ITEM]}).output[0]


def test_the_examples_come_back_byte_for_byte(provider: Provider) -> None:
    """Each example of an answer is written as it was read."""
    for example in provider.examples("response").values():
        assert compact(example) == received(provider, example).to_json()


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda m: m.model_copy(deep=True)])
def test_copies_keep_the_order(again: Callable[[Any], Any]) -> None:
    """A copy of an object is written as the object, before and after that was written."""
    original = item()
    assert compact(ITEM) == again(original).to_json()
    assert compact(ITEM) == original.to_json() == again(original).to_json()


def test_pickles_keep_the_order() -> None:
    """An object that went through pickle is written as before, and is equal to the original."""
    original = item()
    restored = pickle.loads(pickle.dumps(original))
    assert compact(ITEM) == restored.to_json()
    assert original == restored


def test_pickles_hold_no_value_that_was_taken_out() -> None:
    """What a caller replaced or removed before storing an object isn't in what is stored."""
    changed = received(
        PROVIDERS["openai"],
        {**PLAIN_ANSWER, "output": [{**ITEM, "grown": "taken out", "content": [TOLD]}]},
    )
    changed.output[0].content[0].text = "told"
    del changed.output[0].grown
    for each in (changed, changed.output[0], copy.deepcopy(changed), changed.model_copy()):
        stored = pickle.dumps(each)
        assert b"secret" not in stored
        assert b"taken out" not in stored


def test_changes_keep_the_order_of_the_rest() -> None:
    """A value that is replaced keeps its place, a new one comes last, a deleted one is gone."""
    changed = item()
    changed.status = "incomplete"
    changed.content[1].text = "changed"
    changed.phase = "commentary"
    del changed.content[0]
    expected = {
        **ITEM,
        "status": "incomplete",
        "content": [{"text": "changed", "type": "input_text"}],
        "phase": "commentary",
    }
    assert expected == changed.to_dict()
    assert list(expected) == list(changed.to_dict())


def test_the_source_gives_no_values() -> None:
    """What a model was read from may change or go; the model is written as it stands."""
    source = copy.deepcopy(ITEM)
    model = PROVIDERS["openai"].namespace.Message.from_dict(source)
    source["content"] = "gone"
    source["type"] = {"not": "this"}
    del source["role"]
    assert ITEM == model.to_dict()


def test_an_object_that_is_built_already_passes() -> None:
    """An object in place of its wire form is what it stands for, and is written as before."""
    model = item()
    assert model is type(model).from_dict(model)
    assert compact(ITEM) == model.to_json()


def test_broken_answers_keep_the_order() -> None:
    """An object with defects is written as it came too."""
    broken = {**ITEM, "role": 5, "content": [{"text": 1, "type": "input_text"}, "text", None]}
    answer = {"output": [broken], "usage": None, "id": 7, "new": []}
    response = received(PROVIDERS["openai"], answer)
    assert response.defects
    assert compact(answer) == response.to_json()


def test_what_was_received_shows_nowhere() -> None:
    """Neither comparison nor `repr`, `vars()` or a dump know where an object came from."""
    namespace = PROVIDERS["openai"].namespace
    part = {"text": "t", "type": "input_text"}
    read, made = namespace.InputText.from_dict(part), namespace.InputText(text="t")
    assert read == made
    assert repr(read) == repr(made)
    assert vars(read) == vars(made)
    assert read.model_dump() == made.model_dump() == part
