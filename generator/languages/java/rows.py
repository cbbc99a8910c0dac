"""Rows of the runtime's tables: facts of the Api as expressions that make records.

Job: write a provider and an operation as the constructors of the runtime's records take them. What
there isn't is an empty text. It must not choose a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from generator.api import (
    Body,
    ClientParameter,
    Credential,
    Errors,
    Operation,
    Provider,
    RateLimit,
    ServerVariable,
)
from generator.languages.java.calls import AnswerCase, ClientType, Method, ParameterMember
from generator.languages.java.filters import reading
from generator.languages.java.java_types import JavaType, Maybe, Named
from generator.languages.java.literals import literal
from generator.languages.text import Code
from generator.version import VERSION

JSON = "application/json"

Setters: TypeAlias = Mapping[str, str]
"""What callers set an argument by, by its name in the Api."""


def record(name: str, *values: str) -> Code:
    """Return an expression that makes a record."""
    return Code(f"new {name}({', '.join(values)})")


def listed(values: Iterable[str]) -> Code:
    """Return an expression for a list."""
    return Code(f"List.of({', '.join(values)})")


def texts(values: Iterable[str]) -> Code:
    """Return an expression for a list of texts."""
    return listed(map(literal, values))


def security(requirements: Iterable[Iterable[str]]) -> Code:
    """Return an expression for what a call requires."""
    return listed(map(texts, requirements))


def provider(client: ClientType, package: str, operations: Iterable[Operation]) -> Code:
    """Return the row of a provider that serves some operations.

    Args:
        client: the provider's client.
        package: what the client says that it is.
        operations: those that the client has.
    """
    facts, setters = client.provider, client.setters
    request_id = facts.client_request_id
    required = dict.fromkeys(operation.security for operation in operations)
    return record(
        "Provider",
        literal(facts.name),
        literal(client.name),
        _server(facts, setters),
        listed(_credential(each, setters) for each in facts.credentials),
        listed(map(security, required)),
        listed(_parameter(each, setters) for each in facts.parameters),
        texts(facts.request_id_headers),
        literal(request_id.header if request_id else ""),
        literal(request_id.form if request_id else ""),
        listed(map(_rate_limit, facts.rate_limits)),
        _errors(facts.errors),
        literal(f"{package}/{VERSION}"),
    )


def _server(facts: Provider, setters: Setters) -> Code:
    server = facts.server
    return record(
        "Provider.Server",
        literal(server.url if server else ""),
        literal((server.environment if server else None) or ""),
        listed(_variable(each, setters) for each in (server.variables if server else ())),
    )


def _rate_limit(each: RateLimit) -> Code:
    headers = (each.limit or "", each.remaining or "", each.reset or "")
    return record("Provider.RateLimitHeaders", *map(literal, (each.name, *headers)))


def _errors(errors: Errors) -> Code:
    members = map(texts, (errors.code, errors.message, errors.param, errors.type))
    inferred = [literal(errors.is_inferred)] if errors.is_inferred else []
    return record("Provider.ErrorTable", *members, "new Codes()", *inferred)


def _variable(each: ServerVariable, setters: Setters) -> Code:
    return record(
        "Provider.ServerVariable",
        literal(each.name),
        literal(setters.get(each.argument, each.argument)),
        literal(each.environment or ""),
        literal(each.required),
        literal(each.default),
    )


def _credential(each: Credential, setters: Setters) -> Code:
    return record(
        "Provider.Credential",
        literal(each.name),
        texts(setters[argument] for argument in each.arguments),
        *map(literal, (each.environment or "", each.location, each.wire, each.prefix)),
        literal(each.pair),
    )


def _parameter(each: ClientParameter, setters: Setters) -> Code:
    return record(
        "Provider.ClientParameter",
        literal(setters[each.argument]),
        *map(literal, (each.environment or "", each.location, each.name)),
        texts(each.values),
    )


def operation(client: ClientType, method: Method, parameters: Iterable[ParameterMember]) -> Code:
    """Return the row of an operation, which a method of a client calls with some parameters."""
    facts = method.operation
    body, responses = facts.body, [_answered(method, case) for case in method.answers]
    is_one = len(set(responses)) <= 1
    return record(
        "Operation<>",
        literal(".".join(facts.attributes)),
        literal(facts.method),
        literal(facts.path),
        security(facts.security),
        texts(client.setters[argument] for argument in facts.client_parameters),
        listed(map(_argument, parameters)),
        literal((body.content_type or JSON) if body else ""),
        literal(body.required if body else False),
        responses[0] if responses and is_one else "null",
        literal(facts.availability.note if facts.availability else ""),
        literal(facts.server or ""),
        listed(_failure(status, kind) for status, kind in method.errors),
        literal(method.accept),
        literal(next((name for name, on in body.fixed if not on), "") if body else ""),
        listed(_encodings(body)),
        listed(() if is_one else map(_answer, method.answers, responses)),
        *map(literal, [name for name, on in body.fixed if on] if body else []),
    )


def _answer(case: AnswerCase, how: Code) -> Code:
    return record("Operation.Answer<>", literal(case.status), literal(case.media_type), how)


def _answered(method: Method, case: AnswerCase) -> Code:
    """Return how an answer is read as what a method returns, or its items are."""
    how = _read(method, case)
    if not case.item:
        return how
    facts = map(literal, (case.item, case.media_type, case.last))
    return Code(f"ItemReading.of({', '.join((how, *facts))})")


def _read(method: Method, case: AnswerCase) -> Code:
    kind = method.answer
    if kind is None:
        return Code("null")
    if isinstance(kind, Named) and kind.kind == "answers":
        return reading(Named(f"{kind.name}.{case.record}", "answers"))
    if not isinstance(kind, Maybe):
        return reading(case.type or kind)
    if case.type is None:
        return Code("AnswerReading.nothing()")
    how = reading(case.type)
    return how if isinstance(case.type, Maybe) else Code(f"AnswerReading.optional({how})")


def _failure(status: str, kind: JavaType | None) -> Code:
    how = reading(kind) if kind is not None else "null"
    return record("Operation.Failure", literal(status), how)


def _argument(each: ParameterMember) -> Code:
    facts = each.parameter
    style = "" if facts.has_standard_style else facts.style
    return record(
        "Parameter",
        *map(literal, (each.name, facts.name.wire, facts.location)),
        literal(facts.required),
        literal(style),
        literal(facts.explode),
        literal(facts.reserved),
        literal(facts.content_type or ""),
    )


def _encodings(body: Body | None) -> Iterator[Code]:
    """Yield how members of a form are written, where something is said of it."""
    content = body.content if body is not None else "json"
    if body is None or content not in ("form", "multipart"):
        return
    usual = "form" if content == "form" else ""
    for each in body.encodings:
        if each.style is not None or each.content_type is not None or each.headers:
            yield record(
                "Parameter",
                *map(literal, (each.property, each.property, "body", False)),
                *map(literal, (each.style or usual, each.explode or each.style is None)),
                *map(literal, (each.reserved, each.content_type or "")),
                *([texts(text for pair in each.headers for text in pair)] if each.headers else []),
            )
