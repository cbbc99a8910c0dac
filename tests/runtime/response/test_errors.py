"""What failures become: classes by code and status, parts by pointer, ids by header."""

from __future__ import annotations

import json
import pickle
import warnings
from typing import Any

import pytest
from _runtime.vocabulary import errors
from _runtime.vocabulary.errors import (
    Answer,
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    Details,
)
from _runtime.vocabulary.header_map import Headers

from tests.support.small_api import (
    KEY,
    MAKE,
    PLAIN,
    UNSUPPORTED,
    Driver,
    ErrorBody,
    FilterError,
    QuotaError,
)
from tests.support.stub import Reply, Stub, reply

TRANSPORTS = 2

ANSWER = Answer(status_code=429, headers={"x-a": "1"}, raw=b"{}", body={}, request_id="r-1")


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (501, "InternalServerError"),
        (503, "InternalServerError"),
        (529, "InternalServerError"),
        (402, "APIStatusError"),
        (418, "APIStatusError"),
        (307, "RedirectError"),
    ],
)
def test_each_status_has_its_class(
    driver: Driver, stub: Stub, plain: Any, status: int, name: str
) -> None:
    """The class follows the status, and all of them are APIStatusErrors."""
    stub.plays(reply({"error": {"message": "no"}}, status))
    error = driver.error(plain)
    assert name == type(error).__name__
    assert isinstance(error, APIStatusError)
    assert status == error.status_code


# The shapes that error bodies have, and what is read from each: code, message, param, type.
BODIES: dict[str, tuple[Any, tuple[str | None, ...]]] = {
    "four members": (
        {"error": {"message": "m", "type": "t", "param": "input[1].status", "code": "c"}},
        ("c", "m", "input[1].status", "t"),
    ),
    "nulls": (
        {"error": {"message": "m", "type": "t", "param": None, "code": None}},
        (None, "m", None, "t"),
    ),
    "inner error": (
        {
            "error": {
                "code": "DeploymentNotFound",
                "message": "m",
                "type": "error",
                "inner_error": {"code": "x"},
            }
        },
        ("DeploymentNotFound", "m", None, "error"),
    ),
    "innererror": (
        {
            "error": {
                "message": "m",
                "param": "prompt",
                "type": None,
                "status": 400,
                "innererror": {"code": "PolicyViolation"},
            }
        },
        ("PolicyViolation", "m", "prompt", None),
    ),
    "numeric text": (
        {"error": {"code": "404", "message": "Resource not found"}},
        ("404", "Resource not found", None, None),
    ),
    "nested number": (
        {
            "error": {
                "grpcCode": 16,
                "httpCode": 401,
                "message": "m",
                "httpStatus": "Unauthorized",
                "details": [],
            }
        },
        ("16", "m", None, None),
    ),
    "text": ({"error": "text"}, (None, "text", None, None)),
    "status object": ({"code": 16, "message": "m", "details": []}, ("16", "m", None, None)),
    "foreign object": ({"detail": "x"}, (None, '{"detail": "x"}', None, None)),
    "empty object": ({}, (None, "{}", None, None)),
    "string": ("gone wrong", (None, '"gone wrong"', None, None)),
    "list": (["a"], (None, '["a"]', None, None)),
    "null": (None, (None, "null", None, None)),
    "number": (7, (None, "7", None, None)),
    "wrong types": (
        {"error": {"message": ["m"], "code": {"a": 1}, "param": True, "type": ""}},
        (
            None,
            '{"error": {"message": ["m"], "code": {"a": 1}, "param": true, "type": ""}}',
            None,
            None,
        ),
    ),
}  # fmt: skip


@pytest.mark.case("N42")
@pytest.mark.parametrize("shape", BODIES)
def test_parts_are_found_in_every_shape(driver: Driver, stub: Stub, plain: Any, shape: str) -> None:
    """Code, message, param and type come from the first pointer that leads anywhere, as text."""
    body, expected = BODIES[shape]
    stub.plays(reply(body, 400))
    error = driver.error(plain)
    assert expected == (error.code, error.message, error.param, error.type)
    wrapped = isinstance(body, dict) and isinstance(body.get("error"), dict)
    read = wrapped and error.message == body["error"].get("message")
    assert (body["error"] if read else body) == error.body
    assert body == error.response.json()
    assert json.dumps(body).encode() == error.raw == error.response.content


