"""An object is the dictionary that was received: what that keeps, and what must not happen."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import pydoc
import threading
from typing import Any

import pytest
from responses_compact import Model, ValidationError, openai, yandex

from tests.package.served import PLAIN_ANSWER, PROVIDERS, compact, received

PART = {"type": "input_text", "text": "t"}
ITEM = {"type": "message", "id": "m", "role": "user", "status": "completed", "content": [PART, 5]}
HIDING = [
    "to_dict", "to_json", "from_dict", "model_dump", "model_copy", "model_extra", "model_fields",
    "__class__", "__dict__", "__deepcopy__", "__copy__", "__reduce_ex__", "__setstate__",
    "__getstate__", "_request_id", "__beside__", "__record__", "__eq__", "__signature__",
]  # fmt: skip


def answer(*items: Any) -> Any:
    """An answer with these items."""
    return received(PROVIDERS["openai"], {**PLAIN_ANSWER, "output": list(items)})


def test_an_attribute_is_the_member_itself() -> None:
    """`vars` is what was received, by its names in JSON."""
    item = openai.Message.from_dict({**ITEM, "content": [PART]})
    assert {**ITEM, "content": [PART]} == vars(item)
    detail = yandex.ErrorDetail.from_dict({"grpcCode": 3, "httpCode": 400})
    assert ({"grpcCode": 3, "httpCode": 400}, 3) == (vars(detail), detail.grpc_code)


def test_what_is_no_object_stays_as_it_came() -> None:
    """Item by item, whatever else is in the list."""
    item = answer({**ITEM, "content": [5, PART, None, {"no": "tag"}]}).output[0]
    assert [int, openai.InputText, type(None), openai.UnknownMessageContent] == [
        type(part) for part in item.content
    ]


def test_a_list_is_made_once() -> None:
    """Whoever asks gets the same list of the same objects, and what is put there stays as it is."""
    response = answer(ITEM)
    assert response.output is response.output and response.output[0] is response.output[0]
    plain = dict(PART)
    response.output[0].content.append(plain)
    assert response.output[0].content[2] is plain


def test_threads_see_one_list() -> None:
    """However many look at an answer for the first time at once."""
    for _ in range(50):
        response, start = answer(*[ITEM] * 20), threading.Barrier(4)
        seen: list[Any] = []

        def look(response: Any = response, start: Any = start, seen: Any = seen) -> None:
            start.wait()
            seen.append((response.output, *response.output))

        threads = [threading.Thread(target=look) for _ in range(4)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        assert all(one is other for each in seen for one, other in zip(seen[0], each, strict=True))


@pytest.mark.parametrize("name", HIDING)
def test_no_member_hides_what_an_object_can(name: str) -> None:
    """A server may name a member as it likes: methods, copies, pickles and comparison stay."""
    value = {**ITEM, name: "theirs", "content": [{**PART, name: "theirs"}]}
    item = answer(value).output[0]
    assert value == item.to_dict() == item.model_dump() == json.loads(item.to_json())
    for again in (copy.copy(item), copy.deepcopy(item), pickle.loads(pickle.dumps(item))):
        assert again == item and compact(value) == again.to_json()
    assert type(item) is openai.Message and repr(item).startswith("Message(")
    assert "theirs" == item.model_extra[name]


def test_comparison_knows_no_difference_between_seen_and_unseen() -> None:
    """Objects are equal before and after somebody looked into them; other classes never are."""
    value = {**ITEM, "content": [PART]}
    one, other = openai.Message.from_dict(value), openai.Message.from_dict(value)
    assert one.content and one == other and other == one
    other.content[0].text = "u"
    assert one != other
    assert openai.InputText(text="t") != openai.OutputText(text="t", annotations=[], logprobs=[])


def test_copies_share_what_pythons_copies_share() -> None:
    """A copy has the same list; a deep copy its own."""
    item = openai.Message.from_dict({**ITEM, "content": [PART]})
    shallow, deep = copy.copy(item), copy.deepcopy(item)
    item.content[0].text = "changed"
    assert ("changed", "t") == (shallow.content[0].text, deep.content[0].text)
    item.role = "assistant"
    assert "user" == shallow.role


def test_setting_is_checked_and_undone_by_nobody() -> None:
    """A wrong value is refused by its place, and the object is as before."""
    item = openai.Message.from_dict({**ITEM, "content": [PART]})
    for name, value, place in [
        ("id", 5, "/id"),
        ("content", [{"type": "input_text"}], "/content/0/text"),
        ("phase", None, "/phase"),
    ]:
        with pytest.raises(ValidationError) as caught:
            setattr(item, name, value)
        assert [place] == [defect.pointer for defect in caught.value.defects]
    assert {**ITEM, "content": [PART]} == item.to_dict()
    for method in ("to_dict", "model_extra", "model_fields"):
        with pytest.raises(AttributeError):
            setattr(item, method, 5)
    given = [dict(PART)]
    item.content = given
    given.clear()
    assert [openai.InputText] == [type(part) for part in item.content]


def test_people_see_the_fields() -> None:
    """In signatures, in help, and by the names of attributes."""
    signature = inspect.signature(openai.InputText)
    assert ["text", "type", "prompt_cache_breakpoint", "members"] == list(signature.parameters)
    assert "input_text" == signature.parameters["type"].default
    assert "text" in pydoc.render_doc(openai.InputText) and issubclass(openai.InputText, Model)


def test_defects_are_found_in_what_came() -> None:
    """Not in what the caller made of it, before or after they were asked for."""
    response = answer({**ITEM, "id": 7})
    response.output[0].id = "mended"
    assert ["/output/0/content/1", "/output/0/id"] == sorted(d.pointer for d in response.defects)
    assert response.defects is response.defects
    assert response.defects == pickle.loads(pickle.dumps(response)).defects
    assert response.defects == copy.deepcopy(answer({**ITEM, "id": 7})).defects
