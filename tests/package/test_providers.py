"""What is particular to one provider: how it is addressed, who is calling, and how it refuses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
import responses_compact

from tests.package.served import PLAIN_ANSWER, PROVIDERS, Exchange as OneAnswer

pytestmark = pytest.mark.filterwarnings("ignore::responses_compact.UnsupportedOperationWarning")

KINDS = ["sync", "async"]
SOON = {"retry-after-ms": "1"}


class Exchange:
    """Calls of a provider's client of a kind, answered in order by status, body and headers."""

    def __init__(self, kind: str, provider: str, *answers: tuple[int, Any, Any], **given: Any):
        self.sent: list[httpx2.Request] = []
        self._kind, self._client = kind, PROVIDERS[provider].client
        self._given, self._answers = given, list(answers)

    def _serve(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        status, body, headers = self._answers[min(len(self.sent), len(self._answers)) - 1]
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx2.Response(status, content=raw, headers=headers)

    def call(self, **arguments: Any) -> Any:
        """Call the operation and return what it returns."""
        wanted = {"model": "gpt://b1gtest/yandexgpt/latest", **arguments}
        transport = httpx2.MockTransport(self._serve)
        if self._kind == "async":
            return asyncio.run(self._awaited(transport, wanted))
        kind = getattr(responses_compact, self._client)
        with httpx2.Client(transport=transport, follow_redirects=True) as lent:
            return kind(**self._given, http_client=lent).responses.compact(**wanted)

    async def _awaited(self, transport: httpx2.MockTransport, wanted: Any) -> Any:
        kind = getattr(responses_compact, f"Async{self._client}")
        async with httpx2.AsyncClient(transport=transport, follow_redirects=True) as lent:
            return await kind(**self._given, http_client=lent).responses.compact(**wanted)

    def fails(self) -> Any:
        """Return the exception with which a call ends."""
        with pytest.raises(responses_compact.APIError) as caught:
            self.call()
        return caught.value

    def header(self, name: str) -> list[str | None]:
        """Return the values of a header in the requests."""
        return [request.headers.get(name) for request in self.sent]


GOOD: tuple[int, Any, Any] = (200, PLAIN_ANSWER, {})


# --- Azure: the deployment -----------------------------------------------------------------------


@pytest.mark.case("N15")
@pytest.mark.parametrize(
    "model",
    ["a/b", "../x", "..", ".", "a?b", "a#b", "%2e%2e", "%252e", "a b", "a\\b", "größe", "a\r\nX: 1",
     "https://elsewhere.example/", "//elsewhere.example", "{endpoint}", ""],
)  # fmt: skip
def test_the_name_of_a_deployment_stays_in_the_body(model: str) -> None:
    """On the v1 routes a deployment is named in the body alone, so no name can move the call."""
    exchange = OneAnswer(PROVIDERS["azure"])
    exchange.call(model=model)
    (request,) = exchange.sent
    assert "https://garden.openai.azure.com/openai/v1/responses/compact" == str(request.url)
    assert {"model": model} == exchange.body


# --- Yandex: who is calling ----------------------------------------------------------------------


@pytest.mark.case("N24")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("argument", "variable", "header"),
    [
        ("api_key", "YC_API_KEY", "Api-Key secret-1"),
        ("iam_token", "YC_IAM_TOKEN", "Bearer secret-1"),
    ],
)
def test_the_kind_of_credential_chooses_the_prefix(
    kind: str, argument: str, variable: str, header: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key goes out as `Api-Key`, a token as `Bearer`, as arguments and from the environment."""
    explicit = Exchange(kind, "yandex", GOOD, **{argument: "secret-1"}, folder="b1gtest")
    explicit.call()
    monkeypatch.setenv(variable, "secret-1")
    monkeypatch.setenv("YC_FOLDER_ID", "b1gtest")
    found = Exchange(kind, "yandex", GOOD)
    found.call()
    for exchange in (explicit, found):
        assert [header] == exchange.header("authorization")
        assert ["b1gtest"] == exchange.header("openai-project")


def _tokens(kind: str) -> Callable[[], Any]:
    """Return a provider of tokens that gives another one each time, deferred for async clients."""
    numbers = iter(range(1, 10))

    def token() -> str:
        return f"token-{next(numbers)}"

    async def later() -> str:
        await asyncio.sleep(0)
        return token()

    return token if kind == "sync" else later


@pytest.mark.case("N24")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [429, 503, 401])
def test_each_try_asks_for_the_token(kind: str, status: int) -> None:
    """A token that expires between two tries of a call, or before the first, doesn't end it."""
    answers = ((status, {"code": 16, "message": "m"}, SOON), GOOD)
    exchange = Exchange(kind, "yandex", *answers, iam_token=_tokens(kind))
    exchange.call()
    assert ["Bearer token-1", "Bearer token-2"] == exchange.header("authorization")


@pytest.mark.case("N24")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("follow", [False, True])
def test_the_folder_stays_with_the_origin(kind: str, follow: bool) -> None:
    """Neither folder nor token goes to another host, whoever would follow the redirect."""
    away = (307, b"", {"location": "https://elsewhere.example/v1/responses/compact"})
    given = {"iam_token": "token-1", "folder": "b1gtest", "follow_redirects": follow}
    exchange = Exchange(kind, "yandex", away, GOOD, **given)
    assert isinstance(exchange.fails(), responses_compact.RedirectError)
    assert ["ai.api.cloud.yandex.net"] == [request.url.host for request in exchange.sent]


@pytest.mark.case("N24")
@pytest.mark.parametrize("kind", KINDS)
def test_the_folder_goes_along_within_the_origin(kind: str) -> None:
    """A redirect inside the origin, where it is wanted, carries the same headers."""
    near = (308, b"", {"location": "/v2/responses/compact"})
    given = {"iam_token": _tokens(kind), "folder": "b1gtest", "follow_redirects": True}
    exchange = Exchange(kind, "yandex", near, GOOD, **given)
    exchange.call()
    assert ["/v1/responses/compact", "/v2/responses/compact"] == [r.url.path for r in exchange.sent]
    assert ["b1gtest", "b1gtest"] == exchange.header("openai-project")


# --- Yandex: a folder that isn't the credential's ------------------------------------------------

WORDS = "Specified folder ID 'b1gother' does not match with service account folder ID 'b1gtest'"
WRONG_FOLDER: dict[str, tuple[Any, str | None, str]] = {
    "four members": (
        {"error": {"message": WORDS, "type": "t", "param": None, "code": "INVALID_ARGUMENT"}},
        "INVALID_ARGUMENT",
        WORDS,
    ),
    "four members without a code": (
        {"error": {"message": WORDS, "type": "invalid_request_error", "param": None, "code": None}},
        None,
        WORDS,
    ),
    "a number in four members": (
        {"error": {"message": WORDS, "type": None, "param": None, "code": 3}},
        "3",
        WORDS,
    ),
    "the style of the host": (
        {
            "error": {
                "grpcCode": 3,
                "httpCode": 400,
                "message": WORDS,
                "httpStatus": "Bad Request",
                "details": [],
            }
        },
        "3",
        WORDS,
    ),
    "a text as the error": ({"error": WORDS}, None, WORDS),
    "a status of gRPC": ({"code": 3, "message": WORDS, "details": []}, "3", WORDS),
    "plain text": (WORDS.encode(), None, WORDS),
    "html": (f"<html><body>{WORDS}</body></html>".encode(), None, f"<html><body>{WORDS}"),
    "nothing": (b"", None, "Error code: 400 - the answer says nothing"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", WRONG_FOLDER)
def test_a_wrong_folder_is_a_bad_request(kind: str, shape: str) -> None:
    """In each shape that its errors have: one try, the class of the status, the code where it is
    told, and the provider's words, which nothing depends on.
    """
    body, code, words = WRONG_FOLDER[shape]
    headers = {"x-request-id": "r-1", "x-server-trace-id": "trace-1", **SOON}
    exchange = Exchange(kind, "yandex", (400, body, headers), api_key="secret-1", folder="b1gother")
    error = exchange.fails()
    assert responses_compact.BadRequestError is type(error)
    assert (400, code, 1, "r-1") == (
        error.status_code, error.code, error.attempts, error.request_id
    )  # fmt: skip
    assert error.message.startswith(words) and (words in str(error))
    assert (body if isinstance(body, bytes) else json.dumps(body).encode()) == error.raw
    assert 1 == len(exchange.sent)


# --- What trying again can't help ----------------------------------------------------------------

SPENT = {
    "insufficient_quota": "InsufficientQuotaError",
    "credit_balance_exhausted": "CreditBalanceExhaustedError",
    "organization_spend_limit_exceeded": "SpendLimitExceededError",
    "project_spend_limit_exceeded": "SpendLimitExceededError",
    "organization_usage_limit_exceeded": "UsageLimitExceededError",
}


@pytest.mark.case("N31")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("type_", ["insufficient_quota", "billing"])
@pytest.mark.parametrize("code", SPENT)
def test_what_was_spent_is_not_asked_for_again(kind: str, type_: str, code: str) -> None:
    """OpenAI's guides name these codes of 429, whatever the type says: each is an exception of its
    own, after one try.
    """
    body = {"error": {"message": "m", "type": type_, "param": None, "code": code}}
    exchange = Exchange(kind, "openai", (429, body, SOON), api_key="key-1")
    error = exchange.fails()
    assert (SPENT[code], code, 1) == (type(error).__name__, error.code, len(exchange.sent))
    assert isinstance(error, responses_compact.RateLimitError)


REFUSED = {"code": "ResponsibleAIPolicyViolation", "content_filter_result": {}}
FILTERED: dict[str, Any] = {
    "live": {"code": "content_filter", "param": "prompt", "type": None, "innererror": REFUSED},
    "as specified": {"code": "content_filter", "type": "error", "inner_error": REFUSED},
    "no cause": {"code": "content_filter", "innererror": None},
    "the cause alone": {"inner_error": REFUSED},
    "the cause alone, as it is live": {"code": None, "innererror": REFUSED},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", FILTERED)
def test_azures_content_filter_is_known_in_every_shape(kind: str, shape: str) -> None:
    """Both spellings of the cause are read, and it counts where there is no code beside it."""
    body = {"error": {"message": "m", **FILTERED[shape]}}
    given = {"api_key": "key-1", "azure_endpoint": "https://garden.openai.azure.com"}
    exchange = Exchange(kind, "azure", (400, body, SOON), **given)
    error = exchange.fails()
    assert responses_compact.exceptions.ContentFilterError is type(error)
    assert ("m", 1) == (error.message, len(exchange.sent))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"apim-request-id": "a", "x-request-id": "b", "x-ms-request-id": "c"}, "a"),
        ({"x-request-id": "b", "x-ms-request-id": "c"}, "b"),
        ({"x-ms-request-id": "c"}, "c"),
    ],
)
def test_azures_request_id_is_the_gateways_first(
    kind: str, headers: dict[str, str], expected: str
) -> None:
    """The gateway, the model's server, and what stands before both number calls each in its way."""
    body = {"error": {"code": "401", "message": "Access denied due to invalid subscription key."}}
    given = {"api_key": "key-1", "azure_endpoint": "https://garden.openai.azure.com"}
    assert expected == Exchange(kind, "azure", (401, body, headers), **given).fails().request_id


@pytest.mark.parametrize("kind", ["OPENAI_API_VERSION", "argument"])
def test_azure_dated_versions_belong_to_other_routes(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The v1 routes take `v1` or `preview`: a dated version is told at construction, not sent."""
    given = {"api_key": "k", "azure_endpoint": "https://garden.openai.azure.com"}
    if kind == "argument":
        with pytest.raises(responses_compact.ConfigurationError, match="'v1' or 'preview'"):
            responses_compact.AzureOpenAI(**given, api_version="2025-04-01-preview")
    monkeypatch.setenv("OPENAI_API_VERSION", "2025-04-01-preview")
    assert responses_compact.AzureOpenAI(**given).api_version is None
    assert "preview" == responses_compact.AzureOpenAI(**given, api_version="preview").api_version