@pytest.mark.case("N42")
@pytest.mark.parametrize(
    ("raw", "content_type", "message"),
    [
        (b"upstream\x1b[31m connect\r\n error", "text/plain", "upstream\ufffd[31m connect error"),
        (b"<html><body>502</body></html>", "text/html", "<html><body>502</body></html>"),
        (b"\xff\xfe\x00", "application/octet-stream", "\ufffd\ufffd\ufffd"),
        (b'{"error": {"mess', "application/json", '{"error": {"mess'),
        (b"x" * 5000, "text/plain", "x" * 300 + "…"),
    ],
)
def test_text_bodies_become_the_message(
    driver: Driver, stub: Stub, plain: Any, raw: bytes, content_type: str, message: str
) -> None:
    """A body that isn't JSON is quoted, cut short and harmless to a terminal, and kept whole."""
    stub.plays(Reply(502, raw, {"Content-Type": content_type}))
    error = driver.error(plain)
    assert "InternalServerError" == type(error).__name__
    assert message == error.message
    text = raw.decode(errors="replace")
    assert (text, text, raw) == (error.body, error.response.text, error.raw)
    assert content_type in str(error)


@pytest.mark.case("N42")
def test_an_empty_body_says_nothing(driver: Driver, stub: Stub, plain: Any) -> None:
    """An error without a body is told by its status alone."""
    stub.plays(Reply(503, b"", {}))
    error = driver.error(plain)
    assert "Error code: 503 - the answer says nothing" == str(error) == error.message
    assert (None, b"") == (error.body, error.raw)


@pytest.mark.filterwarnings("ignore::_runtime.vocabulary.errors.UnsupportedOperationWarning")
@pytest.mark.parametrize(
    ("status", "absent"), [(404, True), (405, True), (501, True), (400, False)]
)
def test_what_documents_say_of_an_operation_is_told_where_it_is_missing(
    driver: Driver, stub: Stub, plain: Any, status: int, absent: bool
) -> None:
    """A status that says that there is no such operation recalls what the provider documents."""
    stub.plays(Reply(status, b"Nothing here.", {}))
    error = driver.fails(APIStatusError, driver.call, plain, UNSUPPORTED, {"model": "m"})
    assert ("[The provider doesn't serve this yet.]" in str(error)) is absent
    assert "Nothing here." == error.message


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [(429, "quota_used_up", QuotaError), (400, "content_filter", FilterError)],
)
def test_a_code_of_the_table_decides_the_class(
    driver: Driver, stub: Stub, plain: Any, status: int, code: str, expected: type[APIStatusError]
) -> None:
    """A code that the provider documents has an exception of its own, below that of the status."""
    stub.plays(reply({"error": {"code": code, "message": "m"}}, status))
    error = driver.error(plain)
    assert expected is type(error)
    assert isinstance(error, errors.error_for_status(status))


def test_the_error_body_comes_typed(driver: Driver, stub: Stub, plain: Any) -> None:
    """The body is there as the model that the description promises; without an object, it isn't."""
    stub.plays(reply({"error": {"message": "m"}, "extra": 1}, 400), reply(["a"], 400))
    typed = driver.error(plain).error
    assert isinstance(typed, ErrorBody)
    assert {"error": {"message": "m"}, "extra": 1} == typed.to_dict()
    assert driver.error(plain).error is None


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"X-Request-Id": "a"}, "a"),
        ({"apim-request-id": "b"}, "b"),
        ({"X-Server-Trace-Id": "c"}, "c"),
        ({"X-Server-Trace-Id": "c", "x-request-id": "a"}, "a"),
        ({"x-request-id": "", "apim-request-id": "b"}, "b"),
        ({"request-id": "d"}, None),
    ],
)
def test_request_id_comes_from_the_listed_headers(
    driver: Driver, stub: Stub, plain: Any, headers: dict[str, str], expected: str | None
) -> None:
    """The first header of the provider's list that is there holds the request id, in any case."""
    stub.plays(Reply(500, b"", headers), Reply(200, b"", headers))
    for _ in range(2):
        error = driver.error(plain)
        assert expected == error.request_id
        assert (f"[request id {expected}]" in str(error)) is (expected is not None)


@pytest.mark.network
def test_headers_are_the_answers_in_lower_case(driver: Driver, stub: Stub) -> None:
    """An error holds the headers of the answer, and none of the request."""
    stub.plays(Reply(429, b"", {"Retry-After": "3", "X-RateLimit-Remaining": "0"}))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, max_retries=0)
    headers = driver.error(client).headers
    assert {"retry-after": "3", "x-ratelimit-remaining": "0", "content-length": "0"} == headers


def test_errors_keep_request_and_response(driver: Driver, stub: Stub) -> None:
    """Both are as other clients of HTTP have them, without the credential and the content."""
    stub.plays(Reply(429, b'{"error": {"message": "slow", "code": "c"}}', {"Retry-After": "3"}))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, max_retries=0)
    error = driver.error(client, extra_query={"q": "secret-q"})
    seen = error.response
    assert (429, "3", {"message": "slow", "code": "c"}) == (
        seen.status_code, seen.headers["Retry-After"], error.body
    )  # fmt: skip
    assert {"error": error.body} == seen.json() == json.loads(seen.text)
    assert seen.is_error and not seen.is_success
    assert "Too Many Requests" == seen.reason_phrase
    assert (error.request, f"{stub.url}/things/make?q=***") == (seen.request, seen.url)
    assert ("POST", "***") == (error.request.method, error.request.headers["Authorization"])
    assert KEY.encode() not in pickle.dumps(error) and b"secret-q" not in pickle.dumps(error)


