"""What a call returns has the right classes, and gives back exactly what was received."""

from __future__ import annotations

import asyncio
import gzip
import json
import warnings
from copy import deepcopy
from typing import Any

import httpx2
import pytest
import responses_compact

from tests.package.kinds import OUTPUT_CLASSES, OUTPUT_KINDS
from tests.package.served import PLAIN_ANSWER, PROVIDERS, Provider, received, text

EXAMPLES = [
    pytest.param(provider, value, id=f"{provider.name}-{label}")
    for provider in PROVIDERS.values()
    for label, value in provider.examples("response").items()
]


def answer(*items: Any, **members: Any) -> dict[str, Any]:
    """An answer with these items."""
    return {**deepcopy(PLAIN_ANSWER), "output": list(items), **members}


def dumps(response: Any) -> list[str]:
    """What every way to write a response gives, with any warning an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return [
            text(response.to_dict()),
            text(json.loads(response.to_json())),
            text(json.loads(response.to_json(indent=2))),
            text(response.model_dump()),
            text(response.model_dump(mode="json")),
            text(json.loads(response.model_dump_json())),
        ]


@pytest.mark.parametrize(("provider", "value"), EXAMPLES)
def test_an_example_dumps_as_it_was_received(provider: Provider, value: Any) -> None:
    """Reading and writing an answer changes nothing, in whichever way it is written."""
    response = received(provider, value)
    assert () == response.defects
    assert [text(value)] * 6 == dumps(response)


@pytest.mark.parametrize(
    ("provider", "kind"),
    [(PROVIDERS[name], kind) for name, kinds in OUTPUT_KINDS.items() for kind in kinds],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_each_kind_of_item_has_its_class(provider: Provider, kind: str) -> None:
    """An item is an object of the class of its kind, and of the provider's namespace."""
    response = received(provider, provider.examples("response")[kind])
    expected = getattr(provider.namespace, OUTPUT_CLASSES[kind])
    assert [expected] == [type(item) for item in response.output]


def test_the_examples_are_of_all_kinds(provider: Provider) -> None:
    """No kind is left out of the tests above."""
    kinds = {i["type"] for e in provider.examples("response").values() for i in e["output"]}
    assert set(OUTPUT_KINDS[provider.name]) == kinds


def test_a_message_of_the_user_stays_one(provider: Provider) -> None:
    """Messages of the user come back as messages with the text that was put in."""
    value = provider.examples("response")["compacted"]
    message, compaction = received(provider, value).output
    assert (provider.namespace.Message, "user") == (type(message), message.role)
    assert [provider.namespace.InputText] == [type(part) for part in message.content]
    assert value["output"][0]["content"][0]["text"] == message.content[0].text
    assert provider.namespace.CompactionItem is type(compaction)


def test_the_response_is_the_provider_s_own(provider: Provider) -> None:
    """What a call returns is of the class that its annotation names."""
    response = received(provider, PLAIN_ANSWER)
    assert provider.namespace.CompactedResponse is type(response)


MESSAGE_PARTS = {
    "input_text": ("InputText", {"text": "t"}),
    "output_text": ("OutputText", {"text": "t", "annotations": [], "logprobs": []}),
    "text": ("TextContent", {"text": "t"}),
    "summary_text": ("SummaryText", {"text": "t"}),
    "reasoning_text": ("ReasoningText", {"text": "t"}),
    "refusal": ("Refusal", {"refusal": "no"}),
    "input_image": ("InputImage", {"detail": "low", "image_url": "https://garden.example/a.png"}),
    "input_file": ("InputFile", {"file_id": "file_1"}),
    "computer_screenshot": (
        "ComputerScreenshotContent",
        {"detail": "auto", "file_id": "file_1", "image_url": "https://garden.example/b.png"},
    ),
}


@pytest.mark.parametrize("kind", MESSAGE_PARTS)
@pytest.mark.parametrize("role", ["unknown", "user", "assistant", "critic", "tool"])
def test_a_message_may_hold_any_part_in_any_role(provider: Provider, kind: str, role: str) -> None:
    """The class of a part depends on its own tag alone, not on who speaks."""
    name, fields = MESSAGE_PARTS[kind]
    part = {"type": kind, **fields}
    item = {"id": "m", "type": "message", "role": role, "status": "completed", "content": [part]}
    response = received(provider, answer(item), strict=True)
    assert [getattr(provider.namespace, name)] == [type(p) for p in response.output[0].content]
    assert text(answer(item)) == text(response.to_dict())


