"""Code as users write it: both type checkers have nothing to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never, assert_type

from responses_compact import (
    APIStatusError,
    AsyncAzureOpenAI,
    AsyncOpenAI,
    AsyncYandexAI,
    AzureOpenAI,
    Defect,
    Model,
    OpenAI,
    RateLimitError,
    ResponseModel,
    YandexAI,
    azure,
    models,
    omit,
    openai,
    params,
    yandex,
)
from responses_compact.openai import CompactedResponse, Message, OutputItem, ReasoningItem
from responses_compact.yandex import CompactedResponse as YandexResponse


def simplest_calls() -> None:
    """Each provider is called alike, and answers with its own class."""
    ours = OpenAI().responses.compact(model="gpt-5.4", input="Hello")
    assert_type(ours, CompactedResponse)
    theirs = YandexAI(folder="b1g").responses.compact(model="gpt://b1g/yandexgpt", input="Hello")
    assert_type(theirs, YandexResponse)
    other = AzureOpenAI(azure_endpoint="https://x.openai.azure.com").responses.compact(model="d")
    assert_type(other, azure.CompactedResponse)


async def awaited_calls() -> None:
    """The async clients take and return the same."""
    async with AsyncOpenAI(api_key="k", timeout=30, max_retries=0) as client:
        assert_type(await client.responses.compact(model="any string"), openai.CompactedResponse)
    async with AsyncAzureOpenAI(azure_ad_token_provider=token) as azure_client:
        await azure_client.responses.compact(model=None, input=None)
    async with AsyncYandexAI(iam_token=token) as yandex_client:
        await yandex_client.responses.compact(model=None, prompt_cache_retention=None)


async def token() -> str:
    """A credential that is asked for anew for each call."""
    return "token"


def every_argument(client: OpenAI) -> None:
    """All that a call takes."""
    client.responses.compact(
        model="gpt-5.4",
        input=[],
        instructions="Be brief.",
        previous_response_id=omit,
        prompt_cache_key="garden",
        prompt_cache_retention="24h",
        service_tier="flex",
        extra_headers={"X-Trace": "1"},
        extra_query={"n": 1},
        extra_body={"new": [1.0]},
        timeout=None,
    )


def null_where_it_is_allowed(client: AzureOpenAI, other: YandexAI) -> None:
    """`None` is fine for the providers and fields that know null."""
    client.responses.compact(model=None, input=None, instructions=None, prompt_cache_key=None)
    other.responses.compact(model=None, input=None, instructions=None, previous_response_id=None)


def what_a_setting_leaves_open(client: OpenAI, raw: AzureOpenAI, setting: str | None) -> None:
    """`None` is fine for whatever may be left out, and leaves it out where null isn't known."""
    client.responses.compact(model="m", input=None, instructions=setting, prompt_cache_key=setting)
    raw.responses.with_raw_response.compact(model="m", service_tier=None)


def mixed_input(client: OpenAI) -> None:
    """Models, TypedDicts and plain dicts in one list."""
    message = openai.EasyInputMessage(role="user", content="a model")
    part: params.InputText = {"type": "input_text", "text": "a TypedDict in a list"}
    typed: params.EasyInputMessage = {"role": "user", "content": [part]}
    plain: dict[str, object] = {"type": "something_new", "value": 1}
    client.responses.compact(model="m", input=[message, typed, plain])
    client.responses.compact(model="m", input=[{"role": "user", "content": "in place"}])
    client.responses.compact(model="m", input=(message, typed))


def next_call(client: OpenAI) -> CompactedResponse:
    """The output of one call, with more after it, is the input of the next."""
    first = client.responses.compact(model="m", input="Hello")
    new = openai.EasyInputMessage(role="user", content="Go on.")
    client.responses.compact(model="m", input=first.output)
    return client.responses.compact(model="m", input=[*first.output, new])


def by_if(item: OutputItem) -> str | None:
    """Comparing `type` narrows."""
    if item.type == "message":
        assert_type(item, Message)
        return item.role
    if item.type == "reasoning":
        assert_type(item, ReasoningItem)
        return item.encrypted_content
    if item.type == "compaction":
        assert_type(item, models.CompactionItem)
        return item.encrypted_content
    return None


def by_match(items: Sequence[OutputItem]) -> list[str]:
    """So does matching on it."""
    found: list[str] = []
    for item in items:
        match item.type:
            case "message":
                assert_type(item, Message)
                found.append(item.id)
            case "function_call":
                assert_type(item, models.FunctionCall)
                found.append(item.arguments)
            case _:
                pass
    return found


def by_class(item: OutputItem) -> object:
    """So does matching on classes, the class of unknown kinds among them."""
    match item:
        case openai.Message(role=role):
            return role
        case openai.UnknownOutputItem():
            assert_type(item, openai.UnknownOutputItem)
            return item.raw["type"]
        case _:
            return item.to_dict()


def exhaustively(item: yandex.OutputItem) -> str:
    """All kinds, and the unknown ones, are everything that there is."""
    match item.type:
        case "message" | "reasoning" | "compaction" | "mcp_call" | "mcp_list_tools":
            return item.id
        case "mcp_approval_request" | "mcp_approval_response" | "code_interpreter_call":
            return item.id
        case "file_search_call" | "web_search_call" | "image_generation_call":
            return item.id
        case "(unknown)":
            assert_type(item, yandex.UnknownOutputItem)
            return str(item.raw)
    assert_never(item)


def parts(message: Message) -> list[str]:
    """The parts of a message are told apart in the same way."""
    texts: list[str] = []
    for part in message.content:
        if part.type == "output_text":
            assert_type(part, models.OutputText)
            texts += [a.url for a in part.annotations if a.type == "url_citation"]
        elif part.type == "input_text":
            assert_type(part, models.InputText)
            texts.append(part.text)
    return texts


def what_else_there_is(client: OpenAI) -> None:
    """Metadata, ways to write, copies of a client, and exceptions."""
    response = client.with_options(timeout=5, strict=True).responses.compact(model="m")
    assert_type(response.request_id, str | None)
    assert_type(response.defects, tuple[Defect, ...])
    assert_type(response.usage.total_tokens, int)
    whole: ResponseModel = response
    anything: Model = whole
    anything.to_json(indent=2)
    openai.CompactRequest.from_dict({"model": "m"})
    try:
        client.responses.compact(model="m")
    except RateLimitError as error:
        assert_type(error.status_code, int)
        assert_type(error.request_id, str | None)
    except APIStatusError as error:
        print(error.code, error.message, error.body)


def shared_by_providers(item: openai.ReasoningItem) -> models.ReasoningItem:
    """A class that providers share is one class under each of its names."""
    same: azure.ReasoningItem = item
    return same