@pytest.mark.parametrize("raw", [b"", b"<p>", b"[" * 200_000, b"nul"])
def test_a_response_without_json_says_so(
    driver: Driver, stub: Stub, plain: Any, raw: bytes
) -> None:
    """`json()` raises a ValueError for it, as it does elsewhere."""
    stub.plays(Reply(400, raw))
    with pytest.raises(ValueError, match="."):
        driver.error(plain).response.json()


def test_errors_without_an_answer_have_no_response(driver: Driver, stub: Stub) -> None:
    """A lost connection has a request; a value that can't be sent has neither."""
    stub.plays(Reply(drop=True))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url)
    lost = driver.error(client)
    assert (None, "POST") == (lost.response, lost.request.method)
    refused = driver.fails(APIError, driver.call, client, MAKE, {"model": None})
    assert (None, None) == (refused.response, refused.request)


def test_a_response_that_broke_off_is_kept() -> None:
    """What came of it is there, with its status."""
    error = errors.IncompleteAnswerError("it broke off")
    error.status_code, error.headers, error.raw = 200, Headers({"X-A": "1"}), b'{"id'
    assert error.response is not None
    assert (200, "1", '{"id') == (
        error.response.status_code, error.response.headers["x-a"], error.response.text
    )  # fmt: skip


def test_the_repr_tells_what_a_call_had_cost(driver: Driver, stub: Stub, plain: Any) -> None:
    """Class, text, tries and seconds."""
    stub.plays(reply({"error": {"message": "no"}}, 400))
    error = driver.error(plain)
    told = f"BadRequestError('Error code: 400 - no', attempts=1, elapsed={error.elapsed:.6g})"
    assert told == repr(error)
    assert "APIError('m')" == repr(APIError("m"))


@pytest.mark.parametrize("answer", [Reply(429, b"[1]"), Reply(200, b"<p>"), Reply(drop=True)])
def test_raised_errors_survive_pickling(
    driver: Driver, stub: Stub, plain: Any, answer: Reply
) -> None:
    """An exception that was raised comes back from pickle with class, text and state."""
    stub.plays(answer)
    error = driver.error(plain)
    error.add_note("seen")
    again = pickle.loads(pickle.dumps(error))
    assert type(error) is type(again)
    assert (str(error), vars(error)) == (str(again), vars(again))


@pytest.mark.parametrize("name", [n for n, v in vars(errors).items() if isinstance(v, type)
                                  and issubclass(v, APIError)])  # fmt: skip
def test_every_exception_can_be_pickled(name: str) -> None:
    """Each class of the tree comes back from pickle as it was."""
    kind: Any = getattr(errors, name)
    error = kind("m", ANSWER) if issubclass(kind, errors.APIAnswerError) else kind("m")
    again = pickle.loads(pickle.dumps(error))
    assert (kind, str(error), vars(error)) == (type(again), str(again), vars(again))
    assert str(again).startswith("m")


def test_an_exception_of_the_callers_can_be_pickled() -> None:
    """A subclass may have any constructor."""
    again = pickle.loads(pickle.dumps(OwnError(1, key="k")))
    assert (OwnError, "1", "k") == (type(again), str(again), again.key)


class OwnError(APIError):
    """A caller's exception, with a constructor of its own."""

    def __init__(self, number: int, *, key: str) -> None:
        super().__init__(str(number))
        self.key = key


def test_the_tree() -> None:
    """The classes stand under each other as documented, also under the builtins they stand for."""
    assert issubclass(APIStatusError, APIError)
    assert issubclass(APITimeoutError, APIConnectionError)
    assert issubclass(APIResponseValidationError, APIError)
    assert not issubclass(APIResponseValidationError, APIStatusError)
    assert issubclass(errors.ConfigurationError, ValueError)
    assert issubclass(errors.ClientClosedError, RuntimeError)
    assert issubclass(errors.UnsupportedOperationWarning, UserWarning)


def test_details_are_optional() -> None:
    """An error without details reads as one that the provider said nothing about."""
    error = errors.RateLimitError("text", ANSWER)
    assert ("text", None, None) == (error.message, error.code, error.error)
    assert "c" == errors.RateLimitError("text", ANSWER, Details(code="c")).code


def test_reading_an_error_body_warns_of_nothing(driver: Driver, stub: Stub, plain: Any) -> None:
    """No shape of body makes the model library warn."""
    stub.plays(*(reply(body, 400) for body, _ in BODIES.values()))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in BODIES:
            driver.error(plain)
