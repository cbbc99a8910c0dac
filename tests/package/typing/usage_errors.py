"""Mistakes that both type checkers find: each line that is marked, and no other."""

from __future__ import annotations

# one import for each mistake: a checker names the line of the statement
from responses_compact import AzureOpenAI, OpenAI, YandexAI, azure, models, openai, params, yandex
from responses_compact import OpenAi  # error:
from responses_compact.openai import Massage  # error:
from responses_compact.openai import McpListedToolz  # error:
from responses_compact.yandex import ShellCall  # error:
from responses_compact.azure import AdditionalTools  # error:
from responses_compact.models import CompactedRespones  # error:
from responses_compact.params import EasyInputMassage  # error:
from responses_compact.exceptions import RateLimitErorr  # error:

openai.Massage  # error:

ours = OpenAI()
theirs = AzureOpenAI()
others = YandexAI()

# None where the provider has no null.
ours.responses.compact(model=None)  # error:
message: params.EasyInputMessage = {"role": "user", "content": None}  # error:
reference: params.ItemReference = {"id": None}  # error:
openai.EasyInputMessage(role="user", content=None)  # error:

# What is required, and what there isn't.
ours.responses.compact()  # error:
ours.responses.compact(input="Hello")  # error:
ours.responses.compact(model="m", temperature=0.5)  # error:
ours.responses.compact("m")  # error:
others.responses.compact(model="m", service_tier="auto")  # error:
OpenAI(azure_endpoint="https://x.openai.azure.com")  # error:
AzureOpenAI(organization="org")  # error:
YandexAI(project="p")  # error:
YandexAI("key")  # error:
openai.InputText()  # error:
text: params.InputText = {"type": "input_text"}  # error:
extra: params.InputText = {"type": "input_text", "text": "t", "lang": "en"}  # error:

# Values that no enumeration has, and values of the wrong type.
ours.responses.compact(model="m", prompt_cache_retention="25h")  # error:
ours.responses.compact(model="m", service_tier="cheap")  # error:
ours.responses.compact(model=5)  # error:
ours.responses.compact(model="m", input=5)  # error:
ours.responses.compact(model="m", extra_headers={"n": 1})  # error:
role: params.EasyInputMessage = {"role": "gardener", "content": "t"}  # error:
tag: params.InputText = {"type": "output_text", "text": "t"}  # error:
openai.EasyInputMessage(role="gardener", content="t")  # error:
openai.InputText(text=5)  # error:

response = ours.responses.compact(model="m")
wrong: azure.CompactedResponse = response  # error:
response.outptu  # error:
response.request_id = "x"  # error:
response.usage.total_tokens.lower()  # error:


def before_narrowing(item: openai.OutputItem) -> None:
    """Fields that only some kinds have can't be read before it is known which kind it is."""
    item.encrypted_content  # error:
    item.role  # error:
    if item.type == "message":
        item.encrypted_content  # error:
    if item.type == "massage":  # error:
        return


def of_another_provider(item: yandex.OutputItem) -> models.ShellCall | None:
    """A kind that the provider doesn't have isn't among its items."""
    shell: models.ShellCall = item  # error:
    return shell


async def forgotten() -> None:
    """A sync client's answer can't be awaited."""
    await ours.responses.compact(model="m")  # error:


OpenAI(api_key="k", timeot=30)  # error:
OpenAI(api_key="k", max_retries="2")  # error:
OpenAI(api_key="k", set_default_query={})  # error:
ours.with_options(strict="yes")  # error:
ours.with_options(extra_query={})  # error:
ours.responses.compact(model="m", extra_boddy={})  # error:
ours.responses.with_raw_response.compact(modle="m")  # error:
ours.responses.with_raw_response.compact(model="m", timeout="5")  # error:
ours.responses.with_raw_response.compact(model="m").output  # error:
