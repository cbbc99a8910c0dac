"""What pydantic's own ways of writing a model give: the wire form, less what isn't wanted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel
from responses_compact import openai, yandex

PART = {"text": "t", "type": "input_text"}
ITEM = {"type": "message", "id": "m", "role": "assistant", "status": "completed", "new": None}


class Kept(BaseModel):
    """A model of the user's around models of the package."""

    item: openai.Message
    items: list[openai.OutputItem]


def item() -> Any:
    """A message with one part and a member that is null."""
    return openai.Message.from_dict({**ITEM, "content": [PART]})


def test_what_is_excluded_is_not_there() -> None:
    """Content that is left out of a dump, for a log say, is out of it, however deep it lies."""
    assert ITEM == item().model_dump(exclude={"content"})
    assert ITEM == json.loads(item().model_dump_json(exclude={"content"}))
    inner = item().model_dump(exclude={"content": {0: {"text"}}})
    assert {**ITEM, "content": [{"type": "input_text"}]} == inner
    every = item().model_dump(exclude={"content": {"__all__": {"text"}}})
    assert inner == every


def test_only_what_is_included_is_there() -> None:
    """A dump of some members has no others."""
    assert {"id": "m"} == item().model_dump(include={"id"})
    assert {"content": [{"text": "t"}]} == item().model_dump(include={"content": {0: {"text"}}})
    assert {} == item().model_dump(include=set())


def test_models_inside_a_users_model_obey_too() -> None:
    """The choice reaches models of the package inside others."""
    kept = Kept(item=item(), items=[item()])
    found = kept.model_dump(exclude={"item": {"content"}, "items": {0: {"content", "new"}}})
    assert {"item": ITEM, "items": [{k: v for k, v in ITEM.items() if k != "new"}]} == found


def test_nulls_are_left_out_on_request() -> None:
    """Without being asked to, a dump keeps the nulls that were set."""
    assert {**ITEM, "content": [PART]} == item().model_dump()
    assert "new" not in item().model_dump(exclude_none=True)


@pytest.mark.parametrize("name", ["grpc_code", "grpcCode"])
def test_members_are_chosen_by_either_name(name: str) -> None:
    """A field whose wire name differs may be named by that or by its attribute."""
    body = {"grpcCode": 3, "httpCode": 400}
    found = yandex.ErrorDetail.from_dict(body).model_dump(exclude={name})
    assert {"httpCode": 400} == found
