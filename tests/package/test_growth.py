"""What a provider may add one day is kept and no defect, even where answers are read strictly."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from tests.package.served import PLAIN_ANSWER, Provider, received, sent, text
from tests.package.test_responses import answer, dumps

STRANGE = {
    "type": "hologram_call",
    "id": "h_1",
    "frames": [1, 1.0, None, {"deep": [True]}],
    "raw": "a field of this name",
    "to_dict": "another",
    "self": 1,
    "model_config": {},
    "__class__": "x",
}


@pytest.mark.case("N50")
def test_an_unknown_kind_of_item_is_kept(provider: Provider) -> None:
    """An item of a kind that nobody knows yet becomes an object that holds it as it was."""
    response = received(provider, answer(STRANGE), strict=True)
    (item,) = response.output
    assert provider.namespace.UnknownOutputItem is type(item)
    assert text(STRANGE) == text(item.raw)
    assert ("hologram_call", ()) == (item.type, response.defects)
    assert [text(answer(STRANGE))] * 6 == dumps(response)


def test_an_unknown_item_is_not_one_of_another_provider(provider: Provider) -> None:
    """A kind that only other providers have is unknown here."""
    item = {"type": "additional_tools", "id": "a", "role": "developer", "tools": []}
    (read,) = received(provider, answer(item), strict=True).output
    known = provider.name == "openai"
    assert ("AdditionalTools" if known else "UnknownOutputItem") == type(read).__name__
    assert text(item) == text(read.to_dict())


def test_an_unknown_item_can_be_sent_back(provider: Provider) -> None:
    """What isn't understood travels on as it came."""
    response = received(provider, answer(STRANGE))
    assert text([STRANGE]) == text(sent(provider, input=response.output)["input"])


def message(part: Any) -> dict[str, Any]:
    """A message with one part."""
    head = {"id": "m", "type": "message", "role": "user", "status": "completed"}
    return {**head, "content": [part]}


def output_text(**members: Any) -> dict[str, Any]:
    """A part that the model wrote."""
    return {"type": "output_text", "text": "t", "annotations": [], "logprobs": [], **members}


NESTED = {
    "part": (message({"type": "smell", "scent": "rain"}), "UnknownMessageContent"),
    "annotation": (
        message(output_text(annotations=[{"type": "map", "x": 1}])),
        "UnknownAnnotation",
    ),
    "action": (
        {"type": "web_search_call", "id": "w", "status": "completed", "action": {"type": "leap"}},
        "UnknownWebSearchAction",
    ),
    "result": (
        {
            "type": "code_interpreter_call",
            "id": "c",
            "status": "completed",
            "code": "1",
            "container_id": "k",
            "outputs": [{"type": "sound", "pitch": 440.0}],
        },
        "UnknownCodeInterpreterOutput",
    ),
}


def unknown_in(value: Any) -> list[str]:
    """The names of the classes of unknown objects anywhere below a model."""
    if isinstance(value, list):
        return [name for item in value for name in unknown_in(item)]
    if not hasattr(value, "model_fields_set"):
        return []
    name = type(value).__name__
    found = [name] if name.startswith("Unknown") else []
    return found + unknown_in([getattr(value, field) for field in type(value).model_fields])


@pytest.mark.case("N50")
@pytest.mark.parametrize("place", NESTED)
def test_an_unknown_kind_deep_inside_is_kept(provider: Provider, place: str) -> None:
    """Every union of objects is open, and the objects around an unknown one keep their class."""
    item, name = NESTED[place]
    response = received(provider, answer(item), strict=True)
    assert [name] == unknown_in(response.output)
    assert [text(answer(item))] * 6 == dumps(response)


GROWTHS: dict[str, Any] = {
    "role": {**message({"type": "input_text", "text": "t"}), "role": "gardener"},
    "status": {**message({"type": "input_text", "text": "t"}), "status": "queued"},
    "phase": {**message({"type": "input_text", "text": "t"}), "phase": "epilogue"},
    "detail": message({"type": "input_image", "detail": "microscopic", "image_url": "u"}),
    "field of an item": {
        **message({"type": "refusal", "refusal": "r"}),
        "mood": {"a": [1.0, None]},
    },
    "field of a part": message({"type": "input_text", "text": "t", "language": "sr"}),
    "field that is null": message({"type": "input_text", "text": "t", "language": None}),
}


@pytest.mark.case("N50")
@pytest.mark.parametrize("growth", GROWTHS)
def test_unknown_values_and_fields_are_kept(provider: Provider, growth: str) -> None:
    """A new value of an enumeration or a new field changes neither class nor content."""
    value = answer(GROWTHS[growth])
    response = received(provider, value, strict=True)
    assert (provider.namespace.Message, ()) == (type(response.output[0]), response.defects)
    assert [text(value)] * 6 == dumps(response)


def test_new_fields_can_be_read(provider: Provider) -> None:
    """A field that the description doesn't know is an attribute of the object."""
    usage = {**PLAIN_ANSWER["usage"], "water": 3.0}  # type: ignore[dict-item]
    response = received(provider, answer(usage=usage, weather="dry"))
    assert ("dry", 3.0) == (response.weather, response.usage.water)


COLLIDING = [
    "defects",
    "request_id",
    "to_dict",
    "to_json",
    "model_fields",
    "schema",
    "copy",
    "self",
]


@pytest.mark.parametrize("name", COLLIDING)
def test_a_new_field_with_a_name_of_ours_does_no_harm(provider: Provider, name: str) -> None:
    """What the object offers stays what it is, and the field is kept beside it."""
    value = answer(**{name: "theirs"})
    response = received(provider, value, strict=True)
    assert ((), None) == (response.defects, response.request_id)
    assert [text(value)] * 6 == dumps(response)


def test_each_member_may_have_a_new_field(provider: Provider) -> None:
    """An object at any depth of any example may have grown."""
    for label, value in provider.examples("response").items():
        grown = deepcopy(value)
        add_everywhere(grown)
        response = received(provider, grown, strict=True)
        assert (label, text(grown)) == (label, text(response.to_dict()))
        assert (label, []) == (label, unknown_in(response.output))


def add_everywhere(value: Any) -> None:
    """Put a new field into each object that has fields, not into maps of somebody's own keys."""
    if isinstance(value, list):
        for inner in value:
            add_everywhere(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("attributes", "env", "headers"):
                add_everywhere(inner)
        value["new_field"] = [1.0, {"type": None}]
