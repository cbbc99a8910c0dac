"""The providers as the users of the package meet them, and a server that gives one answer.

Nothing of the generator is used here: what a client should do is known from the description, its
examples and the facts of the vendors.
"""

from __future__ import annotations

import importlib
import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx2
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "spec" / "examples"
SCHEMAS = ROOT / "generated" / "schemas"

DEPRECATED = "ignore:.* is deprecated:DeprecationWarning"
"""For tests that use all there is, what is deprecated among it; `test_deprecated` is about that."""


@dataclass(frozen=True)
class Provider:
    """Who serves the API: its namespace, and what its clients are made with."""

    name: str
    client: str
    arguments: tuple[tuple[str, str], ...]
    model: str

    @cached_property
    def namespace(self) -> Any:
        """The module with everything of the provider."""
        return importlib.import_module(f"responses_compact.{self.name}")

    @cached_property
    def schemas(self) -> dict[str, Any]:
        """The effective schemas by name."""
        text = (SCHEMAS / f"{self.name}.schema.json").read_text(encoding="utf-8")
        schemas: dict[str, Any] = json.loads(text)["$defs"]
        return schemas

    def members(self, union: str) -> list[str]:
        """The names of a union's members."""
        schema = self.schemas[union]
        references = [member["$ref"] for member in schema.get("oneOf") or schema["anyOf"]]
        return [reference.removeprefix("#/$defs/") for reference in references]

    def examples(self, direction: str) -> dict[str, Any]:
        """The examples of requests or responses by label."""
        files = sorted(EXAMPLES.glob(f"{self.name}.{direction}.*.json"))
        return {path.stem.split(".")[2]: json.loads(path.read_bytes()) for path in files}

    def faults(self, schema: str, value: Any) -> list[str]:
        """What jsonschema finds wrong with a value."""
        validator: Any = Draft202012Validator({"$ref": f"#/$defs/{schema}", "$defs": self.schemas})
        return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]


PROVIDERS = {
    "openai": Provider("openai", "OpenAI", (("api_key", "sk-test"),), "gpt-5.4"),
    "azure": Provider(
        "azure",
        "AzureOpenAI",
        (("api_key", "test"), ("azure_endpoint", "https://garden.openai.azure.com")),
        "garden-compact",
    ),
    "yandex": Provider(
        "yandex",
        "YandexAI",
        (("api_key", "test"), ("folder", "b1gtest")),
        "gpt://b1gtest/yandexgpt/latest",
    ),
}

PLAIN_ANSWER = {
    "id": "resp_1",
    "object": "response.compaction",
    "created_at": 1790000000,
    "output": [],
    "usage": {
        "input_tokens": 1,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": 1,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 2,
    },
}


class Exchange:
    """A client of a provider, and a server that gives one answer and notes what it was sent."""

    def __init__(self, provider: Provider, answer: Any = PLAIN_ANSWER, **options: Any) -> None:
        self.raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.sent: list[httpx2.Request] = []
        http_client = httpx2.Client(transport=httpx2.MockTransport(self._serve))
        arguments: Mapping[str, Any] = dict(provider.arguments)
        kind = getattr(provider.namespace, provider.client)
        self.client = kind(**arguments, **options, http_client=http_client)

    def _serve(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        return httpx2.Response(200, content=self.raw, headers={"content-type": "application/json"})

    def call(self, **arguments: Any) -> Any:
        """Call the operation; what isn't served yet, or is deprecated, is not told."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", ".* is deprecated", DeprecationWarning)
            warnings.filterwarnings("ignore", message=".*", category=_announcement())
            return self.client.responses.compact(**arguments)

    @property
    def content(self) -> str:
        """The text that was sent last."""
        return self.sent[-1].content.decode()

    @property
    def body(self) -> Any:
        """The JSON value that was sent last."""
        return json.loads(self.sent[-1].content)


def _announcement() -> type[Warning]:
    category = importlib.import_module("responses_compact").UnsupportedOperationWarning
    assert issubclass(category, Warning)
    return category


def received(provider: Provider, answer: Any, **options: Any) -> Any:
    """What a call returns when the server gives this answer."""
    return Exchange(provider, answer, **options).call(model=provider.model)


def sent(provider: Provider, **arguments: Any) -> Any:
    """The JSON value that a call with these arguments sends."""
    exchange = Exchange(provider)
    exchange.call(**{"model": provider.model, **arguments})
    return exchange.body


def compact(value: Any) -> str:
    """JSON text without white space, the members in their order: what travels, byte for byte."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text(value: Any) -> str:
    """JSON text to compare by: tells `1` from `1.0` and from `true`, and ignores order."""
    return json.dumps(value, sort_keys=True)
