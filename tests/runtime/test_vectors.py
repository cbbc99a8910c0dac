"""Python's runtime keeps to the cases that the runtimes of all languages have to agree on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from _runtime.call.redirects import followed
from _runtime.call.retry import Failure, Policy, Wait, decide
from _runtime.call.retry_after import hinted
from _runtime.contents.multipart import file_part
from _runtime.model.checks import defects_of
from _runtime.model.schema import Array, Map, Number, Schema, String
from _runtime.request.styles import in_header, in_path, in_query
from _runtime.response.parsing import parsed
from _runtime.response.refusals import refusal
from _runtime.setup.configuration import configure
from _runtime.setup.url import base_url
from _runtime.streams.framing import JsonLines, JsonSequence, ServerSentEvents
from _runtime.transport import headers
from _runtime.transport.masks import masked, masked_bytes, secrets
from _runtime.transport.protocol import Request, Response
from _runtime.vocabulary.errors import ArgumentError, ConfigurationError
from _runtime.vocabulary.json_text import loads
from _runtime.vocabulary.ratelimits import duration

from tests.runtime.setup.test_url import REGIONAL
from tests.support.small_api import KEY, MAKE, PLAIN, TENANT, USUAL
from tests.support.vectors import subjects, vectors

NOW = 1_800_000_000.0  # Fri, 15 Jan 2027 08:00:00 GMT


def disagreements(subject: str, outcome: Any) -> list[Any]:
    """Return the cases of a subject whose outcome is another one than is expected."""
    return [case for case in vectors(subject) if not outcome(case)]


def _hint(case: Any) -> bool:
    expected = float("inf") if case["seconds"] == "inf" else case["seconds"]
    return hinted(case["headers"], NOW) == expected


def _retry(case: Any) -> bool:
    values = dict(case["given"])
    hint = values.pop("hint", None)
    facts = {name: values.pop(name) for name in ("status", "sent", "final") if name in values}
    failure = Failure(hint=None if hint is None else float(hint), **facts)
    policy = Policy(max_retries=values.pop("max_retries", 2), unsafe=values.pop("unsafe", False))
    rest = {"attempt": 1, "tokens": 500, "seconds_left": None, "chance": 1.0, **values}
    decision = decide(policy, failure, rest.pop("attempt"), **rest)
    if not isinstance(decision, Wait):
        return case["stop"] is True
    expected = pytest.approx(case.get("seconds")), case.get("cost")
    return (decision.seconds, decision.cost) == expected


def _base_url(case: Any) -> bool:
    try:
        base = base_url(case["url"], "base_url", insecure=case.get("insecure", False))
    except ConfigurationError as error:
        return case["base"] is None and "hidden" not in str(error)
    return base == case["base"]


def _server_url(case: Any) -> bool:
    provider = {"tenant": TENANT, "regional": REGIONAL}[case["provider"]]
    key = {"api_key": KEY} if provider is TENANT else {}
    try:
        base = configure(provider, {**case["arguments"], **key}).base_url
    except ConfigurationError:
        return case["base"] is None
    return base == case["base"]


def _header(case: Any) -> bool:
    try:
        headers.checked({case["name"]: case["value"]}, "extra_headers")
    except ArgumentError:
        return case["fits"] is False
    return case["fits"] is True


def _mask(case: Any) -> bool:
    hidden = secrets(case["secrets"])
    raw = masked_bytes(case["text"].encode(), hidden)
    return masked(case["text"], hidden) == case["masked"] == raw.decode()


def _redirect(case: Any) -> bool:
    answer = {"location": case["location"]}
    return followed(case["url"], case["status"], answer, case["hops"]) == case["target"]


def _refused(case: Any) -> Any:
    request = Request(method="POST", url="https://h/things/make")
    body = json.dumps(case["body"]).encode()
    response = Response(status=case["status"], headers={}, body=body)
    provider = USUAL if case.get("provider") == "usual" else PLAIN
    return refusal(MAKE, provider, request, response)


def _error_body(case: Any) -> bool:
    error = _refused(case)
    parts = {"code": error.code, "message": error.message, "param": error.param, "type": error.type}
    return parts.items() <= case.items()


def _error_class(case: Any) -> bool:
    return type(_refused(case)).__name__ == case["error"]


def _style(case: Any) -> bool:
    name, value, explode = case.get("name", "color"), case["value"], case["explode"]
    way = {"explode": explode, "reserved": case.get("reserved", False)}
    try:
        match case["place"]:
            case "path":
                text = in_path(name, value, case["style"], **way)
            case "query":
                text = "&".join(in_query(name, value, case["style"], **way))
            case _:
                text = in_header(name, value, explode=explode)
    except ArgumentError:
        return case["text"] is None
    return text == case["text"]


def _duration(case: Any) -> bool:
    seconds = duration(case["text"])
    return seconds == (None if case["seconds"] is None else pytest.approx(case["seconds"]))


def _json_text(case: Any) -> bool:
    value, problem = parsed(case["text"].encode())
    if problem is not None or case["written"] is None:
        return problem is not None and case["written"] is None
    return bool(value == json.loads(case["written"]))


NAMES = {
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "multipleOf": "multiple_of",
    "pattern": "pattern",
    **dict.fromkeys(("minLength", "minItems", "minProperties"), "min_length"),
    **dict.fromkeys(("maxLength", "maxItems", "maxProperties"), "max_length"),
}


def _limit(case: Any) -> bool:
    kind = case["type"]
    bound = {"number": float, "integer": int}.get(kind, lambda value: value)
    limits = {NAMES[name]: bound(value) for name, value in case["limits"].items()}
    schema = {
        "string": String(limits),
        "array": Array(Schema(), limits),
        "object": Map(String({}), Schema(), limits),
    }.get(kind, Number(kind == "integer", limits))
    defects = defects_of(schema, loads(case["value"].encode()))
    return [each.message for each in defects] == ([case["problem"]] if case["problem"] else [])


def _part(case: Any) -> bool:
    value = (case["filename"], b"", case.get("type"), case.get("headers", {}))
    try:
        head = file_part(case["name"], value, case.get("stated")).head
    except ArgumentError:
        return case["head"] is None
    return case["head"] is not None and head == case["head"].encode()


def _stream(case: Any) -> bool:
    stream, media, limit = case["stream"].encode(), case["media"], case.get("limit", 10**6)
    kind = {"application/json-seq": JsonSequence, "text/event-stream": ServerSentEvents}
    for size in (1, 3, 10**6):
        framing = kind.get(media, JsonLines)(limit)
        chunks = [stream[n : n + size] for n in range(0, len(stream), size)]
        try:
            messages = [m for chunk in chunks for m in framing.feed(chunk)] + [*framing.end()]
        except ValueError as error:
            if case.get("problem", "nothing") not in str(error):
                return False
            continue
        if [[m.data.decode(), m.event, m.id] for m in messages] != case.get("messages"):
            return False
    return True


OUTCOMES = {
    "base_urls": _base_url,
    "durations": _duration,
    "error_bodies": _error_body,
    "error_classes": _error_class,
    "headers": _header,
    "hints": _hint,
    "limits": _limit,
    "json_texts": _json_text,
    "masks": _mask,
    "parts": _part,
    "redirects": _redirect,
    "retries": _retry,
    "server_urls": _server_url,
    "streams": _stream,
    "styles": _style,
}


@pytest.mark.parametrize("subject", OUTCOMES)
def test_the_cases_of_a_subject(subject: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each case has the outcome that is written beside it."""
    monkeypatch.delenv("TENANT_ENDPOINT", raising=False)
    assert [] == disagreements(subject, OUTCOMES[subject])


def test_no_subject_is_left_out() -> None:
    """Every file of cases is looked at, and has some."""
    assert OUTCOMES.keys() == subjects()
    assert all(len(vectors(subject)) > 10 for subject in subjects())