ODD_NUMBERS = [1, 1.0, 0, -0.0, 1e300, 1e16, 10**17, 2**53 + 1, 10**40, 1790000000.0]


@pytest.mark.case("N46")
@pytest.mark.parametrize("number", ODD_NUMBERS, ids=repr)
def test_a_number_keeps_its_form(provider: Provider, number: float) -> None:
    """A whole number may be written with a fraction or be huge; it stays as it was written."""
    value = answer(created_at=number)
    response = received(provider, value, strict=True)
    assert repr(number) == repr(response.created_at)
    assert [text(value)] * 6 == dumps(response)


@pytest.mark.parametrize("number", [0, -3, -3.25, 1, 1.0, 1e-300])
def test_a_number_that_may_have_a_fraction_keeps_its_form(
    provider: Provider, number: float
) -> None:
    """Neither an integer nor a fraction is converted where both are right."""
    logprob = {"token": "t", "bytes": [116], "logprob": number, "top_logprobs": []}
    part = {"type": "output_text", "text": "t", "annotations": [], "logprobs": [logprob]}
    item = {"id": "m", "type": "message", "role": "user", "status": "x", "content": [part]}
    response = received(provider, answer(item), strict=True)
    assert repr(number) == repr(response.output[0].content[0].logprobs[0].logprob)
    assert text(answer(item)) == text(response.to_dict())


def test_an_answer_may_be_of_any_order_and_script(provider: Provider) -> None:
    """The order of members, other scripts, escapes and half a surrogate pair make no difference."""
    raw = (
        b'{"usage":%s,"output":[{"content":[{"text":"\\ud83d half, \\u00df, \xd0\xb6\\n","type":'
        b'"input_text"}],"status":"completed","role":"user","type":"message","id":"\\u0000"}],'
        b'"object":"response.compaction","created_at":1,"id":"r"}'
    ) % json.dumps(PLAIN_ANSWER["usage"]).encode()
    response = received(provider, raw, strict=True)
    assert "\ud83d half, ß, ж\n" == response.output[0].content[0].text
    assert text(json.loads(raw)) == text(response.to_dict())
    assert text(json.loads(raw)) == text(json.loads(response.to_json()))


def test_a_thousand_items_of_every_kind(provider: Provider) -> None:
    """A long answer is read like a short one."""
    kinds = [
        provider.examples("response")[kind]["output"][0] for kind in OUTPUT_KINDS[provider.name]
    ]
    value = answer(*kinds * (1000 // len(kinds)))
    response = received(provider, value, strict=True)
    names = [OUTPUT_CLASSES[item["type"]] for item in value["output"]]
    assert names == [type(item).__name__ for item in response.output]
    assert text(value) == text(response.to_dict())


def test_nothing_received_is_shared_with_what_is_given_out(provider: Provider) -> None:
    """Changing a dump doesn't change the response."""
    value = provider.examples("response")["compacted"]
    response = received(provider, value)
    response.to_dict()["output"][0]["content"].clear()
    assert text(value) == text(response.to_dict())


def compressed(request: httpx2.Request) -> httpx2.Response:
    """An answer in gzip, made with its content, so that it has been read when it arrives."""
    content = gzip.compress(json.dumps(PLAIN_ANSWER).encode())
    return httpx2.Response(200, content=content, headers={"content-encoding": "gzip"})


def test_an_answer_may_have_been_read_by_the_caller_s_client(provider: Provider) -> None:
    """Mocks and hooks of a caller's client, which read the answer first, do no harm."""
    make = getattr(provider.namespace, provider.client)
    hooks: Any = {"response": [lambda answer: answer.read()]}
    http_client = httpx2.Client(transport=httpx2.MockTransport(compressed), event_hooks=hooks)
    client = make(**dict(provider.arguments), http_client=http_client)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", responses_compact.UnsupportedOperationWarning)
        response = client.responses.compact(model=provider.model)
    assert text(PLAIN_ANSWER) == text(response.to_dict())


def test_an_answer_may_have_been_read_by_the_caller_s_async_client(provider: Provider) -> None:
    """So it is with a client that is awaited."""

    async def call() -> Any:
        make = getattr(provider.namespace, f"Async{provider.client}")
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(compressed)) as http_client:
            client = make(**dict(provider.arguments), http_client=http_client)
            return await client.responses.compact(model=provider.model)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", responses_compact.UnsupportedOperationWarning)
        response = asyncio.run(call())
    assert text(PLAIN_ANSWER) == text(response.to_dict())
