"""What an answer says beside its typed body: its status and headers, without the raw mode."""

from __future__ import annotations

import asyncio
import copy
import pickle
from typing import Any

import pytest
import responses_compact
from responses_compact import AsyncOpenAI, OpenAI

from tests.support.stub import Stub, reply

ANSWER = {
    "id": "resp_1",
    "object": "response.compaction",
    "created_at": 1,
    "output": [],
    "usage": {"total_tokens": 1},
    "http_response": "a member",
}


@pytest.fixture
def answer(request: pytest.FixtureRequest, direct: None) -> Any:
    """The object that a call is answered with, sync or async."""
    with Stub() as stub:
        stub.plays(reply(ANSWER, 201, X_Limit="7"))
        given = {"api_key": "k", "base_url": stub.url}
        if request.param:
            return asyncio.run(_awaited(given))
        with OpenAI(**given) as client:
            return client.responses.compact(model="m")


async def _awaited(given: dict[str, Any]) -> Any:
    async with AsyncOpenAI(**given) as client:
        return await client.responses.compact(model="m")


@pytest.mark.parametrize("answer", [False, True], indirect=True)
def test_headers(answer: Any) -> None:
    """Headers are found by name in any case, copies and pickles keep them, members come first."""
    for each in (
        answer,
        copy.copy(answer),
        copy.deepcopy(answer),
        pickle.loads(pickle.dumps(answer)),
    ):
        assert each.http_response.headers["x-LIMIT"] == "7"
        assert each.http_response.status_code == 201
        assert each.http_response.request.method == "POST"
        assert each.to_dict() == ANSWER
    assert answer.model_extra == {"http_response": "a member"}


def test_what_nobody_answered_with() -> None:
    """An object that was built has no headers."""
    built = responses_compact.models.CompactedResponse.model_construct(id="x")
    assert built.http_response is None
